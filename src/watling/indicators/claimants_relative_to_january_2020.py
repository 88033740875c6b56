"""Claimants as a multiple of those before the pandemic."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Claimants relative to January 2020",
    description="The number of claimants divided by the number in January 2020, before the pandemic.",
    theme="labour supply",
    unit="ratio",
    composition=AsPublished(
        "claimants-relative-to-january-2020",
        reason="Only the ratio is published, not the count of January 2020 it is a ratio to.",
    ),
    polarity="lower is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=0.2),
    caveats=("Published to one decimal place.",),
    cannot_show="Whether January 2020 was itself a good or a bad month.",
)

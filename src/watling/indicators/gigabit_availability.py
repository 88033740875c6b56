"""Premises that can have a gigabit connection."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Gigabit availability",
    description="Share of premises that a gigabit-capable service reaches (download speeds of 1,000 Mbit/s or more).",
    theme="digital infrastructure",
    unit="percent",
    composition=AsPublished(
        "ons-gigabit-availability", reason="Only percentages are published here, without the numbers of premises."
    ),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=1.0, since="P1Y"),
    caveats=("Any technology counts: full fibre, cable or another.",),
    cannot_show="How many premises have taken a gigabit connection.",
    core=True,
)

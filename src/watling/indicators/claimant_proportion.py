"""The share of people aged 16 to 64 who claim benefits because they are unemployed."""

from __future__ import annotations

from datetime import date

from watling.figures.definition import AsPublished, Break, Indicator, Progress

indicator = Indicator(
    title="Claimant proportion",
    description="Claimants as a share of residents aged 16 to 64, each month.",
    theme="labour supply",
    unit="percent",
    composition=AsPublished(
        "claimant-proportion", reason="Only the proportion is published, not the number of residents it is of."
    ),
    polarity="lower is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=0.3, since="P1Y"),
    breaks=(Break(date(2020, 4, 1), "benefit rules of the pandemic count more people who have some work"),),
    caveats=(
        "The population is the newest estimate, which may be some years older than the claimants.",
        "The rules of the benefits decide who is counted: a change of the rules changes the count.",
    ),
    cannot_show="How many people are without work: many who look for work do not claim, and some who claim have work.",
    core=True,
)

"""How vacancies changed since the year before the pandemic, as published."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="Growth in vacancies since the year to March 2020",
    description="Change in online job postings on the year to March 2020, by sector and occupational group.",
    theme="labour demand",
    unit="percent change",
    composition=AsPublished(
        "vacancy-growth",
        reason="Only the change in per cent is published, not the number of postings in the year to March 2020.",
    ),
    polarity="none",
    compare=True,
    caveats=("Published in whole per cent: a small group's change is uncertain by more than the rounding.",),
    cannot_show="How much of the change is more jobs, and how much is more posting on the web.",
    labels={"sector": "Sector", "group": "Occupational group"},
)

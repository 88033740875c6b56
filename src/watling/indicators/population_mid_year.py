"""People who usually live in the area, by the mid-year estimate."""

from __future__ import annotations

from datetime import date

from watling.figures.definition import Break, Indicator, Sum

indicator = Indicator(
    title="Population (mid-year estimate)",
    description="People who usually live in the area on 30 June.",
    theme="population",
    unit="people",
    composition=Sum("population-mid-year"),
    breaks=(Break(date(2021, 3, 21), "later estimates start from the Census of 21 March 2021"),),
    caveats=(
        "An estimate from the last census, births, deaths and migration. It is furthest off just before a census.",
        "Students are counted where they study.",
    ),
    cannot_show="Who works here but lives elsewhere.",
    core=True,
)

"""The share of people who are 16 to 24 years old."""

from __future__ import annotations

from datetime import date

from watling.figures.definition import Break, Indicator, Ratio, Sum

indicator = Indicator(
    title="Young people (16 to 24)",
    description="People aged 16 to 24 as a share of all who usually live in the area on 30 June.",
    theme="population",
    unit="percent",
    composition=Ratio(Sum("population-aged-16-to-24"), Sum("population-mid-year")),
    decimals=1,
    compare=True,
    breaks=(Break(date(2021, 3, 21), "later estimates start from the Census of 21 March 2021"),),
    caveats=("Students are counted where they study, so towns with a university have more.",),
    cannot_show="How many of them are in education or at work.",
    core=True,
)

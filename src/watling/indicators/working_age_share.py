"""The share of people who are of working age."""

from __future__ import annotations

from datetime import date

from watling.figures.definition import Break, Indicator, Ratio, Sum

indicator = Indicator(
    title="People of working age (16 to 64)",
    description="People aged 16 to 64 as a share of all who usually live in the area on 30 June.",
    theme="population",
    unit="percent",
    composition=Ratio(Sum("population-aged-16-to-64"), Sum("population-mid-year")),
    decimals=1,
    compare=True,
    breaks=(Break(date(2021, 3, 21), "later estimates start from the Census of 21 March 2021"),),
    caveats=("Many people of 65 and over work; the ages are those of other labour market statistics.",),
    cannot_show="Whether those of working age have work or want it.",
    core=True,
)

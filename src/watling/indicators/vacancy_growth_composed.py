"""How vacancies changed in a whole sector or occupational group."""

from __future__ import annotations

from watling.figures.definition import Growth, Indicator
from watling.indicators import vacancies, vacancies_base

indicator = Indicator(
    title="Growth in vacancies, whole sectors and groups",
    description="Change in postings since the year to March 2020, from the sums of both years; "
    "the earlier year's parts are implied by the published growth.",
    theme="labour demand",
    unit="percent change",
    composition=Growth(vacancies.indicator.composition, since=vacancies_base.indicator.composition),
    polarity="none",
    decimals=1,
    compare=True,
    caveats=("Derived: percentages are not averaged; the years are added up first.", "Covers the listed groups only."),
    cannot_show="Growth in the groups that a sector does not list.",
    labels={"sector": "Sector", "group": "Occupational group"},
)

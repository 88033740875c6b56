"""What part of a sector's vacancies a group has."""

from __future__ import annotations

from watling.figures.definition import Indicator, Ratio, Sum
from watling.indicators import vacancies

indicator = Indicator(
    title="Share of the sector's vacancies",
    description="An occupational group's part of the listed postings of its sector.",
    theme="labour demand",
    unit="percent",
    composition=Ratio(Sum("vacancies"), vacancies.indicator.composition, within=("sector",)),
    polarity="none",
    decimals=1,
    compare=True,
    caveats=("The whole is the sum of the listed groups, so shares are a little too high.",),
    cannot_show="The part of the sector's jobs: groups differ in how often their jobs are posted on the web.",
    labels={"sector": "Sector", "group": "Occupational group"},
)

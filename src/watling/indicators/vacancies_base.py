"""Vacancies in the year to March 2020, as the published growth implies them."""

from __future__ import annotations

from watling.figures.definition import Implied, Indicator, Sum, Total
from watling.indicators import vacancy_growth

indicator = Indicator(
    title="Vacancies in the year to March 2020, implied",
    description="The number of postings from which the published growth leads to the published number.",
    theme="labour demand",
    unit="postings",
    composition=Total(
        Implied(
            Sum("vacancies"),
            by=vacancy_growth.indicator.composition,
            how="growth",
        ),
        keeping=((), ("sector",), ("group",)),
    ),
    polarity="none",
    caveats=("Derived, not published: the bounds are what the rounding of the published growth leaves open.",),
    cannot_show="The published number of that year.",
    labels={"sector": "Sector", "group": "Occupational group"},
)

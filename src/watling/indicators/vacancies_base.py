"""Vacancies in the year to March 2020, as the published growth implies them."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Implied, Indicator, Sum, Total

indicator = Indicator(
    title="Vacancies in the year to March 2020, implied",
    description="The number of postings from which the published growth leads to the published number.",
    theme="labour demand",
    unit="postings",
    composition=Total(
        Implied(
            Sum("vacancies"),
            by=AsPublished("vacancy-growth", reason="Only the change in per cent is published."),
            how="growth",
        ),
        keeping=((), ("sector",), ("group",)),
    ),
    polarity="none",
    caveats=("Derived, not published: the bounds are what the rounding of the published growth leaves open.",),
    cannot_show="The published number of that year.",
    labels={"sector": "Sector", "group": "Occupational group"},
)

"""The number of claimants before the pandemic, as the published ratios imply it."""

from __future__ import annotations

from watling.figures.definition import Implied, Indicator, Sum
from watling.indicators import claimants_relative_to_january_2020

indicator = Indicator(
    title="Claimants in January 2020, implied",
    description="The count from which the published ratios lead to the published counts.",
    theme="labour supply",
    unit="people",
    composition=Implied(
        Sum("claimants"),
        by=claimants_relative_to_january_2020.indicator.composition,
        how="ratio",
        period="2020-01",
    ),
    polarity="none",
    caveats=("Derived, not published. Where several ratios are published, the range is the one that fits them all.",),
    cannot_show="The count itself: only the range that the rounded ratios leave open.",
)

"""Enterprises active in a year."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Sum

indicator = Indicator(
    title="Stock of enterprises",
    description="Enterprises that had turnover or employees at any time in the year.",
    theme="business",
    unit="enterprises",
    composition=Sum("ons-enterprise-stock"),
    progress=Progress(minimum_change=5.0, relative=True, since="P1Y"),
    caveats=(
        "Where many enterprises are registered at one address, they count there and not where they work.",
        "Counts are rounded to 5 so that parts add up; each lies within 5, which gives sums their bounds.",
    ),
    cannot_show="Businesses too small for VAT and without employees.",
    core=True,
)

"""Enterprises born in a year."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Sum

indicator = Indicator(
    title="Births of enterprises",
    description="Enterprises that became active in the year, having been active in neither of the two years before.",
    theme="business",
    unit="enterprises",
    composition=Sum("ons-enterprise-births"),
    polarity="higher is better",
    progress=Progress(minimum_change=5.0, relative=True, since="P1Y"),
    caveats=(
        "Where many enterprises are registered at one address, they count there and not where they work.",
        "Counts are rounded to 5 so that parts add up; each lies within 5, which gives sums their bounds.",
    ),
    cannot_show="How long new enterprises last, or how many people they employ.",
    core=True,
)

"""Enterprises that ended in a year."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Sum

indicator = Indicator(
    title="Deaths of enterprises",
    description="Enterprises that were active in the year and in neither of the two years after.",
    theme="business",
    unit="enterprises",
    composition=Sum("ons-enterprise-deaths"),
    polarity="lower is better",
    progress=Progress(minimum_change=5.0, relative=True, since="P1Y"),
    caveats=(
        "The last two years are provisional: some enterprises will turn out to have come back.",
        "Where many enterprises are registered at one address, they count there and not where they work.",
        "Counts are rounded to 5 so that parts add up; each lies within 5, which gives sums their bounds.",
    ),
    cannot_show="Why enterprises ended, or what became of those who worked for them.",
    core=True,
)

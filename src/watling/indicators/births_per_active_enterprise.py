"""Births of enterprises, of those active."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Ratio, Sum

indicator = Indicator(
    title="Births per 100 active enterprises",
    description="Enterprises born in the year, in per cent of those active in it.",
    theme="business",
    unit="percent",
    composition=Ratio(Sum("ons-enterprise-births"), Sum("ons-enterprise-stock")),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=0.5, since="P1Y"),
    caveats=(
        "Where many enterprises are registered at one address, they count there and not where they work.",
        "The bounds come from the rounding of the two counts; they are not a sampling interval.",
    ),
    cannot_show="How long new enterprises last.",
    core=True,
)

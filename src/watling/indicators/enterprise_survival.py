"""How many new enterprises last."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Ratio, Sum

indicator = Indicator(
    title="Survival of new enterprises",
    description="Share of the enterprises born in a year that were still active one to five years later.",
    theme="business",
    unit="percent",
    composition=Ratio(Sum("ons-enterprise-survivors"), Sum("ons-enterprise-births")),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=1.0, since="P1Y"),
    caveats=(
        "The year is that of birth, so five years of survival are known only of enterprises born five years ago.",
        "Where many enterprises are registered at one address, they count there and not where they work.",
        "The bounds come from the rounding of the two counts; they are not a sampling interval.",
    ),
    cannot_show="Whether survivors grow or hardly trade, or why others ended.",
    labels={"years": "Years since birth"},
    core=True,
)

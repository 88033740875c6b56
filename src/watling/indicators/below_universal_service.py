"""Premises without the broadband that the law entitles everyone to."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Ratio, Sum

indicator = Indicator(
    title="Premises below the universal service",
    description="Share of premises that neither a fixed line nor fixed wireless gives 10 Mbit/s down and 1 Mbit/s up.",
    theme="digital infrastructure",
    unit="percent",
    composition=Ratio(Sum("ofcom-below-universal-service-premises"), Sum("ofcom-premises")),
    polarity="lower is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=0.1),
    caveats=(
        "Premises are homes and businesses. A connection counts where it could be made, whether or not it is taken.",
        "The list of premises changes with each snapshot, so small changes may be those of the list.",
    ),
    cannot_show="How many of them have asked for the connection that the law entitles them to.",
    core=True,
)

"""Premises that ultrafast broadband reaches."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Ratio, Sum

indicator = Indicator(
    title="Ultrafast broadband coverage",
    description="Share of premises that can have a download speed of 300 Mbit/s or more.",
    theme="digital infrastructure",
    unit="percent",
    composition=Ratio(Sum("ofcom-ultrafast-300-premises"), Sum("ofcom-premises")),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=0.5),
    caveats=(
        "Premises are homes and businesses. A connection counts where it could be made, whether or not it is taken.",
        "The list of premises changes with each snapshot, so small changes may be those of the list.",
    ),
    cannot_show="How many premises have taken such a connection, or what it costs.",
    core=True,
)

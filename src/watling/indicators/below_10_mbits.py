"""Premises without 10 Mbit/s."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Ratio, Sum

indicator = Indicator(
    title="Premises unable to receive 10 Mbit/s",
    description="Share of premises that no fixed line gives a download speed of 10 Mbit/s.",
    theme="digital infrastructure",
    unit="percent",
    composition=Ratio(Sum("ofcom-below-10-premises"), Sum("ofcom-premises")),
    polarity="lower is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=0.1),
    caveats=(
        "Premises are homes and businesses. A connection counts where it could be made, whether or not it is taken.",
        "The list of premises changes with each snapshot, so small changes may be those of the list.",
    ),
    cannot_show="Whether those who live or work there would take a faster connection, or use mobile broadband instead.",
    core=True,
)

"""Premises that cannot have 30 Mbit/s."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Premises below 30 Mbit/s",
    description="Share of premises that no fixed service of 30 Mbit/s or more reaches.",
    theme="digital infrastructure",
    unit="percent",
    composition=AsPublished(
        "ons-premises-below-30", reason="Only percentages are published here, without the numbers of premises."
    ),
    polarity="lower is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=0.5, since="P1Y"),
    cannot_show="Which premises these are, or whether a mobile network serves them.",
    core=True,
)

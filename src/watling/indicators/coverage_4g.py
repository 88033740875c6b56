"""Land with a 4G signal."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="4G coverage",
    description="Share of the area where at least one operator gives a 4G signal outdoors (−105 dBm or better).",
    theme="digital infrastructure",
    unit="percent",
    composition=AsPublished(
        "ons-4g-coverage", reason="Only percentages of land are published, without the land they are of."
    ),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=1.0, since="P1Y"),
    caveats=("As operators predict it, outdoors; indoors it is less.",),
    cannot_show="Coverage where people live, work or travel, or from every operator.",
    core=True,
)

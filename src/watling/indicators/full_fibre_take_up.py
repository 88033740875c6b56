"""Premises that use full fibre, of those that could."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Take-up of full fibre",
    description="Premises with a full-fibre connection, in per cent of those that could have one.",
    theme="digital infrastructure",
    unit="percent",
    composition=AsPublished(
        "ofcom-full-fibre-take-up", reason="Only whole percentages are published, without the number of connections."
    ),
    polarity="higher is better",
    compare=True,
    progress=Progress(minimum_change=1.0),
    caveats=(
        "Published in whole per cent.",
        "Where full fibre is new, take-up is low: it falls when coverage grows faster than connections.",
    ),
    cannot_show="Why others have not taken it: price, contracts that still run, or no need.",
    core=True,
)

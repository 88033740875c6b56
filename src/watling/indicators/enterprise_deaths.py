"""Enterprises that ended."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Enterprise deaths",
    description="Enterprises that ended in the year, in per cent of active enterprises.",
    theme="business",
    unit="percent",
    composition=AsPublished("enterprise-deaths", reason="Only the percentage is published, not the two counts."),
    polarity="lower is better",
    compare=True,
    progress=Progress(minimum_change=1.0),
    caveats=("Published in whole per cent.", "In 2020 support schemes kept some enterprises alive."),
    cannot_show="Why enterprises ended.",
)

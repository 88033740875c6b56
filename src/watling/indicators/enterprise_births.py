"""New enterprises."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Enterprise births",
    description="Enterprises born in the year, in per cent of active enterprises.",
    theme="business",
    unit="percent",
    composition=AsPublished("enterprise-births", reason="Only the percentage is published, not the two counts."),
    polarity="higher is better",
    compare=True,
    progress=Progress(minimum_change=1.0),
    caveats=("Published in whole per cent.",),
    cannot_show="How long new enterprises last.",
)

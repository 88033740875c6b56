"""Land without 4G."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="Area without 4G",
    description="Share of the geographic area where no operator gives 4G.",
    theme="digital infrastructure",
    unit="percent",
    composition=AsPublished("area-without-4g", reason="Only an approximate percentage is published."),
    polarity="lower is better",
    compare=True,
    caveats=("Published as an approximation.",),
    cannot_show="How many people live or travel there.",
)

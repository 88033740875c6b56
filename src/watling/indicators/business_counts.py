"""Businesses by size."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Sum

indicator = Indicator(
    title="Businesses by size",
    description="Businesses by the number of people they employ.",
    theme="business",
    unit="businesses",
    composition=Sum("business-counts"),
    polarity="higher is better",
    progress=Progress(minimum_change=1.0, relative=True),
    caveats=("Only micro and small businesses are published, so no total of all sizes is shown.",),
    cannot_show="Businesses below the thresholds for VAT and PAYE.",
    labels={"size": "Employment"},
)

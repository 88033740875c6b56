"""Premises that full fibre reaches."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="Full-fibre coverage",
    description="Share of premises that can have a full-fibre connection.",
    theme="digital infrastructure",
    unit="percent",
    composition=AsPublished(
        "full-fibre", reason="Only a bound on the percentage is published, with no count of premises."
    ),
    polarity="higher is better",
    compare=True,
    caveats=("Published as under a percentage, so only the upper bound is known.",),
    cannot_show="How many premises have taken a connection.",
)

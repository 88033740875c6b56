"""People who use the internet little."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="People who use the internet little",
    description="Share of people who are limited users of the internet.",
    theme="digital infrastructure",
    unit="percent",
    composition=AsPublished("limited-internet-users", reason="Only a rounded percentage is published."),
    polarity="lower is better",
    compare=True,
    caveats=("Published as about a further fifth; what counts as limited is not stated.",),
    cannot_show="What limited users lack.",
)

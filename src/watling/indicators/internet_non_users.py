"""People who do not use the internet."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="People who do not use the internet",
    description="Share of people who do not use the internet.",
    theme="digital infrastructure",
    unit="percent",
    composition=AsPublished("internet-non-users", reason="Only a rounded percentage is published."),
    polarity="lower is better",
    compare=True,
    caveats=("Published as about a fifth.",),
    cannot_show="Why people do not use it: cost, skills, access or choice.",
)

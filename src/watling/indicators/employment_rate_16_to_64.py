"""The share of people aged 16 to 64 who are in work."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Employment rate, 16 to 64",
    description="Share of people aged 16 to 64 in paid work, or with a job they were temporarily away from.",
    theme="labour supply",
    unit="percent",
    composition=AsPublished(
        "ons-employment-rate",
        reason="Only rates and their intervals are published here, without the numbers of people.",
    ),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=3.0, since="P1Y"),
    caveats=(
        "Official statistics in development: fewer people answer the survey than did, so changes are uncertain "
        "beyond their intervals.",
        "Not updated after 2023 until the publisher has reweighted the survey.",
        "Districts of Northern Ireland are from its own Labour Force Survey.",
    ),
    cannot_show="How many hours people work, or how secure their work is.",
    core=True,
)

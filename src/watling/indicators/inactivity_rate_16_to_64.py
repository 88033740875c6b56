"""The share of people aged 16 to 64 who are neither in work nor unemployed."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Economic inactivity rate, 16 to 64",
    description=(
        "Share of people aged 16 to 64 who are not in work and have not looked for it in the last four weeks,"
        " or cannot start within two."
    ),
    theme="labour supply",
    unit="percent",
    composition=AsPublished(
        "ons-inactivity-rate",
        reason="Only rates and their intervals are published here, without the numbers of people.",
    ),
    polarity="lower is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=3.0, since="P1Y"),
    caveats=(
        "Official statistics in development: fewer people answer the survey than did, so changes are uncertain "
        "beyond their intervals.",
        "Not updated after 2023 until the publisher has reweighted the survey.",
        "Districts of Northern Ireland are from its own Labour Force Survey.",
        "Students and those who look after a family are inactive too.",
    ),
    cannot_show="Why people are inactive, or who would like to work.",
    core=True,
)

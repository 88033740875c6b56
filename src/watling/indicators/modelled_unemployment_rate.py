"""The share of economically active people who are unemployed, by a model."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Unemployment rate, modelled",
    description=(
        "Unemployed people in per cent of the economically active aged 16 and over, estimated from the survey"
        " and the claimant count together."
    ),
    theme="labour supply",
    unit="percent",
    composition=AsPublished(
        "ons-modelled-unemployment-rate",
        reason="Only rates and their intervals are published here, without the numbers of people.",
    ),
    polarity="lower is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=1.0, since="P1Y"),
    caveats=(
        "Official statistics in development: fewer people answer the survey than did, so changes are uncertain "
        "beyond their intervals.",
        "Not updated after 2023 until the publisher has reweighted the survey.",
        "A model: an area with many claimants is estimated to have more unemployed people.",
        "Some unitary authorities are published without an interval.",
    ),
    cannot_show="Whether people who want more hours or better work find it.",
    core=True,
)

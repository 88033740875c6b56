"""Residents in employment by occupation, coded to SOC 2020."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="Employment by occupation (SOC 2020)",
    description="Residents in employment aged 16 and over, by sub-major group of occupations, since 2020.",
    theme="labour supply",
    unit="people",
    composition=Sum("dfe-employment-by-occupation"),
    caveats=(
        "From a sample survey, given without its confidence intervals: small groups of small areas are unreliable.",
        "Rounded to 100. Groups with too few people in the sample are not published.",
        "Cumberland, Westmorland and Furness, and Somerset are left out: the release has other areas' numbers there.",
    ),
    cannot_show="Where the jobs are: people are counted where they live. And whether a change is one.",
    labels={"occupation": "Occupation"},
    core=True,
)

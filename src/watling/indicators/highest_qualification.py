"""What part of people aged 16 to 64 has each highest qualification, as the dashboard gives it."""

from __future__ import annotations

from datetime import date

from watling.figures.definition import Break, Indicator, Ratio, Sum, Total

indicator = Indicator(
    title="Highest qualification",
    description="Share of people aged 16 to 64 by highest qualification, of a calendar year since 2020.",
    theme="skills and learning",
    unit="percent",
    composition=Ratio(Sum("dfe-qualifications"), Total(Sum("dfe-qualifications"), keeping=((),))),
    decimals=1,
    breaks=(Break(date(2022, 1, 1), "levels are those of the RQF from here on, before of NVQ with apprenticeships"),),
    caveats=(
        "From a sample survey, given without its confidence intervals: the bounds are those of rounding alone.",
        "The whole is the sum of the qualifications: where one is not published there is no share.",
        "Cumberland, Westmorland and Furness, and Somerset are left out: the release has other areas' numbers there.",
    ),
    cannot_show="Skills without a certificate; and whether a difference between areas is one.",
    labels={"qualification": "Highest qualification"},
    core=True,
)

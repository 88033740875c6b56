"""What part of employed residents works in each group of occupations."""

from __future__ import annotations

from watling.figures.definition import Indicator, Ratio, Sum, Total

indicator = Indicator(
    title="Share of employment by occupation",
    description="Share of residents in employment aged 16 and over who work in a sub-major group of occupations.",
    theme="labour supply",
    unit="percent",
    composition=Ratio(Sum("aps-employment-by-occupation"), Total(Sum("aps-employment-by-occupation"), keeping=((),))),
    decimals=1,
    compare=True,
    caveats=(
        "From a sample survey: the intervals are those of the sample, and are wide for small areas.",
        "The whole is the sum of the 25 groups: where one of them is not published there is no share.",
        "Occupations are coded to SOC 2010, so that later figures, coded to SOC 2020, cannot be set beside them.",
        "An error in coding occupations, found in 2022, affects some detailed groups.",
    ),
    cannot_show="Where the jobs are: people are counted where they live.",
    labels={"occupation": "Occupation"},
    core=True,
)

"""What part of employed residents works in each industry."""

from __future__ import annotations

from watling.figures.definition import Indicator, Ratio, Sum, Total

indicator = Indicator(
    title="Share of employment by industry",
    description="Share of residents in employment aged 16 and over who work in a group of sections of SIC 2007.",
    theme="labour supply",
    unit="percent",
    composition=Ratio(Sum("aps-employment-by-industry"), Total(Sum("aps-employment-by-industry"), keeping=((),))),
    decimals=1,
    compare=True,
    caveats=(
        "From a sample survey: the intervals are those of the sample, and are wide for small areas.",
        "The whole is the sum of the nine groups: where one of them is not published there is no share.",
    ),
    cannot_show="Where the jobs are: people are counted where they live, and in their main job.",
    labels={"industry": "Industry"},
    core=True,
)

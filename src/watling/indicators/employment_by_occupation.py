"""How many residents work in each group of occupations."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="Employment by occupation",
    description="Residents in employment aged 16 and over, by sub-major group of occupations.",
    theme="labour supply",
    unit="people",
    composition=Sum("aps-employment-by-occupation"),
    caveats=(
        "From a sample survey: the intervals are those of the sample, and are wide for small areas.",
        "Where the sample has three to nine such people the value is unreliable and its interval wide; of two or fewer "
        "nothing is published.",
        "Occupations are coded to SOC 2010, so that later figures, coded to SOC 2020, cannot be set beside them.",
        "An error in coding occupations, found in 2022, affects some detailed groups.",
    ),
    cannot_show="Where the jobs are: people are counted where they live.",
    labels={"occupation": "Occupation"},
    core=True,
)

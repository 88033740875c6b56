"""How many residents work in each industry."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="Employment by industry",
    description="Residents in employment aged 16 and over, by group of sections of SIC 2007.",
    theme="labour supply",
    unit="people",
    composition=Sum("aps-employment-by-industry"),
    caveats=(
        "From a sample survey: the intervals are those of the sample, and are wide for small areas.",
        "Where the sample has three to nine such people the value is unreliable and its interval wide; of two or fewer "
        "nothing is published.",
        "Levels since April 2020 rest on population projections from before the pandemic; rates are the safer figure.",
    ),
    cannot_show="Where the jobs are: people are counted where they live, and in their main job.",
    labels={"industry": "Industry"},
    core=True,
)

"""The highest qualification of people aged 16 to 64."""

from __future__ import annotations

from watling.figures.definition import Indicator, Ratio, Sum

indicator = Indicator(
    title="Highest qualification, until 2021",
    description="Share of residents aged 16 to 64 by their highest qualification.",
    theme="skills and learning",
    unit="percent",
    composition=Ratio(Sum("aps-qualifications"), Sum("aps-population-16-64")),
    decimals=1,
    compare=True,
    caveats=(
        "From a sample survey: the intervals are those of the sample, and are wide for small areas.",
        "A few people in a thousand did not say: the shares add up to a little less than 100.",
        "Levels are those of National Vocational Qualifications; from 2022 on the survey asks for other levels.",
    ),
    cannot_show="What the qualifications are in, or whether they are used at work.",
    labels={"qualification": "Qualification"},
    core=True,
)

"""The highest qualification of people aged 16 to 64, by age."""

from __future__ import annotations

from watling.figures.definition import Indicator, Ratio, Sum, Total

indicator = Indicator(
    title="Highest qualification by age",
    description="Share of residents aged 16 to 64 of each age by their highest qualification.",
    theme="skills and learning",
    unit="percent",
    composition=Ratio(
        Sum("aps-qualifications-by-age"), Total(Sum("aps-qualifications-by-age"), keeping=(("age",),)), within=("age",)
    ),
    decimals=1,
    compare=True,
    caveats=(
        "From a sample survey: the intervals are those of the sample, and are wide for small areas.",
        "The whole is the sum of the seven kinds: where one of them is not published there is no share.",
        "Levels are those of National Vocational Qualifications; from 2022 on the survey asks for other levels.",
    ),
    cannot_show="What the qualifications are in, or whether they are used at work.",
    labels={"age": "Age", "qualification": "Qualification"},
    core=True,
)

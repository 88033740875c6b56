"""Young people with English and maths by age 19."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="English and maths by 19",
    description=(
        "Share of young people with GCSEs (or equivalent) in English and maths by age 19, by where their "
        "school was at 15."
    ),
    theme="skills and learning",
    unit="percent",
    composition=AsPublished(
        "ons-gcse-english-and-maths", reason="Only percentages are published here, without the numbers of young people."
    ),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=1.0, since="P1Y"),
    caveats=(
        "State-funded schools only.",
        "GCSEs of 2020 and 2021 were graded by schools, without examinations.",
    ),
    cannot_show="What young people learn who move into or out of the area after 15.",
    core=True,
)

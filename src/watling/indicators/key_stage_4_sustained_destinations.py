"""What part of those who leave key stage 4 stay in education, an apprenticeship or work."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Ratio, Sum, Total

indicator = Indicator(
    title="Sustained destinations after key stage 4",
    description="Share of pupils in sustained education, apprenticeships or employment in the year after key stage 4.",
    theme="skills and learning",
    unit="percent",
    composition=Ratio(Total(Sum("dfe-key-stage-4-sustained"), keeping=((),)), Sum("dfe-key-stage-4-leavers")),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=1.0, since="P1Y"),
    caveats=(
        "Pupils of state-funded mainstream schools, by the authority of the school, not where they live.",
        "A year is the one after they left; what is sustained lasted from October to March.",
        "Counts are complete, so differences between areas are not those of a sample.",
    ),
    cannot_show="Whether the course or the job was what they wanted, and where it was.",
    labels={"destination": "Destination"},
    core=True,
)

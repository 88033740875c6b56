"""What part of those who leave key stage 4 do not stay in education, an apprenticeship or work."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Ratio, Sum, Total

indicator = Indicator(
    title="Destinations not sustained after key stage 4",
    description="Share of pupils whose destination in the year after key stage 4 was not sustained, or is not known.",
    theme="skills and learning",
    unit="percent",
    composition=Ratio(Total(Sum("dfe-key-stage-4-not-sustained"), keeping=((),)), Sum("dfe-key-stage-4-leavers")),
    polarity="lower is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=1.0, since="P1Y"),
    caveats=(
        "Pupils of state-funded mainstream schools, by the authority of the school, not where they live.",
        "A year is the one after they left; what is sustained lasted from October to March.",
        "Not known is no activity found in the records: some have left the country or study privately.",
    ),
    cannot_show="Whether those whose destination is not known are out of work.",
    labels={"destination": "Destination"},
    core=True,
)

"""What part of those who leave 16 to 18 study stay in education, an apprenticeship or work, by level studied."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Ratio, Sum, Total

indicator = Indicator(
    title="Sustained destinations after 16 to 18 study, by level",
    description="Share of students of a level in sustained education, apprenticeships or employment the year after.",
    theme="skills and learning",
    unit="percent",
    composition=Ratio(
        Total(Sum("dfe-key-stage-5-sustained-by-level"), keeping=(("level",),)),
        Sum("dfe-key-stage-5-leavers-by-level"),
        within=("level",),
    ),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=1.0, since="P1Y"),
    caveats=(
        "Students of state-funded schools and colleges, by the authority of the provider, not where they live.",
        "The level is the one they mainly studied at, not the one they achieved.",
        "A year is the one after they left; what is sustained lasted from October to March.",
    ),
    cannot_show="Whether the course or the job was what they wanted, and where it was.",
    labels={"destination": "Destination", "level": "Level"},
    core=True,
)

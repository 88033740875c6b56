"""Adults who achieved in further education and skills, for each 100,000 people."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Further education achievements, rate",
    description=(
        "People aged 19 or over who achieved a funded aim in further education and skills in the academic "
        "year, for each 100,000 people, by where they live."
    ),
    theme="skills and learning",
    unit="per 100,000 people",
    composition=AsPublished(
        "ons-further-education-achievements-rate",
        reason="Only rates are published here, without the numbers of learners and of people.",
    ),
    polarity="higher is better",
    compare=True,
    progress=Progress(minimum_change=5.0, relative=True, since="P1Y"),
    caveats=(
        "Someone who achieves several aims is counted once.",
        "As published since April 2026, with community learning and non-regulated Multiply aims; before, without.",
    ),
    cannot_show="What was learned, or whether it led to work.",
    core=True,
)

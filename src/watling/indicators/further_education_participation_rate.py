"""Adults in further education and skills, for each 100,000 people."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Further education participation, rate",
    description=(
        "People aged 19 or over who took part in further education and skills in the academic year, "
        "apprenticeships included, for each 100,000 people, by where they live."
    ),
    theme="skills and learning",
    unit="per 100,000 people",
    composition=AsPublished(
        "ons-further-education-participation-rate",
        reason="Only rates are published here, without the numbers of learners and of people.",
    ),
    polarity="higher is better",
    compare=True,
    progress=Progress(minimum_change=5.0, relative=True, since="P1Y"),
    caveats=("Someone on several courses is counted once.",),
    cannot_show="What was learned, or whether it was finished.",
    core=True,
)

"""Apprenticeships started, for each 100,000 people."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Apprenticeship starts, rate",
    description=(
        "Apprenticeships started by people aged 16 or over in the academic year, for each 100,000 people, by "
        "where they live."
    ),
    theme="skills and learning",
    unit="per 100,000 people",
    composition=AsPublished(
        "ons-apprenticeship-starts-rate",
        reason="Only rates are published here, without the numbers of starts and of people.",
    ),
    polarity="higher is better",
    compare=True,
    progress=Progress(minimum_change=5.0, relative=True, since="P1Y"),
    caveats=("Someone who starts two apprenticeships is counted twice.",),
    cannot_show="How many apprenticeships are finished, or are with local employers.",
    core=True,
)

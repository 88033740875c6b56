"""Apprenticeships achieved, for each 100,000 people."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Apprenticeship achievements, rate",
    description=(
        "Apprenticeships achieved by people aged 16 or over in the academic year, for each 100,000 people, by"
        " where they live."
    ),
    theme="skills and learning",
    unit="per 100,000 people",
    composition=AsPublished(
        "ons-apprenticeship-achievements-rate",
        reason="Only rates are published here, without the numbers of achievements and of people.",
    ),
    polarity="higher is better",
    compare=True,
    progress=Progress(minimum_change=5.0, relative=True, since="P1Y"),
    caveats=("Someone who achieves two apprenticeships is counted twice.",),
    cannot_show="The share of starters who achieve.",
    core=True,
)

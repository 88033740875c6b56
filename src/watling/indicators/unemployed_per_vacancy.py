"""Unemployed people for each vacancy."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Unemployed people per vacancy, United Kingdom",
    description="How many unemployed people there are for each vacancy that employers report.",
    theme="labour demand",
    unit="people per vacancy",
    composition=AsPublished(
        "ons-unemployed-per-vacancy", reason="Vacancies are surveyed for the United Kingdom as a whole only."
    ),
    polarity="lower is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=0.2, since="P1Y"),
    caveats=(
        "Unemployment comes from a survey of households, vacancies from one of employers; both are revised.",
        "Averages of three months, seasonally adjusted.",
    ),
    cannot_show="Whether the vacancies ask for what unemployed people can do, or are where they live.",
    core=True,
)

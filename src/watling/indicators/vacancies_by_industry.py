"""Vacancies that employers report, by industry."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Sum

indicator = Indicator(
    title="Vacancies by industry, United Kingdom",
    description="Vacancies that employers were actively trying to fill, averages of three months, by industry.",
    theme="labour demand",
    unit="vacancies",
    composition=Sum("ons-vacancies-by-industry"),
    progress=Progress(minimum_change=5.0, relative=True, since="P1Y"),
    caveats=(
        "Seasonally adjusted, but for energy supply and real estate; the latest months are revised later.",
        "Published in thousands, so the count of a small industry has wide bounds.",
        "Agriculture, forestry and fishing are left out.",
    ),
    cannot_show="Any region or authority: the survey of employers is of the United Kingdom as a whole.",
    labels={"industry": "Industry"},
    core=True,
)

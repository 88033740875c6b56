"""How many people of each sex and age claim benefits because they are unemployed."""

from __future__ import annotations

from datetime import date

from watling.figures.definition import Break, Indicator, Progress, Sum, Total

indicator = Indicator(
    title="Claimants by sex and age",
    description="People claiming benefits principally because they are unemployed, by sex and age, each month.",
    theme="labour supply",
    unit="people",
    composition=Total(Sum("claimant-count-by-sex-and-age"), keeping=(("sex",), ("age",))),
    polarity="lower is better",
    progress=Progress(minimum_change=5.0, relative=True, since="P1Y"),
    breaks=(Break(date(2020, 4, 1), "benefit rules of the pandemic count more people who have some work"),),
    caveats=(
        "Counts are rounded to 5, and are not adjusted for the season; the newest month is provisional.",
        "The rules of the benefits decide who is counted: a change of the rules changes the count.",
        "Clerical claims whose age is not known are in no age band.",
    ),
    cannot_show="How many people are without work: many who look for work do not claim, and some who claim have work.",
    labels={"sex": "Sex", "age": "Age"},
    core=True,
)

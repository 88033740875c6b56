"""People claiming unemployment-related benefits."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Sum, Total

indicator = Indicator(
    title="Claimants",
    description="People claiming benefits principally because they are unemployed, by sex and age.",
    theme="labour supply",
    unit="people",
    composition=Total(Sum("claimants"), keeping=((), ("sex",), ("age",))),
    polarity="lower is better",
    progress=Progress(minimum_change=5.0, relative=True, since="P1Y"),
    caveats=(
        "Counts are rounded by the publisher, so sums and changes of them have bounds.",
        "The rules of the benefits decide who is counted: a change of the rules changes the count.",
    ),
    cannot_show="How many people are without work: many who look for work do not claim, and some who claim have work.",
    labels={"sex": "Sex", "age": "Age"},
)

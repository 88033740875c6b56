"""The share of people aged 16 to 64 who are in work."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Ratio, Sum

indicator = Indicator(
    title="Employment rate",
    description="Share of residents aged 16 to 64 who are in employment.",
    theme="labour supply",
    unit="percent",
    composition=Ratio(Sum("aps-employment-16-64"), Sum("aps-population-16-64")),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=1.0, since="P1Y"),
    caveats=(
        "From a sample survey: the intervals are those of the sample, and are wide for small areas.",
        "Where the sample has three to nine such people the value is unreliable and its interval wide; of two or fewer "
        "nothing is published.",
    ),
    cannot_show="How many hours they work, or in what jobs.",
    core=True,
)

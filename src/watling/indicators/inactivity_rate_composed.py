"""The share of people aged 16 to 64 who are economically inactive."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Ratio, Sum

indicator = Indicator(
    title="Economic inactivity rate",
    description="Share of residents aged 16 to 64 who neither have work nor look for any.",
    theme="labour supply",
    unit="percent",
    composition=Ratio(Sum("aps-inactivity-16-64"), Sum("aps-population-16-64")),
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=1.0, since="P1Y"),
    caveats=(
        "From a sample survey: the intervals are those of the sample, and are wide for small areas.",
        "Where the sample has three to nine such people the value is unreliable and its interval wide; of two or fewer "
        "nothing is published.",
    ),
    cannot_show="Why: they may be students, carers, retired, ill, or none of these.",
    core=True,
)

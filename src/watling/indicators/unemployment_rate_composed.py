"""The share of economically active people who are unemployed."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Ratio, Sum

indicator = Indicator(
    title="Unemployment rate",
    description="Share of economically active residents aged 16 to 64 who are unemployed.",
    theme="labour supply",
    unit="percent",
    composition=Ratio(Sum("aps-unemployment-16-64"), Sum("aps-economically-active-16-64")),
    polarity="lower is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=0.5, since="P1Y"),
    caveats=(
        "From a sample survey: the intervals are those of the sample, and are wide for small areas.",
        "The headline rate counts everybody aged 16 and over, and is usually a little lower.",
        "For authorities the ONS publishes a rate from a model too, which is steadier.",
        "Where the sample has three to nine such people the value is unreliable and its interval wide; of two or fewer "
        "nothing is published.",
    ),
    cannot_show="People without work who do not look for any.",
    core=True,
)

"""What part of the people in work is self-employed."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Ratio, Sum

indicator = Indicator(
    title="Self-employed share of employment",
    description="Share of residents aged 16 to 64 in employment who are self-employed in their main job.",
    theme="labour supply",
    unit="percent",
    composition=Ratio(Sum("aps-self-employment-16-64"), Sum("aps-employment-16-64")),
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=1.0, since="P1Y"),
    caveats=(
        "From a sample survey: the intervals are those of the sample, and are wide for small areas.",
        "Where the sample has three to nine such people the value is unreliable and its interval wide; of two or fewer "
        "nothing is published.",
    ),
    cannot_show="Whether they employ others, or would rather be employees.",
    core=True,
)

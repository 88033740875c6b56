"""How many people aged 16 to 64 are economically inactive."""

from __future__ import annotations

from watling.figures.definition import Indicator, Progress, Sum

indicator = Indicator(
    title="Economically inactive people",
    description="Residents aged 16 to 64 who neither have work nor look for any.",
    theme="labour supply",
    unit="people",
    composition=Sum("aps-inactivity-16-64"),
    progress=Progress(minimum_change=5.0, relative=True, since="P1Y"),
    caveats=(
        "From a sample survey: the intervals are those of the sample, and are wide for small areas.",
        "Levels since April 2020 rest on population projections from before the pandemic; rates are the safer figure.",
        "Where the sample has three to nine such people the value is unreliable and its interval wide; of two or fewer "
        "nothing is published.",
    ),
    cannot_show="Why: they may be students, carers, retired, ill, or none of these.",
    core=True,
)

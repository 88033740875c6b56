"""New enterprises that are still active after three years."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Enterprise survival, three years",
    description=(
        "Share of the enterprises born in a year that were active three years later. The year is that of birth."
    ),
    theme="business",
    unit="percent",
    composition=AsPublished(
        "ons-three-year-survival-rate",
        reason="The numbers of enterprises born and surviving are not published beside the percentage.",
    ),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=1.0, since="P1Y"),
    caveats=("Where one address registers many enterprises at a time, it distorts a local figure.",),
    cannot_show="Whether survivors grow or hardly trade.",
    core=True,
)

"""People qualified to level 3 or above in Northern Ireland's districts."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Qualified to level 3 or above, Northern Ireland",
    description=(
        "Share of people aged 16 to 64 with a qualification at level 3 (A levels and the like) or above, in "
        "Northern Ireland."
    ),
    theme="skills and learning",
    unit="percent",
    composition=AsPublished(
        "nisra-level-3-or-above", reason="Only percentages are published, without the numbers of people."
    ),
    polarity="higher is better",
    decimals=1,
    progress=Progress(minimum_change=5.0, since="P1Y"),
    caveats=(
        "From a survey of Northern Ireland, published without intervals; for a district they are wide.",
        "Its values differ from those that the Annual Population Survey gives for Northern Ireland.",
    ),
    cannot_show="A comparison with Great Britain.",
    core=True,
)

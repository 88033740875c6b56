"""People qualified to level 3 or above."""

from __future__ import annotations

from datetime import date

from watling.figures.definition import AsPublished, Break, Indicator, Progress

indicator = Indicator(
    title="Qualified to level 3 or above",
    description="Share of people aged 16 to 64 with a qualification at level 3 (A levels and the like) or above.",
    theme="skills and learning",
    unit="percent",
    composition=AsPublished(
        "ons-level-3-or-above",
        reason="Only percentages and their intervals are published here, without the numbers of people.",
    ),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=3.0, since="P1Y"),
    breaks=(
        Break(
            date(2022, 1, 1),
            "Since 2022 levels are those of the Regulated Qualifications Framework, before of National "
            "Vocational Qualifications.",
        ),
    ),
    caveats=(
        "Official statistics in development: fewer people answer the survey than did, so changes are uncertain "
        "beyond their intervals.",
        "Not updated after 2023 until the publisher has reweighted the survey.",
    ),
    cannot_show="Which subjects people are qualified in, or whether they use what they learned.",
    core=True,
)

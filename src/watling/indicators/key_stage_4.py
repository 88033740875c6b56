"""Pupils with grade 4 or above in English and in maths."""

from __future__ import annotations

from datetime import date

from watling.figures.definition import AsPublished, Break, Indicator, Progress

indicator = Indicator(
    title="Key stage 4: grade 4 or above",
    description="Pupils who achieve grade 4 or above at the end of key stage 4, by subject.",
    theme="skills and learning",
    unit="percent",
    composition=AsPublished(
        "key-stage-4",
        reason="Only percentages are published, not the number of pupils, so the authorities cannot be put together.",
    ),
    polarity="higher is better",
    decimals=1,
    compare=True,
    progress=Progress(minimum_change=1.0, since="P1Y"),
    breaks=(
        Break(
            on=date(2020, 8, 1),
            reason="grades were given by teachers in 2020 and in 2021, each year by a different procedure",
        ),
    ),
    caveats=("In 2020 and 2021 examinations were cancelled and grades were teacher-assessed.",),
    cannot_show="Progress since the examinations of 2019.",
    labels={"subject": "Subject"},
)

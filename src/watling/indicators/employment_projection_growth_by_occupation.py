"""How jobs are projected to change in ten years, by occupation."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Growth, Indicator

indicator = Indicator(
    title="Projected growth in employment by occupation",
    description="Projected change in jobs over ten years: of 2035 on 2025.",
    theme="labour demand",
    unit="percent change",
    composition=Growth(
        AsPublished(
            "dfe-employment-projection-by-occupation",
            reason="Projections are made for LSIP areas, combined authorities and England, not for authorities.",
        ),
        since="P10Y",
    ),
    decimals=1,
    compare=True,
    caveats=(
        "A projection says what would come if trends go on; it is no forecast, and has no interval.",
        "Made in 2022 and 2023 by a model of the labour market; of smaller groups it knows little.",
    ),
    cannot_show="What will happen, and the openings that come of people who retire or leave.",
    labels={"occupation": "Occupation"},
    core=True,
)

"""Jobs that are projected to 2035."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="Employment projected to 2035",
    description="Jobs in each year from 2010 to 2035, as The Skills Imperative 2035 estimates and projects them.",
    theme="labour demand",
    unit="jobs",
    composition=AsPublished(
        "dfe-employment-projection",
        reason="Projections are made for LSIP areas, combined authorities and England, not for authorities.",
    ),
    caveats=(
        "A projection says what would come if trends go on; it is no forecast, and has no interval.",
        "Made in 2022 and 2023 by a model of the labour market; of smaller groups it knows little.",
    ),
    cannot_show="What will happen, and the openings that come of people who retire or leave.",
    core=True,
)

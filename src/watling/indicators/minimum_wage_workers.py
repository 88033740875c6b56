"""Workers who gain from the minimum wages."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="Workers benefiting from the National Living and Minimum Wages",
    description="Workers whose pay the National Living Wage or the National Minimum Wage raises.",
    theme="profile",
    unit="people",
    composition=Sum("minimum-wage-workers"),
    caveats=("An estimate by the government; its method is not stated in the summary.",),
    cannot_show="Workers paid just above the minimum.",
)

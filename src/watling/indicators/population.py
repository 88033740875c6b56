"""People who live in the region."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="Population",
    description="People who live in the area.",
    theme="profile",
    unit="people",
    composition=Sum("population"),
    caveats=("Published rounded to the nearest thousand.",),
    cannot_show="Who works here but lives elsewhere.",
)

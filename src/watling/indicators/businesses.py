"""Businesses in the region."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="Businesses",
    description="Businesses in the area, of all sizes.",
    theme="profile",
    unit="businesses",
    composition=Sum("businesses"),
    caveats=("The summary does not say which register it counts.",),
    cannot_show="Anything comparable with the counts by size of later years.",
)

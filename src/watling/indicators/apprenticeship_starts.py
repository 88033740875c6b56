"""Apprenticeships started in a year."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="Apprenticeship starts",
    description="Apprenticeships started in the last full year before the summary.",
    theme="profile",
    unit="starts",
    composition=Sum("apprenticeship-starts"),
    polarity="higher is better",
    caveats=("A person who starts twice is counted twice.",),
    cannot_show="How many apprenticeships are finished.",
)

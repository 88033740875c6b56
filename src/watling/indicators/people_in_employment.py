"""People in employment in the region."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="People in employment",
    description="People in employment in the area.",
    theme="profile",
    unit="people",
    composition=Sum("people-in-employment"),
    polarity="higher is better",
    caveats=("From a sample survey whose interval is not published here.",),
    cannot_show="Hours, pay or security of the work.",
)

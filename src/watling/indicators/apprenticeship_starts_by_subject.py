"""Apprenticeship starts by subject."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="Apprenticeship starts by subject",
    description="Apprenticeships started in the academic year, by sector subject area.",
    theme="skills and learning",
    unit="apprenticeships",
    composition=Sum("dfe-apprenticeship-starts-by-subject"),
    caveats=(
        "All ages, by where apprentices live. Someone who starts two apprenticeships counts twice.",
        "Rounded to 10. Fewer than five are marked as low, which may be none and bounds the sum.",
    ),
    cannot_show="How many of those who start will finish, and where their employer is.",
    labels={"subject": "Subject"},
    core=True,
)

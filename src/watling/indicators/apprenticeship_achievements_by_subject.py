"""Apprenticeship achievements by subject."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="Apprenticeship achievements by subject",
    description="Apprenticeships achieved in the academic year, by sector subject area.",
    theme="skills and learning",
    unit="apprenticeships",
    composition=Sum("dfe-apprenticeship-achievements-by-subject"),
    caveats=(
        "All ages, by where apprentices live. Someone who starts two apprenticeships counts twice.",
        "Rounded to 10. Fewer than five are marked as low, which may be none and bounds the sum.",
    ),
    cannot_show="Whether those who achieved stayed with their employer, or in the area.",
    labels={"subject": "Subject"},
    core=True,
)

"""Further education achievements by subject."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="Further education achievements by subject",
    description="Aims achieved in education and training in the academic year, by sector subject area.",
    theme="skills and learning",
    unit="aims",
    composition=Sum("dfe-aims-achieved-by-subject"),
    caveats=(
        "Adults aged 19 and over, by where they live. A learner may have several aims (qualifications or courses).",
        "Rounded to 10. Fewer than five are marked as low, which may be none and bounds the sum.",
    ),
    cannot_show="What people did with what they learned, or how many started and did not finish.",
    labels={"subject": "Subject"},
    core=True,
)

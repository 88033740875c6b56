"""Further education participation by level."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="Further education participation by level",
    description="Learners in further education and skills in the academic year, by level.",
    theme="skills and learning",
    unit="learners",
    composition=Sum("dfe-further-education-participation-by-level"),
    caveats=(
        "Adults aged 19 and over, with apprentices of all ages, by where they live.",
        "A learner at two levels counts in both; full levels are part of their level.",
        "Rounded to 10. Fewer than five are marked as low, which may be none and bounds the sum.",
    ),
    cannot_show="How many different people learn: see participation.",
    labels={"level": "Level"},
    core=True,
)

"""Further education participation by provision."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum

indicator = Indicator(
    title="Further education participation by provision",
    description="Learners in the academic year: apprentices, in education and training, in community learning.",
    theme="skills and learning",
    unit="learners",
    composition=Sum("dfe-further-education-participation-by-provision"),
    caveats=(
        "Adults aged 19 and over, with apprentices of all ages, by where they live.",
        "A learner in two kinds of provision counts in both.",
        "Rounded to 10. Fewer than five are marked as low, which may be none and bounds the sum.",
    ),
    cannot_show="How many different people learn: see participation.",
    labels={"provision": "Provision"},
    core=True,
)

"""Share of further education achievements by subject."""

from __future__ import annotations

from watling.figures.definition import Indicator, Ratio, Sum

indicator = Indicator(
    title="Share of further education achievements by subject",
    description="Share of the aims achieved in education and training that are of a sector subject area.",
    theme="skills and learning",
    unit="percent",
    composition=Ratio(Sum("dfe-aims-achieved-by-subject"), Sum("dfe-aims-achieved")),
    decimals=1,
    compare=True,
    caveats=(
        "Adults aged 19 and over, by where they live. A learner may have several aims (qualifications or courses).",
        "Rounded to 10. Fewer than five are marked as low, which may be none and bounds the sum.",
    ),
    cannot_show="Whether a subject has grown: its share rises too where others shrink.",
    labels={"subject": "Subject"},
    core=True,
)

"""Location quotient of further education achievements."""

from __future__ import annotations

from watling.figures.definition import Indicator, Quotient, Ratio, Sum

indicator = Indicator(
    title="Location quotient of further education achievements",
    description="Share of a subject in the aims achieved here, over its share in England: above 1 is more.",
    theme="skills and learning",
    unit="quotient",
    composition=Quotient(Ratio(Sum("dfe-aims-achieved-by-subject"), Sum("dfe-aims-achieved"))),
    decimals=2,
    caveats=(
        "Adults aged 19 and over, by where they live. A learner may have several aims (qualifications or courses).",
        "Rounded to 10. Fewer than five are marked as low, which may be none and bounds the sum.",
        "In small subjects rounding alone moves the quotient: see its bounds.",
    ),
    cannot_show="Whether the subject is large, or growing: a small one may be twice as common as in England.",
    labels={"subject": "Subject"},
    core=True,
)

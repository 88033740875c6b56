"""Location quotient of apprenticeship starts."""

from __future__ import annotations

from watling.figures.definition import Indicator, Quotient, Ratio, Sum

indicator = Indicator(
    title="Location quotient of apprenticeship starts",
    description="Share of a subject in the apprenticeships started here, over its share in England: above 1 is more.",
    theme="skills and learning",
    unit="quotient",
    composition=Quotient(Ratio(Sum("dfe-apprenticeship-starts-by-subject"), Sum("dfe-apprenticeship-starts"))),
    decimals=2,
    caveats=(
        "All ages, by where apprentices live. Someone who starts two apprenticeships counts twice.",
        "Rounded to 10. Fewer than five are marked as low, which may be none and bounds the sum.",
        "In small subjects rounding alone moves the quotient: see its bounds.",
    ),
    cannot_show="Whether the subject is large, or growing: a small one may be twice as common as in England.",
    labels={"subject": "Subject"},
    core=True,
)

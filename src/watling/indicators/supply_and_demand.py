"""The rating of supply against demand."""

from __future__ import annotations

from watling.figures.definition import Indicator, Rated

indicator = Indicator(
    title="Supply and demand rating",
    description="Points for demand that presses and supply that is thin, by sector and occupational group, "
    "by the rule in the pack; more points are more pressing.",
    theme="labour demand",
    unit="points",
    composition=Rated(),
    polarity="lower is better",
    caveats=(
        "A rating is a rule applied to a few published values. It starts a conversation and does not end it.",
        "The learner measure covers a broad subject, not the occupational group exactly.",
    ),
    cannot_show="Supply from outside the region, from other occupations, or from people who come back to work.",
    labels={"sector": "Sector", "group": "Occupational group"},
)

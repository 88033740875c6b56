"""Learner starts in a subject, against the nation."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Learner-start quotient",
    description="A subject's share of learner starts here, over its share in England; above 1 is more than England.",
    theme="skills and learning",
    unit="quotient",
    composition=AsPublished(
        "learner-start-quotient", reason="Only the quotient is published, not the starts behind it."
    ),
    polarity="higher is better",
    decimals=1,
    progress=Progress(minimum_change=0.2),
    caveats=("Published to one decimal place.", "A quotient is relative: it may fall while starts rise."),
    cannot_show="How many people started, finished, or stayed in the region.",
    labels={"learner group": "Subject group"},
)

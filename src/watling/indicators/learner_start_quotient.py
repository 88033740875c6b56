"""Learner starts in a subject, relative to elsewhere."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Learner-start quotient",
    description="Learner starts in a subject here, relative to those elsewhere: above 1 is more, below 1 is less.",
    theme="skills and learning",
    unit="quotient",
    composition=AsPublished(
        "learner-start-quotient", reason="Only the quotient is published, not the starts behind it."
    ),
    polarity="higher is better",
    decimals=1,
    progress=Progress(minimum_change=0.2),
    caveats=(
        "The report states neither the formula nor what it compares with.",
        "Published to one decimal place.",
        "A quotient is relative: it may fall while starts rise.",
    ),
    cannot_show="How many people started, finished, or stayed in the region.",
    labels={"learner group": "Subject group"},
)

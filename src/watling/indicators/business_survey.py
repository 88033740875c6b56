"""What businesses answer about skills and recruitment."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Business survey",
    description="Share of businesses that gave an answer, by question.",
    theme="business",
    unit="percent",
    composition=AsPublished(
        "business-survey", reason="Only percentages are published; how many businesses were asked is not stated."
    ),
    polarity="none",
    compare=True,
    progress=Progress(minimum_change=5.0),
    caveats=(
        "A survey without a published sample size: no interval can be given, and small differences mean little.",
        "Some questions allow several answers, and some were put only to businesses that gave a certain answer before.",
    ),
    cannot_show="Whether a change between the two years is more than chance.",
    labels={"question": "Question", "answer": "Answer"},
)

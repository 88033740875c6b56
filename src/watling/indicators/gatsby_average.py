"""The average over all eight Gatsby Benchmarks, as published."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Gatsby Benchmarks, all eight",
    description="The published average achieved over all eight benchmarks.",
    theme="skills and learning",
    unit="percent",
    composition=AsPublished(
        "gatsby-average", reason="An average of averages made by its publisher; it is shown, not remade."
    ),
    polarity="higher is better",
    compare=True,
    progress=Progress(minimum_change=2.0),
    caveats=(
        "The published average is checked against the published benchmarks: see the contradictions on the data page.",
    ),
    cannot_show="Which benchmarks it comes from.",
)

"""How far schools and colleges meet each Gatsby Benchmark."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Gatsby Benchmarks, average achieved",
    description="Average share of each of the eight benchmarks of good career guidance that schools and colleges meet.",
    theme="skills and learning",
    unit="percent",
    composition=AsPublished(
        "gatsby-benchmark", reason="An average over schools; the schools' own results are not published."
    ),
    polarity="higher is better",
    compare=True,
    progress=Progress(minimum_change=2.0),
    caveats=("Schools assess themselves.", "The latest year is provisional."),
    cannot_show="Whether pupils noticed: the benchmarks measure provision, not outcome.",
    labels={"benchmark": "Benchmark"},
)

"""Schools and colleges committed to the Gatsby Benchmarks."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="Schools and colleges committed to the Gatsby Benchmarks",
    description="Share of schools and colleges that have committed themselves to the benchmarks.",
    theme="skills and learning",
    unit="percent",
    composition=AsPublished("gatsby-commitment", reason="Only the percentage is published, not the number of schools."),
    polarity="higher is better",
    compare=True,
    caveats=("A commitment is not an achievement.",),
    cannot_show="What the committed schools achieve.",
)

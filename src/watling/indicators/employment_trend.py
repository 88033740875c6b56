"""Which way employment in a sector goes."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="Trend of employment",
    description="The direction of employment in a sector, as the report states it.",
    theme="labour demand",
    unit="trend",
    composition=AsPublished(
        "employment-trend", reason="A direction in words; there is no number behind it to compose."
    ),
    polarity="higher is better",
    caveats=("The report does not say over which years, nor from what change on.",),
    cannot_show="How large the change is.",
    labels={"sector": "Sector"},
)

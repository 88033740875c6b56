"""Which way vacancies in a sector go."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="Trend of vacancies",
    description="The direction of vacancies in a sector, as the report states it.",
    theme="labour demand",
    unit="trend",
    composition=AsPublished("vacancy-trend", reason="A direction in words; there is no number behind it to compose."),
    polarity="none",
    caveats=("The report does not say over which years, nor from what change on.",),
    cannot_show="How large the change is.",
    labels={"sector": "Sector"},
)

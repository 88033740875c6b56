"""How many more people are in employment than in 2010."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="Increase in people in employment since 2010",
    description="People in employment now less those in employment in 2010.",
    theme="profile",
    unit="people",
    composition=AsPublished("employment-increase", reason="Only the difference is published, not the number of 2010."),
    polarity="higher is better",
    caveats=("The difference of two survey estimates; its interval is not published.",),
    cannot_show="How much of it is growth of the population.",
)

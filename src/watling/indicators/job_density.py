"""How many jobs there are for each resident of working age."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator, Progress

indicator = Indicator(
    title="Job density",
    description="Jobs in the area for each resident aged 16 to 64.",
    theme="labour demand",
    unit="jobs per resident",
    composition=AsPublished(
        "job-density", reason="Only the density is published here, not the jobs and the residents."
    ),
    decimals=2,
    compare=True,
    progress=Progress(minimum_change=0.05),
    caveats=("Jobs are counted where they are, residents where they live: above 1, people come in to work.",),
    cannot_show="Whether the jobs suit the people who live there, or are held by them.",
    core=True,
)

"""What projects and funds put in and what came out."""

from __future__ import annotations

from watling.figures.definition import AsPublished, Indicator

indicator = Indicator(
    title="Outputs of projects and funds",
    description="Awards, floor space, people trained, jobs and other outputs, by programme and project.",
    theme="projects",
    unit="",
    composition=AsPublished("project-outputs", reason="Each project states its own outputs in its own units."),
    caveats=("Stated by the projects; some are forecasts.", "A programme's total may include its projects."),
    cannot_show="What would have happened without the project.",
    labels={"programme": "Programme", "project": "Project", "output": "Output"},
)

"""What projects and funds put in and what came out."""

from __future__ import annotations

from watling.figures.definition import Indicator, Sum, Total

indicator = Indicator(
    title="Outputs of projects and funds",
    description="Awards, floor space, people trained, jobs and other outputs, by programme and project.",
    theme="projects",
    unit="",
    composition=Total(Sum("project-outputs"), keeping=(("output",),)),
    caveats=(
        "Stated by the projects; some are forecasts.",
        "A programme's own total may include its projects, so the two are not added up.",
    ),
    cannot_show="What would have happened without the project.",
    labels={"programme": "Programme", "project": "Project", "output": "Output"},
)

"""Projects and funds: programmes, projects, places, outputs, and sums of what can be added."""

from __future__ import annotations

from watling.errors import InputError
from watling.figures.figure import Figure, slug
from watling.packs.reading import Row, read_csv
from watling.publishing.document import Block, Page, Table, cell, spans
from watling.publishing.pages.parts import (
    capital,
    caveats,
    columns,
    heading,
    missing,
    numeric,
    paragraph,
    section_page,
)
from watling.publishing.view import View

PATH = "projects/"
TITLE = "Projects and funds"
INDICATOR = "project-outputs"


def page(view: View) -> Page:
    """The page of the navigation."""
    summary = f"What was funded in {view.region.title}, where, and what came of it."
    return section_page(view, PATH, TITLE, summary, body(view))


def body(view: View) -> list[Block]:
    """What the page shows beside the pack's words."""
    found = [figure for figure in view.figures.of(INDICATOR, view.region.code) if "programme" in figure.breakdown]
    if not found:
        return [missing(view, INDICATOR)]
    blocks: list[Block] = []
    facts = _facts(view)
    for programme in dict.fromkeys(figure.breakdown["programme"] for figure in found):
        here = [figure for figure in found if figure.breakdown["programme"] == programme]
        blocks += [heading(programme, slug(programme)), _table(view, programme, here, facts)]
    return [*blocks, heading("Sums", "sums"), *sums(view, found), *caveats(view, INDICATOR)]


def _facts(view: View) -> dict[tuple[str, str, str], Row]:
    """What is not a number, who leads and where: the rows of the pack's table by programme, project and output."""
    name = view.pack.settings.plan.projects
    if name is None:
        return {}
    if name not in view.pack.tables:
        raise InputError(view.pack.folder / "pack.toml", f"'{name}' is no table of the pack", column="plan.projects")
    table = view.pack.tables[name]
    rows = read_csv(table.file, ("programme", "project", "output", "lead_organisation", "place", "theme"))
    whole = table.contract.columns["project"].total
    named = (("The programme" if row["project"] == whole else row["project"], row) for row in rows)
    return {(row["programme"], project, row["output"]): row for project, row in named}


def _table(view: View, programme: str, figures: list[Figure], facts: dict[tuple[str, str, str], Row]) -> Table:
    rows = []
    for figure in figures:
        about = figure.breakdown
        project = about.get("project", "The programme")
        row = facts.get((about["programme"], project, about["output"]))
        rows.append(
            (
                cell(project),
                cell(row["lead_organisation"] if row else ""),
                cell(row["place"] if row else ""),
                cell(capital(about["output"])),
                view.cell(figure),
                cell(_unit(figure.unit)),
            )
        )
    headers = columns("Project", "Led by", "Place", "Output", numeric("Value"), "Unit")
    return Table(f"projects-{slug(programme)}", programme, headers, tuple(rows))


def _unit(unit: str) -> str:
    return {"GBP": "pounds", "GBP a year": "pounds a year"}.get(unit, unit)


def sums(view: View, found: list[Figure]) -> list[Block]:
    """Outputs of the same name and unit, added up over projects; a programme's own total is not added to them."""
    grouped: dict[tuple[str, str], list[Figure]] = {}
    for figure in found:
        if "project" in figure.breakdown:
            grouped.setdefault((figure.breakdown["output"], figure.unit), []).append(figure)
    rows = []
    for (output, unit), figures in grouped.items():
        total = view.get(INDICATOR, output=output)
        if len(figures) > 1 and total:
            named = ", ".join(figure.breakdown["project"] for figure in figures)
            rows.append((cell(capital(output)), view.cell(total), cell(_unit(unit)), cell(named)))
    if not rows:
        return [paragraph("No two projects state the same output in the same unit, so nothing is added up.")]
    headers = columns("Output", numeric("Sum"), "Unit", "Projects")
    note = spans("Programme totals are left out: they may include the projects.")
    return [Table("project-sums", "Outputs that can be added up", headers, tuple(rows), note)]

"""The site: every page, table, chart and download of an edition, written as files that any server can serve."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from watling.announce import Announce
from watling.evidence.workspace import Workspace
from watling.figures import table as table_of_figures
from watling.figures.figure import Figure
from watling.figures.table import SCHEMA
from watling.publishing import html, pdf, word
from watling.publishing.document import Block, Callout, Chart, Details, Map, Page, Report, Table, spans
from watling.publishing.links import check_links
from watling.publishing.pages import (
    business,
    data,
    home,
    indicators,
    labour_demand,
    labour_supply,
    methods,
    plan,
    profile,
    progress,
    projects,
    sector,
    skills_and_learning,
    trace,
)
from watling.publishing.report import PATH
from watling.publishing.tables import write_table
from watling.publishing.view import View
from watling.sources.observation import breakdown_text

STATIC = Path(__file__).parent / "static"


def navigation(view: View) -> tuple[tuple[str, str], ...]:
    """The site's sections, in the order of the navigation."""
    return (
        (profile.TITLE, profile.PATH),
        (labour_demand.TITLE, labour_demand.PATH),
        (labour_supply.TITLE, labour_supply.PATH),
        (skills_and_learning.TITLE, skills_and_learning.PATH),
        (business.TITLE, business.PATH),
        (view.plan.title, plan.PATH),
        ("Progress", progress.PATH),
        ("Projects", projects.PATH),
        (data.TITLE, data.PATH),
        (methods.TITLE, methods.PATH),
    )


def pages(view: View) -> Iterator[Page]:
    """Every page of the site but the report."""
    yield home.page(view)
    yield profile.page(view)
    yield labour_demand.page(view)
    yield from sector.pages(view)
    yield labour_supply.page(view)
    yield skills_and_learning.page(view)
    yield business.page(view)
    yield plan.page(view)
    yield progress.page(view)
    yield projects.page(view)
    yield data.page(view)
    yield methods.page(view)
    yield from indicators.pages(view)
    yield from trace.pages(view)


@dataclass(frozen=True)
class Written:
    """How much was written."""

    pages: int
    tables: int


def write_site(view: View, report: Report | None, folder: Path, workspace: Workspace, announce: Announce) -> Written:
    """Write the whole site into an empty folder: pages, report, tables, figures and the releases they stand on."""
    site = _site(view, report)
    shutil.copytree(STATIC, folder / "static")
    tables: dict[str, Table] = {}
    announce("Making the pages", 0.3)
    made = list(pages(view))
    for number, page in enumerate(made):
        announce(page.title, 0.4 + 0.3 * number / len(made))
        _write(folder / page.path / "index.html", html.render_page(page, site))
        tables |= {table.name: table for table in tables_of(page.blocks) if table.name}
    if report:
        announce(report.title, 0.7)
        _write(folder / PATH / "index.html", html.render_report(report, site, PATH))
        tables |= {t.name: t for chapter in report.chapters for t in tables_of(chapter.blocks) if t.name}
        pdf.write_pdf(report, folder / PATH / f"{report.name}.pdf")
        word.write_word(report, folder / PATH / f"{report.name}.docx")
    about = _about(view)
    (folder / "data" / "tables").mkdir(parents=True, exist_ok=True)
    for table in tables.values():
        write_table(table, folder / "data" / "tables", about)
    write_figures(view, folder / "data")
    for release in view.releases:
        copy = folder / "data" / "releases" / release.sha256 / release.file
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(workspace.releases / release.sha256, copy)
    table_of_figures.write(view.figures, folder / "data" / "figures.parquet")
    check_links(made, folder, view.pack)
    return Written(len(made), len(tables))


def _site(view: View, report: Report | None) -> html.Site:
    """What every page has around it."""
    footer = (
        "Each number leads to where it comes from. Facts are reproduced under the licences named on the data page; "
        "missing is never shown as zero."
    )
    return html.Site(
        title=view.pack.settings.title,
        summary=view.pack.settings.summary,
        accent=view.accent,
        accent_dark=view.pack.settings.look.accent_dark,
        navigation=navigation(view),
        figure_path=trace.path_of,
        footer=spans(footer),
        edition=_edition(view),
        footer_links=(
            *(((report.title, PATH),) if report else ()),
            (indicators.TITLE, indicators.PATH),
            (methods.TITLE, methods.PATH),
            ("About this edition", "build.json"),
        ),
    )


def _edition(view: View) -> str:
    """Which edition this is, by what it stands on: the same inputs give the same words."""
    if not view.releases:
        return "An edition without releases."
    return f"{len(view.figures):,} figures from {len(view.releases)} releases; the newest: {view.newest}."


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _about(view: View) -> dict[str, str | list[str]]:
    """Who publishes the tables, from what, and on what terms."""
    return {
        "publisher": view.pack.settings.title,
        "source": list(dict.fromkeys(release.document for release in view.releases)),
        "licence": list(dict.fromkeys(release.licence for release in view.releases)),
    }


def tables_of(blocks: Iterable[Block]) -> Iterator[Table]:
    """Every table among blocks, also those beneath charts and maps and inside what can be opened."""
    for block in blocks:
        match block:
            case Table():
                yield block
            case Chart() | Map():
                yield block.table
            case Callout() | Details():
                yield from tables_of(block.blocks)


FIGURE_COLUMNS = (*SCHEMA.names[:3], "area_name", *SCHEMA.names[3:], "shown")
"""The columns of ``figures.csv``: a figure's own, the name of its area, and how its value is shown."""


def write_figures(view: View, folder: Path) -> None:
    """Every figure as ``figures.csv`` with its CSVW description; numbers in full, and as they are shown."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "figures.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIGURE_COLUMNS)
        writer.writeheader()
        writer.writerows(_figure_row(view, figure) for figure in view.figures)
    about = _about(view)
    numbers = {"value", "lower", "upper"}
    columns = [
        {"name": name, "titles": name, "datatype": "double" if name in numbers else "string", "required": name == "id"}
        for name in FIGURE_COLUMNS
    ]
    description = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": "figures.csv",
        "dc:title": f"Every figure of {view.pack.settings.title}",
        "dc:publisher": view.pack.settings.title,
        "dc:source": about["source"],
        "dc:license": about["licence"],
        "tableSchema": {"columns": columns, "primaryKey": "id"},
    }
    _write(folder / "figures.csv-metadata.json", json.dumps(description, indent=2, ensure_ascii=False) + "\n")


def _figure_row(view: View, figure: Figure) -> dict[str, Any]:
    return figure.as_dict() | {
        "area_name": view.name(figure.area),
        "breakdown": breakdown_text(figure.breakdown),
        "releases": " ".join(figure.releases),
        "shown": view.text(figure),
    }

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
    changes,
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
    statistics,
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
        ("Profile", profile.PATH),
        (statistics.TITLE, statistics.PATH),
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
    """Every page of the site but the report and the places of figures."""
    yield home.page(view)
    yield profile.page(view)
    yield from statistics.pages(view)
    yield labour_demand.page(view)
    yield from sector.pages(view)
    yield labour_supply.page(view)
    yield skills_and_learning.page(view)
    yield business.page(view)
    yield plan.page(view)
    yield progress.page(view)
    yield projects.page(view)
    yield data.page(view)
    yield changes.page(view)
    yield methods.page(view)
    yield from indicators.pages(view)


@dataclass(frozen=True)
class Written:
    """How much was written."""

    pages: int
    tables: int


def write_site(view: View, report: Report | None, folder: Path, workspace: Workspace, announce: Announce) -> Written:
    """Write the whole site into an empty folder: pages, report, tables, figures and the releases they stand on.

    A figure that a page or the report leads to has a place of its own; the others are traced on request.
    """
    led_to: set[str] = set()
    site = _site(view, report, led_to)
    shutil.copytree(STATIC, folder / "static")
    tables: dict[str, Table] = {}
    announce("Making the pages", 0.3)
    made = list(pages(view))
    for number, page in enumerate(made):
        announce(page.title, 0.4 + 0.2 * number / len(made))
        _write(folder / page.path / "index.html", html.render_page(page, site))
        tables |= {table.name: table for table in tables_of(page.blocks) if table.name}
    if report:
        announce(report.title, 0.7)
        _write(folder / PATH / "index.html", html.render_report(report, site, PATH))
        tables |= {t.name: t for chapter in report.chapters for t in tables_of(chapter.blocks) if t.name}
        pdf.write_pdf(report, folder / PATH / f"{report.name}.pdf")
        word.write_word(report, folder / PATH / f"{report.name}.docx")
    announce("Tracing figures", 0.8)
    view.lineage.prepare(dict.fromkeys(figure_id.partition(":")[0] for figure_id in sorted(led_to)))
    for page in trace.pages(view, frozenset(led_to)):
        _write(folder / page.path / "index.html", html.render_page(page, site))
        made.append(page)
    about = _about(view)
    (folder / "data" / "tables").mkdir(parents=True, exist_ok=True)
    for table in tables.values():
        write_table(table, folder / "data" / "tables", about)
    write_figures(view, folder / "data")
    for release in view.releases:
        copy = folder / "data" / "releases" / release.sha256 / release.file
        copy.parent.mkdir(parents=True, exist_ok=True)
        _same(workspace.releases / release.sha256, copy)
    table_of_figures.write(view.figures, folder / "data" / "figures.parquet")
    check_links(made, folder, view.pack)
    return Written(len(made), len(tables))


def _same(kept: Path, copy: Path) -> None:
    """The kept bytes under another name: as a second name of the same file where the disk allows it, else copied."""
    if copy.exists():  # several sources may read one file
        return
    try:
        copy.hardlink_to(kept)
    except FileExistsError:  # one file may be a release of several sources
        pass
    except OSError:
        shutil.copyfile(kept, copy)


def _site(view: View, report: Report | None, led_to: set[str]) -> html.Site:
    """What every page has around it; the ids of figures that pages lead to are put into ``led_to``."""

    def path_of(figure_id: str) -> str:
        led_to.add(figure_id)
        return trace.path_of(figure_id)

    footer = (
        "Each number that is a link leads to where it comes from. Facts are reproduced under the licences named on the "
        "data page; missing is never shown as zero."
    )
    return html.Site(
        title=view.pack.settings.title,
        summary=view.pack.settings.summary,
        accent=view.accent,
        accent_dark=view.pack.settings.look.accent_dark,
        navigation=navigation(view),
        figure_path=path_of,
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
    """Every figure as ``figures.csv``, and those of each core indicator as ``indicators/<id>.csv``, each with its CSVW
    description; numbers in full, and as they are shown."""
    every: list[dict[str, Any]] = []
    by_indicator: dict[str, list[dict[str, Any]]] = {}
    for figure in view.figures:
        row = _figure_row(view, figure)
        every.append(row)
        if figure.indicator in view.core:
            by_indicator.setdefault(figure.indicator, []).append(row)
    about = _about(view)
    _write_rows(folder / "figures.csv", every, f"Every figure of {view.pack.settings.title}", about)
    for id, rows in by_indicator.items():
        title = f"{view.indicators[id].title}: every figure of {view.pack.settings.title}"
        _write_rows(folder / "indicators" / f"{id}.csv", rows, title, about)


def _write_rows(file: Path, rows: list[dict[str, Any]], title: str, about: dict[str, str | list[str]]) -> None:
    """Rows of figures as CSV, and beside it what a machine must know of them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, FIGURE_COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    numbers = {"value", "lower", "upper"}
    columns = [
        {"name": name, "titles": name, "datatype": "double" if name in numbers else "string", "required": name == "id"}
        for name in FIGURE_COLUMNS
    ]
    description = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": file.name,
        "dc:title": title,
        "dc:publisher": about["publisher"],
        "dc:source": about["source"],
        "dc:license": about["licence"],
        "tableSchema": {"columns": columns, "primaryKey": "id"},
    }
    _write(file.with_name(f"{file.name}-metadata.json"), json.dumps(description, indent=2, ensure_ascii=False) + "\n")


def _figure_row(view: View, figure: Figure) -> dict[str, Any]:
    return figure.as_dict() | {
        "area_name": view.name(figure.area),
        "breakdown": breakdown_text(figure.breakdown),
        "releases": " ".join(figure.releases),
        "shown": view.text(figure),
    }

"""Asking what is there: figures, trace, indicators, releases, sources."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watling.cli.app import app
from watling.cli.console import (
    AsAtOption,
    WorkspaceOption,
    checked_day,
    plain,
    require,
    wide,
    workspace_at,
    write_json,
)

if TYPE_CHECKING:
    from rich.tree import Tree

    from watling.figures.definition import Indicator
    from watling.figures.figure import Figure
    from watling.figures.lineage import Step


@app.command()
def figures(
    indicator: Annotated[str | None, typer.Option(help="An indicator's id.")] = None,
    area: Annotated[str | None, typer.Option(help="An area's code or name; the region's own name is one.")] = None,
    period: Annotated[str | None, typer.Option(help="A period: 2021-11, 2019/20, 2020-01/2020-12.")] = None,
    format: Annotated[str, typer.Option(help="table, csv or json.")] = "table",
    as_at: AsAtOption = None,
    workspace: WorkspaceOption = Path("workspace"),
) -> None:
    """List figures of the current edition.

    Example: `watling figures --indicator claimants-change --format json`
    """
    import watling

    require(format, "table", "csv", "json")
    opened = watling.open(workspace_at(workspace, as_at).folder)
    found = opened.select(indicator, area, period)
    match format:
        case "table":
            _print_figures(found, opened.indicators)
        case "csv":
            _write_figures(found)
        case "json":
            write_json([figure.as_dict() for figure in found])


def _print_figures(found: list[Figure], indicators: Mapping[str, Indicator]) -> None:
    from rich.table import Table

    from watling.figures.wording import interval, shown

    table = Table("Figure", "Value", "Between", "Status", "Compared", "Rating", box=None)
    for one in found:
        definition = indicators[one.indicator]
        words = (shown(one, definition), interval(one, definition), one.status, one.comparison, one.rating)
        table.add_row(one.id, *words)
    wide(200).print(table)


def _write_figures(found: list[Figure]) -> None:
    from watling.figures.table import SCHEMA
    from watling.sources.observation import breakdown_text

    writer = csv.DictWriter(sys.stdout, SCHEMA.names, lineterminator="\n")
    writer.writeheader()
    for one in found:
        texts = {"breakdown": breakdown_text(one.breakdown), "releases": " ".join(one.releases)}
        writer.writerow(one.as_dict() | texts)


@app.command()
def trace(
    figure: Annotated[str, typer.Argument(help="A figure's id, as listed by `watling figures`.")],
    format: Annotated[str, typer.Option(help="tree or json.")] = "tree",
    as_at: AsAtOption = None,
    workspace: WorkspaceOption = Path("workspace"),
) -> None:
    """Show where a figure comes from, back to the cells of the publisher's file.

    Example: `watling trace claimants-change:south-east-midlands:2021-11`
    """
    import watling

    require(format, "tree", "json")
    step = watling.open(workspace_at(workspace, as_at).folder).trace(figure)
    if format == "json":
        from dataclasses import asdict

        write_json(asdict(step))
    else:
        wide(1000).print(_tree(step))


def _tree(step: Step, parent: Tree | None = None) -> Tree:
    from rich.tree import Tree

    said = f"[bold]{plain(step.title)}[/bold]: {_quantity(step.value, step.unit)}"
    if step.lower is not None and step.upper is not None:
        said += f", between {_quantity(step.lower, step.unit)} and {_quantity(step.upper, step.unit)}"
    said += f"  [dim]{plain(step.rule)}[/dim]"
    if step.note:
        said += f"\n[yellow]{plain(step.note)}[/yellow]"
    tree = parent.add(said) if parent else Tree(said)
    for inner in step.inputs:
        _tree(inner, tree)
    for cell in step.sources:
        place = f"{cell.source}, row {cell.row}, column '{cell.column}': “{cell.published}”"
        unused = "" if cell.used else " (not used)"
        tree.add(f"{plain(place)}{unused}  [dim]sha256 {cell.release}[/dim]")
    return tree


def _quantity(value: float | None, unit: str) -> str:
    from watling.figures.wording import MISSING, quantity

    if value is None:
        return MISSING
    text = quantity(value, unit, 0 if value == int(value) else 3)
    return text if unit in ("percent", "percent change", "trend") else f"{text} {unit}"


@app.command()
def indicators(format: Annotated[str, typer.Option(help="table or json.")] = "table") -> None:
    """List the indicators: id, title, unit, polarity.

    Example: `watling indicators`
    """
    from watling.indicators import all_indicators

    require(format, "table", "json")
    found = all_indicators()
    if format == "json":
        told = ("title", "theme", "unit", "polarity", "description")
        write_json([{"id": id} | {name: getattr(one, name) for name in told} for id, one in found.items()])
        return
    from rich.table import Table

    table = Table("Indicator", "Title", "Theme", "Unit", "Polarity", box=None)
    for id, indicator in found.items():
        table.add_row(id, indicator.title, indicator.theme, indicator.unit, indicator.polarity)
    wide(240).print(table)


@app.command()
def releases(
    every: Annotated[
        bool, typer.Option("--every", help="List each publisher's release that is kept, and what was decided of it.")
    ] = False,
    format: Annotated[str, typer.Option(help="table or json.")] = "table",
    as_at: AsAtOption = None,
    workspace: WorkspaceOption = Path("workspace"),
) -> None:
    """List the releases the current edition stands on: file, publisher, date, SHA-256.

    With `--every`: each publisher's release that is kept, also those that wait, are held back or were refused.

    Examples: `watling releases`, `watling releases --every`
    """
    require(format, "table", "json")
    if every:
        _print_kept(workspace, as_at and checked_day(as_at), format)
        return
    found = workspace_at(workspace, as_at).require_current().facts["releases"]
    if format == "json":
        write_json(found)
        return
    from rich.table import Table

    table = Table("Source", "Published", "Rows", "SHA-256", "Title", box=None)
    for release in found:
        table.add_row(
            release["source"], release["published"], str(release["rows"]), release["sha256"], release["title"]
        )
    wide(240).print(table)


def _print_kept(workspace: Path, as_at: str | None, format: str) -> None:
    from watling.evidence.kept import Shelf
    from watling.evidence.workspace import Workspace

    kept = Shelf(Workspace(workspace).evidence).all()
    found = [release for release in kept if as_at is None or release.published <= as_at]
    if format == "json":
        write_json([release.model_dump(exclude={"etag", "modified", "stands_for"}) for release in found])
        return
    from rich.table import Table

    table = Table("Release", "Published", "Part", "Rows", "State", "Why", box=None)
    for one in found:
        state = f"{one.state}, partial" if one.partial else one.state
        why = one.reason or " ".join(one.questions)
        table.add_row(one.name, one.published, one.part, f"{one.rows:,}", state, plain(why))
    wide(240).print(table)


@app.command()
def sources(format: Annotated[str, typer.Option(help="table or json.")] = "table") -> None:
    """List the sources: id, title, publisher, how often it comes, and whether `watling fetch` can get it.

    Example: `watling sources`
    """
    from watling.sources import all_sources

    require(format, "table", "json")
    found = all_sources()
    told = ("title", "publisher", "cadence", "licence", "address")
    if format == "json":
        listed = {id: {name: getattr(one, name) for name in told} for id, one in found.items()}
        write_json([{"id": id, **facts, "fetched": bool(found[id].requests)} for id, facts in listed.items()])
        return
    from rich.table import Column, Table

    table = Table(Column("Source", no_wrap=True), "Title", "Publisher", "Comes", "Got with", box=None)
    for id, one in found.items():
        table.add_row(id, one.title, one.publisher, one.cadence, "fetch" if one.requests else "add")
    wide(240).print(table)

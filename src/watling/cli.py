"""The command line: one command for each chore."""

from __future__ import annotations

import contextlib
import csv
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from watling.announce import Announce, silent
from watling.errors import InputErrors, WatlingError

if TYPE_CHECKING:
    from rich.tree import Tree

    from watling.figures.contradictions import Finding
    from watling.figures.definition import Indicator
    from watling.figures.figure import Figure
    from watling.figures.lineage import Step

DEFAULT_PACK = "south-east-midlands"

app = typer.Typer(
    name="watling",
    help="A region's evidence on digital infrastructure, skills and the labour market, and the plan made from it.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    add_completion=False,
)
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

WorkspaceOption = Annotated[
    Path, typer.Option("--workspace", "-w", help="The folder that holds releases and editions.")
]


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 contradictions found (check), 2 something a person must mend."""
    try:
        app()
    except InputErrors as several:
        for error in several.errors:
            err.print(f"[red]Error:[/red] {_plain(error)}")
        raise SystemExit(2) from None
    except WatlingError as error:
        err.print(f"[red]Error:[/red] {_plain(error)}")
        raise SystemExit(2) from None


def _require(format: str, *known: str) -> None:
    if format not in known:
        raise WatlingError(f"The format '{format}' is not known: choose {', '.join(known[:-1])} or {known[-1]}.")


def _plain(error: object) -> str:
    """Text in which rich reads no mark-up."""
    from rich.markup import escape

    return escape(str(error))


def _wide(width: int) -> Console:
    """A console for tables and trees: as wide as the terminal, or so wide that nothing is cut where there is none."""
    return Console(highlight=False) if out.is_terminal else Console(highlight=False, width=width)


@contextlib.contextmanager
def _progress(title: str) -> Iterator[Announce]:
    """A progress bar that says what is being done, on a terminal; nothing where the output goes to a file."""
    if not err.is_terminal:
        yield silent
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(title, total=1.0)
        yield lambda what, share: bar.update(task, description=f"{title}: {what}", completed=share)


@app.command()
def build(
    pack: Annotated[str | None, typer.Argument(help="A pack's name or folder; by default the bundled one.")] = None,
    workspace: WorkspaceOption = Path("workspace"),
) -> None:
    """Build an edition: the site, the report, the figures.

    Where nothing has changed, nothing is built. A build that fails leaves the last edition up.

    Examples: `watling build`, `watling build packs/west-midlands --workspace wm`
    """
    from watling.evidence.workspace import Workspace
    from watling.packs.pack import find_pack
    from watling.publishing.build import build as run

    found = find_pack(pack or DEFAULT_PACK)
    with _progress(f"Building {found.name}") as announce:
        built = run(found, Workspace(workspace), announce)
    if not built.changed:
        out.print(f"Nothing has changed: edition {built.edition.number} stands. Site: {_plain(workspace / 'site')}")
        return
    counted = f"{built.figures:,} figures, {built.pages:,} pages"
    out.print(f"Edition {built.edition.number}: {counted}. Site: {_plain(workspace / 'site')}")
    if built.contradictions:
        said = f"{built.contradictions} contradictions among the published values"
        out.print(f"{said}; see them with: watling check {_plain(found.folder)}")


@app.command()
def serve(
    workspace: WorkspaceOption = Path("workspace"),
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8010,
) -> None:
    """Serve the current edition's site, following each new edition as it comes.

    Example: `watling serve --port 8010`
    """
    from watling.evidence.workspace import Workspace
    from watling.publishing.serve import server

    Workspace(workspace).require_current()
    try:
        listening = server(workspace / "site", host, port)
    except OSError as error:
        raise WatlingError(
            f"Port {port} of {host} cannot be used: {error.strerror}. Choose another with --port."
        ) from None
    out.print(f"http://{host}:{listening.server_port}/  (stop with Ctrl+C)")
    with contextlib.suppress(KeyboardInterrupt):
        listening.serve_forever()


@app.command()
def report(
    name: Annotated[str, typer.Argument(help="The report's name: local-skills-report.")],
    format: Annotated[str, typer.Option(help="html, pdf or docx.")] = "pdf",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write; by default NAME.FORMAT here.")
    ] = None,
    workspace: WorkspaceOption = Path("workspace"),
) -> None:
    """Write a report of the current edition to a file.

    Example: `watling report local-skills-report --format docx`
    """
    from watling.evidence.workspace import Workspace
    from watling.publishing.reports import write_report

    edition = Workspace(workspace).require_current()
    file = write_report(edition, name, format, output)
    out.print(_plain(file))


@app.command()
def figures(
    indicator: Annotated[str | None, typer.Option(help="An indicator's id.")] = None,
    area: Annotated[str | None, typer.Option(help="An area's code or name; the region's own name is one.")] = None,
    period: Annotated[str | None, typer.Option(help="A period: 2021-11, 2019/20, 2020-01/2020-12.")] = None,
    format: Annotated[str, typer.Option(help="table, csv or json.")] = "table",
    workspace: WorkspaceOption = Path("workspace"),
) -> None:
    """List figures of the current edition.

    Example: `watling figures --indicator claimants-change --format json`
    """
    import watling

    _require(format, "table", "csv", "json")
    opened = watling.open(workspace)
    found = opened.select(indicator, area, period)
    match format:
        case "table":
            _print_figures(found, opened.indicators)
        case "csv":
            _write_figures(found)
        case "json":
            _write_json([figure.as_dict() for figure in found])


def _print_figures(found: list[Figure], indicators: Mapping[str, Indicator]) -> None:
    from rich.table import Table

    from watling.figures.wording import interval, shown

    table = Table("Figure", "Value", "Between", "Status", "Compared", "Rating", box=None)
    for one in found:
        definition = indicators[one.indicator]
        words = (shown(one, definition), interval(one, definition), one.status, one.comparison, one.rating)
        table.add_row(one.id, *words)
    _wide(200).print(table)


def _write_figures(found: list[Figure]) -> None:
    from watling.figures.table import SCHEMA
    from watling.sources.observation import breakdown_text

    writer = csv.DictWriter(sys.stdout, SCHEMA.names, lineterminator="\n")
    writer.writeheader()
    for one in found:
        texts = {"breakdown": breakdown_text(one.breakdown), "releases": " ".join(one.releases)}
        writer.writerow(one.as_dict() | texts)


def _write_json(content: object) -> None:
    sys.stdout.write(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


@app.command()
def trace(
    figure: Annotated[str, typer.Argument(help="A figure's id, as listed by `watling figures`.")],
    format: Annotated[str, typer.Option(help="tree or json.")] = "tree",
    workspace: WorkspaceOption = Path("workspace"),
) -> None:
    """Show where a figure comes from, back to the cells of the publisher's file.

    Example: `watling trace claimants-change:south-east-midlands:2021-11`
    """
    import watling

    _require(format, "tree", "json")
    step = watling.open(workspace).trace(figure)
    if format == "json":
        from dataclasses import asdict

        _write_json(asdict(step))
    else:
        _wide(1000).print(_tree(step))


def _tree(step: Step, parent: Tree | None = None) -> Tree:
    from rich.tree import Tree

    said = f"[bold]{_plain(step.title)}[/bold]: {_quantity(step.value, step.unit)}"
    if step.lower is not None and step.upper is not None:
        said += f", between {_quantity(step.lower, step.unit)} and {_quantity(step.upper, step.unit)}"
    said += f"  [dim]{_plain(step.rule)}[/dim]"
    if step.note:
        said += f"\n[yellow]{_plain(step.note)}[/yellow]"
    tree = parent.add(said) if parent else Tree(said)
    for inner in step.inputs:
        _tree(inner, tree)
    for cell in step.sources:
        place = f"{cell.source}, row {cell.row}, column '{cell.column}': “{cell.published}”"
        unused = "" if cell.used else " (not used)"
        tree.add(f"{_plain(place)}{unused}  [dim]sha256 {cell.release}[/dim]")
    return tree


def _quantity(value: float | None, unit: str) -> str:
    from watling.figures.wording import MISSING, quantity

    if value is None:
        return MISSING
    text = quantity(value, unit, 0 if value == int(value) else 3)
    return text if unit in ("percent", "percent change", "trend") else f"{text} {unit}"


@app.command()
def check(
    pack: Annotated[str | None, typer.Argument(help="A pack's name or folder; by default the bundled one.")] = None,
    workspace: WorkspaceOption = Path("workspace"),
) -> None:
    """Read a pack, say what is wrong with it, and list the contradictions among its published values.

    Exit code 0: nothing found; 1: contradictions; 2: the pack cannot be read.

    Example: `watling check packs/south-east-midlands`
    """
    from watling.evidence.workspace import Workspace
    from watling.packs.pack import find_pack
    from watling.publishing.assemble import assemble
    from watling.publishing.build import region_of
    from watling.publishing.report import report as make_report
    from watling.publishing.site import pages

    found = find_pack(pack or DEFAULT_PACK)
    with _progress(f"Checking {found.name}") as announce:
        view, _ = assemble(found, region_of(found), Workspace(workspace), None, announce)
        for _page in pages(view):  # a reference that leads nowhere shows only when its page is written
            pass
        make_report(view)
    against = [finding for finding in view.findings if not finding.agrees]
    for finding in against:
        _print_finding(finding)
    out.print(
        f"{len(view.releases)} tables read, {len(view.figures)} figures, {len(view.findings)} things checked, "
        f"{len(against)} contradiction{'' if len(against) == 1 else 's'}."
    )
    raise typer.Exit(1 if against else 0)


def _print_finding(finding: Finding) -> None:
    out.print(f"[bold]{_plain(finding.title)}[/bold] ({finding.kind})")
    for place in finding.places:
        out.print(f"  {_plain(place)}")
    out.print(f"  {_plain(finding.explanation)}")
    if finding.decision:
        out.print(f"  Decided: {_plain(finding.decision)}")


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="The pack's name: small letters, digits and hyphens.")],
    areas: Annotated[str, typer.Option(help="GSS codes or names of the members, divided by commas.")],
    title: Annotated[
        str | None, typer.Option(help="The region's name; by default the pack's name in capitals.")
    ] = None,
    into: Annotated[Path, typer.Option(help="The folder to put the pack's folder in.")] = Path("packs"),
) -> None:
    """Make a fresh pack for a region: a folder that builds.

    Example: `watling new west-yorkshire --areas E08000032,E08000033,E08000034,E08000035,E08000036`
    """
    from watling.packs.fresh import make_pack

    folder = make_pack(name, areas.split(","), title, into)
    said = _plain(folder)
    out.print(f"{said}: a pack that builds. Build its site with: watling build {said}")


@app.command()
def indicators(format: Annotated[str, typer.Option(help="table or json.")] = "table") -> None:
    """List the indicators: id, title, unit, polarity.

    Example: `watling indicators`
    """
    from watling.indicators import all_indicators

    _require(format, "table", "json")
    found = all_indicators()
    if format == "json":
        told = ("title", "theme", "unit", "polarity", "description")
        _write_json([{"id": id} | {name: getattr(one, name) for name in told} for id, one in found.items()])
        return
    from rich.table import Table

    table = Table("Indicator", "Title", "Theme", "Unit", "Polarity", box=None)
    for id, indicator in found.items():
        table.add_row(id, indicator.title, indicator.theme, indicator.unit, indicator.polarity)
    _wide(160).print(table)


@app.command()
def releases(
    format: Annotated[str, typer.Option(help="table or json.")] = "table",
    workspace: WorkspaceOption = Path("workspace"),
) -> None:
    """List the releases the current edition stands on: file, publisher, date, SHA-256.

    Example: `watling releases`
    """
    from watling.evidence.workspace import Workspace

    _require(format, "table", "json")
    found = Workspace(workspace).require_current().facts["releases"]
    if format == "json":
        _write_json(found)
        return
    from rich.table import Table

    table = Table("Source", "Published", "Rows", "SHA-256", "Title", box=None)
    for release in found:
        table.add_row(
            release["source"], release["published"], str(release["rows"]), release["sha256"], release["title"]
        )
    _wide(240).print(table)


if __name__ == "__main__":
    main()

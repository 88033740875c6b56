"""Building and showing an edition: build, serve, report, new."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watling.cli.app import app
from watling.cli.console import (
    DEFAULT_PACK,
    AsAtOption,
    WorkspaceOption,
    checked_day,
    err,
    out,
    plain,
    progress,
    workspace_at,
)
from watling.errors import WatlingError

if TYPE_CHECKING:
    from watling.evidence.workspace import Workspace
    from watling.publishing.build import Built


@app.command()
def build(
    pack: Annotated[str | None, typer.Argument(help="A pack's name or folder; by default the bundled one.")] = None,
    every: Annotated[
        str | None,
        typer.Option(
            help="Build every ready region of a kind instead: lsip, combined-authority, county, region, country, lep."
        ),
    ] = None,
    as_at: AsAtOption = None,
    workspace: WorkspaceOption = Path("workspace"),
) -> None:
    """Build an edition: the site, the report, the figures.

    Where nothing has changed, nothing is built. A build that fails leaves the last edition up. An edition as at a day
    is kept beside the others, below `as-at/`; each ready region's below `regions/`.

    Examples: `watling build`, `watling build packs/west-midlands --workspace wm`, `watling build --every lsip`
    """
    from watling.evidence.workspace import Workspace
    from watling.packs.pack import find_pack
    from watling.publishing.build import build as run

    place = Workspace(workspace)
    if every is not None:
        if pack is not None:
            raise WatlingError("Name a pack, or build --every region of a kind, not both.")
        _build_every(every, place, as_at)
        return
    found = find_pack(pack or DEFAULT_PACK)
    if as_at is not None:
        as_at = checked_day(as_at)
        place = place.within("as-at", as_at)
    with progress(f"Building {found.name}") as announce:
        built = run(found, place, announce, as_at)
    _say(built, place.folder)
    if built.contradictions:
        said = f"{built.contradictions} contradictions among the published values"
        out.print(f"{said}; see them with: watling check {plain(found.folder)}")


def _build_every(kind: str, workspace: Workspace, as_at: str | None) -> None:
    from watling.publishing.every import build_every

    failed = 0
    with progress(f"Building every {kind}") as announce:
        for region in build_every(kind, workspace, announce, as_at and checked_day(as_at)):
            if isinstance(region.outcome, str):
                failed += 1
                err.print(f"[red]Error:[/red] {plain(region.title)}: {plain(region.outcome)}")
            else:
                out.print(f"[bold]{plain(region.title)}[/bold]")
                _say(region.outcome, region.workspace.folder)
    if failed:
        raise typer.Exit(2)


def _say(built: Built, folder: Path) -> None:
    if not built.changed:
        out.print(f"Nothing has changed: edition {built.edition.number} stands. Site: {plain(folder / 'site')}")
        return
    counted = f"{built.figures:,} figures, {built.pages:,} pages"
    out.print(f"Edition {built.edition.number}: {counted}. Site: {plain(folder / 'site')}")


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
    as_at: AsAtOption = None,
    workspace: WorkspaceOption = Path("workspace"),
) -> None:
    """Write a report of the current edition to a file.

    Example: `watling report local-skills-report --format docx`
    """
    from watling.publishing.reports import write_report

    edition = workspace_at(workspace, as_at).require_current()
    file = write_report(edition, name, format, output)
    out.print(plain(file))


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="The pack's name: small letters, digits and hyphens.")],
    areas: Annotated[
        str,
        typer.Option(
            help="GSS codes or names of the members, divided by commas, or a region that comes ready: lsip:cumbria."
        ),
    ],
    title: Annotated[
        str | None, typer.Option(help="The region's name; by default the pack's name in capitals.")
    ] = None,
    into: Annotated[Path, typer.Option(help="The folder to put the pack's folder in.")] = Path("packs"),
) -> None:
    """Make a fresh pack for a region: a folder that builds.

    Examples: `watling new west-yorkshire --areas E08000032,E08000033,E08000034,E08000035,E08000036`,
    `watling new cumbria --areas lsip:cumbria`
    """
    from watling.packs.fresh import make_pack

    folder = make_pack(name, areas.split(","), title, into)
    said = plain(folder)
    out.print(f"{said}: a pack that builds. Build its site with: watling build {said}")


@app.command()
def national(workspace: WorkspaceOption = Path("workspace")) -> None:
    """Compose every core indicator for all areas and all ready regions, into the workspace's folder `national/`.

    Only what stands on something that has changed is made anew. One Parquet file an indicator.

    Example: `watling national`
    """
    from watling.evidence.official import gather_official
    from watling.evidence.workspace import Workspace
    from watling.figures.national import national as make
    from watling.indicators import all_indicators
    from watling.places.ready import ready_regions

    place = Workspace(workspace)
    with progress("Composing for the whole country") as announce:
        files = gather_official(place, announce=announce).files
        store = make(place.folder, files, all_indicators(), tuple(ready_regions().values()), announce=announce)
    where = plain(place.folder / "national")
    if store.made:
        out.print(f"{len(store.made)} of {len(store.files)} indicators made anew: {where}")
    else:
        out.print(f"Nothing has changed: {len(store.files)} indicators stand in {where}")

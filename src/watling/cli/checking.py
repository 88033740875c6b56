"""Checking a pack: check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watling.cli.app import app
from watling.cli.console import DEFAULT_PACK, WorkspaceOption, out, plain, progress

if TYPE_CHECKING:
    from watling.figures.contradictions import Finding


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
    with progress(f"Checking {found.name}") as announce:
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
    out.print(f"[bold]{plain(finding.title)}[/bold] ({finding.kind})")
    for place in finding.places:
        out.print(f"  {plain(place)}")
    out.print(f"  {plain(finding.explanation)}")
    if finding.decision:
        out.print(f"  Decided: {plain(finding.decision)}")

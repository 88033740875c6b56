"""Checking a pack: check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watling.cli.app import app
from watling.cli.console import DEFAULT_PACK, AsAtOption, WorkspaceOption, checked_day, out, plain, progress

if TYPE_CHECKING:
    from watling.evidence.workspace import Workspace
    from watling.figures.contradictions import Finding
    from watling.publishing.view import View


@app.command()
def check(
    pack: Annotated[str | None, typer.Argument(help="A pack's name or folder; by default the bundled one.")] = None,
    disclosure: Annotated[
        bool, typer.Option("--disclosure", help="List suppressed counts that could be worked out instead.")
    ] = False,
    as_at: AsAtOption = None,
    workspace: WorkspaceOption = Path("workspace"),
) -> None:
    """Read a pack, say what is wrong with it, and list the contradictions among its published values.

    With `--disclosure`: the suppressed counts of the region's members that follow from what else is published.

    Exit code 0: nothing found; 1: contradictions, or counts to be worked out; 2: the pack cannot be read.

    Example: `watling check packs/south-east-midlands`
    """
    from watling.evidence.workspace import Workspace
    from watling.packs.pack import find_pack
    from watling.publishing.assemble import assemble
    from watling.publishing.build import region_of
    from watling.publishing.report import report as make_report
    from watling.publishing.site import pages

    found, day = find_pack(pack or DEFAULT_PACK), as_at and checked_day(as_at)
    with progress(f"Checking {found.name}") as announce:
        view, _ = assemble(found, region_of(found), Workspace(workspace), None, announce, day)
        for _page in pages(view):  # a reference that leads nowhere shows only when its page is written
            pass
        make_report(view)
    if disclosure:
        raise typer.Exit(_print_disclosures(view, Workspace(workspace), day))
    against = [finding for finding in view.findings if not finding.agrees]
    for finding in against:
        _print_finding(finding)
    out.print(
        f"{len(view.releases)} tables read, {len(view.figures)} figures, {len(view.findings)} things checked, "
        f"{len(against)} contradiction{'' if len(against) == 1 else 's'}."
    )
    raise typer.Exit(1 if against else 0)


def _print_disclosures(view: View, workspace: Workspace, as_at: str | None) -> int:
    """Print what could be worked out; 1 where there is something, else 0."""
    from watling.figures.disclosure import disclosures
    from watling.figures.withdrawn import withdrawn_values
    from watling.places.ready import ready_regions

    areas = [area.code for area in view.region.members]
    regions = [*ready_regions().values(), view.region]
    found = disclosures(view.composer.all_observations, regions, areas)
    found += withdrawn_values(workspace, areas, as_at)
    for one in found:
        of = ", ".join(one.breakdown.values())
        what = f"{one.measure}{f' ({of})' if of else ''} of {view.name(one.area)}, {one.period}"
        out.print(f"{plain(what)}: {one.value:g}, from {plain(one.way)}")
    out.print(f"{len(found)} suppressed count{'' if len(found) == 1 else 's'} of the members could be worked out.")
    return 1 if found else 0


def _print_finding(finding: Finding) -> None:
    out.print(f"[bold]{plain(finding.title)}[/bold] ({finding.kind})")
    for place in finding.places:
        out.print(f"  {plain(place)}")
    out.print(f"  {plain(finding.explanation)}")
    if finding.decision:
        out.print(f"  Decided: {plain(finding.decision)}")

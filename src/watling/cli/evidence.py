"""The publishers' files: add those at hand, fetch those that their publishers give."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watling.cli.app import app
from watling.cli.console import WorkspaceOption, err, out, plain, progress
from watling.errors import InputErrors, NoSource, WatlingError

if TYPE_CHECKING:
    from watling.evidence.adding import Added
    from watling.evidence.workspace import Workspace


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="Publishers' files, or folders of them.")],
    source: Annotated[str | None, typer.Option(help="The source they are of, where it is not to be found out.")] = None,
    published: Annotated[
        str | None, typer.Option(help="The day they were published, where they do not say it.")
    ] = None,
    partial: Annotated[bool, typer.Option("--partial", help="They have fewer areas than a whole release.")] = False,
    workspace: WorkspaceOption = Path("workspace"),
) -> None:
    """Add publishers' files at hand: each is held against its source's contract and kept as a release.

    A file of no known source is passed over where it stands in a folder. Exit code 2 where a file is refused; the
    others are kept all the same.

    Example: `watling add downloads/202507_fixed_laua_coverage_r01.csv`
    """
    from watling.evidence.adding import add_each, files_in
    from watling.evidence.workspace import Workspace

    place, named = Workspace(workspace), {file for file in files if file.is_file()}
    touched: set[str] = set()
    wrong = over = 0
    found = files_in(files)
    with progress("Adding") as announce:
        for number, file in enumerate(found):
            announce(file.name, number / len(found))
            try:
                added = add_each(file, place, source, published, partial)
            except NoSource as error:
                over += file not in named
                wrong += file in named and _say_wrong(error)
            except WatlingError as error:
                wrong += _say_wrong(error)
            else:
                touched |= {one.release.source for one in added if one.new}
                wrong += _say_added(added)
        _judge(touched, place)
    if over:
        out.print(f"{over} {'file is' if over == 1 else 'files are'} of no source that Watling knows: passed over")
    if wrong:
        raise typer.Exit(2)


@app.command()
def fetch(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE...", help="The sources' ids, as `watling sources` lists them.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every source whose publisher gives an address.")] = False,
    workspace: WorkspaceOption = Path("workspace"),
) -> None:
    """Fetch the current releases of sources from their publishers; what has not changed is not fetched again.

    What comes is held against the source's contract and kept, as `watling add` does. No build needs it. Exit code 2
    where something failed; the other sources are fetched all the same.

    Examples: `watling fetch ofcom-fixed-coverage`, `watling fetch --all`
    """
    from watling.evidence.downloads import Publishers
    from watling.evidence.fetching import fetch as fetch_source
    from watling.evidence.workspace import Workspace
    from watling.sources import all_sources, find_source

    if bool(sources) == every:
        raise WatlingError("Name the sources to fetch, or fetch them --all. List them with: watling sources")
    place = Workspace(workspace)
    place.make()
    known = all_sources()
    ids = [id for id, one in known.items() if one.requests] if every else list(dict.fromkeys(sources or []))
    touched: set[str] = set()
    failed: dict[str, None] = {}
    mirror = os.environ.get("WATLING_PUBLISHERS", "")
    with progress("Fetching") as announce, Publishers(place.evidence / "fetching", mirror) as publishers:
        for number, id in enumerate(ids):

            def each(what: str, share: float, number: int = number, id: str = id) -> None:
                announce(f"{id}, {what}", (number + share) / len(ids))

            each("", 0.0)
            try:
                for one in fetch_source(id, find_source(id), place, publishers, each):
                    if not one.added and not one.errors:
                        out.print(f"{plain(id)}: {plain(one.address)} has not changed")
                    touched |= {added.release.source for added in one.added if added.new}
                    _say_added(added for added in one.added if not added.errors)
                    for error in one.errors:
                        failed[id] = None
                        _say_wrong(error, f"{id}: ")
            except WatlingError as error:
                failed[id] = None
                _say_wrong(error)
        _judge(touched, place)
    if every and (rest := [id for id, one in known.items() if not one.requests]):
        out.print(f"Not fetched, since their publishers give no address that stays: {', '.join(rest)}")
    if failed:
        err.print(f"Failed: {', '.join(failed)}. What stood before stands.")
        raise typer.Exit(2)


def _say_added(added: Iterable[Added]) -> int:
    """Say what came of a file; how many of its sources refused it."""
    refused = 0
    for one in added:
        refused += bool(one.errors)
        for error in one.errors:
            _say_wrong(error, f"{one.release.source}: ")
        if not one.errors:
            part = f" ({one.release.part})" if one.release.part else ""
            said = "kept" if one.new else "was kept already"
            out.print(f"{plain(one.release.name)}{plain(part)}, published {one.release.published}: {said}")
    return refused


def _say_wrong(error: WatlingError, before: str = "") -> bool:
    """Say what is wrong, each fault on a line of its own."""
    for one in error.errors if isinstance(error, InputErrors) else [error]:
        err.print(f"[red]Error:[/red] {plain(before)}{plain(one)}")
    return True


def _judge(sources: Iterable[str], workspace: Workspace) -> None:
    """Hold new releases against those before them, and say which questions are to be decided."""
    from watling.evidence.judging import judge

    for source in sorted(sources):
        for release in judge(source, workspace):
            said = "waits for a decision" if release.state == "waiting" else "is used, but asks"
            more = f" (and {len(release.questions) - 1} more)" if len(release.questions) > 1 else ""
            out.print(f"{plain(release.name)} {said}: {plain(release.questions[0])}{more}")
            out.print(f"  Decide with: watling accept {plain(release.name)} --reason WHY, or watling hold …")

"""Deciding on releases: accept, hold; and what publishers have revised: revisions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from watling.cli.app import app
from watling.cli.console import AsAtOption, WorkspaceOption, checked_day, out, plain, require, wide, write_json

ReleaseArgument = Annotated[
    str, typer.Argument(help="The release: SOURCE@HASH, the beginning of its hash, or a source whose newest is meant.")
]
ReasonOption = Annotated[str, typer.Option(help="Why, in a sentence.")]


@app.command()
def accept(release: ReleaseArgument, reason: ReasonOption, workspace: WorkspaceOption = Path("workspace")) -> None:
    """Use a release whose values raised questions.

    Example: `watling accept ons-gigabit@1d33e9 --reason "Ofcom has confirmed the values"`
    """
    from watling.evidence.judging import decide
    from watling.evidence.workspace import Workspace

    decided = decide(release, "accepted", reason, Workspace(workspace))
    out.print(f"{plain(decided.name)}, published {decided.published}: accepted")


@app.command()
def hold(release: ReleaseArgument, reason: ReasonOption, workspace: WorkspaceOption = Path("workspace")) -> None:
    """Hold a release back: what stood before it stands, and its source is stale.

    Example: `watling hold ons-gigabit@1d33e9 --reason "The values stand under the wrong month"`
    """
    from watling.evidence.judging import decide
    from watling.evidence.workspace import Workspace

    decided = decide(release, "held", reason, Workspace(workspace))
    out.print(f"{plain(decided.name)}, published {decided.published}: held back")


@app.command()
def revisions(
    source: Annotated[str | None, typer.Argument(help="A source's id; without one, every source.")] = None,
    format: Annotated[str, typer.Option(help="table, csv or json.")] = "table",
    as_at: AsAtOption = None,
    workspace: WorkspaceOption = Path("workspace"),
) -> None:
    """List the values that publishers have revised: as first published, and as now.

    Example: `watling revisions ons-gigabit`
    """
    import sys

    import pandas as pd

    from watling.evidence.kept import Shelf
    from watling.evidence.revisions import COLUMNS
    from watling.evidence.revisions import revisions as revised
    from watling.evidence.workspace import Workspace
    from watling.sources import all_sources, find_source

    require(format, "table", "csv", "json")
    place, day = Workspace(workspace), as_at and checked_day(as_at)
    if source is not None:
        find_source(source)
    ids = [source] if source else [id for id in Shelf(place.evidence).sources() if id in all_sources()]
    frames = [frame.assign(source=id) for id in ids if not (frame := revised(id, place, day)).empty]
    columns = ["source", *COLUMNS]
    found = pd.concat(frames, ignore_index=True)[columns] if frames else pd.DataFrame(columns=columns)
    match format:
        case "csv":
            sys.stdout.write(found.to_csv(index=False, lineterminator="\n"))
        case "json":
            write_json(found.to_dict("records"))
        case "table":
            from rich.table import Table

            table = Table("Source", "Measure", "Area", "Period", "Breakdown", "First", "Now", box=None)
            for row in found.to_dict("records"):
                first, now = (f"{row[when]:g} ({row[f'{when}_published']})" for when in ("first", "now"))
                names = (row["source"], row["measure"], row["area"], row["period"])
                table.add_row(*names, "" if row["breakdown"] == "{}" else row["breakdown"], first, now)
            wide(240).print(table)

"""What the commands share: the consoles, the workspace's option, JSON, a progress bar."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from watling.announce import Announce, silent
from watling.errors import WatlingError

if TYPE_CHECKING:
    from watling.evidence.workspace import Workspace

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

DEFAULT_PACK = "south-east-midlands"

WorkspaceOption = Annotated[
    Path, typer.Option("--workspace", "-w", help="The folder that holds releases and editions.")
]
AsAtOption = Annotated[
    str | None, typer.Option("--as-at", help="A day, such as 2024-06-30: what was published after it is left out.")
]


def workspace_at(folder: Path, as_at: str | None) -> Workspace:
    """The workspace of a folder, or, as at a day, one with what its pack's edition would have been then.

    That edition is built where it is not there yet. Raises WatlingError for a day that is none, and where nothing has
    been built in the folder.
    """
    from watling.evidence.workspace import Workspace
    from watling.packs.pack import Pack
    from watling.publishing.build import build

    workspace = Workspace(folder)
    if as_at is None:
        return workspace
    edition = workspace.require_current()
    pack = Pack(edition.folder / "pack" / edition.facts["pack"])
    then = workspace.within("as-at", checked_day(as_at))
    with progress(f"Building {pack.name} as at {as_at}") as announce:
        build(pack, then, announce, as_at)
    return then


def checked_day(text: str) -> str:
    """A day as ISO 8601. Raises WatlingError where it is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise WatlingError(f"'{text}' is not a day. Write it as 2024-06-30.") from None


def require(format: str, *known: str) -> None:
    """Raise WatlingError for a format that a command does not know."""
    if format not in known:
        raise WatlingError(f"The format '{format}' is not known: choose {', '.join(known[:-1])} or {known[-1]}.")


def plain(error: object) -> str:
    """Text in which rich reads no mark-up."""
    from rich.markup import escape

    return escape(str(error))


def wide(width: int) -> Console:
    """A console for tables and trees: as wide as the terminal, or so wide that nothing is cut where there is none."""
    return Console(highlight=False) if out.is_terminal else Console(highlight=False, width=width)


@contextlib.contextmanager
def progress(title: str) -> Iterator[Announce]:
    """A progress bar that says what is being done, on a terminal; nothing where the output goes to a file."""
    if not err.is_terminal:
        yield silent
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(title, total=1.0)
        yield lambda what, share: bar.update(task, description=f"{title}: {what}", completed=share)


def write_json(content: object) -> None:
    """Write something as JSON to the standard output."""
    sys.stdout.write(json.dumps(content, indent=1, ensure_ascii=False) + "\n")

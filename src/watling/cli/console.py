"""What the commands share: the consoles, the workspace's option, JSON, a progress bar."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from watling.announce import Announce, silent
from watling.errors import WatlingError

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

DEFAULT_PACK = "south-east-midlands"

WorkspaceOption = Annotated[
    Path, typer.Option("--workspace", "-w", help="The folder that holds releases and editions.")
]


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

"""The command line: one command for each chore, found in the module of its kind."""

from __future__ import annotations

from watling.cli import asking, building, checking, deciding, evidence
from watling.cli.app import app
from watling.cli.console import err, plain
from watling.errors import InputErrors, WatlingError

__all__ = ["app", "asking", "building", "checking", "deciding", "evidence", "main"]


def main() -> None:
    """Run the command line. Exit codes: 0 done, 1 contradictions found (check), 2 something a person must mend."""
    try:
        app()
    except InputErrors as several:
        for error in several.errors:
            err.print(f"[red]Error:[/red] {plain(error)}")
        raise SystemExit(2) from None
    except WatlingError as error:
        err.print(f"[red]Error:[/red] {plain(error)}")
        raise SystemExit(2) from None

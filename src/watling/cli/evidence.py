"""The publishers' files: add."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from watling.cli.app import app
from watling.cli.console import WorkspaceOption, out, plain
from watling.errors import InputError, InputErrors, NoSource, raise_all

if TYPE_CHECKING:
    pass


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

    A file of no known source is passed over where it stands in a folder. Exit code 2 where a file is refused.

    Example: `watling add downloads/202507_fixed_laua_coverage_r01.csv`
    """
    from watling.evidence.adding import add as add_file
    from watling.evidence.adding import files_in
    from watling.evidence.workspace import Workspace

    named = {file for file in files if file.is_file()}
    refused: list[InputError] = []
    for file in files_in(files):
        try:
            found = add_file(file, Workspace(workspace), source, published, partial)
        except NoSource as error:
            if file in named:
                refused.append(error)
            continue
        except (InputError, InputErrors) as wrong:
            refused += wrong.errors if isinstance(wrong, InputErrors) else [wrong]
            continue
        for one in found:
            said = "kept" if one.new else "was kept already"
            part = f" ({one.release.part})" if one.release.part else ""
            out.print(f"{plain(one.release.name)}{plain(part)}, published {one.release.published}: {said}")
    raise_all(refused)

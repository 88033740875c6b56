"""What tests of commands share: the command line run as its program does, and small sources in place of all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import watling.figures.withdrawn
import watling.publishing.assemble  # with all that asks for the sources: none may be loaded while others stand for them
import watling.publishing.site
from watling import cli
from watling.sources import all_sources
from watling.sources.source import Source


@dataclass(frozen=True)
class Ran:
    """What came of a command: its exit code, and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def runner(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path) -> Run:
    """A function that runs the command line in a folder."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("COLUMNS", "240")

    def command(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["watling", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return command


def only(monkeypatch: pytest.MonkeyPatch, sources: Mapping[str, Source]) -> None:
    """Put some sources in place of all, in every module that asks for them."""
    for name, module in list(sys.modules.items()):
        if name.startswith(f"{watling.__name__}.") and vars(module).get("all_sources") is all_sources:
            monkeypatch.setattr(module, "all_sources", lambda: sources)

"""Built sites for tests that only look at them: each is built once in a process, however many files ask for it."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from lxml.html import HtmlElement

from watling.evidence.workspace import Workspace
from watling.packs.fresh import make_pack
from watling.packs.pack import Pack, find_pack
from watling.publishing.build import build

BUNDLED = ("south-east-midlands", "west-midlands")
FRESH = "west-yorkshire"
FRESH_MEMBERS = ("E08000032", "E08000033", "E08000034", "E08000035", "E08000036")

_built: dict[str, BuiltSite] = {}


@dataclass(frozen=True)
class BuiltSite:
    """A workspace with one edition, and its site as a reader gets it. Nothing in it may be changed."""

    name: str
    workspace: Path

    @property
    def folder(self) -> Path:
        return self.workspace / "site"

    @cached_property
    def pages(self) -> dict[str, HtmlElement]:
        """Every page by its path from the root: "" for home, "labour-supply/"."""
        found = {}
        for file in sorted(self.folder.rglob("index.html")):
            path = file.parent.relative_to(self.folder).as_posix()
            found["" if path == "." else f"{path}/"] = lxml.html.document_fromstring(file.read_bytes())
        return found

    @cached_property
    def figures(self) -> dict[str, dict[str, str]]:
        """The rows of figures.csv by the figure's id."""
        with (self.folder / "data" / "figures.csv").open(encoding="utf-8", newline="") as file:
            return {row["id"]: row for row in csv.DictReader(file)}

    @cached_property
    def facts(self) -> dict[str, Any]:
        """What edition.json says."""
        facts: dict[str, Any] = json.loads((self.workspace / "current" / "edition.json").read_text("utf-8"))
        return facts

    def main(self, path: str) -> HtmlElement:
        (found,) = self.pages[path].xpath("//main")
        return found


def words(element: HtmlElement) -> str:
    """The text of an element apart from its drawings, blanks as single blanks."""
    return " ".join("".join(element.xpath(".//text()[not(ancestor::*[local-name()='svg'])]")).split())


def site(name: str, temporary: pytest.TempPathFactory) -> BuiltSite:
    """The site of a bundled pack, or of the fresh one."""
    if name not in _built:
        folder = temporary.mktemp(name)
        pack = find_pack(name) if name in BUNDLED else Pack(make_pack(name, FRESH_MEMBERS, None, folder / "packs"))
        build(pack, Workspace(folder / "workspace"))
        _built[name] = BuiltSite(name, folder / "workspace")
    return _built[name]

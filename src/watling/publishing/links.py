"""Links inside the site: each must lead to a page, an anchor or a file that is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TypeVar

from watling.errors import InputError, raise_all
from watling.packs.pack import Pack
from watling.publishing.document import Cell, Heading, Page, Span

Kind = TypeVar("Kind")
ELSEWHERE = ("https://", "http://", "mailto:")


def check_links(pages: Sequence[Page], folder: Path, pack: Pack) -> None:
    """Check the links of all pages of a site that stands written in ``folder``.

    Raises InputError (InputErrors where there are several) naming the page and its words.
    """
    anchors = {page.path: set(_anchors(page.blocks)) for page in pages}
    raise_all([error for page in pages for error in _broken(page, anchors, folder, pack)])


def _broken(page: Page, anchors: dict[str, set[str]], folder: Path, pack: Pack) -> Iterator[InputError]:
    for link in dict.fromkeys(span.link for span in _found(page.blocks, Span) if span.link):
        path, _, anchor = link.partition("#")
        if link.startswith(ELSEWHERE):
            continue
        target = path or page.path
        there = not anchor or anchor in anchors[target] if target in anchors else (folder / target).exists()
        if not there:
            words = pack.words(page.path.strip("/") or "home") or pack.folder
            problem = f"the page '{page.title}' links to '{link}', which the site does not have"
            yield InputError(words, problem, expected="a page such as labour-supply/ or an anchor on it")


def _anchors(content: object) -> Iterator[str]:
    yield from (heading.anchor for heading in _found(content, Heading))
    yield from (cell.anchor for cell in _found(content, Cell) if cell.anchor)


def _found(content: object, kind: type[Kind]) -> Iterator[Kind]:
    """Everything of a kind in blocks, however deep."""
    if isinstance(content, kind):
        yield content
    if isinstance(content, tuple):
        for part in content:
            yield from _found(part, kind)
    elif is_dataclass(content) and not isinstance(content, Span):
        for field in fields(content):
            yield from _found(getattr(content, field.name), kind)

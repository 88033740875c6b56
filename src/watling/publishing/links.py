"""Links inside the site: each must lead to a page, an anchor or a file that is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path

from watling.errors import InputError, raise_all
from watling.packs.pack import Pack
from watling.publishing.document import Cell, Heading, Page, Span

ELSEWHERE = ("https://", "http://", "mailto:")


def check_links(pages: Sequence[Page], folder: Path, pack: Pack) -> None:
    """Check the links of all pages of a site that stands written in ``folder``.

    Raises InputError (InputErrors where there are several) naming the page and its words.
    """
    anchors: dict[str, set[str]] = {page.path: set() for page in pages}
    links: dict[str, dict[str, None]] = {page.path: {} for page in pages}
    for page in pages:
        for piece in _pieces(page.blocks):
            if isinstance(piece, Span):
                if piece.link and not piece.link.startswith(ELSEWHERE):
                    links[page.path][piece.link] = None
            elif piece.anchor:
                anchors[page.path].add(piece.anchor)
    raise_all(
        [
            _broken(page, link, pack)
            for page in pages
            for link in links[page.path]
            if not _leads(page.path, link, anchors, folder)
        ]
    )


def _leads(page: str, link: str, anchors: Mapping[str, set[str]], folder: Path) -> bool:
    """Whether a link on the page of a path leads to a page, an anchor on it, or a file."""
    path, _, anchor = link.partition("#")
    target = path or page
    if target in anchors:
        return not anchor or anchor in anchors[target]
    return (folder / target).exists()


def _broken(page: Page, link: str, pack: Pack) -> InputError:
    words = pack.words(page.path.strip("/") or "home") or pack.folder
    problem = f"the page '{page.title}' links to '{link}', which the site does not have"
    return InputError(words, problem, expected="a page such as labour-supply/ or an anchor on it")


def _pieces(content: object) -> Iterator[Heading | Cell | Span]:
    """Every heading, cell and span in blocks, however deep."""
    if isinstance(content, Heading | Cell | Span):
        yield content
    if isinstance(content, tuple):
        for part in content:
            yield from _pieces(part)
    elif is_dataclass(content) and not isinstance(content, Heading | Span):
        for field in fields(content):
            yield from _pieces(getattr(content, field.name))

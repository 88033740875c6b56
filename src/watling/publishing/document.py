"""The document: what a page or a report says, before it is HTML, PDF or Word.

A page is a :class:`Page`, a report a :class:`Report`; both are made of blocks, and blocks of spans. A number that
is a figure is a span that carries the figure's id, so that every renderer writes the same text and can lead to the
same trace. Nothing here knows how it will look.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Span:
    """A run of text. At most one of ``link`` and ``figure`` is set.

    ``link`` is an address on the web (``https://…``) or a path from the site's root (``labour-supply/``,
    ``data/#releases``). ``figure`` is a figure's id; ``text`` is then the figure as shown.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None
    figure: str | None = None


Spans = tuple[Span, ...]


def spans(*parts: str | Span) -> Spans:
    """Spans from texts and spans, as they come.

    >>> spans("Claimants: ", Span("46,815", figure="claimants:…"))[0].text
    'Claimants: '
    """
    return tuple(Span(part) if isinstance(part, str) else part for part in parts if part != "")


def plain(content: Spans) -> str:
    """The text of spans, unmarked."""
    return "".join(span.text for span in content)


@dataclass(frozen=True)
class Heading:
    """A heading inside a page: level 2, 3 or 4 (level 1 is the page's title). ``anchor`` is unique in its page."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text."""

    content: Spans


@dataclass(frozen=True)
class Bullets:
    """A list with bullets, or numbered where it is ``ordered``."""

    items: tuple[Spans, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Column:
    """A table's column; numbers are set to the right."""

    header: str
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """A table's cell. ``tag`` names what the words stand for, so that it can be coloured as well as said:

    a grade (``urgent attention``, ``attention``, ``review``, ``good``, ``no learner measure``), a progress status
    (``improved``, ``no clear change``, ``worsened``, ``not comparable``), how a value compares (``better``, ``worse``),
    a figure's status (``not final``, ``missing``) or its release's (``partial``, ``stale``).
    ``anchor`` gives the cell's row an address in the page. ``raw`` is what the CSV carries in place of the text.
    """

    content: Spans
    tag: str | None = None
    anchor: str | None = None
    raw: str | None = None


def cell(*parts: str | Span, tag: str | None = None, anchor: str | None = None, raw: str | None = None) -> Cell:
    """A cell of texts and spans, as they come."""
    return Cell(spans(*parts), tag, anchor, raw)


@dataclass(frozen=True)
class Table:
    """A table. ``name`` is a slug, unique in the site, under which its CSV is published; without a name there is none.

    The first column heads its rows. ``filter_by`` lists the columns a reader may filter by.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Spans = ()
    filter_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chart:
    """A Vega-Lite specification with its words and its table. ``words`` says what the chart shows."""

    name: str
    title: str
    words: str
    spec: dict[str, Any] = field(hash=False)
    table: Table
    note: Spans = ()


@dataclass(frozen=True)
class Map:
    """A drawn map: an SVG with its words and its table."""

    name: str
    title: str
    words: str
    svg: str
    table: Table
    note: Spans = ()


@dataclass(frozen=True)
class Tile:
    """One headline: a number, what it is, and a sentence of context."""

    number: Span
    label: str
    detail: Spans = ()


@dataclass(frozen=True)
class Tiles:
    """Headlines side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Callout:
    """Something set apart. ``kind`` is ``note`` or ``warning``."""

    kind: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Details:
    """Blocks a reader may open; in print they are shown."""

    summary: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Terms:
    """Pairs of a term and what it stands for (a summary list)."""

    pairs: tuple[tuple[str, Spans], ...]


@dataclass(frozen=True)
class Downloads:
    """Files to take away: (label, path from the site's root, size and kind in words)."""

    files: tuple[tuple[str, str, str], ...]


Block = Heading | Paragraph | Bullets | Table | Chart | Map | Tiles | Callout | Details | Terms | Downloads


@dataclass(frozen=True)
class Page:
    """A page of the site. ``path`` is its folder from the root (``""`` for home, ``labour-supply/``).

    ``one_page`` asks that its print leave out what its tiles already say, so that it fits on one sheet.
    """

    path: str
    title: str
    summary: str
    blocks: tuple[Block, ...]
    section: str = ""
    breadcrumbs: tuple[tuple[str, str], ...] = ()
    wide: bool = False
    one_page: bool = False


@dataclass(frozen=True)
class Chapter:
    """``number`` is ``1`` to ``8`` or ``Annex A``."""

    number: str
    title: str
    anchor: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Report:
    """A report: the same blocks in chapters. ``language`` is a BCP 47 tag."""

    name: str
    title: str
    subtitle: str
    publisher: str
    date: str
    summary: str
    chapters: tuple[Chapter, ...]
    accent: str = "#1d70b8"
    language: str = "en-GB"

"""A report as PDF/UA-1: tagged, the same bytes for the same report, set by Typst from the template report.typ.

The report goes to the template as data, so that nothing in it can be taken for markup. The fonts come from a package
and never from the machine. No date is written into the file: the day it was made is not the report's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from math import ceil
from pathlib import Path
from typing import Any

from watling.publishing.charts import draw_svg
from watling.publishing.document import (
    Block,
    Callout,
    Chapter,
    Chart,
    Column,
    Details,
    Heading,
    Map,
    Paragraph,
    Report,
    Span,
    Table,
    plain,
    spans,
)
from watling.publishing.drawing import INK, PAPER, contrast, ink_on, text_width
from watling.publishing.typeset import typeset

FONT = "Roboto"

# Tags in print: the words' colour, what is behind them, the line around them. The site's stylesheet has the same.
TAGS: dict[str, tuple[str, str | None, str | None]] = {
    "urgent attention": ("#ffffff", "#ca3535", None),
    "attention": ("#7a3c1c", "#fabb9c", None),
    "review": ("#7a3c1c", "#fff8cc", None),
    "good": ("#083d29", "#cfe4dc", None),
    "no learner measure": ("#484949", None, "#b1b4b6"),
    "improved": ("#083d29", "#cfe4dc", None),
    "no clear change": ("#0f385c", "#d2e2f1", None),
    "worsened": ("#651b1b", "#f4d7d7", None),
    "not comparable": ("#484949", None, "#b1b4b6"),
    "better": ("#083d29", "#cfe4dc", None),
    "worse": ("#651b1b", "#f4d7d7", None),
    "not final": ("#484949", None, "#b1b4b6"),
    "partial": ("#7a3c1c", "#fff8cc", None),
    "stale": ("#7a3c1c", "#fff8cc", None),
    "missing": ("#484949", None, None),
}


# Room for a table on an upright A4 page and on one turned, in points; what a cell has left and right of its words.
UPRIGHT, TURNED = 464.0, 711.0
PADDING = 10
BREAK = "\u200b"


def write_pdf(report: Report, file: Path) -> None:
    """Write a report to ``file`` as PDF/UA-1; Typst refuses what the standard does, such as a drawing without words."""
    typeset(json.dumps(_data(report), ensure_ascii=False), file)


def ink(accent: str) -> str:
    """The colour of headings on white: the accent where the contrast is at least 4.5 to 1 (WCAG 2.2, 1.4.3), or black.

    >>> ink("#0b6066"), ink("#ffdd00")
    ('#0b6066', '#0b0c0c')
    """
    return accent if contrast(accent, PAPER) >= 4.5 else INK


@dataclass(frozen=True)
class Layout:
    """How a table stands on paper: the size of its lettering and its columns' widths in points, whether they fill the
    room there is, and whether the page is turned for it.

    As a browser does it, each column is at least as wide as its longest word, and what room is left goes to the
    columns by how much more they would take, up to three lines across the page.
    """

    size: float
    widths: tuple[float, ...]
    full: bool
    turned: bool

    @classmethod
    def of(cls, table: Table) -> Layout:
        # The width of each column's longest word, with its tags in one line, and of its longest line, in ems.
        words, least, most = [], [], []
        for place, column in enumerate(table.columns):
            cells = [row[place] for row in table.rows]
            texts = [plain(cell.content) for cell in cells]
            words.append(_longest(re.split(rf"[\s{BREAK}]+", " ".join(map(_breakable, [column.header, *texts])))))
            tags = (f"  {text}" for cell, text in zip(cells, texts, strict=True) if cell.tag)
            least.append(max(words[-1], _longest(tags)))
            # A heading may take two lines; it shall not make a narrow column wide.
            most.append(max(least[-1], _longest(texts), _longest([column.header]) / 2))
        count = len(table.columns)
        crowded = count > 7 or (count > 4 and 9.5 * sum(most) > 2.5 * UPRIGHT)
        size = 7.5 if count > 10 else 8.5 if crowded else 9.5
        low = [PADDING + ceil(ems * size) for ems in least]
        high = [PADDING + ceil(min(3 * UPRIGHT, ems * size)) for ems in most]
        turned = count > 7 and sum(high) > 1.2 * UPRIGHT
        room = TURNED if turned else UPRIGHT
        if sum(low) > room:
            low = [PADDING + ceil(ems * size) for ems in words]
        if sum(high) <= 0.9 * room:
            return cls(size, tuple(high), full=False, turned=turned)
        spare = max(0.0, room - sum(low)) / (sum(high) - sum(low) or 1)
        widths = [one + spare * (other - one) for one, other in zip(low, high, strict=True)]
        return cls(size, tuple(round(width * room / sum(widths), 1) for width in widths), full=True, turned=turned)


def _longest(texts: Iterable[str]) -> float:
    """The width of the longest of some texts, in ems."""
    return max((text_width(text, 1, bold=True) for text in texts), default=0.0)


def chapters(report: Report) -> list[Chapter]:
    """The report's chapters; and one of the tables behind its drawings, each once, that are not shown elsewhere."""
    found = list(everything(report.chapters))
    shown = {block.name for block in found if isinstance(block, Table)}
    behind = {block.table.name: block.table for block in found if isinstance(block, Chart | Map)}
    tables = [table for name, table in behind.items() if name not in shown]
    if not tables:
        return [*report.chapters]
    # Those for which the page is turned come last, so that no page is left half empty.
    tables.sort(key=lambda table: Layout.of(table).turned)
    words = Paragraph(spans("Every drawing in this report is made from a table. These are the tables."))
    return [*report.chapters, Chapter("", "Data behind the figures", "data-behind-the-figures", (words, *tables))]


def everything(inside: Iterable[Chapter | Block]) -> Iterator[Block]:
    """All blocks in their order, those inside others too."""
    for each in inside:
        if not isinstance(each, Chapter):
            yield each
        if isinstance(each, Chapter | Callout | Details):
            yield from everything(each.blocks)


def _data(report: Report) -> dict[str, Any]:
    """The report as the template reads it."""
    writer = _Writer()
    language, _, region = report.language.partition("-")
    return {
        **{part: getattr(report, part) for part in ("title", "subtitle", "publisher", "date", "summary", "accent")},
        "chapters": [writer.chapter(chapter) for chapter in chapters(report)],
        "language": language,
        "region": region if len(region) == 2 else None,
        "font": FONT,
        "ink": ink(report.accent),
        "on_accent": ink_on(report.accent),
        "tags": {tag: {"text": text, "fill": fill, "border": line} for tag, (text, fill, line) in TAGS.items()},
    }


class _Writer:
    """Turns blocks into dictionaries, each under its block's name."""

    def __init__(self) -> None:
        self._labels: set[str] = set()
        self._level = 1

    def chapter(self, chapter: Chapter) -> dict[str, Any]:
        self._level = 1
        return {"number": chapter.number, "title": chapter.title, "blocks": self._value(chapter.blocks)}

    def _value(self, value: Any) -> Any:
        match value:
            case tuple():
                return [self._value(each) for each in value]
            case Span():
                link = value.link if is_external(value.link) else None
                return {**self._fields(value), "text": _breakable(value.text), "link": link}
            case Column():
                return {**self._fields(value), "header": _breakable(value.header)}
            case Heading():
                # PDF/UA has no heading two levels below the one before it.
                self._level = min(value.level, self._level + 1)
                return {**self._fields(value), "level": self._level}
            case Table():
                layout = self._fields(Layout.of(value))
                label = None if _label(value) in self._labels else _label(value)
                self._labels.add(_label(value))
                return {**self._fields(value), **layout, "block": "Table", "label": label}
            case Chart() | Map():
                svg = draw_svg(value.spec) if isinstance(value, Chart) else value.svg
                words = {part: self._value(getattr(value, part)) for part in ("title", "words", "note")}
                return {"block": "Drawing", **words, "svg": in_own_font(svg), "label": _label(value.table)}
        return self._fields(value) if is_dataclass(value) else value

    def _fields(self, block: Block | Any) -> dict[str, Any]:
        return {"block": type(block).__name__, **{f.name: self._value(getattr(block, f.name)) for f in fields(block)}}


def is_external(link: str | None) -> bool:
    """Whether a link leads out of the site; on paper only such a link leads anywhere."""
    return link is not None and link.startswith(("https://", "http://", "mailto:"))


def _label(table: Table) -> str:
    return f"table-{table.name}"


def in_own_font(svg: str) -> str:
    """A drawing in the lettering of :data:`watling.publishing.typeset.FONTS`, so that no machine changes it."""
    return re.sub(r'font-family="[^"]*"', f'font-family="{FONT}"', svg)


def _breakable(text: str) -> str:
    """Text with a zero-width space wherever a long word may be broken: a path after its signs, a hash anywhere."""
    text = re.sub(r"\S{16,}", lambda word: re.sub(r"(?<=\w[_/.:=])(?=\w)", BREAK, word[0]), text)
    return re.sub(rf"[^\s{BREAK}]{{28,}}", lambda word: BREAK.join(re.findall(".{1,8}", word[0])), text)

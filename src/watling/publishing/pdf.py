"""A report as PDF/UA-1: tagged, the same bytes for the same report, set by Typst from the template report.typ.

The report goes to the template as data, so that nothing in it can be taken for markup. The fonts come from a package
and never from the machine. No date is written into the file: the day it was made is not the report's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from math import ceil
from pathlib import Path
from typing import Any

import font_roboto
import typst

from watling.publishing.charts import draw_svg
from watling.publishing.document import Block, Cell, Chapter, Chart, Heading, Map, Paragraph, Report, Span, Table, plain, spans
from watling.publishing.drawing import INK, PAPER, contrast, ink_on, text_width

TEMPLATE = Path(__file__).with_name("report.typ")
FONTS = Path(font_roboto.__file__).with_name("files")
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
    "missing": ("#484949", None, None),
}


# Room for a table on an upright A4 page and on one turned, in points; what a cell has left and right of its words.
UPRIGHT, TURNED = 464.0, 711.0
PADDING = 10
# Letters from which on a word may be broken anywhere.
LONG_WORD = 28


def write_pdf(report: Report, file: Path) -> None:
    """Write a report to ``file`` as PDF/UA-1. Typst refuses what the standard refuses, such as a drawing without words."""
    file.write_bytes(
        typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            font_paths=[FONTS],
            ignore_system_fonts=True,
            sys_inputs={"report": json.dumps(_data(report), ensure_ascii=False)},
            format="pdf",
            pdf_standards=["ua-1"],
        )
    )


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
    columns by how much more they would take. No column asks for more than three quarters of the page.
    """

    size: float
    widths: tuple[float, ...]
    full: bool
    turned: bool

    @classmethod
    def of(cls, table: Table) -> Layout:
        count = len(table.columns)
        size = 9.5 if count <= 7 else 8.5 if count <= 10 else 7.5
        least, most = [], []
        for place, column in enumerate(table.columns):
            cells = [row[place] for row in table.rows]
            words = (word[:LONG_WORD] for text in (column.header, *map(_text, cells)) for word in text.split())
            least.append(max(_width(words, size), _width((f"  {_text(cell)}" for cell in cells if cell.tag), size)))
            # A heading may take two lines; it shall not make a narrow column wide.
            wanted = max(_width(map(_text, cells), size), _width([column.header], size) / 2)
            most.append(max(least[-1], min(0.75 * UPRIGHT, wanted)))
        turned = count > 7 and sum(most) > 1.2 * UPRIGHT
        room = TURNED if turned else UPRIGHT
        if sum(most) <= 0.9 * room:
            return cls(size, tuple(most), full=False, turned=turned)
        more = [high - low for low, high in zip(least, most, strict=True)]
        spare = max(0.0, room - sum(least)) / (sum(more) or 1)
        widths = [low + spare * extra for low, extra in zip(least, more, strict=True)]
        return cls(size, tuple(width * room / sum(widths) for width in widths), full=True, turned=turned)


def _text(cell: Cell) -> str:
    return plain(cell.content)


def _width(texts: Iterable[str], size: float) -> float:
    """The width of a column that holds each of the texts in one line, whole points."""
    return PADDING + ceil(max((text_width(text, size, bold=True) for text in texts), default=0))


class Drawings:
    """The tables behind a report's drawings. On paper they stand together at the end, each once, if nowhere else.

    Call :meth:`chapter` when every other chapter has been written.
    """

    def __init__(self) -> None:
        self.shown: set[str] = set()
        self._tables: dict[str, Table] = {}

    def add(self, table: Table) -> None:
        self._tables.setdefault(table.name, table)

    def chapter(self) -> list[Chapter]:
        """One chapter, or none where there is nothing left to show."""
        left = [table for name, table in self._tables.items() if name not in self.shown]
        words = Paragraph(spans("Every drawing in this report is made from a table. These are the tables."))
        return [Chapter("", "Data behind the figures", "data-behind-the-figures", (words, *left))] if left else []


def _data(report: Report) -> dict[str, Any]:
    """The report as the template reads it."""
    writer = _Writer()
    chapters = [writer.chapter(chapter) for chapter in report.chapters]
    chapters += [writer.chapter(chapter) for chapter in writer.drawings.chapter()]
    language, _, region = report.language.partition("-")
    return {
        **{part: getattr(report, part) for part in ("title", "subtitle", "publisher", "date", "summary", "accent")},
        "chapters": chapters,
        "language": language,
        "region": region or None,
        "font": FONT,
        "ink": ink(report.accent),
        "on_accent": ink_on(report.accent),
        "tags": {tag: {"text": text, "fill": fill, "border": line} for tag, (text, fill, line) in TAGS.items()},
    }


class _Writer:
    """Turns blocks into dictionaries, each under its block's name."""

    def __init__(self) -> None:
        self.drawings = Drawings()
        self._level = 1

    def chapter(self, chapter: Chapter) -> dict[str, Any]:
        self._level = 1
        return {"number": chapter.number, "title": chapter.title, "blocks": self._value(chapter.blocks)}

    def _value(self, value: Any) -> Any:
        match value:
            case str():
                return _breakable(value)
            case tuple():
                return [self._value(each) for each in value]
            case Span():
                return {**self._fields(value), "link": value.link if is_external(value.link) else None}
            case Heading():
                # PDF/UA has no heading two levels below the one before it.
                self._level = min(value.level, self._level + 1)
                return {**self._fields(value), "level": self._level}
            case Table():
                first = value.name not in self.drawings.shown
                self.drawings.shown.add(value.name)
                layout = self._fields(Layout.of(value))
                return {**self._fields(value), **layout, "block": "Table", "label": _label(value) if first else None}
            case Chart() | Map():
                self.drawings.add(value.table)
                svg = draw_svg(value.spec) if isinstance(value, Chart) else value.svg
                words = {part: self._value(getattr(value, part)) for part in ("title", "words", "note")}
                return {"block": "Drawing", **words, "svg": _in_own_font(svg), "label": _label(value.table)}
        return self._fields(value) if is_dataclass(value) else value

    def _fields(self, block: Block | Any) -> dict[str, Any]:
        return {"block": type(block).__name__, **{f.name: self._value(getattr(block, f.name)) for f in fields(block)}}


def is_external(link: str | None) -> bool:
    """Whether a link leads out of the site; on paper only such a link leads anywhere."""
    return link is not None and link.startswith(("https://", "http://", "mailto:"))


def _label(table: Table) -> str:
    return f"table-{table.name}"


def _in_own_font(svg: str) -> str:
    return re.sub(r'font-family="[^"]*"', f'font-family="{FONT}"', svg)


def _breakable(text: str) -> str:
    """Text in which a word too long for a column, such as a hash, may be broken: a zero-width space every 8 characters."""
    return re.sub(rf"\S{{{LONG_WORD},}}", lambda word: "\u200b".join(re.findall(".{1,8}", word[0])), text)

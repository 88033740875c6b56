"""A report as a Word file: real headings, contents, captions, header rows and alternative text, the same bytes each time.

It is laid out as the PDF is (see watling.publishing.pdf). The contents have links but no page numbers, which only the
program that shows the file can know. No date is written into the file: the day it was made is not the report's.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import vl_convert
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from watling.publishing.charts import draw_svg
from watling.publishing.document import (
    Block,
    Bullets,
    Callout,
    Chapter,
    Chart,
    Details,
    Downloads,
    Heading,
    Map,
    Paragraph,
    Report,
    Spans,
    Table,
    Terms,
    Tiles,
    plain,
)
from watling.publishing.drawing import INK, ink_on, png, tint
from watling.publishing.pdf import FONTS, TAGS, Layout, chapters, everything, in_own_font, ink, is_external

FONT = "Arial"
QUIET = "#484949"
RULE = "#b1b4b6"
WARNING = ("#fdf4ee", "#f47738")
NOTE = "#f4f6f8"

# A drawing's pixel in points, as in the PDF; the room there is for it, in points; and how finely it is drawn.
PIXEL = 0.5625
WIDEST, TALLEST = 464, 480
FINENESS = 2

# What follows borders and shading in a paragraph's properties: Word wants them in this order.
AFTER_BORDERS = tuple(f"w:{name}" for name in "shd tabs spacing ind contextualSpacing jc outlineLvl rPr sectPr".split())


def write_word(report: Report, file: Path) -> None:
    """Write a report to ``file`` as a Word document (.docx)."""
    written = BytesIO()
    _Writer(report).write().save(written)
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(file, "w") as kept:
        # The list of types first, as Word has it. A part must have a date: ZipInfo's is always the same.
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            kept.writestr(zipfile.ZipInfo(name), made.read(name), zipfile.ZIP_DEFLATED)


class _Writer:
    """Writes one report's blocks, one after another, and keeps what they have in common."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.chapters = chapters(report)
        self.document = docx.Document()
        self._outline: list[tuple[int, str, str]] = []
        self._level = 1
        self._figures = 0
        self._tables = 0
        self._apart = False
        self._turned = False
        # The number of each table, for what refers to it before it is written.
        self._numbers: dict[str, int] = {}
        tables = (block for block in everything(self.chapters) if isinstance(block, Table))
        for number, table in enumerate(tables, start=1):
            self._numbers.setdefault(table.name, number)

    def write(self) -> Any:
        vl_convert.register_font_directory(str(FONTS))
        _set_styles(self.document, self.report)
        _set_properties(self.document, self.report)
        self._set_page()
        for text, style in (
            (self.report.publisher, "Cover Publisher"),
            (self.report.title, "Title"),
            (self.report.subtitle, "Subtitle"),
            (self.report.summary, "Cover Text"),
            (self.report.date, "Cover Text"),
        ):
            self._paragraph(text, style)
        contents = self._paragraph("Contents", "TOC Heading")
        for chapter in self.chapters:
            self._chapter(chapter)
        self._contents(contents)
        return self.document

    # Blocks

    def _chapter(self, chapter: Chapter) -> None:
        self._turn(False)
        self._level = 1
        self._heading(1, f"{chapter.number}  {chapter.title}" if chapter.number else chapter.title)
        self._blocks(chapter.blocks)

    def _blocks(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if not isinstance(block, Table):
                self._turn(False)
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(min(block.level, self._level + 1), block.text)
            case Paragraph():
                self._paragraph(block.content)
            case Bullets():
                number = self._new_numbering() if block.ordered else None
                for item in block.items:
                    paragraph = self._paragraph(item, "List Number" if block.ordered else "List Bullet")
                    if number is not None:
                        paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
            case Table():
                self._table(block)
            case Chart() | Map():
                self._drawing(block)
            case Tiles():
                for tile in block.tiles:
                    paragraph = self._paragraph((tile.number,), "Headline")
                    paragraph.add_run(f"  {tile.label}", style="Headline Label")
                    self._paragraph(tile.detail, "Headline Detail")
            case Callout():
                self._callout(block)
            case Details():
                self._paragraph(block.summary, "Details")
                self._blocks(block.blocks)
            case Terms():
                for term, content in block.pairs:
                    self._paragraph(term, "Term")
                    self._paragraph(content, "Description")
            case Downloads():
                for label, path, kind in block.files:
                    self._paragraph(f"{label} ({kind}): {path}", "List Bullet")

    def _heading(self, level: int, text: str) -> None:
        self._level = level
        paragraph = self._paragraph(text, f"Heading {level}")
        bookmark = f"_Toc{len(self._outline) + 1:08}"
        _bookmark(paragraph, len(self._outline) + 1, bookmark)
        self._outline.append((level, text, bookmark))

    def _callout(self, block: Callout) -> None:
        body = self.document.element.body
        before = len(body)
        fill, line = WARNING if block.kind == "warning" else (NOTE, self.report.accent)
        outer, self._apart = self._apart, True
        self._paragraph(f"Warning: {block.title}" if block.kind == "warning" else block.title, "Callout Title")
        self._blocks(block.blocks)
        self._apart = outer
        for element in body[before - 1 : -1]:
            if element.tag == qn("w:p"):
                _set_apart(element.get_or_add_pPr(), fill, left=line)

    def _table(self, table: Table) -> None:
        layout = Layout.of(table)
        self._turn(layout.turned and not self._apart)
        self._tables += 1
        caption = self._caption("Table", self._tables, table.caption)
        if self._numbers[table.name] == self._tables:
            _bookmark(caption, 10_000 + self._tables, f"_Table{self._tables}")
        style = {9.5: "Table Text", 8.5: "Table Text Small", 7.5: "Table Text Tiny"}[layout.size]
        made = self.document.add_table(0, len(table.columns), "Report Table")
        made.autofit = False
        for grid, width in zip(made._tbl.tblGrid.gridCol_lst, layout.widths, strict=True):
            grid.w = Pt(width)
        rows = [[(((column.header),), None) for column in table.columns]]
        rows += [[(each.content, each.tag) for each in row] for row in table.rows]
        for place, row in enumerate(rows):
            written = made.add_row()
            properties = written._tr.get_or_add_trPr()
            _add(properties, "w:cantSplit")
            if place == 0:
                _add(properties, "w:tblHeader")
            for (content, tag), cell, column in zip(row, written.cells, table.columns, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph.style = style
                if column.numeric:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                paragraph.paragraph_format.keep_with_next = place == 0 or None
                self._inline(paragraph, content, TAGS[tag][0] if tag else None)
                if tag and TAGS[tag][1]:
                    _add(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=TAGS[tag][1][1:])
        if not table.rows:
            self._paragraph("This table has no rows.", "Note")
        self._paragraph(table.note, "Note")

    def _drawing(self, block: Chart | Map) -> None:
        self._figures += 1
        self._caption("Figure", self._figures, block.title)
        picture = png(in_own_font(draw_svg(block.spec) if isinstance(block, Chart) else block.svg), FINENESS)
        width, height = (size / FINENESS for size in struct.unpack(">II", picture[16:24]))
        scale = min(PIXEL, WIDEST / width, TALLEST / height)
        shape = self._paragraph("", "Drawing", empty=True).add_run().add_picture(BytesIO(picture), Pt(width * scale))
        shape._inline.docPr.set("name", f"Figure {self._figures}")
        shape._inline.docPr.set("descr", block.words)
        self._paragraph(block.words)
        self._paragraph(block.note, "Note")
        number = self._numbers[block.table.name]
        source = self._paragraph("Its data: ", "Note")
        self._link(source, f"Table {number}", anchor=f"_Table{number}")

    # Parts

    def _paragraph(self, content: str | Spans, style: str = "Normal", empty: bool = False) -> Any:
        """A paragraph; none is written where there is nothing to say."""
        if not content and not empty:
            return None
        paragraph = self.document.add_paragraph(style=style)
        self._inline(paragraph, content)
        return paragraph

    def _inline(self, paragraph: Any, content: str | Spans, colour: str | None = None) -> None:
        if isinstance(content, str):
            paragraph.add_run(content)
            return
        for span in content:
            if is_external(span.link):
                self._link(paragraph, span.text, address=span.link)
                continue
            run = paragraph.add_run(span.text)
            run.bold = span.strong or None
            run.italic = span.emphasis or None
            if colour:
                run.font.color.rgb = _rgb(colour)

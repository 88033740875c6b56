"""A report as a Word file: real headings, contents, captions, header rows, words for pictures; always the same bytes.

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
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

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
)
from watling.publishing.drawing import png
from watling.publishing.pdf import TAGS, Layout, chapters, everything, in_own_font, is_external
from watling.publishing.typeset import FONTS
from watling.publishing.word_styles import TEXT_IN_TABLES, add, border, rgb, set_styles

# What a callout has behind it, and the line beside it; a note's is in the accent colour.
WARNING = ("#fdf4ee", "#f47738")
NOTE = "#f4f6f8"

# A drawing's pixel in points, as in the PDF; the room there is for it, in points; and how finely it is drawn.
PIXEL = 0.5625
WIDEST, TALLEST = 464, 480
FINENESS = 2


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
        set_styles(self.document, report)
        self._styles = {style.name: style.style_id for style in self.document.styles}
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
                border(element.get_or_add_pPr(), fill, left=(line, 36, 10))

    def _table(self, table: Table) -> None:
        layout = Layout.of(table)
        self._turn(layout.turned and not self._apart)
        self._tables += 1
        caption = self._caption("Table", self._tables, table.caption)
        if self._numbers[table.name] == self._tables:
            _bookmark(caption, 10_000 + self._tables, f"_Table{self._tables}")
        style = next(name for name, size in TEXT_IN_TABLES.items() if size == layout.size)
        made = self.document.add_table(0, len(table.columns), "Report Table")
        made.autofit = False
        add(made._tbl.tblPr, "w:tblCaption", val=table.caption)
        for grid, width in zip(made._tbl.tblGrid.gridCol_lst, layout.widths, strict=True):
            grid.w = Pt(width)
        rows: list[list[tuple[str | Spans, str | None]]] = [[(column.header, None) for column in table.columns]]
        rows += [[(cell.content, cell.tag) for cell in row] for row in table.rows]
        short = len(table.rows) <= 10  # then it is not broken between pages
        for place, row in enumerate(rows):
            written = made.add_row()
            properties = written._tr.get_or_add_trPr()
            add(properties, "w:cantSplit")
            if place == 0:
                add(properties, "w:tblHeader")
            for (content, tag), made_cell, column in zip(row, written.cells, table.columns, strict=True):
                paragraph = made_cell.paragraphs[0]
                paragraph._p.style = self._styles[style]
                if column.numeric:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                if place == 0 or (short and place < len(table.rows)):
                    paragraph.paragraph_format.keep_with_next = True
                colour, fill, _ = TAGS[tag] if tag else (None, None, None)
                self._inline(paragraph, content, colour)
                if fill:
                    add(made_cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=fill[1:])
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
        paragraph = self.document.add_paragraph()
        # Set by its id: python-docx looks through all styles each time it is given a name.
        paragraph._p.style = self._styles[style]
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
                run.font.color.rgb = rgb(colour)

    def _link(self, paragraph: Any, text: str, address: str | None = None, anchor: str | None = None) -> None:
        """A link to an address on the web or to a bookmark."""
        link = add(paragraph._p, "w:hyperlink")
        if address:
            link.set(qn("r:id"), self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        if anchor:
            link.set(qn("w:anchor"), anchor)
        run = paragraph.add_run(text, style="Hyperlink")
        link.append(run._r)

    def _caption(self, label: str, number: int, text: str) -> Any:
        paragraph = self._paragraph(f"{label} ", "Caption")
        _field(paragraph, f"SEQ {label} \\* ARABIC", str(number))
        paragraph.add_run(f": {text}")
        return paragraph

    def _contents(self, before: Any) -> None:
        """The contents as a field, filled in: a link to each heading of the first two levels."""
        entries = [entry for entry in self._outline if entry[0] <= 2]
        place = before._p
        for level, text, bookmark in entries:
            paragraph = self._paragraph("", f"toc {level}", empty=True)
            place.addnext(paragraph._p)
            place = paragraph._p
            if bookmark == entries[0][2]:
                add(paragraph.add_run()._r, "w:fldChar", fldCharType="begin")
                add(paragraph.add_run()._r, "w:instrText").text = ' TOC \\o "1-2" \\n \\h \\z \\u '
                add(paragraph.add_run()._r, "w:fldChar", fldCharType="separate")
            link = add(paragraph._p, "w:hyperlink", anchor=bookmark, history=1)
            link.append(paragraph.add_run(text)._r)
            if bookmark == entries[-1][2]:
                add(paragraph.add_run()._r, "w:fldChar", fldCharType="end")

    def _new_numbering(self) -> int:
        """The number of a new list, which starts at 1."""
        numbering = self.document.part.numbering_part.element
        style = self.document.styles["List Number"].element.pPr.numPr.numId.val
        made = numbering.add_num(numbering.num_having_numId(style).abstractNumId.val)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)

    # Pages

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(23)
        section.top_margin, section.bottom_margin = Mm(26), Mm(24)
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = self.report.title
        footer = section.footer.paragraphs[0]
        footer.text = f"{self.report.publisher}  |  Page "
        _field(footer, "PAGE", "1")
        footer.add_run(" of ")
        _field(footer, "NUMPAGES", "1")

    def _turn(self, turned: bool) -> None:
        """From here on the page is turned, or upright again."""
        if turned == self._turned:
            return
        self._turned = turned
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT
        section.different_first_page_header_footer = False
        section.top_margin, section.bottom_margin = (Mm(23), Mm(19)) if turned else (Mm(26), Mm(24))


def _set_properties(document: Any, report: Report) -> None:
    core = document.core_properties
    for element in list(core._element):
        core._element.remove(element)
    core.title, core.author, core.language = report.title, report.publisher, report.language
    core.subject = report.summary
    # The template's picture of itself, and the version of Word it was made with.
    package = document.part.package
    for key in [key for key, each in package.rels.items() if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del package.rels[key]
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _bookmark(paragraph: Any, number: int, name: str) -> None:
    """A bookmark around all that a paragraph holds."""
    start = OxmlElement("w:bookmarkStart")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    place = 0 if paragraph._p.pPr is None else 1
    paragraph._p.insert(place, start)
    add(paragraph._p, "w:bookmarkEnd", id=number)


def _field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field that Word may work out again, with what it shows until then."""
    field = add(paragraph._p, "w:fldSimple", instr=f" {instruction} ")
    field.append(paragraph.add_run(shown)._r)

"""A Word file's styles in a report's look, and the few pieces of Word's XML that python-docx has no words for."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from watling.publishing.document import Report
from watling.publishing.drawing import INK, ink_on
from watling.publishing.pdf import PADDING, ink

FONT = "Arial"
QUIET = "#484949"
RULE = "#b1b4b6"

TEXT_IN_TABLES = {"Table Text": 9.5, "Table Text Small": 8.5, "Table Text Tiny": 7.5}
CHARACTERS = ("Headline Label", "Hyperlink")
# What stays on the page of what follows it.
FOLLOWED = ("Heading 1", "Heading 2", "Heading 3", "Heading 4", "TOC Heading", "Caption", "Drawing", "Headline",
            "Callout Title", "Details", "Term")  # fmt: skip

SIDES = ("top", "left", "bottom", "right")
# What follows shading in a paragraph's properties: Word wants them in this order.
AFTER_SHADING = ("w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")


def set_styles(document: Any, report: Report) -> None:
    """The template's styles in the report's look, and the few that it lacks. Sizes and spaces are in points."""
    styles = document.styles
    for fonts in list(styles.element.iter(qn("w:rFonts"))):
        fonts.getparent().remove(fonts)
    defaults = styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    defaults.insert(0, fonts)
    defaults.find(qn("w:lang")).set(qn("w:val"), report.language)

    def style(
        name: str, size: float, colour: str = INK, bold: bool = False, before: float = 0, after: float = 6
    ) -> Any:
        if name not in styles:
            kind = WD_STYLE_TYPE.CHARACTER if name in CHARACTERS else WD_STYLE_TYPE.PARAGRAPH
            made = styles.add_style(name, kind, builtin=name.startswith(("toc", "Hyperlink")))
            made.base_style = None if name in CHARACTERS else styles["Normal"]
        found = styles[name]
        if found.element.rPr is not None:
            found.element.remove(found.element.rPr)
        found.font.size, found.font.bold, found.font.color.rgb = Pt(size), bold or None, rgb(colour)
        if name not in CHARACTERS:
            layout = found.paragraph_format
            layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.15
            layout.keep_with_next = name in FOLLOWED
        return found

    words, on_accent = ink(report.accent), ink_on(report.accent)
    style("Normal", 10.5)
    heading = style("Heading 1", 24, bold=True, after=16)
    heading.paragraph_format.page_break_before = True
    border(heading.element.get_or_add_pPr(), bottom=(report.accent, 18, 8))
    style("TOC Heading", 24, bold=True, after=16)
    style("Heading 2", 15, words, bold=True, before=20, after=8)
    style("Heading 3", 12, bold=True, before=16)
    style("Heading 4", 10.5, bold=True, before=12)
    style("toc 1", 10.5, bold=True, before=6, after=2)
    style("toc 2", 10.5, after=2).paragraph_format.left_indent = Mm(6)
    for cover in (
        style("Cover Publisher", 12, on_accent, bold=True, after=24),
        style("Title", 34, on_accent, bold=True, after=16),
        style("Subtitle", 16, on_accent, after=0),
    ):
        border(cover.element.get_or_add_pPr(), report.accent, **dict.fromkeys(SIDES, (report.accent, 48, 16)))
    styles["Cover Publisher"].paragraph_format.space_before = Mm(50)
    style("Cover Text", 12, before=18, after=0)
    style("Caption", 10.5, bold=True, before=14)
    style("Drawing", 10.5, after=4)
    style("Note", 9, QUIET, before=4, after=8)
    style("List Bullet", 10.5, after=3)
    style("List Number", 10.5, after=3)
    for name, size in TEXT_IN_TABLES.items():
        style(name, size, before=int(size // 4), after=int(size // 4)).paragraph_format.line_spacing = 1.05
    style("Headline", 20, words, bold=True, before=10, after=0)
    style("Headline Label", 11, bold=True)
    style("Headline Detail", 9.5, QUIET, after=4)
    style("Callout Title", 10.5, bold=True, before=12)
    style("Details", 10.5, bold=True, before=16)
    border(styles["Details"].element.get_or_add_pPr(), top=(RULE, 4, 6))
    style("Term", 10.5, bold=True, before=4, after=0)
    style("Description", 10.5)
    style("Hyperlink", 10.5, words).font.underline = True
    styles["Hyperlink"].font.size = None
    style("Header", 9, QUIET)
    style("Footer", 9, QUIET)
    _add_table_style(styles, report.accent)


def _add_table_style(styles: Any, accent: str) -> None:
    """Rules between rows, a heavier one in the accent colour under the header row, whose words are strong."""
    style = styles.add_style("Report Table", WD_STYLE_TYPE.TABLE)
    style.base_style = styles["Normal Table"]
    properties = add(style.element, "w:tblPr")
    borders = add(properties, "w:tblBorders")
    for side in ("bottom", "insideH"):
        add(borders, f"w:{side}", val="single", sz=4, space=0, color=RULE[1:])
    margins = add(properties, "w:tblCellMar")
    for side in ("left", "right"):
        add(margins, f"w:{side}", w=20 * (PADDING // 2 - 1), type="dxa")
    first = add(style.element, "w:tblStylePr", type="firstRow")
    add(add(first, "w:rPr"), "w:b")
    cells = add(first, "w:tcPr")
    add(add(cells, "w:tcBorders"), "w:bottom", val="single", sz=12, space=0, color=accent[1:])
    add(cells, "w:vAlign", val="bottom")


# XML


def add(parent: Any, tag: str, **attributes: object) -> Any:
    """A new element at the end of another; its attributes are Word's."""
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    parent.append(element)
    return element


def border(properties: Any, fill: str | None = None, **sides: tuple[str, int, int]) -> None:
    """Borders and shading of a paragraph or a style: a side has a colour, a width in eighths of a point, a distance."""
    for old in [*properties.findall(qn("w:pBdr")), *properties.findall(qn("w:shd"))]:
        properties.remove(old)
    borders = OxmlElement("w:pBdr")
    for side in SIDES:
        if side in sides:
            colour, width, space = sides[side]
            add(borders, f"w:{side}", val="single", sz=width, space=space, color=colour[1:])
    properties.insert_element_before(borders, "w:shd", *AFTER_SHADING)
    if fill:
        shading = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill[1:])):
            shading.set(qn(f"w:{name}"), value)
        properties.insert_element_before(shading, *AFTER_SHADING)


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:].upper())

"""The report as a Word file: its structure, its words, its pictures, and the same bytes each time."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from sample import AGES, ODD, REPORT, WIDE, figures, texts, written_elsewhere

from watling.publishing.document import (
    Block,
    Bullets,
    Callout,
    Chapter,
    Chart,
    Heading,
    Map,
    Paragraph,
    Span,
    Table,
    cell,
    spans,
)
from watling.publishing.pdf import TAGS, chapters, everything
from watling.publishing.word import write_word

TABLES = [block for block in everything(chapters(REPORT)) if isinstance(block, Table)]
DRAWINGS = [block for block in everything(REPORT.chapters) if isinstance(block, Chart | Map)]

# The order in which the standard (ISO/IEC 29500-1, 17.3.1.26, 17.4.59, 17.4.69) wants what the writer uses.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind contextualSpacing "
    "jc outlineLvl rPr sectPr",
    "tblPr": "tblStyle tblW jc tblBorders shd tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW tcBorders shd vAlign",
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("word") / "report.docx"
    write_word(REPORT, file)
    return file


@pytest.fixture(scope="module")
def document(file: Path) -> Any:
    return docx.Document(str(file))


def written(tmp_path: Path, *blocks: Block, **parts: Any) -> Any:
    write_word(replace(REPORT, chapters=(Chapter("1", "Only", "only", blocks),), **parts), tmp_path / "one.docx")
    return docx.Document(str(tmp_path / "one.docx"))


def lines(document: Any) -> list[str]:
    """The text of each paragraph, those in tables and in fields too."""
    body = document.element.body
    return ["".join(text.text or "" for text in each.iter(qn("w:t"))) for each in body.iter(qn("w:p"))]


def of_style(document: Any, *styles: str) -> list[Any]:
    return [each for each in document.paragraphs if each.style.name in styles]


# Structure


def test_headings_are_headings_and_no_level_is_left_out(document: Any) -> None:
    found = of_style(document, "Heading 1", "Heading 2", "Heading 3", "Heading 4")
    headings = [block.text for block in everything(REPORT.chapters) if isinstance(block, Heading)]
    titles = [f"{each.number}  {each.title}" if each.number else each.title for each in chapters(REPORT)]
    assert sorted(each.text for each in found) == sorted([*headings, *titles])
    levels = [int(each.style.name[-1]) for each in found]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert document.styles["Heading 1"].paragraph_format.page_break_before


def test_the_contents_are_filled_in_and_lead_to_the_headings(document: Any) -> None:
    entries = of_style(document, "toc 1", "toc 2")
    headings = of_style(document, "Heading 1", "Heading 2")
    assert [entry.text for entry in entries] == [heading.text for heading in headings]
    bookmarks = {each.get(qn("w:name")) for each in document.element.body.iter(qn("w:bookmarkStart"))}
    for entry, heading in zip(entries, headings, strict=True):
        assert heading._p.find(qn("w:bookmarkStart")).get(qn("w:name")) == entry.hyperlinks[0].fragment
    assert all(
        each.get(qn("w:anchor"), "_Toc00000001") in bookmarks for each in document.element.iter(qn("w:hyperlink"))
    )


def test_the_contents_are_one_field(document: Any) -> None:
    kinds = [each.get(qn("w:fldCharType")) for each in document.element.body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert [each.text.split()[0] for each in document.element.body.iter(qn("w:instrText"))] == ["TOC"]


def test_each_table_has_a_header_row_that_is_repeated(document: Any) -> None:
    assert len(document.tables) == len(TABLES)
    for found, table in zip(document.tables, TABLES, strict=True):
        flags = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in found.rows]
        assert flags == [True] + [False] * len(table.rows)
        assert [each.text for each in found.rows[0].cells] == [column.header for column in table.columns]
        assert found.style.name == "Report Table"


def test_numbers_stand_on_the_right(document: Any) -> None:
    for found, table in zip(document.tables, TABLES, strict=True):
        for row in (found.rows[0], found.rows[-1]):
            right = [each.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT for each in row.cells]
            assert right == [column.numeric for column in table.columns]


def test_captions_are_numbered_in_their_order(document: Any) -> None:
    captions = of_style(document, "Caption")
    found = ["".join(text.text for text in each._p.iter(qn("w:t"))) for each in captions]
    assert [each for each in found if each.startswith("Table")] == [
        f"Table {number}: {table.caption}" for number, table in enumerate(TABLES, start=1)
    ]
    assert [each for each in found if each.startswith("Figure")] == [
        f"Figure {number}: {drawing.title}" for number, drawing in enumerate(DRAWINGS, start=1)
    ]


def test_each_drawing_says_where_its_data_is(document: Any) -> None:
    targets = {}
    for caption in of_style(document, "Caption"):
        if (bookmark := caption._p.find(qn("w:bookmarkStart"))) is not None:
            text = "".join(each.text for each in caption._p.iter(qn("w:t")))
            targets[bookmark.get(qn("w:name"))] = text.partition(": ")[2]
    found = [each for each in document.paragraphs if each.text.startswith("Its data: ")]
    assert [targets[each.hyperlinks[0].fragment] for each in found] == [each.table.caption for each in DRAWINGS]


def test_each_picture_has_its_words(document: Any) -> None:
    words = [each.get("descr") for each in document.element.body.iter(qn("wp:docPr"))]
    assert words == [drawing.words for drawing in DRAWINGS]


def test_a_tag_is_a_shaded_cell_with_its_words(document: Any) -> None:
    ratings = next(found for found, table in zip(document.tables, TABLES, strict=True) if table.name == "ratings")
    for row, (tag, (colour, fill, _)) in zip(ratings.rows[1:], TAGS.items(), strict=True):
        last = row.cells[-1]
        shading = last._tc.tcPr.find(qn("w:shd"))
        assert last.text == tag
        assert (shading.get(qn("w:fill")) if shading is not None else None) == (fill[1:] if fill else None)
        assert str(last.paragraphs[0].runs[0].font.color.rgb) == colour[1:].upper()


def test_an_ordered_list_begins_at_one_each_time(tmp_path: Path) -> None:
    steps = Bullets((spans("First."), spans("Second.")), ordered=True)
    document = written(tmp_path, steps, Paragraph(spans("Between.")), steps)
    numbers = [each._p.pPr.numPr.numId.val for each in of_style(document, "List Number")]
    assert numbers == [numbers[0], numbers[0], numbers[2], numbers[2]]
    assert numbers[0] != numbers[2]
    for each in document.part.numbering_part.element.num_lst:
        if each.numId in numbers:
            assert each.lvlOverride_lst[0].startOverride.val == 1


def test_only_what_leads_out_of_the_site_is_a_link_to_an_address(document: Any) -> None:
    links = [link for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert {link.url for link in links if link.address} == {"https://www.example.org/a_b?c=d#e"}


def test_the_page_is_turned_for_a_wide_table_alone(document: Any) -> None:
    assert [each.orientation for each in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert [round(each.page_width.mm) for each in document.sections] == [210, 297, 210]


def test_a_wide_table_inside_a_callout_turns_nothing(tmp_path: Path) -> None:
    assert len(written(tmp_path, Callout("note", "Inside", (WIDE,))).sections) == 1


def test_all_of_a_callout_but_its_tables_is_set_apart(tmp_path: Path) -> None:
    inside = Callout("warning", "Two values", (Paragraph(spans("Inside.")), Bullets((spans("Too."),))))
    document = written(tmp_path, Paragraph(spans("Before.")), inside, Paragraph(spans("After.")))
    shaded = [
        each.text
        for each in document.paragraphs
        if each._p.pPr is not None and each._p.pPr.find(qn("w:shd")) is not None
    ]
    assert shaded == ["Warning: Two values", "Inside.", "Too."]


def test_properties_are_in_the_order_that_word_wants(file: Path) -> None:
    for part in ("word/document.xml", "word/styles.xml"):
        with zipfile.ZipFile(file) as parts:
            root = docx.oxml.parse_xml(parts.read(part))
        for name, order in ORDER.items():
            rank = {qn(f"w:{child}"): place for place, child in enumerate(order.split())}
            for properties in root.iter(qn(f"w:{name}")):
                known = [rank[child.tag] for child in properties if child.tag in rank]
                assert known == sorted(known), [child.tag for child in properties]


# What the file says of itself


def test_language_title_and_author_are_set_and_no_date(document: Any, file: Path) -> None:
    core = document.core_properties
    assert (core.title, core.author, core.language) == (REPORT.title, REPORT.publisher, "en-GB")
    assert (core.created, core.modified) == (None, None)
    languages = [each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))]
    assert languages == ["en-GB"]
    with zipfile.ZipFile(file) as parts:
        assert "docProps/thumbnail.jpeg" not in parts.namelist()
        assert parts.namelist()[0] == "[Content_Types].xml"
        assert {each.date_time for each in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_footer_counts_the_pages_and_the_cover_has_none(document: Any) -> None:
    first = document.sections[0]
    assert first.different_first_page_header_footer
    assert first.first_page_footer.paragraphs[0].text == ""
    fields = [each.get(qn("w:instr")).strip() for each in first.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert all(not each.different_first_page_header_footer for each in document.sections[1:])
    assert all(each.footer.is_linked_to_previous for each in document.sections[1:])


# Words


def test_every_text_is_there(document: Any) -> None:
    found = "\n".join(lines(document))
    for part in ("title", "subtitle", "publisher", "date", "summary"):
        assert getattr(REPORT, part) in found
    assert [text for text in texts() if text not in found] == []


def test_every_figure_is_written_as_it_is_shown(document: Any) -> None:
    found = lines(document)
    assert len(figures()) > 20
    assert [figure for figure in figures() if not any(figure in line for line in found)] == []


@pytest.mark.parametrize("text", [ODD, "#", "@ref", "<b>", "&amp;", "{{ x }}", "HYPERLINK", "”„£≥−–"])
def test_what_looks_like_markup_is_only_text(tmp_path: Path, text: str) -> None:
    table = Table("odd", text, AGES.columns, ((cell(text, tag="good"), cell(""), cell("")),), note=spans(text))
    blocks = (Heading(2, text, "odd"), Paragraph(spans(Span(text, strong=True))), table, Callout("note", text, ()))
    assert [text in line for line in lines(written(tmp_path, *blocks))].count(True) == 7  # once more in the contents


@pytest.mark.parametrize("accent", ["#0b6066", "#ffdd00", "#000000", "#ffffff"])
def test_any_accent_and_an_empty_report_can_be_written(tmp_path: Path, accent: str) -> None:
    document = written(tmp_path, accent=accent, summary="", subtitle="", date="", language="cy")
    assert document.core_properties.language == "cy"
    assert lines(document)[:2] == [REPORT.publisher, REPORT.title]


@pytest.mark.parametrize(("width", "height"), [(4000, 100), (100, 4000)])
def test_a_drawing_of_any_shape_stays_on_the_page(tmp_path: Path, width: int, height: int) -> None:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="9" height="9"/></svg>'
    )
    shape = written(tmp_path, Map("map", "A map", "Words.", svg, AGES)).inline_shapes[0]
    assert shape.width <= Mm(164)
    assert shape.height <= Mm(200)
    assert shape.width / shape.height == pytest.approx(width / height, rel=0.05)


# The same bytes


def test_the_same_report_has_the_same_bytes(file: Path, tmp_path: Path) -> None:
    write_word(REPORT, tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == file.read_bytes()


def test_hash_seed_time_zone_and_folder_change_no_byte(file: Path, tmp_path: Path) -> None:
    assert written_elsewhere(tmp_path, "word", "write_word") == file.read_bytes()


def test_another_report_has_other_bytes(file: Path, tmp_path: Path) -> None:
    write_word(replace(REPORT, subtitle="Another"), tmp_path / "other.docx")
    assert (tmp_path / "other.docx").read_bytes() != file.read_bytes()

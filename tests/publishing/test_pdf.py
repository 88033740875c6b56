"""The report as PDF: what a machine that reads it aloud finds, what a person reads, and the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject
from sample import AGES, AGES_CHART, HASH, ODD, REPORT, WIDE, figures, texts, written_elsewhere

from watling.errors import WatlingError
from watling.publishing.document import (
    Block,
    Callout,
    Cell,
    Chapter,
    Column,
    Heading,
    Map,
    Paragraph,
    Report,
    Span,
    Table,
    cell,
    spans,
)
from watling.publishing.html import TAGS as SITE_TAGS
from watling.publishing.pdf import PADDING, TAGS, TURNED, UPRIGHT, Layout, chapters, everything, write_pdf


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pdf") / "report.pdf"
    write_pdf(REPORT, file)
    return file


@pytest.fixture(scope="module")
def pdf(file: Path) -> PdfReader:
    return PdfReader(file)


@pytest.fixture(scope="module")
def elements(pdf: PdfReader) -> list[DictionaryObject]:
    """The structure's elements, as they are read aloud."""
    return list(structure(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]))


def structure(node: Any) -> Iterator[DictionaryObject]:
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from structure(child)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield node
        yield from structure(node.get("/K", ArrayObject()))


def kinds(node: DictionaryObject) -> list[str]:
    return [each["/S"] for each in structure(node)]


def turned(page: PageObject) -> bool:
    return page.mediabox.width > page.mediabox.height


def read(pages: Any) -> str:
    """All text, without the spaces and line ends that depend on how it was set."""
    return squeezed("".join(page.extract_text() for page in pages))


def squeezed(text: str) -> str:
    return "".join(text.split())


def written(tmp_path: Path, *blocks: Block, **parts: Any) -> PdfReader:
    report = replace(REPORT, chapters=(Chapter("1", "Only", "only", blocks),), **parts)
    write_pdf(report, tmp_path / "one.pdf")
    return PdfReader(tmp_path / "one.pdf")


# What a machine finds


def test_the_file_says_that_it_is_tagged_in_which_language_and_what_it_is(pdf: PdfReader) -> None:
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data().decode()
    assert pdf.metadata is not None
    assert pdf.metadata.title == REPORT.title
    assert pdf.metadata.author == REPORT.publisher


def test_no_date_is_written(pdf: PdfReader) -> None:
    assert pdf.metadata is not None
    assert (pdf.metadata.creation_date, pdf.metadata.modification_date) == (None, None)
    assert "Date>" not in pdf.trailer["/Root"]["/Metadata"].get_object().get_data().decode()


def test_each_drawing_has_its_words(elements: list[DictionaryObject]) -> None:
    drawings = [block for block in everything(REPORT.chapters) if hasattr(block, "words")]
    assert [each.get("/Alt") for each in elements if each["/S"] == "/Figure"] == [block.words for block in drawings]


def test_a_drawing_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WatlingError, match="alt text"):
        written(tmp_path, replace(AGES_CHART, words=""))


def test_each_table_begins_with_a_row_of_headers(elements: list[DictionaryObject]) -> None:
    tables = [block for block in everything(chapters(REPORT)) if isinstance(block, Table)]
    found = [each for each in elements if each["/S"] == "/Table"]
    assert len(found) == len(tables)
    for element, table in zip(found, tables, strict=True):
        across, down = len(table.columns), len(table.rows)
        expected = ["/TR", *["/TH"] * across, *["/TR", *["/TD"] * across] * down]
        assert [kind for kind in kinds(element) if kind in ("/TR", "/TH", "/TD")] == expected
        for header in (each for each in structure(element) if each["/S"] == "/TH"):
            assert "/Column" in [attributes.get("/Scope") for attributes in header["/A"]]


def test_no_level_of_heading_is_left_out(elements: list[DictionaryObject]) -> None:
    levels = [int(each["/S"][2:]) for each in elements if each["/S"] in ("/H1", "/H2", "/H3", "/H4")]
    headings = [block for block in everything(REPORT.chapters) if isinstance(block, Heading)]
    assert len(levels) == len(headings) + len(chapters(REPORT)) + 1  # and the contents' own
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_contents_and_the_bookmarks_lead_to_the_chapters(pdf: PdfReader) -> None:
    contents = squeezed(pdf.pages[1].extract_text())
    bookmarks = [each.title for each in pdf.outline if not isinstance(each, list)]
    for chapter in REPORT.chapters:
        assert squeezed(f"{chapter.number}{chapter.title}") in contents
        assert f"{chapter.number} {chapter.title}" in bookmarks
    assert sum("/Dest" in each.get_object() for each in pdf.pages[1]["/Annots"]) >= len(chapters(REPORT))


def test_only_what_leads_out_of_the_site_is_a_link_to_an_address(pdf: PdfReader) -> None:
    actions = [each.get_object().get("/A", {}) for page in pdf.pages for each in page.get("/Annots", [])]
    assert {action["/URI"] for action in actions if "/URI" in action} == {"https://www.example.org/a_b?c=d#e"}


def test_the_fonts_are_in_the_file_and_none_is_the_machines(pdf: PdfReader) -> None:
    fonts = {
        font.get_object()["/BaseFont"].partition("+")[2]
        for page in pdf.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert fonts
    assert all(font.startswith("Roboto-") for font in fonts), fonts


# What a person reads


def test_every_text_is_there(pdf: PdfReader) -> None:
    found = read(pdf.pages)
    for part in ("title", "subtitle", "publisher", "date", "summary"):
        assert squeezed(getattr(REPORT, part)) in found
    assert [text for text in texts() if squeezed(text) not in found] == []


def test_every_figure_is_written_as_it_is_shown(pdf: PdfReader) -> None:
    found = read(pdf.pages)
    assert len(figures()) > 20
    assert [figure for figure in figures() if squeezed(figure) not in found] == []


@pytest.mark.parametrize(
    "text", [ODD, HASH, "#", "$", "*", "@ref", "<b>", "\\", "= Not a heading", "- a\n- b", "”„£≥−–"]
)
def test_what_looks_like_markup_is_only_text(tmp_path: Path, text: str) -> None:
    table = Table("odd", text, (Column(text),), ((cell(text, tag="good"),),), note=spans(text))
    blocks = (Heading(2, text, "odd"), Paragraph(spans(Span(text, strong=True))), table, Callout("note", text, ()))
    assert read(written(tmp_path, *blocks).pages[2:]).count(squeezed(text)) == 7


def test_a_long_word_is_broken_within_its_column_and_copied_whole(tmp_path: Path) -> None:
    table = Table("hashes", "Hashes", tuple(Column(f"Hash {n}") for n in range(4)), ((cell(HASH),) * 4,))
    pages = written(tmp_path, table).pages
    found = pages[2].extract_text()
    assert squeezed(found).count(HASH[:8]) == 4
    assert HASH not in found
    assert "\u200b" not in found


def test_a_cell_longer_than_a_page_is_there_to_its_end(tmp_path: Path) -> None:
    words = [f"word{number}" for number in range(1500)]
    table = Table("long-cell", "A long cell", AGES.columns, ((cell("Row"), cell("1"), cell(" ".join(words))),))
    pdf = written(tmp_path, table)
    assert len(pdf.pages) > 3
    found = {word for page in pdf.pages for word in page.extract_text().split()}
    assert set(words) <= found


def test_a_long_table_repeats_its_header_on_each_page(pdf: PdfReader) -> None:
    pages = [text for page in pdf.pages if "−" in (text := page.extract_text()) and text.count("Release ") > 9]
    assert len(pages) >= 4
    assert all("Release Row Value" in " ".join(page.split()) for page in pages)


def test_the_page_is_turned_for_a_wide_table_alone(pdf: PdfReader) -> None:
    wide = [page for page in pdf.pages if turned(page)]
    assert len(wide) == 1
    assert WIDE.caption in wide[0].extract_text()


def test_a_wide_table_inside_a_callout_turns_nothing(tmp_path: Path) -> None:
    pages = written(tmp_path, Callout("note", "Inside", (WIDE,))).pages
    assert WIDE.caption in pages[2].extract_text()
    assert not any(map(turned, pages))


def test_each_page_but_the_cover_has_its_number(pdf: PdfReader) -> None:
    count = len(pdf.pages)
    assert "Page" not in pdf.pages[0].extract_text()
    for number, page in enumerate(pdf.pages[1:], start=2):
        assert f"Page {number} of {count}" in page.extract_text()


def test_a_table_behind_a_drawing_is_shown_once(pdf: PdfReader) -> None:
    """Of the four drawings in the sample two share a table that a chapter shows, so two tables stand at the end."""
    assert [block.caption for block in chapters(REPORT)[-1].blocks if isinstance(block, Table)] == [
        "Claimants by age, November 2021 against January 2020",
        "Members",
    ]
    found = read(pdf.pages)
    assert found.count(squeezed("Employment rate by group")) == 1
    assert found.count(squeezed("Its data: Table")) == 4


def test_a_report_without_drawings_has_no_chapter_of_their_data() -> None:
    report = replace(REPORT, chapters=(Chapter("1", "Only", "only", (AGES,)),))
    assert chapters(report) == list(report.chapters)


@pytest.mark.parametrize("accent", ["#0b6066", "#ffdd00", "#000000", "#ffffff"])
def test_any_accent_and_an_empty_report_can_be_written(tmp_path: Path, accent: str) -> None:
    parts = {"accent": accent, "summary": "", "subtitle": "", "date": "", "language": "cy"}
    pdf = written(tmp_path, **parts)
    assert pdf.trailer["/Root"]["/Lang"] == "cy"
    assert len(pdf.pages) == 3


@pytest.mark.parametrize(("width", "height"), [(4000, 100), (100, 4000)])
def test_a_drawing_of_any_shape_stays_on_the_page(tmp_path: Path, width: int, height: int) -> None:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="9" height="9"/></svg>'
    )
    pdf = written(tmp_path, Map("map", "A map", "Words.", svg, AGES))
    found = structure(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])
    figure = next(each for each in found if each["/S"] == "/Figure")
    left, bottom, right, top = next(attributes["/BBox"] for attributes in figure["/A"] if "/BBox" in attributes)
    assert 60 < left < right < 595 - 60
    assert 60 < bottom < top < 842 - 60


def test_paper_and_site_have_the_same_tags() -> None:
    assert set(TAGS) == set(SITE_TAGS)


# How a table stands


WORDS = st.text(st.sampled_from("aimW_. "), max_size=120)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 14))
    row = st.tuples(*[st.builds(Cell, st.builds(spans, WORDS), st.sampled_from([None, "good"]))] * count)
    rows = draw(st.lists(row, max_size=4))
    return Table("any", "Any", tuple(Column(draw(WORDS)) for _ in range(count)), tuple(rows))


@given(tables())
@settings(max_examples=60, deadline=None)
def test_columns_share_the_room_there_is(table: Table) -> None:
    layout = Layout.of(table)
    room = TURNED if layout.turned else UPRIGHT
    assert len(layout.widths) == len(table.columns)
    assert min(layout.widths) > 0
    assert sum(layout.widths) == pytest.approx(room, abs=1) if layout.full else sum(layout.widths) <= room
    assert not (layout.turned and len(table.columns) <= 7)


@pytest.mark.parametrize(
    ("columns", "size"),
    [(1, 9.5), (7, 9.5), (8, 8.5), (10, 8.5), (11, 7.5)],
)
def test_more_columns_have_smaller_lettering(columns: int, size: float) -> None:
    table = Table("any", "Any", tuple(Column(f"C{n}") for n in range(columns)), ((cell("1"),) * columns,))
    assert Layout.of(table).size == size


def test_a_column_of_sentences_is_wider_than_one_of_numbers() -> None:
    sentence = "Most postings stand where a sector meets its own group. " * 3
    table = Table("any", "Any", (Column("Why"), Column("Count", numeric=True)), ((cell(sentence), cell("1,234")),))
    layout = Layout.of(table)
    assert layout.full
    assert layout.widths[0] > 5 * layout.widths[1] > 5 * PADDING


# The same bytes


def test_the_same_report_has_the_same_bytes(file: Path, tmp_path: Path) -> None:
    write_pdf(REPORT, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == file.read_bytes()


def test_hash_seed_time_zone_and_folder_change_no_byte(file: Path, tmp_path: Path) -> None:
    assert written_elsewhere(tmp_path, "pdf", "write_pdf") == file.read_bytes()


def test_another_report_has_other_bytes(file: Path, tmp_path: Path) -> None:
    other: Report = replace(REPORT, subtitle="Another")
    write_pdf(other, tmp_path / "other.pdf")
    assert (tmp_path / "other.pdf").read_bytes() != file.read_bytes()

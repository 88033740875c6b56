"""HTML pages and reports: what each block becomes, where links lead, what cannot get in."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from urllib.parse import unquote, urljoin

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.publishing.document import (
    Block,
    Bullets,
    Callout,
    Chapter,
    Chart,
    Column,
    Details,
    Downloads,
    Heading,
    Map,
    Page,
    Paragraph,
    Report,
    Span,
    Table,
    Terms,
    Tile,
    Tiles,
    cell,
    spans,
)
from watling.publishing.html import TAGS, Site, anchor_id, render_page, render_report

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" height="200" '
    'viewBox="0 0 {width} 200"><defs><clipPath id="clip0"><rect width="9" height="9"/></clipPath></defs>'
    '<g role="graphics-symbol" aria-label="a mark" clip-path="url(#clip0)"><use xlink:href="#clip0"/></g></svg>'
)


@pytest.fixture(autouse=True)
def charts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts drawn by a stub: a specification's width is its drawing's."""
    stub = ModuleType("watling.publishing.charts")
    stub.draw_svg = lambda spec: SVG.format(width=spec["width"])  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "watling.publishing.charts", stub)


def figure_path(identifier: str) -> str:
    indicator, area, rest = identifier.split(":", 2)
    return f"figures/{indicator}/{area}/#{rest}"


SITE = Site(
    title="South East Midlands",
    summary="Evidence on skills",
    accent="#0b7a75",
    accent_dark="#084c61",
    navigation=(("Labour demand", "labour-demand/"), ("Labour supply", "labour-supply/")),
    figure_path=figure_path,
    footer=spans("Open Government Licence"),
    footer_links=(("Corrections", "data/#corrections"),),
    edition="Edition 3",
)
CLAIMANTS = Span("46,815", figure="claimants:south-east-midlands:2021-11")


def table(name: str = "claimants", *, caption: str = "Claimants by sex", filter_by: tuple[str, ...] = ()) -> Table:
    return Table(
        name,
        caption,
        (Column("Sex"), Column("Claimants", numeric=True), Column("Progress")),
        (
            (cell("Female"), cell("20,080"), cell("worsened", tag="worsened")),
            (cell("Male", anchor="2021-11:sex=Male"), cell("26,735"), cell("improved", tag="improved")),
            (cell("All"), cell(CLAIMANTS), cell("improved", tag="improved")),
        ),
        note=spans("Rounded to 5."),
        filter_by=filter_by,
    )


def chart(name: str = "trend", width: int = 700) -> Chart:
    return Chart(name, "Claimants since 2020", "Claimants fell.", {"width": width}, table(f"{name}-data"))


def page(*blocks: Block, path: str = "labour-supply/", **parts: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(render_page(Page(path, "Labour supply", "Who is in work.", blocks, **parts), SITE))


def texts(html: lxml.html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in html.xpath(selector)]


def headings(html: lxml.html.HtmlElement) -> list[int]:
    return [int(h.tag[1]) for h in html.iter("h1", "h2", "h3", "h4", "h5", "h6")]


EVERY_BLOCK: tuple[Block, ...] = (
    Heading(2, "Claimants", "claimants"),
    Paragraph(spans("In all, ", CLAIMANTS, " people.")),
    Bullets((spans("one"), spans("two"))),
    table(filter_by=("Progress",)),
    chart(),
    chart("first", 300),
    chart("second", 300),
    Map("members", "Members", "Six authorities.", SVG.format(width=400), table("members")),
    Tiles((Tile(CLAIMANTS, "claimants", spans("November 2021")), Tile(Span("not available"), "full fibre"))),
    Heading(3, "More", "more"),
    Callout("warning", "Two values disagree", (Paragraph(spans("Both are shown.")),)),
    Details("What this cannot show", (Bullets((spans("a"),)),)),
    Terms((("Source", spans("ONS")),)),
    Downloads((("Report", "report/report.pdf", "PDF, 2 MB"),)),
)


# The page


def test_a_page_has_its_landmarks_one_h1_its_title_and_its_description() -> None:
    html = page(breadcrumbs=(("Home", ""), ("Labour supply", "labour-supply/")))
    assert html.get("lang") == "en-GB"
    assert html.findtext(".//title") == "Labour supply – South East Midlands"
    assert html.xpath("string(//meta[@name='description']/@content)") == "Who is in work."
    assert texts(html, "//h1") == ["Labour supply"]
    assert [len(html.findall(f".//{tag}")) for tag in ("header", "main", "footer")] == [1, 1, 1]
    skip = html.xpath("//a[contains(@class, 'govuk-skip-link')]")[0]
    assert html.get_element_by_id(skip.get("href").removeprefix("#")).tag == "main"
    assert texts(html, "//nav[@aria-label='Breadcrumb']//li") == ["Home", "Labour supply"]
    assert texts(html, "//nav[@aria-label='Breadcrumb']//a") == ["Home"]
    assert "Edition 3" in html.find(".//footer").text_content()
    assert not html.findall(".//script")


@pytest.mark.parametrize(
    ("path", "section", "current", "marked"),
    [
        ("labour-supply/", "", "page", ["Labour supply"]),
        ("labour-supply/claimants/", "", "true", ["Labour supply"]),
        ("figures/claimants/", "labour-supply", "true", ["Labour supply"]),
        ("figures/claimants/", "", "true", []),
        ("", "", "page", []),
    ],
)
def test_the_navigation_marks_where_a_page_stands(path: str, section: str, current: str, marked: list[str]) -> None:
    assert texts(page(path=path, section=section), f"//nav//a[@aria-current='{current}']") == marked


def test_every_block_keeps_ids_apart_and_headings_in_order() -> None:
    html = page(*EVERY_BLOCK, *EVERY_BLOCK)
    ids = Counter(html.xpath("//@id"))
    assert [identifier for identifier, count in ids.items() if count > 1] == []
    levels = headings(html)
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for reference in html.xpath("//@aria-labelledby | //@for"):
        for identifier in reference.split():
            assert identifier in ids, reference


def test_contents_list_the_sections_of_a_long_page_but_not_of_home() -> None:
    sections = tuple(Heading(2, f"Part {n}", "part") for n in range(3))
    contents = page(*sections).xpath("//nav[@aria-labelledby='contents']//a")
    assert [(a.get("href"), a.text) for a in contents] == [
        ("#part", "Part 0"),
        ("#part-2", "Part 1"),
        ("#part-3", "Part 2"),
    ]
    assert not page(*sections[:2]).xpath("//nav[@aria-labelledby='contents']")
    assert not page(*sections, path="").xpath("//nav[@aria-labelledby='contents']")


# Blocks


def test_a_table_has_a_caption_and_headers_with_scope_in_a_region_that_can_be_focused() -> None:
    html = page(table())
    region = html.xpath("//div[@role='region']")[0]
    assert region.get("tabindex") == "0"
    assert html.get_element_by_id(region.get("aria-labelledby")).tag == "caption"
    assert texts(html, "//caption") == ["Claimants by sex"]
    assert texts(html, "//thead//th[@scope='col']") == ["Sex", "Claimants", "Progress"]
    assert texts(html, "//tbody/tr/*[1][self::th][@scope='row']") == ["Female", "Male", "All"]
    assert texts(html, "//tbody//td[@class='n']") == ["20,080", "26,735", "46,815"]
    assert texts(html, "//tbody//strong") == ["worsened", "improved", "improved"]
    assert html.get_element_by_id("2021-11:sex=Male").text_content() == "Male"
    assert html.xpath("//p[@class='download']/a/@href") == ["../data/tables/claimants.csv"]


def test_a_table_without_rows_says_so_and_offers_no_filter() -> None:
    html = page(Table("none", "Nothing yet", (Column("Sex"),), (), filter_by=("Sex",)))
    assert texts(html, "//p[@class='note']") == ["This table has no rows."]
    assert not html.xpath("//form")


def test_regions_that_share_a_name_are_not_two_landmarks() -> None:
    assert page(table("a"), table("b")).xpath("//*[@role='region' or @role='group']/@role") == ["region", "group"]


@pytest.mark.parametrize("tag", TAGS)
def test_a_tag_is_said_as_well_as_coloured(tag: str) -> None:
    html = page(Table("t", "T", (Column("A"),), ((cell(tag, tag=tag),),)))
    assert texts(html, f"//strong[@class='govuk-tag tag--{tag.replace(' ', '-')}']") == [tag]


def test_a_chart_is_one_image_named_by_its_title_and_words_with_its_table_and_its_csv() -> None:
    html = page(chart())
    figure = html.find(".//figure")
    drawing = figure.find(".//svg")
    assert drawing.get("role") == "img"
    named = [html.get_element_by_id(part).text_content() for part in drawing.get("aria-labelledby").split()]
    assert named == ["Claimants since 2020", "Claimants fell."]
    assert not drawing.xpath(".//*[@role or @aria-label]")
    assert figure.xpath(".//details//table/caption/span/text()") == ["Claimants by sex"]
    assert figure.xpath("./p[@class='download']/a/@href") == ["../data/tables/trend-data.csv"]


def test_the_ids_of_two_drawings_do_not_meet() -> None:
    html = page(chart("one"), chart("two"))
    for name in ("one", "two"):
        drawing = html.xpath(f"//svg[starts-with(@aria-labelledby, 'figure-{name}')]")[0]
        assert drawing.xpath(".//*[@id]/@id") == [f"figure-{name}-clip0"]
        assert drawing.xpath(".//@clip-path") == [f"url(#figure-{name}-clip0)"]
        assert drawing.xpath(".//use")[0].get("xlink:href") == f"#figure-{name}-clip0"


def test_only_small_drawings_that_follow_each_other_stand_side_by_side() -> None:
    html = page(chart("wide"), chart("a", 300), chart("b", 300), Paragraph(spans("Then")), chart("alone", 300))
    beside = html.xpath("//div[@class='side-by-side']")
    assert [len(group.findall("figure")) for group in beside] == [2]
    assert len(html.findall(".//figure")) == 4


def test_a_tile_leads_with_its_number_and_a_number_that_is_words_is_quieter() -> None:
    html = page(Tiles((Tile(CLAIMANTS, "claimants"), Tile(Span("not available"), "full fibre"))))
    assert texts(html, "//li[@class='tile']") == ["46,815 claimants", "not available full fibre"]
    assert texts(html, "//p[contains(@class, 'tile__number--words')]") == ["not available"]


def test_words_set_apart_terms_lists_and_downloads() -> None:
    html = page(*EVERY_BLOCK)
    assert texts(html, "//div[@role='note']") == ["Warning: Two values disagree Both are shown."]
    assert texts(html, "//summary[.='' or contains(., 'cannot')]") == ["What this cannot show"]
    assert texts(html, "//dl//dt") + texts(html, "//dl//dd") == ["Source", "ONS"]
    assert texts(html, "//ul[@class='downloads']/li") == ["Report (PDF, 2 MB)"]
    assert len(page(Bullets((spans("a"), spans("b")), ordered=True)).xpath("//ol[contains(@class, 'number')]/li")) == 2


# Spans and links


def test_a_figure_is_a_link_to_its_trace_and_carries_its_id() -> None:
    (figure,) = page(Paragraph(spans(CLAIMANTS))).xpath("//a[@class='figure']")
    assert figure.get("data-figure") == "claimants:south-east-midlands:2021-11"
    assert figure.get("href") == "../figures/claimants/south-east-midlands/#2021-11"
    assert figure.text == "46,815"


def test_an_unknown_figure_is_an_error() -> None:
    with pytest.raises(ValueError, match="not enough values"):
        page(Paragraph(spans(Span("1", figure="unknown"))))


@pytest.mark.parametrize("path", ["", "labour-demand/", "figures/claimants/south-east-midlands/"])
@pytest.mark.parametrize("root", ["http://host/", "http://host/some/folder/"])
@pytest.mark.parametrize(
    "link",
    ["", "labour-supply/", "data/#releases", "figures/vacancies/E06000042/#2021:sector=Health and care", "a b/é.csv"],
)
def test_links_inside_the_site_lead_there_from_any_page_of_a_site_in_any_folder(
    path: str, root: str, link: str
) -> None:
    (href,) = page(Paragraph(spans(Span("here", link=link))), path=path).xpath("//p[@class='govuk-body']/a/@href")
    target, hash_mark, anchor = link.partition("#")
    assert unquote(urljoin(root + path, href)) == root + target + hash_mark + anchor_id(anchor)


def test_a_link_to_the_page_itself_is_its_anchor_alone() -> None:
    links = ("#notes", "labour-supply/#notes", "data/#notes")
    html = page(*(Paragraph(spans(Span("x", link=link))) for link in links))
    assert html.xpath("//p[@class='govuk-body']/a/@href") == ["#notes", "#notes", "../data/#notes"]


def test_a_link_out_of_the_site_hands_nothing_over() -> None:
    (link,) = page(Paragraph(spans(Span("ONS", link="https://www.ons.gov.uk/?a=1&b=2")))).xpath("//p/a[@rel]")
    assert (link.get("href"), link.get("rel")) == ("https://www.ons.gov.uk/?a=1&b=2", "noopener")


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//host/", "/etc/", "../above/", "data:text/html,x", "a\\b"])
def test_a_link_that_is_neither_an_address_nor_a_path_from_the_root_is_refused(link: str) -> None:
    with pytest.raises(ValueError, match="is not a link a page can carry"):
        page(Paragraph(spans(Span("x", link=link))))


def test_emphasis_and_weight() -> None:
    html = page(Paragraph((Span("a", strong=True), Span("b", emphasis=True), Span("c", strong=True, emphasis=True))))
    assert texts(html, "//p/strong") == ["a", "c"]
    assert texts(html, "//p//em") == ["b", "c"]


# What cannot get in

HOSTILE = "<script>alert('x')</script>\"&"


def test_text_is_never_markup_wherever_it_stands() -> None:
    bad = Table(
        "bad",
        HOSTILE,
        (Column(HOSTILE), Column("B")),
        ((cell(HOSTILE, anchor=HOSTILE), cell(Span(HOSTILE, figure=f"a:b:{HOSTILE}"))),),
        note=spans(HOSTILE),
        filter_by=(HOSTILE,),
    )
    blocks: tuple[Block, ...] = (
        Heading(2, HOSTILE, HOSTILE),
        Paragraph(spans(Span(HOSTILE, link=f"https://host/{HOSTILE}"))),
        Bullets((spans(HOSTILE),)),
        bad,
        Chart("c", HOSTILE, HOSTILE, {"width": 700}, table("c"), note=spans(HOSTILE)),
        Tiles((Tile(Span(HOSTILE), HOSTILE, spans(HOSTILE)),)),
        Callout("note", HOSTILE, (Paragraph(spans(HOSTILE)),)),
        Details(HOSTILE, ()),
        Terms(((HOSTILE, spans(HOSTILE)),)),
        Downloads(((HOSTILE, "a.csv", HOSTILE),)),
    )
    site = Site(HOSTILE, HOSTILE, "#0b7a75", "#084c61", ((HOSTILE, "a/"),), figure_path, spans(HOSTILE), (), HOSTILE)
    crumbs = ((HOSTILE, "a/"),)
    chapter = Chapter(HOSTILE, HOSTILE, HOSTILE, blocks)
    for written in (
        render_page(Page("a/", HOSTILE, HOSTILE, blocks, breadcrumbs=crumbs), site),
        render_report(Report("r", HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, (chapter,)), site, "r/"),
    ):
        assert "<script" not in written
        html = lxml.html.fromstring(written)
        assert texts(html, "//h1") == [HOSTILE]
        known = {"class", "id", "href", "style", "data-figure", "aria-labelledby", "value", "rel"}
        assert set(html.find(".//tbody//a").keys()) <= known


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=80))
def test_any_text_comes_out_as_it_went_in(text: str) -> None:
    (paragraph,) = page(Paragraph((Span(text),))).xpath("//p[@class='govuk-body']")
    assert paragraph.text_content() == text
    assert {child.tag for child in paragraph} <= {"wbr"}


def test_a_long_hash_may_be_broken_but_reads_whole() -> None:
    (paragraph,) = page(Paragraph(spans("sha256 " + "a1" * 32))).xpath("//p[@class='govuk-body']")
    assert len(paragraph.findall(".//wbr")) == 3
    assert paragraph.text_content() == "sha256 " + "a1" * 32


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (Table("t", "T", (Column("A"),), ((cell("x", tag="splendid"),),)), "'splendid' is not a tag"),
        (Table("a {b}", "T", (Column("A"),), ()), "is not a slug"),
        (Table("t", "T", (Column("A"),), ((cell("x"),),), filter_by=("B",)), "cannot be filtered by 'B'"),
        (Table("t", "T", (Column("A"),), ((cell("x"), cell("y")),)), "argument 2 is shorter"),
    ],
)
def test_a_table_that_cannot_be_written_is_an_error(block: Table, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        page(block)


@pytest.mark.parametrize(
    ("accent_dark", "message"), [("red", "is not a colour"), ("#fff;}", "is not a colour"), ("#1d9bf0", "contrast")]
)
def test_colours_must_be_colours_and_dark_enough_for_white_text(accent_dark: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Site("T", "S", "#0b7a75", accent_dark, (), figure_path)


# Filters


def test_a_filter_offers_each_value_once_and_marks_the_rows() -> None:
    html = page(table(filter_by=("Progress", "Sex")))
    assert texts(html, "//fieldset/legend") == ["Filter this table"]
    assert texts(html, "//fieldset//label") == ["Progress", "Sex"]
    assert texts(html, "//select[1]/option")[:3] == ["Show all", "worsened", "improved"]
    assert html.xpath("//tbody/tr/@class") == ["f0-0 f1-0", "f0-1 f1-1", "f0-1 f1-2"]
    rules = html.findtext(".//head/style")
    assert "#table-claimants:has(option.f0-1:checked) tbody tr:not(.f0-1){display:none}" in rules
    assert rules.count("display:none") == 2 + 3


@pytest.fixture(scope="module")
def browser():  # type: ignore[no-untyped-def]
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.mark.browser
def test_a_filter_works_without_javascript(browser, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    written = render_page(Page("", "Progress", "", (table(filter_by=("Progress", "Sex")),)), SITE)
    (tmp_path / "index.html").write_text(written, encoding="utf-8")
    with browser.new_context(java_script_enabled=False) as context:
        view = context.new_page()
        view.goto((tmp_path / "index.html").as_uri())
        rows = view.locator("tbody tr:visible th")
        assert rows.all_inner_texts() == ["Female", "Male", "All"]
        view.get_by_label("Progress", exact=True).select_option("improved")
        assert rows.all_inner_texts() == ["Male", "All"]
        view.get_by_label("Sex", exact=True).select_option("All")
        assert rows.all_inner_texts() == ["All"]
        view.get_by_role("button", name="Clear").click()
        assert rows.all_inner_texts() == ["Female", "Male", "All"]


# Reports


def test_a_document_begins_with_its_doctype() -> None:
    assert render_page(Page("", "T", "", ()), SITE).startswith("<!DOCTYPE html>\n<html lang=")


def test_a_report_has_a_cover_its_contents_and_its_chapters() -> None:
    report = Report(
        "local-skills-report",
        "Local Skills Report",
        "South East Midlands",
        "The panel",
        "January 2022",
        "What employers need.",
        (
            Chapter("1", "Foreword", "foreword", (Heading(2, "Welcome", "welcome"), Paragraph(spans(CLAIMANTS)))),
            Chapter("2", "Strengths", "strengths", EVERY_BLOCK),
            Chapter("Annex A", "Core indicators", "annex-a", EVERY_BLOCK),
        ),
        language="cy",
    )
    html = lxml.html.fromstring(render_report(report, SITE, "report/"))
    assert html.get("lang") == "cy"
    assert html.get("style") == "--accent: #0b7a75; --accent-dark: #084c61"
    assert texts(html, "//h1") == ["Local Skills Report"]
    assert html.findtext(".//title") == "Local Skills Report – South East Midlands"
    contents = html.xpath("//nav[@aria-labelledby='contents']//a")
    assert [a.text_content() for a in contents] == ["1 Foreword", "2 Strengths", "Annex A Core indicators"]
    for link in contents:
        chapter = html.get_element_by_id(link.get("href").removeprefix("#"))
        assert (chapter.tag, chapter.text_content()) == ("h2", link.text_content())
    assert texts(html, "//article[1]//h3") == ["Welcome"]
    assert max(Counter(html.xpath("//@id")).values()) == 1
    levels = headings(html)
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert html.xpath("//article[1]//a/@href") == ["../figures/claimants/south-east-midlands/#2021-11"]

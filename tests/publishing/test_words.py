"""A pack's Markdown: what each way of writing becomes, and what is refused, with its file and its row."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from watling.errors import InputError
from watling.figures.figure import Figure, FigureSet
from watling.indicators import all_indicators
from watling.packs.decisions import RatingRule
from watling.packs.pack import Pack
from watling.places.regions import Region
from watling.publishing.changes import Changes
from watling.publishing.document import Block, Bullets, Heading, Paragraph, Span
from watling.publishing.view import View
from watling.publishing.words import Include, around, blocks

PAIR = Region.make("the-pair", "The Pair", ["Bedford", "Luton"], date(2022, 1, 1), ["England"], aliases=["Both"])
YEAR = "2020-08-01/P1Y"
FIGURES = FigureSet(
    Figure(indicator, area, period, breakdown, value, unit, "c" if value is None else "final", *bounds)
    for indicator, area, period, breakdown, value, unit, *bounds in [
        ("claimants", "the-pair", "2020-11", {}, 15_000.0, "people", 14_995.0, 15_005.0, "rounding"),
        ("claimants", "the-pair", "2021-11", {}, 12_345.0, "people", 12_340.0, 12_350.0, "rounding", "better"),
        ("claimants", "the-pair", "2021-11", {"age": "16-24", "sex": "Male"}, None, "people"),
        ("claimants", "E92000001", "2021-11", {}, 1_650_820.0, "people"),
        ("claimants", "E06000055", "2021-11", {}, 3_105.0, "people"),
        ("claimants-change", "the-pair", "2021-11", {}, -17.7, "percent change", -17.74, -17.65, "rounding"),
        ("learner-start-quotient", "the-pair", YEAR, {"learner group": "Health & Care [all]"}, 1.2, "quotient"),
        ("population", "the-pair", "2019", {}, 386_000.0, "people"),
        ("key-stage-4", "E06000055", "2019-08-01/P1Y", {"subject": "English and maths"}, 64.0, "percent"),
    ]
)
LATEST = "claimants:the-pair:2021-11"


@pytest.fixture
def view(tmp_path: Path) -> View:
    """A view of a pack with no tables and some figures; words only ask for those."""
    folder = tmp_path / "the-pair"
    (folder / "words").mkdir(parents=True)
    rest: tuple[Any, ...] = (None, None, {}, RatingRule(), (), (), (), None, Changes(first=True), pd.DataFrame())
    return View(Pack(folder), PAIR, all_indicators(), FIGURES, *rest)


def read(view: View, markdown: str | bytes) -> list[Block | Include]:
    file = view.pack.folder / "words" / "page.md"
    file.write_bytes(markdown if isinstance(markdown, bytes) else markdown.encode())
    return blocks(view, file)


def text(*parts: str | Span) -> Paragraph:
    return Paragraph(tuple(Span(part) if isinstance(part, str) else part for part in parts))


# Markdown


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("", []),
        ("One line.", [text("One line.")]),
        ("Two lines\nof one paragraph.", [text("Two lines", " ", "of one paragraph.")]),
        ("First.\n\nSecond.", [text("First."), text("Second.")]),
        ("# Whole", [Heading(2, "Whole", "whole")]),
        ("## Half a word", [Heading(2, "Half a word", "half-a-word")]),
        ("### Detail", [Heading(3, "Detail", "detail")]),
        ("###### Small", [Heading(4, "Small", "small")]),
        ("Under\n-----", [Heading(2, "Under", "under")]),
        ("Some **strong** words.", [text("Some ", Span("strong", strong=True), " words.")]),
        ("Some *stressed* words.", [text("Some ", Span("stressed", emphasis=True), " words.")]),
        ("***Both***", [text(Span("Both", strong=True, emphasis=True))]),
        ("Run `watling build`.", [text("Run ", "watling build", ".")]),
        ("See [demand](labour-demand/).", [text("See ", Span("demand", link="labour-demand/"), ".")]),
        ("<https://example.org/a>", [text(Span("https://example.org/a", link="https://example.org/a"))]),
        ("[Write](mailto:a@example.org)", [text(Span("Write", link="mailto:a@example.org"))]),
        ("[There](labour-demand/digital/#groups)", [text(Span("There", link="labour-demand/digital/#groups"))]),
        ("- one\n- **two**", [Bullets(((Span("one"),), (Span("two", strong=True),)))]),
        ("1. first\n2. second", [Bullets(((Span("first"),), (Span("second"),)), ordered=True)]),
        ("> A quotation.", [text("A quotation.")]),
        ("Fish &amp; chips, 5 \\* 2, © “2”", [text("Fish & chips, 5 * 2, © “2”")]),
        ("\ufeffMarked\r\nand returned.\r\n", [text("Marked", " ", "and returned.")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_markdown_becomes_blocks(view: View, markdown: str, expected: list[Block]) -> None:
    assert read(view, markdown) == expected


@pytest.mark.parametrize(
    "html",
    ["<script>alert(1)</script>", "A <b>bold</b> word.", '<img src="x" onerror="alert(1)">', "<!-- unseen -->"],
)
def test_html_is_shown_as_the_text_it_is(view: View, html: str) -> None:
    (block,) = read(view, html)
    assert isinstance(block, Paragraph)
    assert "".join(span.text for span in block.content) == html
    assert {(span.link, span.figure) for span in block.content} == {(None, None)}


def test_a_link_that_would_run_something_is_no_link(view: View) -> None:
    (block,) = read(view, "[Press](javascript:alert(1))")
    assert block == text("[Press](javascript:alert(1))")


# References


@pytest.mark.parametrize(
    ("reference", "shown", "figure"),
    [
        ('"claimants"', "12,345", LATEST),
        ('"claimants" show="value"', "12,345", LATEST),
        ('"claimants" period="2020-11"', "15,000", "claimants:the-pair:2020-11"),
        ('"claimants" show="period"', "November 2021", LATEST),
        ('"claimants" show="comparison"', "better", LATEST),
        ('"claimants" period="2020-11" show="comparison"', "not compared", "claimants:the-pair:2020-11"),
        ('"claimants" show="interval"', "12,340 to 12,350", LATEST),
        ('"claimants" area="England" show="interval"', "1,650,820", "claimants:E92000001:2021-11"),
        ('"claimants" area="England"', "1,650,820", "claimants:E92000001:2021-11"),
        ('"claimants" area="E92000001"', "1,650,820", "claimants:E92000001:2021-11"),
        ('"claimants" area="bedford"', "3,105", "claimants:E06000055:2021-11"),
        ('"claimants" area="the pair"', "12,345", LATEST),
        ('"claimants" area="Both"', "12,345", LATEST),
        ('"claimants" sex="Male" age="16-24"', "not available", f"{LATEST}:age=16-24,sex=male"),
        ('"claimants-change"', "−17.7%", "claimants-change:the-pair:2021-11"),
        ('"claimants-change" show="interval"', "−17.74% to −17.65%", "claimants-change:the-pair:2021-11"),
        ('"population"', "386,000", "population:the-pair:2019"),
        (
            '"learner-start-quotient" learner-group="Health & Care [all]"', "1.2",
            "learner-start-quotient:the-pair:2020-08-01--P1Y:learner-group=health-care-all",
        ),
        (
            '"key-stage-4" area="Bedford" period="2019/20" subject="English and maths"', "64.0%",
            "key-stage-4:E06000055:2019-08-01--P1Y:subject=english-and-maths",
        ),
    ],
)  # fmt: skip
def test_a_reference_becomes_the_figure_as_it_is_shown(view: View, reference: str, shown: str, figure: str) -> None:
    assert read(view, f"There were {{{{ figure {reference} }}}} of them.") == [
        text("There were ", Span(shown, figure=figure), " of them.")
    ]


def test_references_stand_anywhere_and_as_often_as_wanted(view: View) -> None:
    found = read(
        view,
        '## {{figure "claimants"}} in all\n\n- **{{ figure "claimants" }}**, {{ figure "claimants" period="2020-11" }}',
    )
    assert found == [
        Heading(2, "12,345 in all", "12-345-in-all"),
        Bullets(
            (
                (
                    Span("12,345", strong=True, figure=LATEST),
                    Span(", "),
                    Span("15,000", figure="claimants:the-pair:2020-11"),
                ),
            )
        ),
    ]


def test_an_include_on_a_line_of_its_own_stands_for_a_page(view: View) -> None:
    file = view.pack.folder / "words" / "page.md"
    found = read(view, 'First.\n\n{{ include "labour-supply" }}\n\nThen.')
    assert found == [text("First."), Include("labour-supply", file, 3), text("Then.")]


# Errors


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('{{ figure "claimant" }}', "there is no indicator 'claimant'"),
        ('{{ figure "claimants" area="Bedfrod" }}', "there is no area 'Bedfrod' among"),
        ('{{ figure "claimants" area="Luton" }}', "the figure 'claimants' for Luton does not exist"),
        ('{{ figure "claimants" period="2019-11" }}', "'claimants' for The Pair, November 2019 does not exist"),
        ('{{ figure "claimants" period="last year" }}', "'last year' is not a period"),
        ('{{ figure "claimants" sex="Other" }}', "the figure 'claimants' for The Pair, Other does not exist"),
        ('{{ figure "claimants" show="colour" }}', 'show="colour" is not known'),
        ('{{ figure "claimants" show=value }}', "is not a reference"),
        ("{{ figure claimants }}", "is not a reference"),
        ('{{ number "claimants" }}', "is not a reference"),
        ("{{ }}", "is not a reference"),
        ('{{ figure "claimants"', "is not a reference"),
        ('figure "claimants" }}', "is not a reference"),
        ('Said of {{ include "labour-supply" }} in passing.', "an include stands on a line of its own"),
        ('- {{ include "labour-supply" }}', "an include stands on a line of its own"),
        ("See [demand](/labour-demand/).", "is not a link a page can carry"),
        ("See [a file](../../secret.txt).", "is not a link a page can carry"),
        ("See [a call](tel:0123).", "is not a link a page can carry"),
        ("---", "cannot be shown on every kind of paper"),
        ("    watling build", "cannot be shown on every kind of paper"),
        ("```\nwatling build\n```", "cannot be shown on every kind of paper"),
        ("![A chart](chart.png)", "cannot be shown on every kind of paper"),
        ("- ![A chart](chart.png)", "cannot be shown on every kind of paper"),
        ("- one\n\n      watling build", "cannot be shown on every kind of paper"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_an_error_with_its_file_and_row(view: View, line: str, problem: str) -> None:
    with pytest.raises(InputError) as raised:
        read(view, f"# Title\n\nA paragraph of two\nlines.\n\n{line}\n\nThe end.")
    assert raised.value.file.name == "page.md"
    assert raised.value.row == 6
    assert problem.casefold() in raised.value.problem.casefold()


def test_a_near_name_is_offered_for_an_area(view: View) -> None:
    with pytest.raises(InputError, match=r"Did you mean Bedford \(E06000055\)"):
        read(view, '{{ figure "claimants" area="Bedfrod" }}')


def test_another_encoding_is_an_error_with_its_row(view: View) -> None:
    with pytest.raises(InputError, match=r"page\.md, row 2: byte 0xa3 is not UTF-8"):
        read(view, b"Money:\n\xa35 million")


# A page's words around its figures


def test_figures_stand_between_the_introduction_and_the_explanations(view: View) -> None:
    (view.pack.folder / "words" / "page.md").write_text("First.\n\nSecond.\n\n## Why\n\nBecause.", "utf-8")
    body = [Heading(2, "Figures", "figures")]
    assert around(view, "page", body) == (
        text("First."), text("Second."), *body, Heading(2, "Why", "why"), text("Because."),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (None, ["body"]),
        ("Only this.", ["Only this.", "body"]),
        ("## Only this", ["body", "Only this"]),
    ],
)
def test_words_may_be_short_or_not_there(view: View, words: str | None, expected: list[str]) -> None:
    if words is not None:
        (view.pack.folder / "words" / "page.md").write_text(words, "utf-8")
    found = around(view, "page", [text("body")])
    assert [block.text if isinstance(block, Heading) else block.content[0].text for block in found] == expected


def test_a_page_cannot_include_another(view: View) -> None:
    (view.pack.folder / "words" / "page.md").write_text('One.\n\n{{ include "labour-supply" }}', "utf-8")
    with pytest.raises(InputError, match=r"page\.md, row 3: a page cannot include another"):
        around(view, "page", [])

"""The built sites as files: links, headings, tables, and one number wherever it stands."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import docx
import pyarrow.parquet as pq
import pypdf
import pytest
from lxml.html import HtmlElement

import watling
from built import BUNDLED, FRESH, FRESH_MEMBERS, BuiltSite, words
from watling.figures import wording
from watling.methods import periods
from watling.packs.pack import find_pack

REPORT = "report/"
IDREFS = ("aria-labelledby", "aria-describedby", "aria-controls", "for", "popovertarget", "headers")
TRACE = re.compile(r"figures/[^/]+/[^/]+/")


def text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def target(page: str, href: str) -> tuple[str, str]:
    """Where a link of a page leads: a path from the root ("" or "a/" for a page, "a.csv" for a file), and an anchor."""
    parts = urlsplit(href)
    assert not parts.query, href
    path = normpath(f"/{page}{unquote(parts.path)}") if parts.path else f"/{page}".rstrip("/")
    path = path.strip("/")
    return (f"{path}/" if path and not Path(path).suffix else path), unquote(parts.fragment)


def links(site: BuiltSite) -> Iterator[tuple[str, HtmlElement, str]]:
    """Every address in every page but those of the web and of the page's own drawings: (page, element, address)."""
    for path, page in site.pages.items():
        for element in page.xpath("//*[@href or @src]"):
            address = element.get("href") or element.get("src")
            if not address.startswith(("https://", "http://", "data:", "mailto:")):
                yield path, element, address


# Structure


def test_every_link_leads_to_a_file_and_every_anchor_to_an_id(each_site: BuiltSite) -> None:
    ids = {path: set(page.xpath("//@id")) for path, page in each_site.pages.items()}
    broken = []
    for page, _, href in links(each_site):
        path, anchor = target(page, href)
        there = path in ids or ((each_site.folder / path).is_file() and not anchor)
        if not there or (anchor and anchor not in ids[path]):
            broken.append((page, href))
    assert broken == []


def test_every_page_is_reached_from_home(each_site: BuiltSite) -> None:
    leads: dict[str, set[str]] = {}
    for page, _, href in links(each_site):
        leads.setdefault(page, set()).add(target(page, href)[0])
    reached, waiting = set(), [""]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        waiting += [path for path in leads.get(page, ()) if path in each_site.pages and path not in reached]
    assert set(each_site.pages) - reached == set()


def test_no_link_leads_out_of_the_site_by_its_path(each_site: BuiltSite) -> None:
    """So that the site may be copied to any folder of any server."""
    wrong = [
        (page, href)
        for page, _, href in links(each_site)
        if href.startswith("/") or urlsplit(href).path.count("../") > page.count("/")
    ]
    assert wrong == []


FETCHED = "//@src | //@srcset | //link/@href | //form/@action | //use/@href"
RUN = "//script | //iframe | //object | //embed | //base"


def test_nothing_is_fetched_from_another_host_and_no_script_is_needed(each_site: BuiltSite) -> None:
    wrong = []
    for path, page in each_site.pages.items():
        wrong += [(path, element.tag) for element in page.xpath(RUN)]
        wrong += [(path, url) for url in page.xpath(FETCHED) if "//" in url and not url.startswith("data:")]
        wrong += [(path, name) for element in page.iter() for name in element.attrib if name.startswith("on")]
        wrong += [(path, css) for css in page.xpath("//style/text() | //@style") if re.search(r"url\(|@import", css)]
    css = (each_site.folder / "static" / "watling.css").read_text("utf-8")
    assert re.findall(r"@import|url\((?!['\"]?data:)[^)]*\)", css) == []
    assert wrong == []


def test_each_page_says_what_it_is(each_site: BuiltSite) -> None:
    titles: Counter[str] = Counter()
    for path, page in each_site.pages.items():
        (title,) = page.xpath("//head/title/text()")
        (heading,) = page.xpath("//h1")
        assert page.get("lang") == "en-GB", path
        assert title.startswith(text(heading)), path
        assert page.xpath("string(//meta[@name='description']/@content)").strip(), path
        assert page.xpath("count(//main)") == 1, path
        titles[title] += 1
    assert [title for title, times in titles.items() if times > 1] == []


def test_headings_skip_no_level(each_site: BuiltSite) -> None:
    skips = []
    for path, page in each_site.pages.items():
        found = page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]")
        skips += [(path, text(two)) for one, two in pairwise(found) if int(two.tag[1]) > int(one.tag[1]) + 1]
        skips += [(path, "empty") for heading in found if not text(heading)]
    assert skips == []


def test_ids_are_single_and_what_refers_to_them_finds_them(each_site: BuiltSite) -> None:
    wrong = []
    for path, page in each_site.pages.items():
        ids = Counter(page.xpath("//@id"))
        wrong += [(path, one) for one, times in ids.items() if times > 1 or re.search(r"\s", one)]
        named = [one for name in IDREFS for value in page.xpath(f"//@{name}") for one in value.split()]
        drawn = re.findall(r"url\(#([^)]+)\)", " ".join(page.xpath("//@*[contains(., 'url(#')]")))
        wrong += [(path, one) for one in (*named, *drawn) if one not in ids]
    assert wrong == []


def test_each_drawing_has_a_name_and_words(each_site: BuiltSite) -> None:
    count = 0
    for path, page in each_site.pages.items():
        for drawing in page.xpath("//main//*[local-name()='svg']"):
            named = drawing.get("aria-labelledby", "").split()
            assert drawing.get("role") == "img", path
            assert len(named) == 2, path
            assert all(text(page.get_element_by_id(one)) for one in named), path
            count += 1
    assert count > 0


def test_pages_are_small(each_site: BuiltSite) -> None:
    """Half a megabyte for a page; the whole report, on one page, may be as long as it is."""
    sizes = {path: (each_site.folder / path / "index.html").stat().st_size for path in each_site.pages}
    assert {path: size for path, size in sizes.items() if size > 500_000 and path != REPORT} == {}
    assert sizes[REPORT] < 1_500_000


# Tables


def tables(site: BuiltSite) -> Iterator[tuple[str, str, HtmlElement]]:
    """Every table: (page, name, element). Those of the figures' places have no names of their own."""
    for path, page in site.pages.items():
        for block in page.xpath("//main//div[@class='table']"):
            (table,) = block.xpath(".//table")
            yield path, block.get("id").removeprefix("table").removeprefix("-"), table


def rows_of(table: HtmlElement) -> list[list[str]]:
    return [[text(cell) for cell in row] for row in table.xpath(".//tr")]


def test_every_table_has_a_caption_and_says_which_cells_head_others(each_site: BuiltSite) -> None:
    wrong = []
    for path, name, table in tables(each_site):
        (headings,) = table.xpath("./thead/tr")
        if not words(table.xpath("./caption")[0]):
            wrong.append((path, name, "no caption"))
        wrong += [(path, name, text(one)) for one in headings if text(one) and one.get("scope") != "col"]
        for row in table.xpath("./tbody/tr"):
            if [cell.tag for cell in row] != ["th"] + ["td"] * (len(headings) - 1) or row[0].get("scope") != "row":
                wrong.append((path, name, text(row)))
    assert len(each_site.pages[""].xpath("//table")) > 0
    assert wrong == []


def said_in_csv(shown: str) -> set[str]:
    """What the CSV may carry for a cell: its words; its number without marks and without the words around it; nothing
    where the cell says that there is none."""
    if re.sub(r" \(.*\)", "", shown) in ("–", "", "not published", "not available", "no figures"):
        return {""}
    bare = re.sub("[£,+%]", "", shown).replace("−", "-")
    number = re.fullmatch(r"(?:about )?(-?\d+(?:\.\d+)?)(?: points| \(.*\))?", bare)
    return {shown, number[1], bare} if number else {shown}


FORMS = {"integer": r"-?\d+", "decimal": r"-?\d+(\.\d+)?", "string": ".*"}


def csv_of(site: BuiltSite, name: str) -> list[list[str]]:
    with (site.folder / "data" / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [[" ".join(cell.split()) for cell in row] for row in csv.reader(file)]


def test_every_table_is_a_csv_that_says_the_same(each_site: BuiltSite) -> None:
    published = {file.stem for file in (each_site.folder / "data" / "tables").glob("*.csv")}
    wrong, found = [], set()
    for path, identifier, table in tables(each_site):
        if TRACE.fullmatch(path):
            continue
        name = identifier if identifier in published else re.sub(r"-\d+$", "", identifier)  # stands twice on a page
        found.add(name)
        around = table.xpath("ancestor::figure | ancestor::div[@class='table']")[0]
        assert target(path, around.xpath(".//p[@class='download']/a/@href")[0])[0] == f"data/tables/{name}.csv"
        written, shown = csv_of(each_site, name), rows_of(table)
        assert written[0] == shown[0], (path, name)
        assert len(written) == len(shown), (path, name)
        cells = [pair for rows in zip(written[1:], shown[1:], strict=True) for pair in zip(*rows, strict=True)]
        wrong += [(path, name, one, other) for one, other in cells if one not in said_in_csv(other)]
    assert wrong == []
    assert found == published


def test_every_csv_has_a_description_that_fits_it(each_site: BuiltSite) -> None:
    captions = {name: words(table.xpath("./caption")[0]) for _, name, table in tables(each_site)}
    for file in sorted((each_site.folder / "data" / "tables").glob("*.csv")):
        description = json.loads(file.with_name(f"{file.name}-metadata.json").read_text("utf-8"))
        assert (description["url"], description["dc:title"]) == (file.name, captions[file.stem])
        header, *rows = csv_of(each_site, file.stem)
        columns = description["tableSchema"]["columns"]
        assert [column["titles"] for column in columns] == header
        for place, column in enumerate(columns):
            cells = [row[place] for row in rows if row[place]]
            assert [cell for cell in cells if not re.fullmatch(FORMS[column["datatype"]], cell)] == []


def test_a_number_in_a_column_of_numbers_is_a_number_in_the_csv(site: BuiltSite) -> None:
    header, *rows = csv_of(site, "claimants-by-sex-and-age")
    found = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    assert found["All, South East Midlands"]["November 2020"] == "61470"
    assert found["All, South East Midlands"]["Change"] == "-23.8"
    assert found["All, England"]["Change"] == "-25.8"


# One number, wherever it stands


def test_a_figure_says_the_same_wherever_it_stands_on_the_site_and_in_the_csv(each_site: BuiltSite) -> None:
    opened = watling.open(each_site.workspace)
    wrong, count = [], 0
    for path, page in each_site.pages.items():
        for link in page.xpath("//a[@data-figure]"):
            count += 1
            row = each_site.figures[link.get("data-figure")]
            expected = {row["shown"], row["rating"]} - {""}
            if not link.xpath(
                "ancestor::table | ancestor::*[@class='tiles']"
            ):  # a sentence may ask for more of a figure
                figure = opened.figure_set.by_id(row["id"])
                expected |= {periods.label(row["period"]), row["comparison"]}
                expected |= {wording.interval(figure, opened.indicators[row["indicator"]])}
            if text(link) not in expected:
                wrong.append((path, text(link), row["id"], row["shown"]))
    assert wrong == []
    assert (count == 0) == (each_site.name == FRESH)


def test_each_figure_has_its_place_which_says_the_same(each_site: BuiltSite) -> None:
    for identifier, row in each_site.figures.items():
        path = f"figures/{row['indicator']}/{row['area']}/"
        anchor = identifier.split(":", 2)[2]
        (heading,) = each_site.main(path).xpath(f".//h3[@id='{anchor}']")
        terms = heading.xpath("following-sibling::dl[1]")[0]
        said = dict(zip(map(text, terms.xpath(".//dt")), map(text, terms.xpath(".//dd")), strict=True))
        assert re.match(rf"{re.escape(row['shown'])}( |$)", said["Value"]), identifier
        assert said["Figure"] == identifier
        assert said.get("Rating", "") == row["rating"]
        composed = "following-sibling::*[self::h3 or .//caption[contains(., 'How it was composed')]][1]//tbody/tr[1]"
        steps = terms.xpath(composed)
        if steps:  # the first step is the figure itself
            value, between = map(text, steps[0].xpath("./td")[2:4])
            assert (value, between) == (row["shown"], re.sub(r" \(.*", "", said.get("Between", ""))), identifier


def test_each_link_of_a_figure_leads_to_its_place(each_site: BuiltSite) -> None:
    wrong = []
    for path, element, href in links(each_site):
        if identifier := element.get("data-figure"):
            indicator, area, anchor = identifier.split(":", 2)
            if target(path, href) != (f"figures/{indicator}/{area}/", anchor):
                wrong.append((path, href))
    assert wrong == []


def test_what_is_shown_is_the_value_rounded(each_site: BuiltSite) -> None:
    """A number as it is shown lies within half of its last place of the value in full; nothing missing is a number."""
    for identifier, row in each_site.figures.items():
        if row["unit"] == "trend":
            assert row["shown"] in ("increasing", "level", "decreasing"), identifier
        elif row["value"]:
            shown = row["shown"].replace("−", "-").replace(",", "").replace("£", "").replace("+", "").rstrip("%")
            shown = re.sub(r"^(about|around) ", "", shown)
            places = len(shown.partition(".")[2])
            assert abs(float(shown) - float(row["value"])) <= 0.5 * 10**-places + 1e-9, identifier
        else:
            bound = r"not available|(under|at least) \S+|\S+ to \S+"
            assert re.fullmatch(bound, row["shown"]), identifier


def test_csv_and_parquet_hold_the_same_figures(each_site: BuiltSite) -> None:
    data = each_site.folder / "data"
    assert (data / "figures.parquet").read_bytes() == (each_site.workspace / "figures.parquet").read_bytes()
    kept = pq.read_table(data / "figures.parquet").to_pylist()
    assert [row["id"] for row in kept] == list(each_site.figures)
    for row in kept:
        written = each_site.figures[row["id"]]
        for name in ("value", "lower", "upper"):
            assert (float(written[name]) if written[name] else None) == row[name], row["id"]
        for name in ("indicator", "area", "period", "unit", "status", "interval", "note"):
            assert written[name] == row[name], row["id"]
        assert (written["rating"] or None, written["comparison"] or None) == (row["rating"], row["comparison"])
        assert json.loads(written["breakdown"]) == json.loads(row["breakdown"])
        assert written["releases"].split() == row["releases"]
    description = json.loads((data / "figures.csv-metadata.json").read_text("utf-8"))
    with (data / "figures.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert [column["titles"] for column in description["tableSchema"]["columns"]] == header


def report_tables(site: BuiltSite) -> Counter[tuple[tuple[str, ...], ...]]:
    found = site.main(REPORT).xpath(".//table")
    return Counter(tuple(tuple(row) for row in rows_of(table)) for table in found)


def squeezed(said: str) -> str:
    """Text without blanks and without the places where a long word may break."""
    return re.sub(r"[\s\u200b\u00ad\u00a0]", "", said)


def test_the_tables_in_word_are_those_of_the_web_page(each_site: BuiltSite) -> None:
    document = docx.Document(str(each_site.folder / REPORT / "local-skills-report.docx"))
    written = Counter(
        tuple(tuple(squeezed(cell.text) for cell in row.cells) for row in table.rows) for table in document.tables
    )
    shown = Counter(tuple(tuple(map(squeezed, row)) for row in table) for table in report_tables(each_site).elements())
    assert set(written) == set(shown)  # a table that stands twice on the page may stand once on paper


def test_the_sentences_in_word_are_those_of_the_web_page(each_site: BuiltSite) -> None:
    document = docx.Document(str(each_site.folder / REPORT / "local-skills-report.docx"))
    written = {squeezed(paragraph.text) for paragraph in document.paragraphs}
    shown = each_site.main(REPORT).xpath(".//p[@class='govuk-body'] | .//h2[contains(@class, 'chapter__title')]")
    assert len(shown) > 20
    assert [text(one) for one in shown if squeezed(text(one)) not in written] == []


def test_the_report_says_the_same_in_print(each_site: BuiltSite) -> None:
    """Every sentence and each row of every table of the web page stands in the PDF.

    A sentence or a row may be broken by the end of a page and what stands at its head and foot, so a few may be found
    only in pieces; each of their words and numbers must be there.
    """
    pdf = pypdf.PdfReader(each_site.folder / REPORT / "local-skills-report.pdf")
    printed = squeezed("".join(page.extract_text() for page in pdf.pages))
    shown = [text(one) for one in each_site.main(REPORT).xpath(".//p[@class='govuk-body'] | .//tbody/tr | .//h2")]
    missing = [one for one in shown if squeezed(one) not in printed and "Show this as a table" not in one]
    assert [word for one in missing for word in one.split() if squeezed(word) not in printed] == []
    assert len(missing) <= 0.1 * len(shown)


def test_numbers_that_the_report_states_are_the_figures(site: BuiltSite) -> None:
    """The whole chain once, on figures that can be worked out by hand: 46,815 / 61,470 − 1 and England's."""
    said = words(site.main(REPORT))
    assert "−23.8%" in said
    assert "−25.8%" in said
    assert site.figures["claimants-change:south-east-midlands:2021-11"]["value"].startswith("-23.84")
    assert float(site.figures["claimants-change:E92000001:2021-11"]["value"]) == pytest.approx(-25.8237, abs=1e-4)


# Releases


def test_each_release_can_be_downloaded_as_it_was_kept(each_site: BuiltSite) -> None:
    data = words(each_site.main("data/"))
    pack = find_pack(each_site.name) if each_site.name in BUNDLED else None
    releases = each_site.facts["releases"]
    for release in releases:
        content = (each_site.folder / "data" / "releases" / release["sha256"] / release["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == release["sha256"]
        assert content == (each_site.workspace / "releases" / release["sha256"]).read_bytes()
        assert len(content) == release["size"]
        assert pack is not None
        assert content == (pack.folder / "tables" / release["file"]).read_bytes()
        assert release["sha256"] in data.replace(" ", "")
    assert len(releases) == (len(pack.tables) if pack else 0)


def test_the_data_page_shows_both_values_of_a_contradiction_and_both_places(site: BuiltSite) -> None:
    (table,) = site.main("data/").xpath(".//table[caption//text()[contains(., 'contradict')]]")
    rows = rows_of(table)[1:]
    assert len(rows) >= 3
    for title, here, there, why, used in rows:
        assert re.search(r"\(\w+\.csv, row \d+, column \w+\)", here), title
        assert here != there
        assert re.search(r"\d", here), title
        assert re.search(r"\d|rises|falls", there), title
        assert why
        assert used


# What a site says of itself


def test_home_says_which_edition_it_is(each_site: BuiltSite) -> None:
    figures, releases = len(each_site.figures), len(each_site.facts["releases"])
    said = words(each_site.main(""))
    assert re.search(rf"first edition: {figures:,} figures from {releases} release", said)
    stamp = json.loads((each_site.folder / "build.json").read_text("utf-8"))
    assert stamp["edition"] == 1
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+00:00", stamp["built"])


def test_nothing_published_names_the_machine_it_was_built_on(each_site: BuiltSite) -> None:
    place = str(each_site.workspace.parent).encode()
    named = [file for file in each_site.folder.rglob("*") if file.is_file() and place in file.read_bytes()]
    assert named == []


NO_FIGURES = "There is no published figure for {name} in this pack for: {what}"
NOTHING = [
    (FRESH, "", "the pack holds no vacancies or no rating rule"),
    (FRESH, "", NO_FIGURES.format(name="West Yorkshire", what="Claimants, Vacancies")),
    (FRESH, "regional-profile/", NO_FIGURES.format(name="West Yorkshire", what="Population")),
    (FRESH, "labour-demand/", NO_FIGURES.format(name="West Yorkshire", what="Vacancies")),
    (FRESH, "labour-demand/", "Job postings that ask for digital skills"),
    (FRESH, "labour-supply/", NO_FIGURES.format(name="West Yorkshire", what="Claimants")),
    (FRESH, "labour-supply/", NO_FIGURES.format(name="West Yorkshire", what="Claimants relative to January 2020")),
    (FRESH, "labour-supply/", NO_FIGURES.format(name="West Yorkshire", what="Employment rate by group")),
    (FRESH, "skills-and-learning/", NO_FIGURES.format(name="West Yorkshire", what="Learner-start quotient")),
    (FRESH, "skills-and-learning/", NO_FIGURES.format(name="West Yorkshire", what="Key stage 4")),
    (FRESH, "skills-and-learning/", NO_FIGURES.format(name="West Yorkshire", what="Gatsby Benchmarks")),
    (FRESH, "business/", NO_FIGURES.format(name="West Yorkshire", what="Businesses by size")),
    (FRESH, "business/", NO_FIGURES.format(name="West Yorkshire", what="Enterprise births, Enterprise deaths")),
    (FRESH, "business/", NO_FIGURES.format(name="West Yorkshire", what="Business survey")),
    (FRESH, "plan/", "This pack holds no strategy and no actions for West Yorkshire yet."),
    (FRESH, "progress/", "No indicator of West Yorkshire has both a baseline and a latest value yet."),
    (FRESH, "projects/", NO_FIGURES.format(name="West Yorkshire", what="Outputs of projects and funds")),
    (FRESH, "data/", "The pack holds no tables, so there are no releases."),
    (FRESH, "indicators/claimants/", "The pack of West Yorkshire holds no figures for this indicator."),
    (FRESH, REPORT, "This pack holds no strategy for West Yorkshire yet."),
    (FRESH, REPORT, NO_FIGURES.format(name="West Yorkshire", what="Claimants")),
    ("west-midlands", "labour-demand/", NO_FIGURES.format(name="West Midlands", what="Vacancies")),
    ("west-midlands", "labour-supply/", NO_FIGURES.format(name="West Midlands", what="Claimants")),
    ("west-midlands", "skills-and-learning/", NO_FIGURES.format(name="West Midlands", what="Learner-start quotient")),
    ("west-midlands", "business/", NO_FIGURES.format(name="West Midlands", what="Businesses by size")),
    ("west-midlands", "plan/", "The pack holds no actions for these yet"),
    ("west-midlands", "progress/", "No indicator of West Midlands has both a baseline and a latest value yet."),
    ("west-midlands", "projects/", NO_FIGURES.format(name="West Midlands", what="Outputs of projects and funds")),
    ("west-midlands", "regional-profile/", "Only a bound on the percentage is published"),
    ("west-midlands", "indicators/full-fibre/", "not available"),
    ("west-midlands", "indicators/full-fibre/", "under 15%"),
    ("south-east-midlands", "labour-demand/", "which is not zero"),
    ("south-east-midlands", "plan/", "no indicator measures this"),
    ("south-east-midlands", "skills-and-learning/", "not published"),
]


@pytest.mark.parametrize(("name", "path", "phrase"), NOTHING)
def test_a_page_says_what_it_has_no_data_for(sites: dict[str, BuiltSite], name: str, path: str, phrase: str) -> None:
    assert phrase in words(sites[name].main(path))


def test_where_there_are_no_figures_no_number_is_shown(sites: dict[str, BuiltSite]) -> None:
    """The numbers on a fresh pack's pages are codes, days, counts of what is there, and parts of names."""
    fresh = sites[FRESH]
    assert fresh.figures == {}
    names = sorted((indicator.title for indicator in watling.open(fresh.workspace).indicators.values()), key=len)
    allowed = "|".join(
        [
            "Claimants since January 2020", *map(re.escape, reversed(names)), "key stage 4",
            *FRESH_MEMBERS, "1 April 2021", r"\d+ core indicators", "16 to 64",
            "5 local authorities", "0 rows", "0 figures", "0 releases",
        ]
    )  # fmt: skip
    for path in fresh.pages:
        if path.startswith(("indicators/", "methods/", REPORT)):  # definitions, rules and numbered chapters
            assert fresh.main(path).xpath(".//a[@data-figure]") == []
            continue
        main = deepcopy(fresh.main(path))
        for listed in main.xpath(".//div[@id='table-sources' or starts-with(@id, 'table-not-published')]"):
            listed.drop_tree()  # titles of datasets, some with a year, and the commands that fetch them
        told = re.sub(r"watling fetch \S+|\d+ datasets|Of \d+ no release", "", words(main))
        rest = re.sub(allowed, "", told, flags=re.IGNORECASE)
        assert re.findall(r"\S*\d\S*", rest) == [], path


def test_the_words_of_the_packs_hold_no_typed_figure() -> None:
    """A number with a thousand's comma, a per cent or a pound stands in a pack's words only as a reference."""
    typed = []
    for name in BUNDLED:
        for file in sorted((find_pack(name).folder / "words").rglob("*.md")):
            said = re.sub(r"\{\{.*?\}\}", "", file.read_text("utf-8"))
            typed += [
                (file.name, one) for one in re.findall(r"£\d\S*|\d[\d,.]*%|\d[\d.]* per cent|\d{1,3}(?:,\d{3})+", said)
            ]
    assert typed == []

"""Official statistics on a site: what is said of each, what is refused, what is partial, what is not there."""

from __future__ import annotations

import csv
import json
import re

import pytest
import releases
from lxml.html import HtmlElement

from built import BuiltSite, words
from watling.figures.standing import authorities, likeness

SUPPLY, DIGITAL, COMPARISONS = (
    "statistics/labour-supply/",
    "statistics/digital-infrastructure/",
    "statistics/comparisons/",
)
THEMES = ("population", "labour-supply", "labour-demand", "skills-and-learning", "business", "digital-infrastructure")


def part(site: BuiltSite, path: str, id: str) -> HtmlElement:
    """What stands below an indicator's heading, up to the next."""
    (heading,) = site.main(path).xpath(f".//h2[@id='{id}']")
    made = heading.makeelement("div")
    for element in heading.itersiblings():
        if element.tag == "h2":
            break
        made.append(element.__copy__())
    return made


def table(element: HtmlElement, name: str) -> list[dict[str, str]]:
    """The rows of a table by its headings."""
    (found,) = element.xpath(f".//div[@id='table-{name}']//table")
    headings = [words(cell) for cell in found.xpath("./thead/tr/*")]
    return [dict(zip(headings, map(words, row), strict=True)) for row in found.xpath("./tbody/tr")]


# Theme pages


def test_every_theme_has_its_page_below_one_section(each_site: BuiltSite) -> None:
    navigation = each_site.pages[""].xpath("//nav[@id='site-menu' or @popover]//a/@href") or each_site.pages[""].xpath(
        "//*[@id='site-menu']//a/@href"
    )
    assert [href for href in navigation if href.startswith("statistics/")] == ["statistics/"]
    for theme in THEMES:
        assert f"statistics/{theme}/" in each_site.pages
        assert each_site.pages["statistics/"].xpath(f"//a[@href='{theme}/' or contains(@href, '{theme}/')]")


def test_a_site_without_releases_says_so_and_names_what_each_theme_waits_for(each_site: BuiltSite) -> None:
    for theme in THEMES:
        said = words(each_site.main(f"statistics/{theme}/"))
        assert "Not yet published here" in said
    said = words(each_site.main(SUPPLY))
    rows = {row["Indicator"]: row for row in table(each_site.main(SUPPLY), "not-published-labour-supply")}
    assert rows["Claimant count"]["Publisher"] == "Office for National Statistics, Nomis"
    assert rows["Claimant count"]["What is missing"].startswith("No release is kept of: Claimant count")
    assert "watling fetch nomis-claimants" in said
    assert words(each_site.main(COMPARISONS)).endswith("No release that is kept has them.")


def test_a_count_is_added_up_and_its_course_has_its_break(official: BuiltSite) -> None:
    found = part(official, SUPPLY, "claimant-count")
    said = words(found)
    assert "8,260 people in March 2021" in said  # 3130 + 5130
    assert "Not compared with a year before" in said
    assert "benefit rules of the pandemic" in said
    (drawing,) = found.xpath(".//*[local-name()='svg']")
    drawn = [text.strip() for text in drawing.itertext() if text.strip()]
    assert "break" in drawn
    lines = drawing.xpath(".//*[contains(@class, 'mark-line')]//*[@d]")
    assert sum(line.get("d").count("M") for line in lines) == 2
    rows = {row["Area"]: row for row in table(found, "claimant-count-by-area")}
    assert rows["Bedford"]["People"] == "3,130"
    assert rows["Bedford"]["Change on a year before"] == "not comparable"


def test_a_rate_that_cannot_be_composed_is_refused_in_its_own_words(official: BuiltSite) -> None:
    found = part(official, SUPPLY, "employment-rate-16-to-64")
    said = words(found)
    assert "Not available for Bedford and Luton in 2023: Only rates and their intervals are published here" in said
    rows = {row["Area"]: row for row in table(found, "employment-rate-16-to-64-by-area")}
    assert rows["Bedford and Luton"]["Value"] == "not available"
    assert (rows["Bedford"]["Value"], rows["Bedford"]["Between"]) == ("80.0%", "77.0% to 83.0%")
    assert (rows["Bedford"]["Against England"], rows["Luton"]["Against England"]) == ("better", "worse")
    assert rows["Bedford"]["Change on a year before"] == "up 1.0 percentage point: no clear change"
    assert rows["England"]["Value"] == "75.0%"


def test_an_interval_leaves_a_rank_open(official: BuiltSite) -> None:
    found = part(official, SUPPLY, "employment-rate-16-to-64")
    rows = {row["Area"]: row["Rank"] for row in table(found, "employment-rate-16-to-64-by-area")}
    rank, of, first, last = map(int, re.findall(r"\d+", rows["Bedford"]))
    assert of == len(authorities({releases.ENGLAND})) - len(releases.ODD_ONES_OUT)
    assert first <= rank <= last
    assert last - first > 20
    assert (rows["Bedford and Luton"], rows["England"]) == ("–", "–")


def test_a_partial_release_is_marked_with_a_tag_and_in_words(official: BuiltSite) -> None:
    said = words(official.main(DIGITAL))
    assert "Partial releases" in said
    assert "Connected Nations: fixed coverage by local authority, Ofcom: 2 rows" in said
    found = part(official, DIGITAL, "full-fibre-coverage")
    tags = {words(tag) for tag in found.xpath(".//*[contains(@class, 'tag--partial')]")}
    assert tags == {"partial release"}
    rows = {row["Area"]: row for row in table(found, "full-fibre-coverage-by-area")}
    assert rows["Bedford and Luton"]["Value"] == "72.0%"  # (689 + 750) / 2000
    assert "Rank" not in rows["Bedford"]


def test_what_is_not_published_says_what_is_missing(official: BuiltSite) -> None:
    said = words(official.main(DIGITAL))
    rows = {row["Indicator"]: row for row in table(official.main(DIGITAL), "not-published-digital-infrastructure")}
    assert rows["Take-up of full fibre"]["Publisher"] == "Ofcom"
    assert "full-fibre take-up" in rows["Take-up of full fibre"]["What is missing"]
    assert "watling fetch ofcom-full-fibre-take-up" in said


def test_the_landing_page_has_each_indicator_in_a_line(official: BuiltSite) -> None:
    rows = {row["Indicator"]: row for row in table(official.main("statistics/"), "glance-labour-supply")}
    rate = rows["Employment rate, 16 to 64"]
    assert (rate["Latest"], rate["Bedford and Luton"], rate["England"]) == ("2023", "not available", "75.0%")
    assert rate["Its authorities"] == "66.0% to 80.0%"
    assert rows["Claimant count"]["Bedford and Luton"] == "8,260"


# Comparisons


def test_neighbours_are_those_with_the_least_distance_and_the_method_is_said(official: BuiltSite) -> None:
    main = official.main(COMPARISONS)
    said = words(main)
    assert "z-score" in said
    assert "Euclid" in said
    assert "2 authorities are left out because a value is missing" in said
    assert re.search(r"Authorities left out City of London, Isles of Scilly", said)
    used = {row["Indicator"]: row["Period"] for row in table(main, "likeness-indicators")}
    assert used == dict.fromkeys(
        ("Employment rate, 16 to 64", "Qualified to level 3 or above", "No qualifications"), "2023"
    )
    frames = {}
    for id in ("employment-rate-16-to-64", "level-3-or-above", "no-qualifications"):
        with (official.folder / "data" / "indicators" / f"{id}.csv").open(encoding="utf-8", newline="") as file:
            frames[id] = {row["area"]: float(row["value"]) for row in csv.DictReader(file) if row["value"]}
    assert {"E06000055", "E06000032"} <= set(frames["no-qualifications"])
    near = table(main, "neighbours-luton")
    assert len(near) == 10
    distances = [float(row["Distance"]) for row in near]
    assert distances == sorted(distances)
    assert "Luton" not in {row["Authority"] for row in near}


def test_an_authority_stands_beside_the_middle_of_its_neighbours(official: BuiltSite) -> None:
    rows = {row["Indicator"]: row for row in table(official.main(COMPARISONS), "beside-neighbours-bedford")}
    rate = rows["Employment rate, 16 to 64"]
    assert (rate["Bedford"], rate["England"]) == ("80.0%", "75.0%")
    low, high = map(float, re.findall(r"[\d.]+(?=%)", rate["Their range"]))
    assert low <= float(rate["Middle of its neighbours"].rstrip("%")) <= high


def test_likeness_takes_an_empty_set_of_authorities() -> None:
    assert likeness({}).neighbours("E06000055") == []


# Indicators, traces, downloads


def test_a_core_indicator_s_page_has_the_latest_and_the_download_has_all(official: BuiltSite) -> None:
    main = official.main("indicators/claimant-count/")
    rows = table(main, "latest-claimant-count")
    assert {row["Area"] for row in rows} >= {"Bedford and Luton", "Bedford", "Luton"}
    assert main.xpath(".//a[contains(@href, 'data/indicators/claimant-count.csv')]")
    file = official.folder / "data" / "indicators" / "claimant-count.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        every = list(csv.DictReader(opened))
    of_it = [row for row in official.figures.values() if row["indicator"] == "claimant-count"]
    assert every == of_it
    assert len(every) == 3 * 27
    description = json.loads(file.with_name("claimant-count.csv-metadata.json").read_text("utf-8"))
    assert description["url"] == "claimant-count.csv"
    assert [one["name"] for one in description["tableSchema"]["columns"]] == list(every[0])


def test_figures_that_no_page_leads_to_have_no_place_and_all_others_do(official: BuiltSite) -> None:
    linked = {link.get("data-figure") for page in official.pages.values() for link in page.xpath("//a[@data-figure]")}
    places = set()
    for path, page in official.pages.items():
        if match := re.fullmatch(r"figures/([^/]+)/([^/]+)/", path):
            places |= {f"{match[1]}:{match[2]}:{anchor}" for anchor in page.xpath("//main//h3/@id")}
    assert linked == places
    assert set(official.figures) - places  # old months are traced on request
    said = words(official.main("figures/claimant-count/bedford-and-luton/"))
    assert "watling trace" in said


@pytest.mark.parametrize("path", [SUPPLY, DIGITAL, COMPARISONS, "statistics/"])
def test_pages_are_light(official: BuiltSite, path: str) -> None:
    assert (official.folder / path / "index.html").stat().st_size < 400_000


# The data page and the report


def test_the_data_page_lists_every_source_and_what_is_kept_of_it(official: BuiltSite) -> None:
    main = official.main("data/")
    rows = {row["Dataset"]: row for row in table(main, "sources")}
    assert (
        rows["Connected Nations: fixed coverage by local authority"]["Newest release here"]
        == "20 November 2025, partial"
    )
    assert rows["Job density"]["Newest release here"] == "no release"
    assert all(row["Publisher"] and row["Licence"] and row["How often"] for row in rows.values())
    kept = {row["Release of"]: row for row in table(main, "official-releases")}
    assert kept["Connected Nations: fixed coverage by local authority"]["State"] == "partial"
    assert kept["Explore Local Statistics: no qualifications"]["Published"] == "20 November 2025"


def test_annex_a_has_every_core_indicator_with_its_source_or_what_is_missing(official: BuiltSite) -> None:
    main = official.main("report/")
    rows = {row["Indicator"]: row for row in table(main, "annex-labour-supply")}
    assert rows["Claimant count"]["Source"].startswith("Office for National Statistics, Nomis, November 2025")
    missing = {row["Indicator"]: row["Why"] for row in table(main, "annex-missing")}
    assert "No release is kept of: Job density." in missing["Job density"]
    shown = {name for one in main.xpath(".//div[starts-with(@id, 'table-annex-')]") for name in [one.get("id")]}
    assert {"table-annex-labour-supply", "table-annex-digital-infrastructure", "table-annex-own"} <= shown

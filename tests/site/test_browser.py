"""The site in a browser: nothing in anyone's way, nothing cut off, and from a number to the cells it came from."""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from built import BuiltSite
from watling.publishing.serve import server

pytestmark = pytest.mark.browser

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}

CHANGE = "claimants-change:south-east-midlands:2021-11"
# One page of each kind: every page with its own design, and one of each design that many share.
KINDS = (
    "", "regional-profile/", "statistics/", "statistics/labour-supply/", "statistics/comparisons/", "labour-demand/",
    "labour-demand/digital/", "labour-supply/", "skills-and-learning/",
    "business/", "plan/", "progress/", "projects/", "data/", "data/changes/", "methods/", "indicators/",
    "indicators/claimants/",
    "indicators/full-fibre/", "figures/claimants-change/south-east-midlands/",
    "figures/supply-and-demand/south-east-midlands/", "report/",
)  # fmt: skip


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server of a folder, for as long as it is asked."""
    listening = server(folder, "127.0.0.1", 0)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_port}/"
    listening.shutdown()
    listening.server_close()


@pytest.fixture(scope="module")
def address(site: BuiltSite) -> Iterator[str]:
    """Where the site of the South East Midlands is served."""
    with serving(site.folder) as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE)
    yield context.new_page()
    context.close()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page of a browser whose JavaScript is off."""
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    """What axe finds wrong with the page that is open, by all of its rules."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{page.url}: {one['id']}, {one['help']}: {one['nodes'][0]['html'][:200]}" for one in found]


def too_wide(page: Page) -> list[str]:
    """That the page is wider than the window; a wide table scrolls in a frame of its own."""
    width, room = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    return [f"{page.url}: {width} pixels wide in a window of {room}"] if width > room else []


def in_view(page: Page, selector: str) -> bool:
    """Whether the whole of an element's first line stands in the window."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    size = page.viewport_size
    assert size is not None
    return box["y"] >= -2 and box["y"] + min(box["height"], 20) <= size["height"] and -2 <= box["x"] < size["width"]


# For everyone


def test_axe_finds_nothing_on_any_page_of_a_phone_and_none_is_wider_than_it(
    site: BuiltSite, address: str, page: Page
) -> None:
    page.set_viewport_size(NARROW)
    faults = []
    for path in site.pages:
        page.goto(address + path)
        faults += violations(page) + too_wide(page)
    assert faults == []


def test_axe_finds_nothing_on_any_kind_of_page_of_a_wide_screen(site: BuiltSite, address: str, page: Page) -> None:
    """Pages of one kind have the same design; all of them are checked at the width of a phone."""
    kinds = {
        re.sub(
            r"(?<=^indicators/).+|(?<=^labour-demand/).+|(?<=^figures/).+|(?<=^statistics/)(?!comparisons).+", "…", path
        )
        for path in site.pages
    }
    assert {
        re.sub(
            r"(?<=^indicators/).+|(?<=^labour-demand/).+|(?<=^figures/).+|(?<=^statistics/)(?!comparisons).+", "…", path
        )
        for path in KINDS
    } == kinds
    faults = []
    for path in KINDS:
        page.goto(address + path)
        faults += violations(page) + too_wide(page)
    assert faults == []


def test_axe_finds_nothing_where_everything_is_open(address: str, page: Page) -> None:
    """Tables under charts and notes under "what to know" are folded at first; here they are not."""
    faults = []
    for path in ("labour-supply/", "business/", "skills-and-learning/"):
        page.goto(address + path)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.locator("details table").first.is_visible()
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            faults += violations(page) + too_wide(page)
    assert faults == []


def test_pages_of_official_statistics_are_sound(official: BuiltSite, page: Page) -> None:
    paths = ("statistics/", "statistics/labour-supply/", "statistics/digital-infrastructure/",
             "statistics/comparisons/", "indicators/claimant-count/",
             "figures/claimant-count/bedford-and-luton/", "data/", "report/")  # fmt: skip
    faults = []
    with serving(official.folder) as served:
        for path in paths:
            page.goto(served + path)
            for opened in (False, True):
                if opened:
                    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
                for size in (WIDE, NARROW):
                    page.set_viewport_size(size)
                    faults += violations(page) + too_wide(page)
    assert faults == []


def test_a_site_without_figures_is_sound_too(sites: dict[str, BuiltSite], page: Page) -> None:
    page.set_viewport_size(NARROW)
    faults = []
    with serving(sites["west-yorkshire"].folder) as fresh:
        for path in (
            "",
            "statistics/",
            "statistics/business/",
            "labour-demand/",
            "labour-supply/",
            "plan/",
            "progress/",
            "data/",
            "report/",
        ):
            page.goto(fresh + path)
            faults += violations(page) + too_wide(page)
    assert faults == []


def test_pages_read_whole_without_javascript(address: str, page: Page, plain_page: Page) -> None:
    for path in KINDS:
        page.goto(address + path)
        plain_page.goto(address + path)
        shown = page.locator("main").inner_text()
        assert len(shown) > 100, path
        assert plain_page.locator("main").inner_text() == shown, path


def test_nothing_is_asked_of_another_host_and_no_page_logs_a_fault(address: str, page: Page) -> None:
    asked, faults = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    for path in KINDS:
        page.goto(address + path)
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert faults == []


# From a number to its cells


def test_by_mouse_from_the_claimants_change_to_both_cells_and_to_the_release(
    site: BuiltSite, address: str, page: Page
) -> None:
    page.goto(f"{address}labour-supply/")
    number = page.locator(f'main a[data-figure="{CHANGE}"]', has_text="−23.8%").first
    number.scroll_into_view_if_needed()
    box = number.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    expect(page).to_have_url(f"{address}figures/claimants-change/south-east-midlands/#2021-11")
    assert in_view(page, ":target")
    expect(page.locator(":target + dl")).to_contain_text("−23.8%")
    cells = page.locator(":target ~ .table", has_text="Published cells").first
    for row, published, period in ((2, "61470", "November 2020"), (3, "46815", "November 2021")):
        cell = cells.locator("tbody tr", has_text=f"row {row}, column “claimants”")
        expect(cell).to_have_count(1)
        expect(cell.locator("th")).to_have_text("claimants.csv")
        expect(cell).to_contain_text(published)
        expect(cell).to_contain_text(period)

    cells.locator("a", has_text="claimants.csv").first.click()
    expect(page).to_have_url(f"{address}data/#release-claimants")
    assert in_view(page, ":target")
    (release,) = [one for one in site.facts["releases"] if one["source"].endswith("/claimants")]
    about = page.locator(":target + dl")
    assert release["sha256"] in re.sub(r"\s", "", about.inner_text())
    file = page.request.get(address + "data/" + str(about.locator("a", has_text="claimants.csv").get_attribute("href")))
    assert file.url.endswith(f"/{release['sha256']}/claimants.csv")
    assert hashlib.sha256(file.body()).hexdigest() == release["sha256"]
    lines = file.text().splitlines()
    assert lines[1].startswith("South East Midlands,")
    assert (lines[1].endswith(",61470"), lines[2].endswith(",46815")) == (True, True)


def test_by_keyboard_past_the_header_to_a_number_and_to_its_place(address: str, page: Page) -> None:
    page.goto(f"{address}labour-supply/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Skip to main content")
    assert in_view(page, ":focus")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}labour-supply/#main-content")
    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.locator("main :focus").count() == 1  # past the header: the menu is not gone through again
        if page.locator(":focus[data-figure]").count():
            break
    number = page.locator(":focus[data-figure]")
    expect(number).to_have_text("46,815")
    styles = number.evaluate("one => [getComputedStyle(one).outlineStyle, getComputedStyle(one).boxShadow]")
    assert styles != ["none", "none"]  # one sees where one is
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}figures/claimants/south-east-midlands/#2021-11")
    assert in_view(page, ":target")


def test_progress_is_filtered_without_javascript(address: str, plain_page: Page) -> None:
    plain_page.goto(f"{address}progress/")
    rows = plain_page.locator("#table-assessment-of-progress tbody tr")
    shown = plain_page.locator("#table-assessment-of-progress tbody tr:visible")
    everything = rows.count()
    worsened = rows.filter(has=plain_page.locator("td", has_text=re.compile("^worsened$"))).count()
    assert 0 < worsened < everything
    assert shown.count() == everything
    plain_page.get_by_label("Status", exact=True).select_option("worsened")
    assert shown.count() == worsened
    assert set(shown.locator("td:nth-child(7)").all_inner_texts()) == {"worsened"}
    plain_page.get_by_label("Theme", exact=True).select_option("labour supply")
    both = shown.count()
    assert 0 <= both < worsened
    assert set(shown.locator("td:nth-child(2)").all_inner_texts()) <= {"labour supply"}
    plain_page.get_by_role("button", name="Clear").first.click()
    assert shown.count() == everything


def test_the_menu_of_a_phone_opens_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=NARROW, java_script_enabled=False, has_touch=True)
    page = context.new_page()
    page.goto(address)
    link = page.locator("#site-menu a", has_text="Labour supply")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu", exact=True).tap()
    expect(link).to_be_visible()
    link.tap()
    expect(page).to_have_url(f"{address}labour-supply/")
    context.close()


# On paper, and elsewhere


@pytest.mark.parametrize("name", ["south-east-midlands", "west-midlands"])
def test_the_regional_profile_prints_on_one_page(sites: dict[str, BuiltSite], page: Page, name: str) -> None:
    with serving(sites[name].folder) as address:
        page.goto(f"{address}regional-profile/")
        printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    assert len(printed.pages) == 1
    said = " ".join(printed.pages[0].extract_text().split())
    assert "Regional profile" in said
    assert "Skip to main content" not in said


def test_a_copy_in_a_folder_of_another_server_works(site: BuiltSite, tmp_path: Path, page: Page) -> None:
    shutil.copytree(site.folder, tmp_path / "a folder" / "evidence", symlinks=False)
    with serving(tmp_path) as elsewhere:
        root = f"{elsewhere}a%20folder/evidence/"
        failed: list[str] = []
        page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        page.goto(root)
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 50
        page.locator("#site-menu a", has_text="Labour supply").click()
        expect(page).to_have_url(f"{root}labour-supply/")
        page.locator(f'main a[data-figure="{CHANGE}"]').first.click()
        expect(page).to_have_url(f"{root}figures/claimants-change/south-east-midlands/#2021-11")
        page.locator("header a", has_text="South East Midlands").first.click()
        expect(page).to_have_url(root)
        assert failed == []

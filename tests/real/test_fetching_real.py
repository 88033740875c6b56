"""The publishers' own bytes, replayed by a local server: as they come, in pieces, packed, and spoiled."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evidence.publisher import Publisher, Reply, publisher
from real.conftest import OPENDATA
from watling.evidence.downloads import Publishers
from watling.evidence.fetching import Fetched, address_of, fetch
from watling.evidence.kept import Kept, Shelf
from watling.evidence.official import gather_official
from watling.evidence.workspace import Workspace
from watling.sources import find_source

pytestmark = pytest.mark.real

LOCAL = OPENDATA / "ons-local-statistics"
GIGABIT = "ons-gigabit-capable-broadband"


@pytest.fixture
def server() -> Iterator[Publisher]:
    with publisher() as stands:
        yield stands


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


Get = Callable[[str], list[Fetched]]


@pytest.fixture
def get(workspace: Workspace, server: Publisher) -> Get:
    """Fetches a source as a run of its own, without waiting."""

    def run(id: str) -> list[Fetched]:
        with Publishers(workspace.folder / "fetching", server.address, lambda _seconds: None) as publishers:
            return list(fetch(id, find_source(id), workspace, publishers))

    return run


def address(id: str) -> str:
    return address_of(find_source(id).requests[0])


def releases(workspace: Workspace, id: str) -> list[Kept]:
    return Shelf(workspace.evidence).releases(id)


def test_a_release_comes_in_pieces_and_is_the_publishers_to_the_byte(
    get: Get, server: Publisher, workspace: Workspace
) -> None:
    id, content = "ons-employment-rate", (LOCAL / "employment-rate.csv").read_bytes()
    server.on(
        address(id),
        Reply(content, etag='"7"', cut=len(content) // 3),
        Reply(content, etag='"7"', cut=len(content) // 3),
        Reply(content, etag='"7"'),
    )
    (found,) = get(id)
    assert found.errors == ()
    (release,) = releases(workspace, id)
    assert (workspace.releases / release.sha256).read_bytes() == content
    third = len(content) // 3
    assert [one.headers.get("range") for one in server.asked] == [None, f"bytes={third}-", f"bytes={2 * third}-"]
    assert get(id)[0].added == ()


def test_packed_for_the_way_and_cut(get: Get, server: Publisher, workspace: Workspace) -> None:
    id, content = "ons-claimant-count", (LOCAL / "claimant-count.csv").read_bytes()
    packed = gzip.compress(content)
    cut = Reply(packed, etag='"7"', headers={"Content-Encoding": "gzip"}, cut=len(packed) // 2)
    server.on(address(id), cut, Reply(content, etag='"7"'))
    assert get(id)[0].errors == ()
    assert 0 < int(server.asked[1].headers["range"][6:-1]) < len(content)
    assert (workspace.releases / releases(workspace, id)[0].sha256).read_bytes() == content


def test_a_publishers_bad_day(get: Get, server: Publisher, workspace: Workspace) -> None:
    """A release, then a page that says sorry, then one with a column renamed, then a whole new one."""
    content = (LOCAL / "gigabit-capable-broadband.csv").read_bytes()
    server.on(
        address(GIGABIT),
        Reply(content, etag='"1"'),
        Reply(b"<!doctype html><html><title>Service unavailable</title></html>", type="text/html"),
        Reply(content.replace(b"observation", b"figure", 1), etag='"2"'),
        Reply(content.replace(b"Milton Keynes", b"Milton  Keynes"), etag='"3"'),
    )
    (good,) = get(GIGABIT)[0].added
    assert "answered with a web page in place of data" in str(get(GIGABIT)[0].errors[0])
    found = gather_official(workspace)
    assert (found.releases, found.stale) == ((good.release,), {})
    assert "'observation'" in str(get(GIGABIT)[0].errors[0])
    found = gather_official(workspace)
    assert found.releases == (good.release,)
    assert "does not meet the contract" in found.stale[GIGABIT]
    (last,) = get(GIGABIT)[0].added
    found = gather_official(workspace)
    assert last.release.sha256 in {one.sha256 for one in found.releases}
    assert found.stale == {}


def test_a_part_of_the_country_is_refused_from_a_publisher(get: Get, server: Publisher, workspace: Workspace) -> None:
    """The excerpt from a nested zip: what --partial is for is never taken for granted of what is fetched."""
    id, name = "ofcom-fixed-coverage", "202507_fixed_laua_coverage_r01.csv"
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(OPENDATA / "ofcom" / name, f"202507/{name}")
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("202507_fixed_laua_coverage_r01.zip", inner.getvalue())
    server.on(address(id), Reply(outer.getvalue(), type="application/zip"))
    (found,) = get(id)
    assert any("29 rows" in str(error) and "--partial" in str(error) for error in found.errors)
    (release,) = releases(workspace, id)
    assert (release.state, release.file) == ("refused", name)
    assert release.address == f"{address(id)}#202507_fixed_laua_coverage_r01.zip/202507/{name}"
    assert gather_official(workspace).releases == ()


def test_a_workbook_is_found_on_its_page(get: Get, server: Publisher, workspace: Workspace) -> None:
    id = "ons-vacancies-by-industry"
    name = "VACS02_vacancies_by_industry_SIC07.xlsx"
    content = (OPENDATA / "ons-business" / name).read_bytes()
    place = f"{address(id).removeprefix('https://www.ons.gov.uk')}/current/vacs02nov2025.xlsx"
    page = f'<a href="/">Home</a><a href="/file?uri={place}">xlsx (196 kB)</a>'
    server.on(address(id), Reply(page.encode(), type="text/html"))
    workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    server.on("https://www.ons.gov.uk/file", Reply(content, type=workbook))
    (found,) = get(id)
    assert found.errors == ()
    (release,) = releases(workspace, id)
    assert release.address == f"https://www.ons.gov.uk/file?uri={place}"
    assert (workspace.releases / release.sha256).read_bytes() == content

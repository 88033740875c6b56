"""Fetching from a local server that stands for the publishers: what it answers, and what comes of it."""

from __future__ import annotations

import gzip
import io
import logging
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

import watling
import watling.sources
from evidence.publisher import ADDRESS, CODES, HEADING, HOST, MASTS, Asked, Publisher, Reply, masts, publisher
from watling.errors import WatlingError
from watling.evidence import fetching, official
from watling.evidence.adding import add
from watling.evidence.downloads import LONGEST, TRIES, UNREACHABLE, Publishers
from watling.evidence.fetching import Fetched, fetch
from watling.evidence.kept import Kept, Shelf
from watling.evidence.official import gather_official
from watling.evidence.workspace import Workspace
from watling.sources.request import Request

CSV = Reply(masts(), etag='"1"', modified="Mon, 06 Oct 2025 08:30:00 GMT")
LONG = masts(codes=CODES) + b"".join(masts(heading="", period=f"{year}-01") for year in range(1000, 2000))


@pytest.fixture
def server() -> Iterator[Publisher]:
    with publisher() as stands:
        yield stands


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    for module in (watling.sources, official):
        monkeypatch.setattr(module, "all_sources", lambda: {"masts": MASTS})
    return Workspace(tmp_path / "workspace")


class Fetch:
    """Fetches the source from the local server, each time as a new run; what it would have waited is in ``waits``."""

    def __init__(self, workspace: Workspace, server: Publisher) -> None:
        self.workspace, self.server = workspace, server
        self.waits: list[float] = []
        self.said: list[tuple[str, float]] = []

    @property
    def folder(self) -> Path:
        return self.workspace.folder / "fetching"

    def all(self, *requests: Request, mirror: str = "") -> list[Fetched]:
        source = replace(MASTS, requests=requests or (Request(ADDRESS),))
        with Publishers(self.folder, mirror or self.server.address, self.waits.append) as publishers:
            return list(
                fetch("masts", source, self.workspace, publishers, lambda what, share: self.said.append((what, share)))
            )

    def __call__(self, *requests: Request, mirror: str = "") -> Fetched:
        (found,) = self.all(*requests, mirror=mirror)
        return found

    def error(self, *requests: Request, mirror: str = "") -> str:
        """What is said where the fetch fails; nothing new is kept."""
        before = releases(self.workspace)
        (error,) = self(*requests, mirror=mirror).errors
        assert releases(self.workspace) == before
        return str(error)


@pytest.fixture
def get(workspace: Workspace, server: Publisher) -> Fetch:
    return Fetch(workspace, server)


def releases(workspace: Workspace) -> list[Kept]:
    return Shelf(workspace.evidence).releases("masts")


def left(get: Fetch) -> list[str]:
    """The ends of the names of what lies in the folder of what is under way."""
    return sorted(file.suffix for file in get.folder.iterdir() if not file.name.startswith("."))


# A release


def test_a_release_is_kept_as_if_it_had_been_added(get: Fetch, server: Publisher, workspace: Workspace) -> None:
    server.on(ADDRESS, CSV)
    found = get()
    (release,) = releases(workspace)
    assert [one.release for one in found.added] == [release]
    assert (release.file, release.published, release.rows, release.state) == ("masts.csv", "2025-10-06", 4, "accepted")
    assert (release.address, release.etag, release.modified) == (ADDRESS, '"1"', CSV.modified)
    assert (workspace.releases / release.sha256).read_bytes() == CSV.body
    assert left(get) == []


def test_watling_says_who_it_is(get: Fetch, server: Publisher) -> None:
    server.on(ADDRESS, CSV)
    get()
    assert server.asked[0].headers["user-agent"].startswith(f"Watling/{watling.__version__} ")


def test_what_has_not_changed_is_not_sent_again(get: Fetch, server: Publisher, workspace: Workspace) -> None:
    server.on(ADDRESS, CSV)
    get()
    before = releases(workspace)
    assert get() == Fetched("masts", ADDRESS)
    assert server.asked[1].headers["if-none-match"] == '"1"'
    assert releases(workspace) == before


def test_without_an_etag_the_date_is_asked_for(get: Fetch, server: Publisher) -> None:
    server.on(ADDRESS, replace(CSV, etag=""))
    get()
    assert get().added == ()
    assert server.asked[1].headers["if-modified-since"] == CSV.modified


def test_the_same_bytes_from_a_server_that_knows_no_versions(get: Fetch, server: Publisher) -> None:
    server.on(ADDRESS, Reply(masts()))
    get()
    assert [one.new for one in get().added] == [False]


def test_another_address_is_asked_without_conditions(get: Fetch, server: Publisher) -> None:
    other = f"https://{HOST}/data/masts-2.csv"
    server.on(ADDRESS, CSV)
    server.on(other, CSV)
    get()
    get(Request(other))
    assert "if-none-match" not in server.asked[1].headers


def test_a_changed_file_is_a_new_release(get: Fetch, server: Publisher, workspace: Workspace) -> None:
    server.on(ADDRESS, CSV, Reply(masts(50), etag='"2"', modified="Tue, 06 Jan 2026 08:30:00 GMT"))
    get()
    assert [one.new for one in get().added] == [True]
    assert [one.published for one in releases(workspace)] == ["2025-10-06", "2026-01-06"]
    assert [one.etag for one in gather_official(workspace).releases] == ['"2"']


def test_a_changed_column_is_refused_and_what_stood_stands_stale(
    get: Fetch, server: Publisher, workspace: Workspace
) -> None:
    server.on(ADDRESS, CSV, Reply(masts(50, heading="code,period,sites\n"), etag='"2"'))
    (good,) = get().added
    for _ in range(2):  # asked again as long as it is wrong: the version of what was refused is not gone by
        (error,) = get().errors
        assert "masts.csv, row 1, column 'masts': the column is missing; there is 'sites'" in str(error)
    found = gather_official(workspace)
    assert found.releases == (good.release,)
    assert "does not meet the contract: masts.csv, row 1, column 'masts'" in found.stale["masts"]
    assert server.asked[2].headers["if-none-match"] == '"1"'


def test_parameters_and_the_name_a_request_gives(get: Fetch, server: Publisher, workspace: Workspace) -> None:
    server.on(f"https://{HOST}/query", CSV)
    get(Request(f"https://{HOST}/query?a=1", {"codes": "E1,E2", "time": "2...4"}, file="masts-of-two.csv"))
    assert server.asked[0].query == {"a": "1", "codes": "E1,E2", "time": "2...4"}
    (release,) = releases(workspace)
    assert (release.file, release.address) == (
        "masts-of-two.csv", f"https://{HOST}/query?a=1&codes=E1,E2&time=2...4",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "disposition", "file"),
    [
        ("/data/masts.csv", "", "masts.csv"),
        ("/data/masts.csv", 'attachment; filename="masts-2025.csv"', "masts-2025.csv"),
        ("/data/masts.csv", "attachment; filename*=UTF-8''masts%202025.csv", "masts 2025.csv"),
        ("/data/masts.csv", 'attachment; filename="../../masts.csv"', "masts.csv"),
        ("/file?uri=/business/masts%202025.csv", "", "masts 2025.csv"),
        ("/data-sets/12/csv", "", "index"),
    ],
)
def test_the_name_a_server_gives(
    get: Fetch, server: Publisher, workspace: Workspace, path: str, disposition: str, file: str
) -> None:
    server.on(f"https://{HOST}{path.partition('?')[0]}", replace(CSV, headers={"Content-Disposition": disposition}))
    get(Request(f"https://{HOST}{path}"))
    assert [one.file for one in releases(workspace)] == [file]


def test_packed_for_the_way(get: Fetch, server: Publisher, workspace: Workspace) -> None:
    server.on(ADDRESS, replace(CSV, body=gzip.compress(LONG), headers={"Content-Encoding": "gzip"}))
    get()
    assert (workspace.releases / releases(workspace)[0].sha256).read_bytes() == LONG


def test_a_redirect_is_followed(get: Fetch, server: Publisher, workspace: Workspace) -> None:
    server.on(ADDRESS, Reply(status=302, headers={"Location": f"/{HOST}/elsewhere/masts-2025.csv"}))
    server.on(f"https://{HOST}/elsewhere/masts-2025.csv", CSV)
    get()
    assert [(one.file, one.address) for one in releases(workspace)] == [("masts-2025.csv", ADDRESS)]


def test_how_far_a_download_is(get: Fetch, server: Publisher) -> None:
    body = LONG * 6
    server.on(ADDRESS, Reply(body))
    server.on(f"{ADDRESS}.2", Reply(body))
    get.all(Request(ADDRESS), Request(f"{ADDRESS}.2"))
    shares = [share for _, share in get.said]
    assert shares == sorted(shares)
    assert any(0.05 < share < 0.45 for share in shares)
    assert (0.5 in shares, shares[-1]) == (True, 1.0)
    assert get.said[-1][0] == f"{len(body) / 1e6:,.1f} MB"


# Servers that falter


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(get: Fetch, server: Publisher, workspace: Workspace, status: int) -> None:
    server.on(ADDRESS, Reply(status=status), Reply(status=status), CSV)
    get()
    assert len(releases(workspace)) == 1
    first, second = (wait for wait in get.waits if wait != pytest.approx(1.0, abs=0.3) or wait > 1)
    assert (1 <= first <= 2, 2 <= second <= 3) == (True, True)


def test_waits_grow_and_end(get: Fetch, server: Publisher) -> None:
    server.on(ADDRESS, Reply(status=500))
    assert get.error(Request(ADDRESS, pause=0)) == (
        f"{ADDRESS} answered 500 Internal Server Error {TRIES} times. Nothing is lost: fetch again later."
    )
    assert len(server.asked) == TRIES
    assert [2**number <= wait <= 2**number + 1 for number, wait in enumerate(get.waits)] == [True] * (TRIES - 1)


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("in 90 seconds", 90.0),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0),
    ],
)
def test_the_wait_a_server_asks_for_is_kept(get: Fetch, server: Publisher, header: str, wait: float) -> None:
    if header == "in 90 seconds":
        header = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    server.on(ADDRESS, Reply(status=429, headers={"Retry-After": header}), CSV)
    assert len(get(Request(ADDRESS, pause=0)).added) == 1
    assert get.waits == [pytest.approx(wait, abs=30)]


def test_a_wait_that_is_none_is_left_to_watling(get: Fetch, server: Publisher) -> None:
    server.on(ADDRESS, Reply(status=503, headers={"Retry-After": "soon"}), CSV)
    get(Request(ADDRESS, pause=0))
    assert [1 <= wait <= 2 for wait in get.waits] == [True]


def test_a_server_that_asks_for_a_long_wait_is_left_in_peace(get: Fetch, server: Publisher) -> None:
    server.on(ADDRESS, Reply(status=429, headers={"Retry-After": str(int(LONGEST) + 3600)}))
    first, second = get.all(Request(ADDRESS), Request(f"{ADDRESS}.2"))
    back = datetime.now().astimezone() + timedelta(seconds=LONGEST + 3600)
    assert f"answered 429 Too Many Requests and asks to come back after {back:%H:}" in str(first.errors[0])
    assert str(second.errors[0]) == str(first.errors[0])
    assert (len(server.asked), get.waits) == (1, [])


@pytest.mark.parametrize(("status", "said"), [(404, "404 Not Found"), (403, "403 Forbidden"), (410, "410 Gone")])
def test_what_will_not_pass_is_said_at_once(get: Fetch, server: Publisher, status: int, said: str) -> None:
    server.on(ADDRESS, Reply(status=status))
    assert get.error() == f"{ADDRESS} answered {said}."
    assert len(server.asked) == 1


@pytest.mark.parametrize("links", [(), ("masts",)])
def test_what_has_not_changed_though_nothing_was_known(get: Fetch, server: Publisher, links: tuple[str, ...]) -> None:
    server.on(ADDRESS, Reply(status=304))
    assert get.error(Request(ADDRESS, links=links)).endswith("answered 304 Not Modified, though it was asked for all.")


def test_one_request_that_fails_stops_no_other(get: Fetch, server: Publisher, workspace: Workspace) -> None:
    server.on(ADDRESS, CSV)
    first, second = get.all(Request(f"{ADDRESS}.2"), Request(ADDRESS))
    assert [len(first.errors), len(second.added), len(releases(workspace))] == [1, 1, 1]


def test_between_two_requests_to_one_server_there_is_a_pause(get: Fetch, server: Publisher) -> None:
    for number in range(3):
        server.on(f"{ADDRESS}.{number}", CSV)
    get.all(*(Request(f"{ADDRESS}.{number}", pause=5) for number in range(3)))
    assert [4 < wait <= 5 for wait in get.waits] == [True, True]


def test_one_address_is_asked_once_in_a_run(get: Fetch, server: Publisher) -> None:
    server.on(ADDRESS, CSV)
    first, second = get.all(Request(ADDRESS, file="masts-a.csv"), Request(ADDRESS, file="masts-b.csv"))
    assert ([one.new for one in first.added], [one.new for one in second.added]) == ([True], [False])
    assert len(server.asked) == 1


@pytest.mark.parametrize("mirror", ["http://127.0.0.1:9", "http://no-such-host.invalid"])
def test_without_a_network_nothing_is_lost(get: Fetch, server: Publisher, workspace: Workspace, mirror: str) -> None:
    server.on(ADDRESS, CSV)
    get()
    (stands,) = gather_official(workspace).releases
    get.waits.clear()
    first, second = get.all(Request(ADDRESS), Request(f"{ADDRESS}.2"), mirror=mirror)
    host = mirror.removeprefix("http://").partition(":")[0]
    assert str(first.errors[0]).startswith(f"{host} cannot be reached (")
    assert "Nothing is lost: fetch again later." in str(first.errors[0])
    assert str(second.errors[0]) == str(first.errors[0])
    assert len([wait for wait in get.waits if wait > 1]) <= UNREACHABLE - 1  # and none for the second
    assert gather_official(workspace).releases == (stands,)


# Cut connections


def parts(server: Publisher) -> list[str]:
    return [asked.headers.get("range", "all") for asked in server.asked]


def test_a_cut_download_goes_on_where_it_was_cut(get: Fetch, server: Publisher, workspace: Workspace) -> None:
    whole = replace(CSV, body=LONG)
    server.on(ADDRESS, replace(whole, cut=10_000), replace(whole, cut=5_000), whole)
    get()
    assert parts(server) == ["all", "bytes=10000-", "bytes=15000-"]
    asked = server.asked[2].headers
    assert (asked["if-range"], asked["accept-encoding"]) == ('"1"', "identity")
    (release,) = releases(workspace)
    assert ((workspace.releases / release.sha256).read_bytes(), release.etag) == (LONG, '"1"')


def test_a_fetch_that_was_killed_goes_on_with_the_next(get: Fetch, server: Publisher, workspace: Workspace) -> None:
    server.on(ADDRESS, replace(CSV, body=LONG, cut=10_000))
    said = get.error()
    assert said.startswith(f"{ADDRESS}: the connection was lost {TRIES} times (")
    assert said.endswith("; the next fetch goes on from there.")
    assert left(get) == [".json", ".part"]
    server.asked.clear()
    server.on(ADDRESS, replace(CSV, body=LONG))
    get()
    assert parts(server) == [f"bytes={10_000 * TRIES}-"]
    assert (workspace.releases / releases(workspace)[0].sha256).read_bytes() == LONG
    assert left(get) == []


def test_a_killed_process_leaves_what_has_come(get: Fetch, server: Publisher, workspace: Workspace) -> None:
    stall = threading.Event()
    server.on(ADDRESS, replace(CSV, body=LONG, cut=30_000, stall=stall), replace(CSV, body=LONG))
    program = (
        "import sys; from pathlib import Path; from watling.evidence.downloads import Publishers\n"
        "with Publishers(Path(sys.argv[1]), sys.argv[2]) as one: one.get(sys.argv[3])"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(get.folder), server.address, ADDRESS]) as process:
        end = time.monotonic() + 30
        while sum(file.stat().st_size for file in get.folder.glob("*.part")) < 30_000 and time.monotonic() < end:
            time.sleep(0.02)
        process.kill()
    stall.set()
    get()
    assert parts(server) == ["all", "bytes=30000-"]
    assert (workspace.releases / releases(workspace)[0].sha256).read_bytes() == LONG


def changed(reply: Reply) -> Reply:
    return replace(reply, body=LONG.replace(b"40", b"50"), etag='"2"')


UNSURE = {"etag": 'W/"1"', "modified": ""}


@pytest.mark.parametrize(
    ("first", "then", "ranges"),
    [
        pytest.param({}, lambda reply: replace(reply, ranges=False), ["all", "bytes=10000-"], id="ignores Range"),
        pytest.param({}, changed, ["all", "bytes=10000-"], id="has changed meanwhile"),
        pytest.param(UNSURE, lambda reply: reply, ["all", "all"], id="knows no version"),
        pytest.param({"etag": 'W/"1"'}, lambda reply: reply, ["all", "bytes=10000-"], id="knows the date alone"),
        pytest.param(
            {},
            lambda reply: replace(reply, status=206, headers={"Content-Range": f"bytes 0-{len(LONG) - 1}/{len(LONG)}"}),
            ["all", "bytes=10000-", "all"],
            id="sends another part",
        ),
        pytest.param(
            {},
            lambda reply: replace(reply, status=206, headers={"Content-Range": f"bytes 10000-19999/{len(LONG)}"}),
            ["all", "bytes=10000-", "all"],
            id="sends a part of the rest",
        ),
    ],
)
def test_a_cut_download_that_cannot_go_on_begins_anew(
    get: Fetch,
    server: Publisher,
    workspace: Workspace,
    first: dict[str, str],
    then: Callable[[Reply], Reply],
    ranges: list[str],
) -> None:
    whole = replace(CSV, body=LONG, **first)  # type: ignore[arg-type]
    server.on(ADDRESS, replace(whole, cut=10_000), then(whole), whole)
    get()
    assert parts(server) == ranges
    assert (workspace.releases / releases(workspace)[0].sha256).read_bytes() == then(whole).body


def test_a_part_that_is_already_whole_is_fetched_anew(get: Fetch, server: Publisher, workspace: Workspace) -> None:
    whole = replace(CSV, body=LONG)
    longer = {"Content-Length": str(len(LONG) + 1)}  # the connection ends one byte too early, though all has come
    server.on(ADDRESS, replace(whole, headers=longer, cut=len(LONG)), whole)
    get()
    assert parts(server) == ["all", f"bytes={len(LONG)}-", "all"]
    assert (workspace.releases / releases(workspace)[0].sha256).read_bytes() == LONG


def test_a_packed_download_that_was_cut_goes_on_with_the_bytes_themselves(
    get: Fetch, server: Publisher, workspace: Workspace
) -> None:
    packed = gzip.compress(LONG)
    cut = replace(CSV, body=packed, headers={"Content-Encoding": "gzip"}, cut=len(packed) * 2 // 3)
    server.on(ADDRESS, cut, replace(CSV, body=LONG))
    get()
    assert server.asked[1].headers["accept-encoding"] == "identity"
    assert (workspace.releases / releases(workspace)[0].sha256).read_bytes() == LONG


def test_another_fetch_at_work_is_waited_for(get: Fetch, server: Publisher) -> None:
    with (
        Publishers(get.folder, server.address),
        pytest.raises(WatlingError, match="Another fetch is at work in"),
        Publishers(get.folder, server.address),
    ):
        pass


def test_what_a_killed_run_left_is_swept_away(get: Fetch, server: Publisher) -> None:
    get.folder.mkdir(parents=True)
    (get.folder / "masts.csv-0123.whole").write_bytes(b"all of it")
    server.on(ADDRESS, CSV)
    get()
    assert left(get) == []


# What is no data


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(b"<!DOCTYPE html><html><title>Sorry</title>", type="text/html"), "a web page in place of data"),
        (Reply(b"\xef\xbb\xbf\r\n <HTML><body>Sorry", type="text/csv"), "a web page in place of data"),
        (Reply(b"<!-- down --><html>", type="application/octet-stream"), "a web page in place of data"),
        (Reply(b"<p>Sorry</p>", type="text/html; charset=utf-8"), "a web page in place of data"),
        (Reply(b'{"error":"Query is incomplete"}', type="application/json"), "with an error in place of data: error :"),
        (Reply(b'"error"\r\n"Cell limit"\r\n'), "with an error in place of data: error Cell limit"),
        (Reply(b"Error,Too many cells\n"), "with an error in place of data: Error,Too many cells"),
        (Reply(b""), "masts.csv answered with nothing"),
    ],
)
def test_an_error_with_status_200_is_never_kept(get: Fetch, server: Publisher, reply: Reply, said: str) -> None:
    server.on(ADDRESS, reply)
    assert said in get.error()
    assert not list(get.workspace.folder.glob("releases/*"))


def test_data_that_a_server_calls_a_page_is_kept(get: Fetch, server: Publisher) -> None:
    server.on(ADDRESS, replace(CSV, type="text/html"))
    assert len(get().added) == 1


# Pages of Nomis


NOMIS = Request(f"https://{HOST}/api/NM_1.data.csv", {"age": "0"}, file="masts.csv", pages="nomis", key="MASTS_KEY")


def paged(server: Publisher, rows: int, spoil: Callable[[int, Reply], Reply] | None = None) -> bytes:
    """Let the server give so many rows in pages; what they are when joined."""
    lines = [f"{CODES[number % 4]},{1000 + number // 4:04}-01,{number}\n" for number in range(rows)]

    def reply(asked: Asked) -> Reply:
        start, limit = int(asked.query["recordoffset"]), int(asked.query["recordlimit"])
        body = HEADING + "".join(lines[start : start + limit])
        found = Reply(body.encode(), headers={"Content-Disposition": "attachment; filename=NM_1.csv"})
        return spoil(start, found) if spoil else found

    server.replies[f"/{HOST}/api/NM_1.data.csv"] = reply
    return (HEADING + "".join(lines)).encode()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> int:
    """Pages of forty rows."""
    monkeypatch.setattr(fetching, "NOMIS_ROWS", 40)
    return 40


@pytest.mark.parametrize(("rows", "pages"), [(4, 1), (39, 1), (40, 2), (100, 3), (120, 4)])
def test_pages_are_joined_under_one_heading(
    get: Fetch, server: Publisher, workspace: Workspace, small: int, rows: int, pages: int
) -> None:
    whole = paged(server, rows)
    get(NOMIS)
    (release,) = releases(workspace)
    assert (workspace.releases / release.sha256).read_bytes() == whole
    assert (release.rows, release.file) == (rows, "masts.csv")
    assert release.address == f"https://{HOST}/api/NM_1.data.csv?age=0"
    assert [asked.query["recordoffset"] for asked in server.asked] == [str(page * small) for page in range(pages)]
    assert left(get) == []


def test_pages_with_marks_and_without_an_end(get: Fetch, server: Publisher, workspace: Workspace, small: int) -> None:
    whole = paged(server, 2 * small + 1, lambda _, one: replace(one, body=b"\xef\xbb\xbf" + one.body.rstrip(b"\n")))
    get(NOMIS)
    assert (workspace.releases / releases(workspace)[0].sha256).read_bytes() == whole.rstrip(b"\n")


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        (Reply(status=404), "recordoffset=40 answered 404 Not Found"),
        (Reply(b'{"error":"down"}'), "recordoffset=40 answered with an error in place of data"),
        (Reply(b"<html>"), "recordoffset=40 answered with a web page"),
        (Reply(b"code,period,sites\nE06000032,2025-01,4\n"), "recordoffset=40 does not go on from the page before it"),
    ],
)
def test_a_page_that_fails_leaves_nothing_half(
    get: Fetch, server: Publisher, small: int, spoiled: Reply, said: str
) -> None:
    paged(server, 3 * small, lambda start, one: spoiled if start == 40 else one)
    assert said in get.error(NOMIS)
    assert left(get) == []


def test_a_server_that_knows_no_pages_is_noticed(get: Fetch, server: Publisher, small: int) -> None:
    first = (HEADING + "".join(f"{CODES[0]},{1000 + number}-01,1\n" for number in range(small))).encode()
    paged(server, small, lambda _, one: replace(one, body=first))
    assert "does not go on from the page before it" in get.error(NOMIS)


@pytest.mark.parametrize(("announced", "good"), [(100, True), (99, False), (140, False)])
def test_as_many_rows_must_come_as_are_announced(
    get: Fetch, server: Publisher, small: int, announced: int, good: bool
) -> None:
    heading = HEADING.strip().encode()

    def count(_: int, one: Reply) -> Reply:
        lines = one.body.splitlines()
        return replace(
            one, body=b"\n".join([heading + b",RECORD_COUNT", *(b"%s,%d" % (row, announced) for row in lines[1:])])
        )

    paged(server, 100, count)
    assert small == 40
    (error,) = get(NOMIS).errors or ("",)
    if good:  # then it is the contract that refuses the column
        assert "column 'RECORD_COUNT': the column is new" in str(error)
    else:
        assert f"announced {announced} rows and gave 100. Nothing is kept" in str(error)


KEY = "0xSECRET"


@pytest.mark.parametrize("pages", ["nomis", ""])
def test_the_key_is_sent_and_stands_nowhere(
    get: Fetch,
    server: Publisher,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    pages: Any,
) -> None:
    monkeypatch.setenv("MASTS_KEY", KEY)
    caplog.set_level(logging.DEBUG)
    paged(server, 8)
    request = replace(NOMIS, pages=pages, parameters={"age": "0", "recordlimit": "9", "recordoffset": "0"})
    if pages:
        request = NOMIS
    assert get(request).errors == ()
    assert [asked.query["uid"] for asked in server.asked] == [KEY]
    server.replies.clear()
    said = get.error(request)
    assert caplog.records
    kept = [file.read_text("utf-8", "replace") for file in workspace.folder.rglob("*") if file.is_file()]
    assert [text for text in (*kept, caplog.text, said, repr(get.said)) if KEY in text] == []


def test_a_key_does_not_go_where_others_lead(get: Fetch, server: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASTS_KEY", KEY)
    server.on(NOMIS.address, Reply(status=302, headers={"Location": f"/{HOST}/elsewhere"}))
    assert "answered 302 Found." in get.error(NOMIS)
    assert len(server.asked) == 1


def test_without_a_key_none_is_sent(get: Fetch, server: Publisher) -> None:
    paged(server, 8)
    get(NOMIS)
    assert "uid" not in server.asked[0].query


# Zips


def zipped(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return held.getvalue()


ZIP = f"https://{HOST}/files/masts.zip"
FILES = {"about.txt": b"about", "2025/Masts_R01.csv": masts(), "2025/masts_res_r01.csv": masts(1), "2025/": b""}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (zipped(FILES), "2025/Masts_R01.csv"),
        (zipped({"all/la.zip": zipped(FILES), "all/oa.zip": zipped({"oa.csv": b""})}), "all/la.zip/2025/Masts_R01.csv"),
    ],
)
def test_the_file_meant_is_taken_from_a_zip(
    get: Fetch, server: Publisher, workspace: Workspace, content: bytes, place: str
) -> None:
    server.on(ZIP, Reply(content, type="application/zip", etag='"1"'))
    get(Request(ZIP, member=r"masts_r\d+[.]csv"))
    (release,) = releases(workspace)
    assert (release.file, release.address, release.etag) == ("Masts_R01.csv", f"{ZIP}#{place}", '"1"')
    assert (workspace.releases / release.sha256).read_bytes() == masts()
    assert get(Request(ZIP, member=r"masts_r\d+[.]csv")).added == ()
    assert server.asked[1].headers["if-none-match"] == '"1"'


def test_another_file_of_the_same_zip_is_asked_for_whatever_is_known(get: Fetch, server: Publisher) -> None:
    server.on(ZIP, Reply(zipped(FILES), etag='"1"'))
    get(Request(ZIP, member=r"masts_r\d+[.]csv"))
    (added,) = get(Request(ZIP, member=r"masts_res_r\d+[.]csv")).added
    assert (added.new, added.release.file) == (True, "masts_res_r01.csv")


def test_several_files_of_a_zip_are_several_releases(get: Fetch, server: Publisher, workspace: Workspace) -> None:
    server.on(ZIP, Reply(zipped({f"masts_{number}.csv": masts(number) for number in range(3)}), etag='"1"'))
    assert len(get(Request(ZIP, member=r"masts_\d[.]csv")).added) == 3
    assert [one.etag for one in releases(workspace)] == ["", "", '"1"']
    assert get(Request(ZIP, member=r"masts_\d[.]csv")).added == ()


def test_a_zip_with_a_file_that_is_refused_is_asked_for_again(get: Fetch, server: Publisher) -> None:
    files = {"masts_0.csv": b"code,period\n", "masts_1.csv": masts()}
    server.on(ZIP, Reply(zipped(files), etag='"1"'))
    for new in (True, False):
        found = get(Request(ZIP, member=r"masts_\d[.]csv"))
        assert ([one.new for one in found.added], len(found.errors)) == ([new, new], 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (zipped({"about.txt": b"", "oa.csv": b""}), "has no file called masts[.]csv in it. It has about.txt, oa.csv."),
        (
            zipped({f"{number}.csv": b"" for number in range(9)}),
            "It has 0.csv, 1.csv, 2.csv, 3.csv, 4.csv, 5.csv and 3 more",
        ),
        (zipped({}), "It has none."),
        (b"PK\x03\x04 and no more", "is no zip that can be read"),
        (zipped(FILES)[:-30], "is no zip that can be read"),
        (b"<html>Sorry", "answered with a web page in place of data"),
    ],
)
def test_a_zip_without_the_file(get: Fetch, server: Publisher, content: bytes, said: str) -> None:
    server.on(ZIP, Reply(content))
    assert said in get.error(Request(ZIP, member="masts[.]csv"))


# Links


PAGE = f"https://{HOST}/research/masts"


def page(*links: str) -> Reply:
    return Reply("".join(f'<p><a href="{link}">…</a>' for link in links).encode(), type="text/html")


def test_links_lead_to_the_newest_file(get: Fetch, server: Publisher, workspace: Workspace) -> None:
    server.on(PAGE, page("/", "update-2025/data", "update-2024/data"))
    server.on(f"https://{HOST}/research/update-2025/data", page("/files/202507_masts_r01.csv?v=2"))
    server.on(f"https://{HOST}/files/202507_masts_r01.csv", CSV)
    request = Request(PAGE, links=(r"/update-\d+/data", r"/\d{6}_masts_r\d+[.]csv"))
    get(request)
    (release,) = releases(workspace)
    assert (release.file, release.address) == (
        "202507_masts_r01.csv", f"https://{HOST}/files/202507_masts_r01.csv?v=2",
    )  # fmt: skip
    assert get(request).added == ()


@pytest.mark.parametrize("reply", [page("/elsewhere"), Reply(b"", type="text/html"), Reply(b"\x00\x01")])
def test_a_page_without_the_link(get: Fetch, server: Publisher, reply: Reply) -> None:
    server.on(PAGE, reply)
    assert get.error(Request(PAGE, links=("masts[.]csv",))) == (
        f"{PAGE} has no link that leads on to the file (one with masts[.]csv)."
    )


# Sources


def test_a_source_without_an_address_is_added_by_hand(workspace: Workspace, server: Publisher, tmp_path: Path) -> None:
    with (
        Publishers(tmp_path, server.address) as publishers,
        pytest.raises(WatlingError, match=r"masts cannot be fetched: .* watling add FILE --source masts"),
    ):
        list(fetch("masts", MASTS, workspace, publishers))


def test_a_file_added_by_hand_and_then_fetched_is_one_release(
    get: Fetch, server: Publisher, workspace: Workspace
) -> None:
    add(Path("masts__2025-01-01.csv"), workspace, content=masts())
    server.on(ADDRESS, CSV)
    assert [one.new for one in get().added] == [False]
    (release,) = releases(workspace)
    assert (release.published, release.address, release.etag) == ("2025-01-01", ADDRESS, '"1"')
    assert get().added == ()


@pytest.mark.parametrize("mirror", ["mirror.example", "ftp://mirror.example", "https://"])
def test_a_mirror_has_an_address(tmp_path: Path, mirror: str) -> None:
    with pytest.raises(WatlingError, match=f"'{mirror}' is no address of a mirror"):
        Publishers(tmp_path, mirror)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")
    with pytest.raises(WatlingError, match="cannot be written: "), Publishers(tmp_path / "file" / "fetching"):
        pass

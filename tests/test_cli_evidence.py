"""The commands about publishers' files: add, fetch, sources."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import watling.sources
from evidence.publisher import ADDRESS, HOST, MASTS, Publisher, Reply, masts, publisher
from watling import cli
from watling.evidence import downloads, official
from watling.evidence.kept import Shelf
from watling.sources import all_sources
from watling.sources.request import Request
from watling.sources.source import Source

CSV = Reply(masts(), etag='"1"', modified="Mon, 06 Oct 2025 08:30:00 GMT")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the command line as its program does, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["watling", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return Ran(int(ended.value.code or 0), said.out, said.err)

    return command


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> dict[str, Source]:
    """The sources there are: masts, which can be fetched, and shops, which cannot."""
    requests = (Request(ADDRESS, pause=0),)
    sources = {"masts": replace(MASTS, requests=requests), "shops": replace(MASTS, recognises=lambda *_: False)}
    for module in (watling.sources, official):
        monkeypatch.setattr(module, "all_sources", lambda: sources)
    return sources


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """The local server, which stands for all publishers."""
    monkeypatch.setattr(downloads, "BACKOFF", lambda _state: 0.0)
    with publisher() as stands:
        monkeypatch.setenv("WATLING_PUBLISHERS", stands.address)
        yield stands


def written(folder: Path, name: str, content: bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


# add


def test_a_file_is_added_and_the_second_time_was_kept_already(
    run: Run, known: dict[str, Source], tmp_path: Path
) -> None:
    file = written(tmp_path, "masts__2025-11-20.csv", masts())
    assert known
    first, again = run("add", file), run("add", file)
    name = Shelf(tmp_path / "workspace").releases("masts")[0].name
    assert (first.code, first.out, first.err) == (0, f"{name}, published 2025-11-20: kept\n", "")
    assert (again.code, again.out) == (0, f"{name}, published 2025-11-20: was kept already\n")


def test_of_a_folder_what_is_known_is_added_and_what_is_refused_is_told(
    run: Run, known: dict[str, Source], tmp_path: Path
) -> None:
    assert known
    written(tmp_path, "downloads/masts-good.csv", masts())
    written(tmp_path, "downloads/masts-bad.csv", masts(heading="code,period,sites\n"))
    written(tmp_path, "downloads/masts-empty.csv", b"")
    written(tmp_path, "downloads/readme.txt", b"words")
    written(tmp_path, "downloads/deeper/letter.docx", b"words")
    done = run("add", "downloads", "--published", "2025-03-04")
    assert done.code == 2
    assert "published 2025-03-04: kept" in done.out
    assert done.out.endswith("2 files are of no source that Watling knows: passed over\n")
    assert done.err.splitlines() == [
        "Error: masts: masts-bad.csv, row 1, column 'masts': the column is missing; there is 'sites', which may be its "
        "new name; expected the columns code, period, masts.",
        "Error: downloads/masts-empty.csv: the file is empty; expected a publisher's file. "
        "To mend it: download it again.",
    ]
    states = [one.state for one in Shelf(tmp_path / "workspace").releases("masts")]
    assert sorted(states) == ["accepted", "refused"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("readme.txt", "readme.txt: the file is of no source that Watling knows. To mend it: see what"),
        ("nowhere", "nowhere is not there. Name a file, or a folder of files."),
        ("masts.csv --source wells", "There is no source 'wells'. List them with: watling sources"),
        ("masts.csv --published soon", "'soon' is not a day. Write it as 2025-11-20."),
        ("masts.csv --workspace readme.txt", "readme.txt cannot be a workspace"),
    ],
)
def test_what_cannot_be_added(run: Run, known: dict[str, Source], tmp_path: Path, arguments: str, said: str) -> None:
    assert known
    written(tmp_path, "readme.txt", b"words")
    written(tmp_path, "masts.csv", masts())
    done = run("add", *arguments.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"Error: {said}")


def test_a_partial_file_is_added_as_such(run: Run, known: dict[str, Source], tmp_path: Path) -> None:
    assert known
    two = written(tmp_path, "masts.csv", masts(codes=("E06000032", "E06000042")))
    refused = run("add", two)
    assert (refused.code, "add it with --partial" in refused.err) == (2, True)
    assert run("add", two, "--partial").out.endswith(": kept\n")
    assert [one.partial for one in Shelf(tmp_path / "workspace").releases("masts")] == [True]


def test_a_new_release_with_odd_values_is_told(run: Run, known: dict[str, Source], tmp_path: Path) -> None:
    """Values that stood for one month stand for another: a person is asked."""
    codes = tuple(f"E060000{number}" for number in range(31, 55))
    known["masts"] = replace(MASTS, by_period=True)
    for day, period, count in (
        ("2025-06-03", "2025-01", 50),
        ("2025-11-27", "2025-07", 70),
        ("2026-01-12", "2025-01", 70),
    ):
        written(tmp_path, f"masts__{day}.csv", masts(count, period=period, codes=codes))
    done = run("add", *sorted(tmp_path.glob("masts*.csv")))
    assert done.code == 0
    assert "watling accept masts@" in done.out


# fetch


def test_a_source_is_fetched_and_then_has_not_changed(
    run: Run, known: dict[str, Source], server: Publisher, tmp_path: Path
) -> None:
    assert known
    server.on(ADDRESS, CSV)
    first, again = run("fetch", "masts"), run("fetch", "masts")
    (release,) = Shelf(tmp_path / "workspace").releases("masts")
    assert (first.code, first.out, first.err) == (0, f"{release.name}, published 2025-10-06: kept\n", "")
    assert (again.code, again.out) == (0, f"masts: {ADDRESS} has not changed\n")
    assert release.address == ADDRESS


def test_all_sources_are_fetched_though_some_fail(
    run: Run, known: dict[str, Source], server: Publisher, tmp_path: Path
) -> None:
    for name in ("antennas", "wells"):
        known[name] = replace(MASTS, requests=(Request(f"https://{HOST}/{name}.csv", pause=0),))
    server.on(f"https://{HOST}/antennas.csv", Reply(status=503))
    server.on(f"https://{HOST}/wells.csv", Reply(masts(heading="code,period,wells\n")))
    server.on(ADDRESS, CSV)
    done = run("fetch", "--all")
    assert done.code == 2
    assert ": kept\n" in done.out
    assert "Not fetched, since their publishers give no address that stays: shops" in done.out
    first, second, last = done.err.splitlines()
    assert first.startswith(f"Error: antennas: https://{HOST}/antennas.csv answered 503 Service Unavailable 6 times.")
    assert second.startswith("Error: wells: wells.csv, row 1, column 'masts': the column is missing")
    assert last == "Failed: antennas, wells. What stood before stands."
    assert [one.state for one in Shelf(tmp_path / "workspace").all()] == ["accepted", "refused"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("", "Name the sources to fetch, or fetch them --all."),
        ("masts --all", "Name the sources to fetch, or fetch them --all."),
        ("oil", "There is no source 'oil'. List them with: watling sources"),
        ("shops", "shops cannot be fetched: its publisher gives no address that stays."),
        ("masts", f"masts: {ADDRESS} answered 404 Not Found."),
    ],
)
def test_what_cannot_be_fetched(
    run: Run, known: dict[str, Source], server: Publisher, arguments: str, said: str
) -> None:
    assert (len(known), server.asked) == (2, [])
    done = run("fetch", *arguments.split())
    assert done.code == 2
    assert done.err.startswith(f"Error: {said}")


def test_without_a_network_a_sentence_says_so(
    run: Run, known: dict[str, Source], server: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (len(known), server.asked) == (2, [])
    monkeypatch.setenv("WATLING_PUBLISHERS", "http://127.0.0.1:9")
    done = run("fetch", "--all")
    assert done.code == 2
    assert done.err.startswith("Error: masts: 127.0.0.1 cannot be reached (")
    assert "Nothing is lost: fetch again later." in done.err


def test_a_mirror_without_an_address_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATLING_PUBLISHERS", "mirror.example")
    done = run("fetch", "--all")
    assert (done.code, "'mirror.example' is no address of a mirror" in done.err) == (2, True)


# sources


def test_sources_are_listed(run: Run) -> None:
    done = run("sources")
    assert done.code == 0
    assert [id for id in all_sources() if id not in done.out.split()] == []


def test_sources_as_json(run: Run) -> None:
    import json

    listed = json.loads(run("sources", "--format", "json").out)
    assert [one["id"] for one in listed] == list(all_sources())
    assert set(listed[0]) == {"id", "title", "publisher", "cadence", "licence", "address", "fetched"}
    assert [one["fetched"] for one in listed] == [bool(one.requests) for one in all_sources().values()]
    assert all(one["address"].startswith("https://") for one in listed)


@pytest.mark.parametrize("id", all_sources())
def test_each_source_asks_only_for_addresses_on_the_web(id: str) -> None:
    """Over a line that cannot be read on the way, from a host and not from a machine's own."""
    for request in all_sources()[id].requests:
        assert request.address.startswith("https://")
        assert "uid" not in request.parameters
        assert request.file or request.member or request.links or "." in request.address.rpartition("/")[2]

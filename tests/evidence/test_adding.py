"""Adding files: kept, refused, partial, of two sources, of none."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import watling.sources
from evidence.publisher import HEADING, MASTS, masts
from watling.errors import InputError, InputErrors, NoSource, WatlingError
from watling.evidence import official
from watling.evidence.adding import Origin, add, add_each, files_in
from watling.evidence.kept import Kept, Shelf
from watling.evidence.official import gather_official
from watling.evidence.workspace import Workspace
from watling.sources import all_sources
from watling.sources.source import Source

TODAY = date.today().isoformat()


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> dict[str, Source]:
    """The sources there are: one, unless a test adds to them."""
    sources = {"masts": MASTS}
    for module in (watling.sources, official):
        monkeypatch.setattr(module, "all_sources", lambda: sources)
    return sources


@pytest.fixture
def workspace(tmp_path: Path, known: dict[str, Source]) -> Workspace:
    assert known
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder


def written(folder: Path, name: str, content: bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def releases(workspace: Workspace, source: str = "masts") -> list[Kept]:
    return Shelf(workspace.evidence).releases(source)


def test_a_file_is_kept_as_it_was_published(workspace: Workspace, downloads: Path) -> None:
    content = masts()
    (added,) = add(written(downloads, "masts__2025-11-20.csv", content), workspace)
    sha256 = hashlib.sha256(content).hexdigest()
    assert added.new
    assert (workspace.releases / sha256).read_bytes() == content
    assert releases(workspace) == [added.release]
    assert added.release.model_dump(exclude_defaults=True) == {
        "source": "masts", "sha256": sha256, "file": "masts__2025-11-20.csv", "published": "2025-11-20",
        "added": TODAY, "number": 1, "rows": 4, "size": len(content),
    }  # fmt: skip
    found = gather_official(workspace)
    assert pd.read_parquet(found.files[0])["value"].tolist() == [40, 41, 42, 43]
    assert found.stale == {}


def test_the_same_bytes_are_kept_once_whatever_they_are_called(workspace: Workspace, downloads: Path) -> None:
    add(written(downloads, "masts__2025-11-20.csv", masts()), workspace)
    (again,) = add(written(downloads, "masts (1).csv", masts()), workspace)
    assert not again.new
    assert [(one.file, one.published) for one in releases(workspace)] == [("masts__2025-11-20.csv", "2025-11-20")]


@pytest.mark.parametrize(
    ("name", "given", "says", "published"),
    [
        ("masts.csv", None, None, TODAY),
        ("masts__2025-11-20.csv", None, None, "2025-11-20"),
        ("masts__2025-11-20.csv", None, "2025-10-01", "2025-10-01"),
        ("masts__2025-11-20.csv", "2024-02-29", "2025-10-01", "2024-02-29"),
        ("masts__2025-11-20.csv", "20240229", None, "2024-02-29"),
        ("masts__2025-31-99.csv", None, None, TODAY),
    ],
)
def test_the_day_of_publication(
    workspace: Workspace, known: dict[str, Source], name: str, given: str | None, says: str | None, published: str
) -> None:
    known["masts"] = replace(MASTS, published=lambda _file, _content: says)
    (added,) = add(Path(name), workspace, published=given, content=masts())
    assert added.release.published == published


def test_a_day_that_is_none_is_refused_before_anything_is_kept(workspace: Workspace) -> None:
    with pytest.raises(WatlingError, match=r"'yesterday' is not a day\. Write it as 2025-11-20"):
        add(Path("masts.csv"), workspace, published="yesterday", content=masts())
    assert not workspace.folder.exists()


def test_the_day_of_a_kept_release_can_be_mended(workspace: Workspace) -> None:
    add(Path("masts.csv"), workspace, content=masts())
    (again,) = add(Path("masts.csv"), workspace, published="2025-03-04", content=masts())
    assert not again.new
    assert [one.published for one in releases(workspace)] == ["2025-03-04"]


CHANGED = masts(heading="code,period,sites\n")


def test_a_refused_file_is_kept_as_such_and_what_stood_is_stale(workspace: Workspace) -> None:
    (good,) = add(Path("masts__2025-01-01.csv"), workspace, content=masts())
    with pytest.raises(InputError, match=r"masts__2025-06-01.csv, row 1, column 'masts': the column is missing"):
        add(Path("masts__2025-06-01.csv"), workspace, content=CHANGED)
    assert [(one.published, one.state) for one in releases(workspace)] == [
        ("2025-01-01", "accepted"), ("2025-06-01", "refused"),
    ]  # fmt: skip
    found = gather_official(workspace)
    assert [one.sha256 for one in found.releases] == [good.release.sha256]
    assert "masts__2025-06-01.csv, published 2025-06-01, does not meet the contract" in found.stale["masts"]
    assert "column 'masts'" in found.stale["masts"]


def test_every_fault_of_a_file_is_told(workspace: Workspace) -> None:
    with pytest.raises(InputErrors) as raised:
        add(Path("masts.csv"), workspace, content=masts().replace(b"40", b"many").replace(b"42", b"few"))
    assert ["'many' is not of its form" in str(raised.value.errors[0]), raised.value.errors[1].row] == [True, 4]


def test_a_refused_file_can_be_added_again_as_partial(workspace: Workspace) -> None:
    two = masts(codes=("E06000032", "E06000042"))
    with pytest.raises(InputError, match="the file has 2 rows"):
        add(Path("masts.csv"), workspace, content=two)
    (added,) = add(Path("masts.csv"), workspace, partial=True, content=two)
    assert (added.new, added.release.partial, added.release.state) == (True, True, "accepted")
    assert [one.state for one in releases(workspace)] == ["accepted"]
    found = gather_official(workspace)
    assert found.stale == {}
    assert set(pd.read_parquet(found.files[0])["note"]) == {"from a partial release: 2 areas are in it"}


def test_a_file_that_has_every_area_is_whole_though_it_may_be_partial(workspace: Workspace) -> None:
    (added,) = add(Path("masts.csv"), workspace, partial=True, content=masts())
    assert not added.release.partial
    assert not add(Path("masts.csv"), workspace, partial=True, content=masts())[0].new


def test_a_partial_release_stands_though_its_file_is_then_added_as_whole(workspace: Workspace) -> None:
    two = masts(codes=("E06000032", "E06000042"))
    (before,) = add(Path("masts.csv"), workspace, partial=True, content=two)
    with pytest.raises(InputError, match="the file has 2 rows"):
        add(Path("masts.csv"), workspace, content=two)
    assert releases(workspace) == [before.release]
    assert len(gather_official(workspace).releases) == 1


def test_what_a_person_has_decided_stays_when_a_file_is_added_again(workspace: Workspace) -> None:
    (added,) = add(Path("masts.csv"), workspace, content=masts())
    held = added.release.model_copy(update={"state": "held", "reason": "wrong month"})
    Shelf(workspace.evidence).write(held)
    add(Path("masts.csv"), workspace, content=masts())
    add(Path("masts.csv"), workspace, content=masts(), partial=True)
    (release,) = releases(workspace)
    assert (release.state, release.reason, release.partial) == ("held", "wrong month", False)


def test_a_refused_file_is_tried_again_when_it_is_added_again(workspace: Workspace, known: dict[str, Source]) -> None:
    with pytest.raises(InputError):
        add(Path("masts.csv"), workspace, content=CHANGED)
    known["masts"] = replace(MASTS, rows=lambda content, file: MASTS.rows(content.replace(b"sites", b"masts"), file))
    (added,) = add(Path("masts.csv"), workspace, content=CHANGED)
    assert (added.new, added.release.state, added.release.questions) == (True, "accepted", ())


def test_two_sources_may_read_the_same_file(workspace: Workspace, known: dict[str, Source]) -> None:
    known["towers"] = replace(MASTS, title="Towers")
    added = add(Path("masts.csv"), workspace, content=masts())
    assert [one.release.source for one in added] == ["masts", "towers"]
    assert len({one.release.sha256 for one in added}) == 1
    assert len(gather_official(workspace).files) == 2
    assert len(list(workspace.releases.iterdir())) == 1


def test_one_source_refuses_a_file_and_the_other_keeps_it(workspace: Workspace, known: dict[str, Source]) -> None:
    known["towers"] = replace(MASTS, contract=replace(MASTS.contract, areas={"lad": 300}))
    first, second = add_each(Path("masts.csv"), workspace, content=masts())
    assert (first.errors, first.release.state) == ((), "accepted")
    assert [str(error) for error in second.errors] == [
        "masts.csv: the file has 4 areas of level 'lad'; expected at least 300. "
        "To mend it: if only some areas are meant to be in it, add it with --partial."
    ]
    with pytest.raises(InputError, match="at least 300"):
        add(Path("masts.csv"), workspace, content=masts())


def test_the_source_may_be_named(workspace: Workspace) -> None:
    (added,) = add(Path("download.csv"), workspace, source="masts", content=masts())
    assert (added.release.source, added.release.file) == ("masts", "download.csv")


@pytest.mark.parametrize(
    ("name", "content", "source", "error", "said"),
    [
        ("shops.csv", masts(), None, NoSource, "shops.csv: the file is of no source that Watling knows"),
        ("masts.csv", b"", None, InputError, "masts.csv: the file is empty"),
        ("masts.csv", masts(), "shops", WatlingError, "There is no source 'shops'"),
        ("masts.csv", b"<!DOCTYPE html><title>Sorry</title>", None, InputError, "the file is a web page, not CSV"),
        ("masts.csv", b"\x00\xff\x93" * 40, None, InputErrors, "masts.csv, row 1, column 'code'"),
        ("masts.csv", HEADING.encode(), None, InputError, "the file has 0 rows"),
        ("masts.csv", None, None, WatlingError, "masts.csv cannot be read: No such file or directory"),
    ],
)
def test_what_is_no_publishers_file(
    workspace: Workspace, name: str, content: bytes | None, source: str | None, error: type[WatlingError], said: str
) -> None:
    with pytest.raises(error, match=said):
        add(Path(name), workspace, source=source, content=content)
    assert gather_official(workspace).releases == ()


def test_a_reader_that_stumbles_stops_its_own_source_only(workspace: Workspace, known: dict[str, Source]) -> None:
    known["shops"] = replace(MASTS, observe=lambda rows: rows["shops"], published=lambda *_: [][0])
    first, second = add_each(Path("masts.csv"), workspace, content=masts())
    assert (first.release.source, first.errors) == ("masts", ())
    assert "the file cannot be read (KeyError: 'shops'); expected a file of the source shops" in str(second.errors[0])


def test_a_source_of_places_keeps_its_table(workspace: Workspace, known: dict[str, Source]) -> None:
    import pyarrow as pa

    known["masts"] = replace(MASTS, observe=None, table=lambda rows: pa.Table.from_pandas(rows, preserve_index=False))
    add(Path("masts.csv"), workspace, content=masts())
    found = gather_official(workspace)
    assert (len(found.releases), found.files) == (1, ())
    assert [pd.read_parquet(file).columns.tolist() for file in workspace.observations.iterdir()] == [
        ["code", "period", "masts"]
    ]


# Fetched files


MODIFIED = "Mon, 06 Oct 2025 08:30:00 GMT"


def test_the_day_a_server_says_stands_for_the_day_of_publication(workspace: Workspace) -> None:
    (added,) = add(Path("masts.csv"), workspace, content=masts(), origin=Origin("https://a.example", '"1"', MODIFIED))
    assert added.release.published == "2025-10-06"
    assert (added.release.address, added.release.etag, added.release.modified) == ("https://a.example", '"1"', MODIFIED)


def test_what_is_fetched_now_is_not_older_than_what_is_kept(workspace: Workspace) -> None:
    add(Path("masts.csv"), workspace, content=masts(1))  # of which only the day it was added is known
    add(Path("masts.csv"), workspace, content=masts(2), origin=Origin(modified=MODIFIED))
    (stands,) = gather_official(workspace).releases
    assert (stands.modified, stands.published) == (MODIFIED, TODAY)


def test_a_new_version_of_the_same_bytes_is_remembered(workspace: Workspace) -> None:
    add(Path("masts.csv"), workspace, content=masts())
    (again,) = add(Path("masts.csv"), workspace, content=masts(), origin=Origin("https://a.example", '"2"'))
    assert not again.new
    assert [(one.address, one.etag) for one in releases(workspace)] == [("https://a.example", '"2"')]


# Folders


def test_the_files_of_folders_in_order_without_hidden_ones(downloads: Path) -> None:
    for name in ("b.csv", "a/2.csv", "a/1.csv", ".hidden", ".git/config", "a/.DS_Store"):
        written(downloads, name, b"x")
    found = files_in([downloads / "b.csv", downloads, downloads / "a"])
    assert [file.relative_to(downloads).as_posix() for file in found] == ["b.csv", "a/1.csv", "a/2.csv"]


def test_a_path_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(WatlingError, match=r"nowhere is not there. Name a file, or a folder of files."):
        files_in([tmp_path / "nowhere"])


def test_of_a_hundred_files_added_the_last_stands(workspace: Workspace) -> None:
    for count in range(100):
        add(Path(f"masts-{count}.csv"), workspace, content=masts(count))
    (stands,) = gather_official(workspace).releases
    assert stands.file == "masts-99.csv"


def test_files_added_at_the_same_time_are_all_kept_whole(workspace: Workspace) -> None:
    def some(start: int) -> None:
        for count in range(start, start + 8):
            add(Path("masts.csv"), workspace, content=masts(count))

    threads = [threading.Thread(target=some, args=(start,)) for start in (0, 4, 0, 8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(releases(workspace)) == 16
    assert len(list(workspace.releases.glob("[!.]*"))) == 16
    assert [file for file in workspace.folder.rglob(".*") if file.is_file()] == []


@pytest.mark.parametrize("name", ["table.xlsx", "table.csv", "table.zip", "table.parquet", "table.geojson", "table"])
@pytest.mark.parametrize("content", [b"PK\x03\x04 no workbook", b"\x00\xff", b"a,b\n1,2\n", b"<html>", b"{", b"PAR1"])
def test_a_file_of_any_other_kind_is_of_no_source(name: str, content: bytes) -> None:
    assert watling.sources.recognise(Path(name), content) == []
    assert all_sources()

"""Kept releases: written, found, in order, standing."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.errors import WatlingError
from watling.evidence.kept import Kept, Shelf, standing


def kept(sha256: str, published: str = "2025-01-01", **given: Any) -> Kept:
    facts: dict[str, Any] = {"added": published} | given
    return Kept(source="masts", sha256=sha256 * 8, file="masts.csv", published=published, **facts)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_what_is_written_is_read_again(shelf: Shelf) -> None:
    release = kept("ab" * 4, part="2025", rows=3, questions=("a", "b"), etag='"1"', periods=("2025-01",))
    shelf.write(release)
    assert shelf.releases("masts") == [release] == shelf.all()
    assert shelf.release("masts", release.sha256) == release
    assert shelf.release("masts", "ff" * 32) is None
    assert shelf.sources() == ["masts"]


def test_a_release_written_again_takes_its_own_place(shelf: Shelf) -> None:
    shelf.write(kept("ab" * 4))
    shelf.write(kept("ab" * 4, published="2024-06-30", partial=True))
    (release,) = shelf.releases("masts")
    assert (release.published, release.partial) == ("2024-06-30", True)
    assert [file.name for file in (shelf.folder / "masts").iterdir()] == ["2024-06-30-abababababab.json"]


def test_a_shelf_with_nothing_on_it(shelf: Shelf) -> None:
    assert (shelf.sources(), shelf.all(), shelf.releases("masts")) == ([], [], [])
    assert shelf.next_number("masts", "2025-01-01") == 1


def test_a_description_that_is_none_is_named(shelf: Shelf) -> None:
    shelf.write(kept("ab" * 4))
    (file,) = (shelf.folder / "masts").iterdir()
    file.write_text("{", "utf-8")
    with pytest.raises(WatlingError, match=rf"{file.name} does not describe a release"):
        shelf.releases("masts")


def test_what_a_killed_write_left_is_not_read(shelf: Shelf) -> None:
    shelf.write(kept("ab" * 4))
    (shelf.folder / "masts" / ".2025-01-01-cdcdcdcdcdcd.json.99.1").write_text("{", "utf-8")
    assert len(shelf.releases("masts")) == 1


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("masts@abab", "ab"),
        ("abab", "ab"),
        ("cd", "cd"),
        ("masts", "cd"),
        ("masts@", None),
        ("", None),
        ("ef", None),
        ("shops@abab", None),
        ("shops", None),
    ],
)
def test_a_release_is_found_by_what_a_person_calls_it(shelf: Shelf, name: str, found: str | None) -> None:
    shelf.write(kept("ab" * 4))
    shelf.write(kept("cd" * 4, published="2026-01-01"))
    if found is None:
        with pytest.raises(WatlingError, match=f"no release is called '{name}'"):
            shelf.find(name)
    else:
        assert shelf.find(name).sha256.startswith(found)


def test_a_name_that_fits_two_releases_is_refused(shelf: Shelf) -> None:
    shelf.write(kept("abcd" * 2))
    shelf.write(kept("abef" * 2))
    with pytest.raises(WatlingError, match="several releases are called 'ab'"):
        shelf.find("ab")


def test_of_one_day_the_one_added_later_stands_whatever_its_hash(shelf: Shelf) -> None:
    for sha256 in ("ff" * 4, "00" * 4, "aa" * 4):
        shelf.write(kept(sha256, number=shelf.next_number("masts", "2025-01-01")))
    assert [one.number for one in shelf.releases("masts")] == [1, 2, 3]
    assert standing(shelf.releases("masts"))[0].sha256.startswith("aa")


RELEASES = [
    kept("01" * 4, "2024-01-09"),
    kept("02" * 4, "2025-01-08"),
    kept("03" * 4, "2026-01-12", state="waiting"),
    kept("04" * 4, "2024-03-01", part="MK"),
    kept("05" * 4, "2026-07-07", part="MK", state="refused"),
    kept("06" * 4, "2026-07-07", part="CW", state="held"),
]


@pytest.mark.parametrize(
    ("as_at", "stands"),
    [(None, ["02", "04"]), ("2025-01-08", ["02", "04"]), ("2024-12-31", ["01", "04"]), ("2024-01-09", ["01"]),
     ("2020-01-01", [])],
)  # fmt: skip
def test_of_each_part_the_newest_accepted_stands(as_at: str | None, stands: list[str]) -> None:
    for order in permutations(RELEASES, len(RELEASES)):
        assert [one.sha256[:2] for one in standing(order, as_at)] == stands
        if as_at:
            break  # one order will do where the day is what matters


def test_by_period_a_release_stands_for_the_periods_that_no_newer_one_has() -> None:
    first = kept("01" * 4, "2025-01-01", periods=("2023", "2024"))
    second = kept("02" * 4, "2026-01-01", periods=("2024", "2025"))
    assert [(one.sha256[:2], one.stands_for) for one in standing([first, second])] == [("01", ("2023",)), ("02", ())]
    assert [one.stands_for for one in standing([first, second], "2025-06-01")] == [()]


@given(st.lists(st.tuples(st.sampled_from(["2024-01-01", "2025-01-01"]), st.sampled_from("ab"), st.booleans())))
def test_no_part_stands_twice_and_none_is_lost(drawn: list[tuple[str, str, bool]]) -> None:
    releases = [
        kept(f"{place:08x}", day, part=part, state="accepted" if good else "refused")
        for place, (day, part, good) in enumerate(drawn)
    ]
    parts = [one.part for one in standing(releases)]
    assert parts == sorted({part for _, part, good in drawn if good})


def test_what_a_server_says_of_the_version_changes_no_edition() -> None:
    assert repr(kept("ab" * 4, etag='"1"')) == repr(kept("ab" * 4, etag='"2"', modified="yesterday"))

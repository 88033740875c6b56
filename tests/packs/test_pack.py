"""The pack as a folder: where it is found, what it holds, and when it has changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from watling.errors import InputError, WatlingError
from watling.packs.pack import Pack, find_pack
from watling.packs.reading import parse_csv

GOOD = Path(__file__).parent / "bedford-and-luton"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "bedford-and-luton"))


def test_a_pack_is_found_by_its_path_or_by_its_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_pack(str(folder)).name == "bedford-and-luton"
    monkeypatch.chdir(folder.parent)
    assert find_pack("bedford-and-luton").settings.title == "Bedford and Luton"
    assert find_pack("south-east-midlands").settings.title == "South East Midlands"


def test_a_pack_that_is_not_there_is_told_with_how_to_make_one() -> None:
    with pytest.raises(WatlingError, match=r"no pack 'atlantis'.*watling new atlantis"):
        find_pack("atlantis")


def test_tables_are_called_by_their_contracts() -> None:
    tables = Pack(GOOD).tables
    assert list(tables) == ["actions", "categories", "claimants", "headlines", "trends"]
    assert tables["claimants"].file == GOOD / "tables" / "claimants.csv"


def test_words_that_are_not_written_are_none() -> None:
    assert Pack(GOOD).words("home") == GOOD / "words" / "home.md"
    assert Pack(GOOD).words("business") is None


def test_the_fingerprint_is_of_every_name_and_byte_and_of_nothing_else(folder: Path) -> None:
    before = Pack(folder).fingerprint()
    assert before == Pack(GOOD).fingerprint(), "not of where the pack stands"
    (folder / ".notes.swp").write_text("an editor's own file")
    assert Pack(folder).fingerprint() == before
    (folder / "words" / "home.md").rename(folder / "words" / "hone.md")
    renamed = Pack(folder).fingerprint()
    (folder / "words" / "hone.md").write_text("!", "utf-8")
    assert len({before, renamed, Pack(folder).fingerprint()}) == 3


def test_a_link_within_the_pack_is_a_file_like_any_other(folder: Path) -> None:
    (folder / "words" / "business.md").symlink_to("home.md")
    assert Pack(folder).settings.title == "Bedford and Luton"


@pytest.mark.parametrize(
    ("content", "row", "says"),
    [
        ('a,b\n1,"2\n3,4\n', 2, "a quotation mark is never closed"),
        ('a,b\n1,2\n3,"4"5\n', 3, "stands where none can"),
        ("a,b\n1,2\n\n3\n", 4, "the row has 1 cells"),
        ("a,b,a\n1,2,3\n", 1, "the heading stands twice"),
        ("b\n1\n", 1, "the column is missing"),
    ],
)
def test_a_file_that_is_no_table_is_told_by_the_row_where_the_fault_begins(content: str, row: int, says: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_csv(content.encode(), Path("a.csv"), ("a",))
    assert caught.value.row == row
    assert says in caught.value.problem


def test_a_cell_may_hold_a_comma_a_quotation_mark_and_a_line_end() -> None:
    rows = parse_csv(b'a,b\n"1,5","a ""b"""\n"2\n3",4\n5,6\n', Path("a.csv"))
    assert [(row.number, *row.cells.values()) for row in rows] == [(2, "1,5", 'a "b"'), (3, "2\n3", "4"), (5, "5", "6")]

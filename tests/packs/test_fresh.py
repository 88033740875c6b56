"""A fresh pack reads as a pack, whatever its name and members."""

from __future__ import annotations

from pathlib import Path

import pytest

from watling.errors import WatlingError
from watling.packs.fresh import make_pack
from watling.packs.pack import Pack

WEST_YORKSHIRE = ["E08000032", "E08000033", "E08000034", "E08000035", "E08000036"]


def test_a_fresh_pack_has_its_members_a_report_of_ten_chapters_and_no_table(tmp_path: Path) -> None:
    pack = Pack(make_pack("west-yorkshire", WEST_YORKSHIRE, None, tmp_path))
    assert pack.settings.title == "West Yorkshire"
    assert list(pack.settings.region.members) == WEST_YORKSHIRE
    assert pack.tables == {}
    assert pack.settings.report is not None
    assert [chapter.number for chapter in pack.settings.report.chapters] == [*"12345678", "Annex A", "Annex B"]
    for chapter in pack.settings.report.chapters:
        assert pack.words(chapter.words)
    home = pack.words("home")
    assert home is not None
    assert "Bradford, Calderdale, Kirklees, Leeds and Wakefield" in home.read_text("utf-8")


def test_members_may_be_names_and_the_title_may_be_any(tmp_path: Path) -> None:
    pack = Pack(make_pack("two", [" Bedford ", "Luton", ""], 'The "Two" \\ Zwei – 二', tmp_path))
    assert pack.settings.title == 'The "Two" \\ Zwei – 二'
    assert pack.settings.region.members == ("E06000055", "E06000032")


def test_the_vintage_is_that_of_the_newest_member(tmp_path: Path) -> None:
    pack = Pack(make_pack("cumbria", ["E06000063", "E06000064"], None, tmp_path))
    assert pack.settings.region.vintage == "2023-04-01"


@pytest.mark.parametrize(
    ("name", "members", "says"),
    [
        ("../outside", WEST_YORKSHIRE, "cannot be a pack's name"),
        ("West Yorkshire", WEST_YORKSHIRE, "cannot be a pack's name"),
        ("nowhere", ["E08000099"], "no area 'E08000099'"),
        ("nobody", [], "has no members"),
        ("twice", ["Luton", "E06000032"], "stands twice"),
    ],
)
def test_what_cannot_be_a_pack_leaves_nothing_behind(name: str, members: list[str], says: str, tmp_path: Path) -> None:
    with pytest.raises(WatlingError, match=says):
        make_pack(name, members, None, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "west-yorkshire").mkdir()
    with pytest.raises(WatlingError, match="already there"):
        make_pack("west-yorkshire", WEST_YORKSHIRE, None, tmp_path)
    assert list((tmp_path / "west-yorkshire").iterdir()) == []


@pytest.mark.parametrize(
    ("named", "members"),
    [
        ("lsip:cumbria", ["Cumberland", "Westmorland and Furness"]),
        ("E10000021", ["North Northamptonshire", "West Northamptonshire"]),
    ],
)
def test_a_region_that_comes_ready_stands_for_its_members_of_today(
    tmp_path: Path, named: str, members: list[str]
) -> None:
    text = (make_pack("ours", [named], None, tmp_path) / "pack.toml").read_text("utf-8")
    assert [line.rpartition("# ")[2] for line in text.splitlines() if line.startswith('    "E')] == members

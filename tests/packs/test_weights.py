"""The weights by which counts of divided areas are restated."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from watling.errors import InputError
from watling.packs.decisions import Weight, weights
from watling.packs.pack import Pack

HEAD = "from,to,weight,reason\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "bedford-and-luton"
    shutil.copytree(Path(__file__).with_name("bedford-and-luton"), copy)
    (copy / "decisions").mkdir(exist_ok=True)
    return copy


def read(folder: Path, *rows: str) -> list[Weight]:
    (folder / "decisions" / "weights.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
    return weights(Pack(folder))


def test_weights_are_read(folder: Path) -> None:
    assert weights(Pack(folder)) == []
    assert read(folder, "E10000021,North Northamptonshire,0.45,Census 2021") == [
        Weight("E10000021", "E06000061", 0.45, "Census 2021")
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param(["E10000021,Atlantis,0.4,why"], "There is no area 'Atlantis'", id="no area"),
        pytest.param(["E10000021,E06000061,0,why"], "no part of a whole", id="zero"),
        pytest.param(["E10000021,E06000061,1.2,why"], "no part of a whole", id="more than all"),
        pytest.param(["E10000021,E06000061,half,why"], "not a number", id="no number"),
        pytest.param(["E10000021,E06000061,0.4,"], "needs a reason", id="no reason"),
        pytest.param(
            ["E10000021,E06000061,0.6,why", "E10000021,E06000062,0.6,why"], "add up to more than 1", id="too much"
        ),
    ],
)
def test_what_is_wrong_with_a_weight_is_said(folder: Path, rows: list[str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(folder, *rows)

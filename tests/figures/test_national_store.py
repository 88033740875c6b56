"""The national store: what is in it, and what is made anew when something changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from given import observation
from watling.errors import WatlingError
from watling.evidence.observations import measures_of, write
from watling.figures.definition import Indicator, Ratio, Sum
from watling.figures.national import COLUMNS, National, national
from watling.places.regions import Region
from watling.sources.observation import SCHEMA

PAIR = Region.make("pair", "The pair", ["Bedford", "Luton"], date(2022, 1, 1))
INDICATORS = {
    "people": Indicator("People", "", "", "people", Sum("people")),
    "share": Indicator("Share", "", "", "percent", Ratio(Sum("workers"), Sum("people"))),
    "shops": Indicator("Shops", "", "", "shops", Sum("shops")),
    "absent": Indicator("Absent", "", "", "people", Sum("nothing")),
}


def file(folder: Path, name: str, *measures: str, value: int = 10) -> Path:
    rows = [
        observation(PAIR, row, measure=measure, area=area, period=period, value=value)
        for row, (measure, area, period) in enumerate(
            [(m, area, year) for m in measures for area in ("Luton", "Bedford") for year in ("2021", "2020")], start=2
        )
    ]
    write(pa.Table.from_pylist(rows, schema=SCHEMA), folder / f"{name}.parquet")
    return folder / f"{name}.parquet"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [file(tmp_path, "one", "people", "workers"), file(tmp_path, "two", "shops")]


def made(folder: Path, files: list[Path], *regions: Region) -> National:
    return national(folder, files, INDICATORS, regions or (PAIR,))


def test_a_file_says_which_measures_it_holds(files: list[Path]) -> None:
    assert [measures_of(one) for one in files] == [{"people", "workers"}, {"shops"}]


def test_every_indicator_has_its_figures_for_all_areas_and_regions(tmp_path: Path, files: list[Path]) -> None:
    store = made(tmp_path, files)
    assert store.made == ("people", "share", "shops")
    frame = store.frame("people", "2021")
    assert tuple(frame.columns) == COLUMNS
    assert dict(zip(frame["area"], frame["value"], strict=True)) == {"E06000032": 10, "E06000055": 10, "pair": 20}
    assert set(store.frame("people")["period"]) == {"2020", "2021"}
    assert store.table("share").value.min().execute() == 100


def test_nothing_is_made_where_nothing_has_changed(tmp_path: Path, files: list[Path]) -> None:
    before = made(tmp_path, files)
    stamps = {one: one.stat().st_mtime_ns for one in before.files.values()}
    after = made(tmp_path, files)
    assert (after.made, after.files) == ((), before.files)
    assert {one: one.stat().st_mtime_ns for one in after.files.values()} == stamps


def test_a_changed_source_makes_anew_only_what_stands_on_it(tmp_path: Path, files: list[Path]) -> None:
    before = made(tmp_path, files)
    newer = file(tmp_path, "newer", "shops", value=11)
    after = made(tmp_path, [files[0], newer])
    assert after.made == ("shops",)
    assert after.files["people"] == before.files["people"]
    assert after.frame("shops", "2021")["value"].max() == 22
    assert sorted((tmp_path / "national").glob("*.parquet")) == sorted(after.files.values())


def test_other_regions_make_everything_anew(tmp_path: Path, files: list[Path]) -> None:
    made(tmp_path, files)
    alone = Region.make("alone", "Alone", ["Luton"], date(2022, 1, 1))
    assert made(tmp_path, files, PAIR, alone).made == ("people", "share", "shops")


def test_what_has_no_figures_is_said(tmp_path: Path, files: list[Path]) -> None:
    store = made(tmp_path, files)
    for ask in (store.table, store.frame):
        with pytest.raises(WatlingError, match="no figures of 'absent'"):
            ask("absent")

"""Explore Local Statistics: each heading it has had, its statuses and intervals, on rows in the publisher's form."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.errors import InputError, InputErrors
from watling.sources import find_source, recognise
from watling.sources.source import read

NOW = "areacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status,notes"
IN_2024 = (
    "AREACD,AREANM,Geography,Variable Name,Indicator,Period,Observation,Measure,Unit,"
    "Lower Confidence Interval (95%),Upper Confidence Interval (95%),Observation Status,Polarity,Notes"
)
IN_2023 = (
    "AREACD,AREANM,Geography,Variable Name,Indicator,Mission,Category,Period,Value,Measure,Unit,"
    "Lower Confidence Interval (95%),Upper Confidence Interval (95%),Observation Status,Polarity,Notes"
)
LONG, SHORT = "Premises with gigabit capable broadband", "Gigabit capable broadband"
PLACE = "E06000042,Milton Keynes,County or Unitary Authority"
ROWS = {
    NOW: f"{PLACE},{SHORT},2025-01-01,94.0,Percentage,%,,,,",
    IN_2024: f"{PLACE},{SHORT},{LONG},2025-01-15,94.0,Percentage,%,,,,1,",
    IN_2023: f"{PLACE},{LONG},{SHORT},Mission 4,Productivity,2025-01,94.0,Percentage,%,,,,1,",
}
PAY = f"{PLACE},Gross median weekly pay,2025-04-30,"
RATE = f"{PLACE},Employment rate,2023-01-01/P1Y,"


def observations(id: str, *rows: str, heading: str = NOW, file: str = "file.csv") -> pd.DataFrame:
    """The observations of a few rows."""
    content = "\n".join((heading, *rows)).encode("utf-8-sig")
    return read(id, find_source(id), Path(file), content, "ab" * 32, partial=True).table.to_pandas()


def errors(id: str, *rows: str, heading: str = NOW) -> list[InputError]:
    """What is wrong with a few rows."""
    with pytest.raises((InputError, InputErrors)) as caught:
        observations(id, *rows, heading=heading)
    return caught.value.errors if isinstance(caught.value, InputErrors) else [caught.value]


@pytest.mark.parametrize(("heading", "row"), ROWS.items(), ids=["now", "2024", "2023"])
def test_each_heading_gives_the_same_observation(heading: str, row: str) -> None:
    one = observations("ons-gigabit-capable-broadband", row, heading=heading).iloc[0]
    assert (one["measure"], one["area"], one["period"]) == ("ons-gigabit-availability", "E06000042", "2025-01")
    assert (one["value"], one["lower"], one["upper"], one["interval"]) == (94.0, 93.95, 94.05, "rounding")
    assert (one["row"], one["published"], one["unit"]) == (2, "94.0", "percent")
    assert one["column"] in heading.split(","), "the column is called what the file calls it"


@pytest.mark.parametrize("heading", ROWS, ids=["now", "2024", "2023"])
@pytest.mark.parametrize(
    ("column", "new"),
    [("areacd", "area_code"), ("period", "time"), ("status", "obs_status"), ("notes", "remarks"), ("unit", "units")],
)
def test_a_renamed_column_stops_it_and_is_named(heading: str, column: str, new: str) -> None:
    cells = heading.split(",")
    place = next(i for i, cell in enumerate(cells) if column == cell.lower().removeprefix("observation "))
    cells[place] = new
    found = errors("ons-gigabit-capable-broadband", ROWS[heading], heading=",".join(cells))
    assert column in {one.column for one in found}
    assert any(one.row == 1 and "missing" in one.problem for one in found)


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        (f"{PLACE},{SHORT},2025-01-01,104.0,Percentage,%,,,,", "observation", "out of bounds"),
        (f"{PLACE},{SHORT},2025-01-01,ninety,Percentage,%,,,,", "observation", "not of its form"),
        (f"{PLACE},{SHORT},January 2025,94.0,Percentage,%,,,,", "period", "not of its form"),
        (f"{PLACE},5G coverage,2025-01-01,94.0,Percentage,%,,,,", "indicator", "new code"),
        (f"{PLACE},{SHORT},2025-01-01,94.0,Premises,%,,,,", "measure", "new code"),
        (f"{PLACE},{SHORT},2025-01-01,94.0,Percentage,%,,,q,", "status", "new code"),
        (f"E06000042,Luton,Region,{SHORT},2025-01-01,94.0,Percentage,%,,,,", "areanm", "Milton Keynes"),
        (f"E06999999,Utopia,Region,{SHORT},2025-01-01,94.0,Percentage,%,,,,", "area", "no area"),
        (f",,,{SHORT},2025-01-01,94.0,Percentage,%,,,,", "areacd", "not of its form"),
    ],
)
def test_a_wrong_cell_is_named(row: str, column: str, problem: str) -> None:
    found = errors("ons-gigabit-capable-broadband", row)
    assert any(one.column == column and problem in one.problem and one.row == 2 for one in found), found


def test_a_second_snapshot_in_one_file_is_refused() -> None:
    other = ROWS[NOW].replace("E06000042,Milton Keynes", "E06000032,Luton").replace("2025-01", "2025-07")
    (found,) = errors("ons-gigabit-capable-broadband", ROWS[NOW], other)
    assert (found.row, found.column) == (3, "period")


@pytest.mark.parametrize(
    ("id", "row", "period"),
    [
        ("ons-employment-rate", RATE + "70.0,Percentage,%,66.0,74.0,,", "2023"),
        ("ons-gross-median-weekly-pay", PAY + "642.5,Pounds,£,600.1,684.9,,", "2025-04"),
        (
            "ons-gcses-in-english-and-maths",
            f"{PLACE},GCSEs in English and Maths,2024-09-01/P1Y,72.316,Percentage,%,,,,",
            "2024-08-01/P1Y",
        ),
    ],
)
def test_periods_are_kept_in_the_project_s_own_form(id: str, row: str, period: str) -> None:
    assert list(observations(id, row)["period"]) == [period]


@pytest.mark.parametrize(
    ("cells", "value", "status", "interval"),
    [
        ("70.0,Percentage,%,66.0,74.0,,", 70.0, "final", "sampling"),
        ("70.0,Percentage,%,,,,", 70.0, "final", ""),
        ("70.0,Percentage,%,66.0,74.0,p,", 70.0, "p", "sampling"),
        (",Percentage,%,,,x,", None, "x", ""),
        (",Percentage,%,,,,", None, "x", ""),
        (",Percentage,%,,,u,", None, "u", ""),
        (",Percentage,%,,,u,Value suppressed due to a base value of fewer than 5", None, "c", ""),
        ("76.0,Percentage,%,,,,Estimate and confidence interval unreliable since the sample is small", 76.0, "u", ""),
        ("76.0,Percentage,%,70.0,82.0,u,", 76.0, "u", "sampling"),
    ],
)
def test_what_is_said_of_a_value_is_its_status_and_a_suppressed_one_has_no_number(
    cells: str, value: float | None, status: str, interval: str
) -> None:
    one = observations("ons-employment-rate", RATE + cells).iloc[0]
    assert (None if pd.isna(one["value"]) else one["value"]) == value
    assert (one["status"], one["interval"]) == (status, interval)
    assert pd.isna(one["lower"]) == pd.isna(one["upper"]) == (interval == "")
    assert one["published"] == cells.split(",")[0]


def test_a_note_is_kept_but_for_what_the_places_say_themselves() -> None:
    notes = ("This data has been aggregated.", "Obsolete code since 2025 (replaced by E08000038 Barnsley)")
    rows = [f"{RATE}70.0,Percentage,%,66.0,74.0,,{note}" for note in notes]
    source = find_source("ons-employment-rate")
    found = source.observe(source.rows("\n".join((NOW, *rows)).encode(), Path("file.csv")))
    assert list(found["note"]) == ["This data has been aggregated", ""]


def test_england_and_wales_together_are_left_out() -> None:
    rows = [
        f"{code},{name},Country,Employment rate,2023-01-01/P1Y,70.0,Percentage,%,66.0,74.0,,"
        for code, name in (("K04000001", "England and Wales"), ("K03000001", "Great Britain"))
    ]
    assert list(observations("ons-employment-rate", *rows)["area"]) == ["K03000001"]


def test_northern_ireland_as_a_whole_is_read_from_one_dataset_only() -> None:
    rows = [
        f"{code},{name},Nation,{{}},2023-01-01/P1Y,73.6,Percentage,%,72.5,74.7,,"
        for code, name in (("N92000002", "Northern Ireland"), ("N09000003", "Belfast"))
    ]
    ni = [row.format("Employment rate (Northern Ireland)") for row in rows]
    assert list(observations("ons-employment-rate-ni", *ni)["area"]) == ["N09000003"]
    assert list(observations("ons-employment-rate", rows[0].format("Employment rate"))["area"]) == ["N92000002"]


def test_an_empty_row_is_passed_over_and_the_rows_keep_their_numbers() -> None:
    other = ROWS[NOW].replace("E06000042,Milton Keynes", "E06000032,Luton")
    assert list(observations("ons-gigabit-capable-broadband", ROWS[NOW], "," * 11, other)["row"]) == [2, 4]


@given(st.decimals(min_value=0, max_value=100, places=1))
def test_rounding_bounds_hold_the_value_and_stay_within_what_is_possible(value: object) -> None:
    one = observations("ons-premises-below-30", f"{PLACE},Premises below 30Mbps,2025-01,{value},Percentage,%,,,,").iloc[
        0
    ]
    assert 0 <= one["lower"] <= one["value"] <= one["upper"] <= 100
    assert one["upper"] - one["lower"] <= 0.1 + 1e-9


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("gigabit-capable-broadband.csv", "ons-gigabit-capable-broadband"),
        ("gigabit-capable-broadband__2023-03-31_44da17.csv", "ons-gigabit-capable-broadband"),
        ("4g-coverage__2023-05-17_418754.csv", "ons-network-coverage-4g"),
        ("network-coverage-4g.csv", "ons-network-coverage-4g"),
        ("5g-coverage__2024-12-20_23a43b.csv", "ons-network-coverage-5g"),
        ("employment-rate.csv", "ons-employment-rate"),
        ("employment-rate-ni.csv", "ons-employment-rate-ni"),
        ("qualifications-level-3-or-above-ni.csv", "ons-qualifications-level-3-or-above-ni"),
    ],
)
def test_a_file_is_recognised_by_its_name(name: str, id: str) -> None:
    assert recognise(Path(name), b"") == [id]
    assert id not in recognise(Path(name.replace(".csv", ".json")), b"")


@pytest.mark.parametrize(
    ("id", "rows", "periods"),
    [
        ("ons-gigabit-capable-broadband", [ROWS[NOW]], ("2025-01",)),
        ("ons-employment-rate", [RATE + "70.0,Percentage,%,66.0,74.0,,"], ()),
    ],
)
def test_a_snapshot_stands_for_its_period_and_a_series_is_whole(
    id: str, rows: list[str], periods: tuple[str, ...]
) -> None:
    content = "\n".join((NOW, *rows)).encode()
    assert read(id, find_source(id), Path("file.csv"), content, "ab" * 32, partial=True).periods == periods


def test_the_day_of_publication_is_the_one_the_json_beside_it_says(tmp_path: Path) -> None:
    source, file = find_source("ons-claimant-count"), tmp_path / "claimant-count.csv"
    assert source.published(file, b"") is None
    for text, day in (
        (json.dumps({"_note": "This file was last modified on 30/01/2026 at 08:04"}), "2026-01-30"),
        (json.dumps({"_note": "This file is new"}), None),
        ("[]", None),
        ("no JSON", None),
    ):
        file.with_suffix(".json").write_text(text)
        assert source.published(file, b"") == day

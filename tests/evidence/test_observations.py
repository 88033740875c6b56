"""The same quantity published twice: what agrees, what contradicts, and which value is used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from given import observation, observations, region
from watling.evidence.observations import agree, read, settle, write
from watling.packs.decisions import Choice
from watling.sources.observation import SCHEMA

PLACE = region()
CLAIMANTS: dict[str, Any] = {"measure": "claimants", "period": "2021-11"}
IN_TABLE: dict[str, Any] = {"table": "claimants", "value": 46815, "rounded_to": 5}
IN_TEXT: dict[str, Any] = {"table": "headlines", "value": 46818, "rounded_to": 1}


def published(*values: tuple[float | str, float | None]) -> pd.DataFrame:
    """One quantity as published several times: each value and what it is rounded to (None: it is exact)."""
    rows = [observation(PLACE, value=value, rounded_to=unit, **CLAIMANTS) for value, unit in values]
    return pd.DataFrame(rows).astype({"value": float, "lower": float, "upper": float})


@pytest.mark.parametrize(
    ("values", "agreed"),
    [
        pytest.param([(84, 1), (84, 1)], True, id="the same twice"),
        pytest.param([(70, 1), (68, 1)], False, id="70% in a table, 68% in a text"),
        pytest.param([(46815, 5), (46818, 1)], False, id="46,818 rounded to five would be 46,820"),
        pytest.param([(46815, 5), (46816, 1)], True, id="46,816 rounded to five is 46,815"),
        pytest.param([(46815, 5), (46816, None)], True, id="and so it is where it is exact"),
        pytest.param([(46815, None), (46816, None)], False, id="exact numbers are the same or are not"),
        pytest.param([(1.3, 0.1), (1.4, 0.1)], False, id="ranges that touch: 1.35 rounds to one of the two"),
        pytest.param([(69.0, 0.1), (69.1, 0.1)], False, id="whatever a computer makes of 69.05"),
        pytest.param([(46815, 5), (46820, 10), (46817, 1)], True, id="three, rounded each in its way"),
        pytest.param([(46815, 5), (46820, 10), (46821, 1)], False, id="three, of which two cannot both be"),
        pytest.param([(46815, 5), ("[x]", None)], True, id="a value that is not available contradicts nothing"),
    ],
)
def test_agree(values: list[tuple[float | str, float | None]], agreed: bool) -> None:
    assert agree(published(*values)) is agreed
    assert agree(published(*reversed(values))) is agreed


@given(st.integers(0, 10**6), st.lists(st.sampled_from([1, 5, 25, 125]), min_size=2, max_size=4))
def test_a_number_agrees_with_itself_however_it_is_rounded(number: int, units: list[int]) -> None:
    assert agree(published(*((unit * round(number / unit), unit) for unit in units)))


def settled(*rows: dict[str, Any], choice: str | None = None) -> list[dict[str, Any]]:
    choices = [Choice("claimants", PLACE.code, "2021-11", {}, choice, "it is rounded alike", 2)] if choice else []
    found = settle(observations(PLACE, rows, **CLAIMANTS), choices).to_pyarrow().to_pylist()
    return [{name: row[name] for name in ("value", "lower", "upper", "status", "source", "note")} for row in found]


def test_without_a_choice_neither_of_two_contradicting_values_is_used() -> None:
    [one] = settled(IN_TABLE, IN_TEXT)
    assert one["value"] is None
    assert (one["lower"], one["upper"], one["status"]) == (46812.5, 46818.5, "x")
    assert "46815 (claimants) and 46818 (headlines)" in one["note"]
    assert "chooses neither" in one["note"]


@pytest.mark.parametrize(("table", "value"), [("claimants", 46815), ("headlines", 46818)])
def test_with_a_choice_it_is_used_and_said(table: str, value: int) -> None:
    [one] = settled(IN_TABLE, IN_TEXT, choice=table)
    assert (one["value"], one["source"], one["status"]) == (value, f"{PLACE.code}/{table}", "final")
    assert "46815 (claimants) and 46818 (headlines)" in one["note"]
    assert one["note"].endswith("it is rounded alike")


def test_a_choice_of_a_table_that_does_not_have_the_value_chooses_nothing() -> None:
    [one] = settled(IN_TABLE, IN_TEXT, choice="vacancies")
    assert one["value"] is None


def test_of_values_that_agree_the_exactest_is_used_without_note() -> None:
    [one] = settled(IN_TABLE, IN_TEXT | {"value": 46816}, choice="claimants")
    assert (one["value"], one["lower"], one["upper"], one["note"]) == (46816, 46815.5, 46816.5, "")


@pytest.mark.parametrize("unit", [5, None], ids=["rounded", "exact"])
def test_a_value_is_used_before_a_mark_that_it_is_not_available(unit: float | None) -> None:
    for rows in ([IN_TEXT | {"value": "[x]"}, IN_TABLE], [IN_TABLE, IN_TEXT | {"value": "[x]"}]):
        [one] = settled(*(row | {"rounded_to": unit} for row in rows))
        assert (one["value"], one["status"], one["note"]) == (46815, "final", "")


def test_what_is_published_once_is_left_as_it_is() -> None:
    other = {"area": "Luton", "value": 10130, "rounded_to": 5}
    found = settled(IN_TABLE, IN_TEXT, other)
    assert [row["value"] for row in found if not row["note"]] == [10130]
    assert len(found) == 2


def test_observations_are_read_as_they_were_written(tmp_path: Path) -> None:
    rows = [observation(PLACE, row, **CLAIMANTS, **given) for row, given in enumerate([IN_TABLE, {"value": "[c]"}], 2)]
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    write(table, tmp_path / "observations" / "claimants.parquet")
    assert [file.name for file in (tmp_path / "observations").iterdir()] == ["claimants.parquet"]
    assert read([tmp_path / "observations" / "claimants.parquet"]).to_pyarrow().to_pylist() == rows


def test_no_file_gives_no_observations() -> None:
    assert read([]).to_pyarrow().num_rows == 0
    assert settle(read([]), []).to_pyarrow().num_rows == 0

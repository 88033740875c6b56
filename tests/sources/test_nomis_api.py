"""Answers of the Nomis API: as CSV and as JSON-stat the same observations, and nothing that is not data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from watling.errors import InputError, InputErrors
from watling.sources import all_sources, find_source, recognise
from watling.sources.nomis_bres import SECTIONS
from watling.sources.source import read

COUNT = "Claimant count"
ALL = "All categories: Age 16+"
HEADING = '"DATE_NAME","GEOGRAPHY_CODE","GENDER_NAME","AGE_NAME","MEASURE_NAME","OBS_VALUE","OBS_STATUS",'
HEADING += '"RECORD_OFFSET","RECORD_COUNT"'


def answer(*rows: str, heading: str = HEADING, count: int | None = None) -> bytes:
    """An answer in CSV; each row gets its offset and the count of all."""
    lines = [f"{row},{place},{count or len(rows)}" for place, row in enumerate(rows)]
    return "\r\n".join([heading, *lines, ""]).encode()


def observations(id: str, content: bytes) -> pd.DataFrame:
    name = "answer.json" if content.startswith(b"{") else "answer.csv"
    assert recognise(Path(name), content) == [id]
    return read(id, find_source(id), Path(name), content, "ab" * 32, partial=True).table.to_pandas()


def fault(id: str, content: bytes) -> str:
    with pytest.raises((InputError, InputErrors)) as caught:
        read(id, find_source(id), Path("answer.csv"), content, "ab" * 32, partial=True)
    return str(caught.value)


def claimants() -> bytes:
    return answer(
        f'"March 2023","E06000055","Total","{ALL}","{COUNT}",4450,"A"',
        f'"March 2023","E06000055","Male","Aged 16-24","{COUNT}",400,"A"',
        '"March 2023","E06000055","Total","All categories: Age 16+",'
        '"Claimants as a proportion of residents aged 16-64",3.7,"A"',
        f'"March 2023","K04000001","Total","{ALL}","{COUNT}",1400000,"A"',
        f'"March 2023","E06000032","Total","{ALL}","{COUNT}",,"Q"',
    )


def test_claimants() -> None:
    found = observations("nomis-claimants", claimants())
    assert found[["row", "measure", "area", "breakdown", "status"]].values.tolist() == [
        [2, "claimant-count", "E06000055", "{}", "final"],
        [3, "claimant-count-by-sex-and-age", "E06000055", '{"age":"16-24","sex":"Male"}', "final"],
        [4, "claimant-proportion", "E06000055", "{}", "final"],
        [6, "claimant-count", "E06000032", "{}", "x"],
    ]
    assert found["lower"].round(3).tolist()[:3] == [4447.5, 397.5, 3.65]
    assert set(found["period"]) == {"2023-03"}
    assert set(found["column"]) == {"OBS_VALUE"}


def jsonstat(**changed: Any) -> bytes:
    """The totals of two authorities, in JSON-stat 2.0."""
    dimension = {
        "geography": {"category": {"index": {"E06000055": 0, "E06000032": 1}, "label": {"E06000055": "Bedford"}}},
        "gender": {"category": {"index": ["0"], "label": {"0": "Total"}}},
        "age": {"category": {"label": {"0": ALL}}},
        "measure": {"category": {"index": {"1": 0}, "label": {"1": COUNT}}},
        "measures": {"category": {"index": {"20100": 0}, "label": {"20100": "value"}}},
        "time": {"category": {"index": {"2023-02": 0, "2023-03": 1}, "label": {"2023-02": "February 2023"}}},
    }
    dimension["time"]["category"]["label"]["2023-03"] = "March 2023"
    data = {"class": "dataset", "id": list(dimension), "size": [2, 1, 1, 1, 1, 2], "dimension": dimension}
    return json.dumps(data | {"value": [4400, 4450.0, None, 8000], "status": {"2": "Q"}} | changed).encode()


def test_jsonstat_gives_what_csv_gives() -> None:
    found = observations("nomis-claimants", jsonstat())
    assert found[["row", "area", "period", "value", "status", "published"]].fillna(-1).values.tolist() == [
        [2, "E06000055", "2023-02", 4400, "final", "4400"],
        [3, "E06000055", "2023-03", 4450, "final", "4450"],
        [4, "E06000032", "2023-02", -1, "x", ""],
        [5, "E06000032", "2023-03", 8000, "final", "8000"],
    ]


def test_jsonstat_by_position_and_in_an_envelope() -> None:
    """Version 1 has the dataset in an envelope; values may be given by position."""
    given = json.loads(jsonstat(value={"1": 4450, "3": 8000}, status="A"))
    ids, given["dimension"] = given.pop("id"), given["dimension"]
    given["dimension"]["id"] = ids
    found = observations("nomis-claimants", json.dumps({"dataset": given}).encode())
    assert found["value"].fillna(-1).tolist() == [-1, 4450, -1, 8000]


def test_jsonstat_with_numbers_of_nomis_own_finds_places_by_name() -> None:
    given = json.loads(jsonstat())
    labels = {"1": "Bedford", "2": "England and Wales"}
    given["dimension"]["geography"]["category"] = {"index": {"1": 0, "2": 1}, "label": labels}
    assert observations("nomis-claimants", json.dumps(given).encode())["area"].unique().tolist() == ["E06000055"]


NO_DATA = [
    ("a web page", b"<!DOCTYPE html><html><body>Service unavailable</body></html>", "a web page"),
    (
        "an error in CSV",
        b'"error"\r\n"Query is too large"\r\n',
        "the API answered with an error: error Query is too large",
    ),
    ("an error in JSON", b'{"error": "Cannot find dataset"}', "the API answered with an error: Cannot find dataset"),
    ("an error with parts", b'{"error": {"code": 400}}', "the API answered with an error: { code : 400}"),
    ("nothing", b"\xef\xbb\xbf\r\n", "the answer is empty"),
    ("a heading alone", f"{HEADING}\r\n".encode(), "a heading and no rows"),
    ("half of a JSON-stat", jsonstat()[:-40], "the answer is not JSON"),
    ("another JSON", b'{"structure": {}}', "not a JSON-stat dataset"),
    ("too few values", jsonstat(value=[1, 2]), "the answer has 2 values"),
    ("another table", b"a,b\n1,2\n", "the column is missing"),
    (
        "the first page alone",
        answer(*[f'"March 2023","E06000055","Total","{ALL}","{COUNT}",5,"A"'], count=46_000),
        "1 rows",
    ),
    ("no count", claimants().replace(b",0,5\r", b",0,\r").replace(b",5\r", b",\r"), "expected no number rows"),
    ("a new status", claimants().replace(b'"A"', b'"Z"'), "'Z' is a new code"),
    ("a new age", claimants().replace(b"Aged 16-24", b"Aged 16-25"), "'Aged 16-25' is a new code"),
]


@pytest.mark.parametrize(("content", "said"), [case[1:] for case in NO_DATA], ids=[case[0] for case in NO_DATA])
def test_what_is_no_data_is_never_read_as_data(content: bytes, said: str) -> None:
    assert said in fault("nomis-claimants", content)


APS = '"DATE_NAME","GEOGRAPHY_CODE","CELL_NAME","MEASURES_NAME","OBS_VALUE","OBS_STATUS","RECORD_OFFSET","RECORD_COUNT"'


def test_the_survey_has_values_and_intervals_in_rows() -> None:
    from watling.sources.nomis_aps_activity import CELLS

    rows = []
    for cell in CELLS:
        key = f'"Jan 2021-Dec 2021","E06000055","{cell}"'
        small = "Unemployed" in cell
        rows += [f'{key},"Value",84000,"A"', f'{key},"Confidence",' + (',"Q"' if small else '4000,"A"')]
    found = observations("nomis-aps-activity", answer(*rows, heading=APS)).set_index("measure")
    assert found.loc["aps-employment-16-64", ["row", "lower", "upper", "interval"]].tolist() == [
        6,
        80000,
        88000,
        "sampling",
    ]
    assert found.loc["aps-unemployment-16-64", "status"] == "u"
    assert set(found["period"]) == {"2021-01/2021-12"}


def test_enterprises() -> None:
    heading = '"DATE_NAME","GEOGRAPHY_CODE","INDUSTRY_NAME","EMPLOYMENT_SIZEBAND_NAME","LEGAL_STATUS_NAME","OBS_VALUE",'
    heading += '"OBS_STATUS","RECORD_OFFSET","RECORD_COUNT"'
    rows = [
        '"2024","E06000055","Total","Total","Total",7200,"A"',
        '"2024","E06000055","Total","Large (250+)","Total",30,"A"',
    ]
    found = observations("nomis-business-counts", answer(*rows, heading=heading))
    assert found[["measure", "period", "value"]].values.tolist() == [
        ["ubc-enterprises", "2024-03", 7200],
        ["ubc-enterprises-by-size", "2024-03", 30],
    ]


def test_employment_by_sector() -> None:
    heading = '"DATE_NAME","GEOGRAPHY_CODE","INDUSTRY_NAME","EMPLOYMENT_STATUS_NAME","OBS_VALUE","OBS_STATUS",'
    heading += '"RECORD_OFFSET","RECORD_COUNT"'
    row = f'"2023","E06000055","{SECTIONS[2]}","Employment",7000,"A"'
    found = observations("nomis-bres", answer(row, heading=heading))
    assert found[["area", "period", "breakdown", "value"]].values.tolist() == [
        ["E06000055", "2023-09", '{"industry":"C Manufacturing"}', 7000]
    ]
    other = answer(row.replace('"Employment"', '"Employees"'), heading=heading)
    assert "'Employees' is a new code" in fault("nomis-bres", other)
    assert "a web page" in fault("nomis-bres", b"<html></html>")


@pytest.mark.parametrize(("said", "status"), [("A", "final"), ("P", "p"), ("E", "e")])
def test_a_provisional_value_stays_provisional(said: str, status: str) -> None:
    content = answer(f'"March 2023","E06000055","Total","{ALL}","{COUNT}",4450,"{said}"')
    found = observations("nomis-claimants", content)
    assert found[["value", "status"]].values.tolist() == [[4450, status]]


def test_job_density() -> None:
    heading = '"DATE_NAME","GEOGRAPHY_CODE","ITEM_NAME","OBS_VALUE","OBS_STATUS","RECORD_OFFSET","RECORD_COUNT"'
    found = observations("nomis-job-density", answer('"2023","E06000055","Jobs density",0.85,"A"', heading=heading))
    assert found[["area", "period", "value", "lower"]].values.tolist() == [["E06000055", "2023", 0.85, 0.845]]


def test_every_request_asks_for_the_columns_that_are_read_and_how_many_rows_there_are() -> None:
    asked = [one for id, source in all_sources().items() if id.startswith("nomis-") for one in source.requests]
    assert len(asked) == 8
    for request in asked:
        assert request.address.startswith("https://www.nomisweb.co.uk/api/v01/dataset/NM_")
        assert {"OBS_VALUE", "OBS_STATUS", "RECORD_COUNT"} <= set(request.parameters["select"].split(","))
        assert (request.pages, request.key) == ("nomis", "NOMIS_KEY")

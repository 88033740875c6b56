"""Job density: jobs for each resident aged 16 to 64."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from watling.packs.contract import Measure
from watling.sources.contract import Column, Contract
from watling.sources.readers.nomis_api import STATUSES, api_rows, is_answer, request, statuses
from watling.sources.readers.nomis_places import PLACE, codes
from watling.sources.source import Source, number, observed, rounded

API_COLUMNS = {
    "DATE_NAME": "date",
    "GEOGRAPHY_CODE": "area",
    "ITEM_NAME": "kind",
    "OBS_VALUE": "value",
    "OBS_STATUS": "status",
}


def _recognises(_name: str, content: bytes) -> bool:
    return is_answer(content, "ITEM", "density")


def _rows(content: bytes, file: Path) -> pd.DataFrame:
    return api_rows(content, file, API_COLUMNS)


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.assign(code=codes(rows["area"], date.max))
    rows = rows[rows["code"] != ""]
    value = number(rows["value"])
    return observed(
        rows,
        measure="job-density",
        area=rows["code"],
        period=rows["date"],
        column="OBS_VALUE",
        published=rows["value"],
        value=value,
        status=statuses(rows, value),
        **rounded(value, 0.01),
    )


source = Source(
    title="Job density",
    publisher="Office for National Statistics, Nomis",
    address="https://www.nomisweb.co.uk/datasets/jd",
    cadence="yearly, about fourteen months after the year",
    contract=Contract(
        columns={
            "area": Column(pattern=PLACE),
            "date": Column(pattern=r"\d{4}"),
            "kind": Column(pattern="Jobs? density"),
            "value": Column(pattern=r"(\d+([.]\d+)?)?"),
            "status": Column(required=False, codes=tuple(STATUSES)),
        },
        rows=(350, 20_000),
        areas={"lad": 350},
        measures=(Measure(measure="job-density", unit="jobs per resident", minimum=0, rounded_to=0.01),),
        periods=("year",),
    ),
    recognises=_recognises,
    rows=_rows,
    observe=_observe,
    requests=(request("NM_57_1", API_COLUMNS, file="job-density.csv", date="2000-latest", item="3", measures="20100"),),
    by_period=True,
    note="Jobs are those of employees, the self-employed, government-supported trainees and the armed forces.",
)

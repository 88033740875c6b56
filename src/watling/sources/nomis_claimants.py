"""Claimants: the monthly count of people who claim benefits principally because they are unemployed, by sex and age."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pandas as pd

from watling.packs.contract import Measure
from watling.sources.contract import Column, Contract, check_names
from watling.sources.observation import breakdown_texts
from watling.sources.readers.csv import csv_rows
from watling.sources.readers.nomis_api import STATUSES, api_rows, is_answer, request, statuses
from watling.sources.readers.nomis_places import PLACE, codes
from watling.sources.source import Source, number, observed

COUNT, PROPORTION = "Claimant count", "Claimants as a proportion of residents aged 16-64"
MEASURES = {COUNT: "claimant-count", PROPORTION: "claimant-proportion"}
PARTS = "claimant-count-by-sex-and-age"
EVERYBODY = "All categories: Age 16+"
SEXES = {"Total": "", "Male": "Male", "Female": "Female"}
AGES = {EVERYBODY: "", "Aged 16-24": "16-24", "Aged 25-49": "25-49", "Aged 50+": "50+"}

API_COLUMNS = {
    "DATE_NAME": "date",
    "GEOGRAPHY_CODE": "area",
    "GENDER_NAME": "sex",
    "AGE_NAME": "age",
    "MEASURE_NAME": "kind",
    "OBS_VALUE": "value",
    "OBS_STATUS": "status",
}

TABLE = {"area_code": "area", "area_name": "name", "period": "date", "indicator": "kind", "value": "value"}
"""The columns of a table of some authorities that are read; ``measure`` and ``units`` follow from ``indicator``."""


def _recognises(_name: str, content: bytes) -> bool:
    start = content[:2000].lstrip(b"\xef\xbb\xbf").decode("utf-8", "replace")
    table = start.startswith(f"{','.join(TABLE)}".replace("indicator,value", "indicator,measure,units,value"))
    return (table and COUNT in start) or is_answer(content, "GENDER", "AGE", "claimant")


def _rows(content: bytes, file: Path) -> pd.DataFrame:
    if not content.lstrip(b"\xef\xbb\xbf").startswith(b"area_code"):
        return api_rows(content, file, API_COLUMNS)
    rows = csv_rows(content, file).rename(columns=TABLE).drop(columns=["measure", "units"], errors="ignore")
    if {"area", "name"} <= set(rows.columns):
        check_names(file, rows, "area", "name")
    rows = rows.drop(columns="name", errors="ignore").assign(sex="Total", age=EVERYBODY)
    rows.attrs["form"] = "table"
    return rows


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.assign(code=codes(rows["area"], date.max))
    rows = rows[rows["code"] != ""]
    value = number(rows["value"])
    half = rows["kind"].map({COUNT: 2.5, PROPORTION: 0.05})
    return observed(
        rows,
        measure=rows["kind"].map(MEASURES).mask(rows["sex"].ne("Total") | rows["age"].ne(EVERYBODY), PARTS),
        area=rows["code"],
        period=rows["date"].map({text: f"{datetime.strptime(text, '%B %Y'):%Y-%m}" for text in rows["date"].unique()}),
        breakdown=breakdown_texts(pd.DataFrame({"sex": rows["sex"].map(SEXES), "age": rows["age"].map(AGES)})),
        column="value" if rows.attrs["form"] == "table" else "OBS_VALUE",
        published=rows["value"],
        value=value,
        status=statuses(rows, value),
        lower=(value - half).clip(lower=0),
        upper=value + half,
        interval=value.notna().map({True: "rounding", False: ""}),
    )


def _part(_name: str, rows: pd.DataFrame) -> str:
    if rows.attrs["form"] == "table":
        return "some authorities"
    return "all claimants" if set(rows["sex"]) == {"Total"} else "by sex and age"


source = Source(
    title="Claimant count by sex and age",
    publisher="Office for National Statistics, Nomis",
    address="https://www.nomisweb.co.uk/datasets/ucjsa",
    cadence="monthly",
    contract=Contract(
        columns={
            "area": Column(pattern=PLACE),
            "date": Column(pattern=r"[A-Z][a-z]+ \d{4}"),
            "kind": Column(codes=tuple(MEASURES)),
            "sex": Column(codes=tuple(SEXES)),
            "age": Column(codes=tuple(AGES)),
            "value": Column(pattern=r"(\d+([.]\d+)?)?"),
            "status": Column(required=False, codes=tuple(STATUSES)),
        },
        rows=(350, 1_000_000),
        areas={"lad": 350},
        measures=(
            Measure(measure="claimant-count", unit="people", minimum=0, rounded_to=5, whole=True),
            Measure(measure=PARTS, unit="people", minimum=0, rounded_to=5, whole=True),
            Measure(measure="claimant-proportion", unit="percent", minimum=0, maximum=100, rounded_to=0.1),
        ),
        periods=("month",),
    ),
    recognises=_recognises,
    rows=_rows,
    observe=_observe,
    requests=tuple(
        request("NM_162_1", API_COLUMNS, file=file, date=dates, gender=sex, age=age, measure=kind, measures="20100")
        for file, dates, sex, age, kind in (
            ("claimants.csv", "2013-01-latest", "0", "0", "1,2"),
            ("claimants-by-sex-and-age.csv", "latestMINUS36-latest", "1,2", "2...4", "1"),
        )
    ),
    part=_part,
    by_period=True,
    note=(
        "Counts are rounded to 5, and are not adjusted for the season. The newest month is provisional. Wards and "
        "constituencies are left out."
    ),
)

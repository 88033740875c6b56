"""Vacancies and unemployed people in the United Kingdom, three months at a time (VACS01)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from watling.packs.contract import Measure
from watling.sources.contract import Column, Contract
from watling.sources.readers.ons_workbook import MARKS, QUARTER, plain, quarter, quarterly_rows, sheets
from watling.sources.source import Request, Source, named, number, observed, rounded

SHEET = "VACS01"
PER_VACANCY = "Number of unemployed people per vacancy"
THOUSANDS = {"All Vacancies (thousands)": "ons-vacancies", "Unemployment (thousands)": "ons-unemployed"}
ADDRESS = (
    "https://www.ons.gov.uk/employmentandlabourmarket/peoplenotinwork/unemployment/datasets/"
    "vacanciesandunemploymentvacs01"
)


def _rows(content: bytes, file: Path) -> pd.DataFrame:
    sheet = sheets(content, file, [SHEET])[SHEET]
    return quarterly_rows(sheet, sheet.iloc[3].map(plain))


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    status = rows["Mark"].map(MARKS)
    one = []
    for heading, measure in (THOUSANDS | {PER_VACANCY: "ons-unemployed-per-vacancy"}).items():
        unit, scale = (0.1, 1) if heading == PER_VACANCY else (1000.0, 1000)
        value = number(rows[heading]) * scale
        one.append(
            observed(
                rows,
                measure=measure,
                area="K02000001",
                period=rows["Period"].map(quarter),
                column=f"{SHEET}!{heading}",
                published=rows[heading],
                value=value,
                status=status.mask(value.isna(), "x"),
                **rounded(value, unit),
            )
        )
    return pd.concat(one, ignore_index=True)


source = Source(
    title="Vacancies and unemployment (VACS01)",
    publisher="Office for National Statistics",
    address=ADDRESS,
    cadence="monthly",
    contract=Contract(
        columns={
            "Period": Column(pattern=QUARTER),
            "Mark": Column(codes=tuple(MARKS)),
        }
        | {name: Column(pattern=r"[0-9]+|[.][.]") for name in THOUSANDS}
        | {PER_VACANCY: Column(pattern=r"[0-9]+([.][0-9]+)?|[.][.]")},
        rows=(240, 1000),
        areas={"united kingdom": 1},
        measures=(
            Measure(measure="ons-vacancies", unit="vacancies", minimum=0, rounded_to=1000),
            Measure(measure="ons-unemployed", unit="people", minimum=0, rounded_to=1000),
            Measure(measure="ons-unemployed-per-vacancy", unit="people per vacancy", minimum=0, rounded_to=0.1),
        ),
        periods=("interval",),
    ),
    recognises=named(r"(.*[^a-z0-9])?vacs01([^0-9].*)?[.]xlsx?"),
    rows=_rows,
    observe=_observe,
    requests=(Request(ADDRESS, file="vacs01.xlsx", links=(r"/current/vacs01[a-z0-9]*[.]xlsx?",)),),
    note=(
        "Averages of three months, seasonally adjusted, published in thousands. Vacancies are employers' answers to "
        "the Vacancy Survey and leave out agriculture, forestry and fishing; unemployed people are of the Labour Force "
        "Survey and one period behind. Only the United Kingdom."
    ),
)

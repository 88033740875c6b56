"""Vacancies in the United Kingdom by industry, three months at a time (VACS02)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from watling.packs.contract import Measure
from watling.sources.contract import Column, Contract
from watling.sources.observation import breakdown_text
from watling.sources.readers.ons_workbook import MARKS, QUARTER, plain, quarter, quarterly_rows, sheets
from watling.sources.source import Request, Source, named, number, observed, rounded

SHEET = "levels"
MEASURE = "ons-vacancies-by-industry"
INDUSTRIES = {
    "B-S All vacancies": "",
    "B Mining & quarrying": "Mining and quarrying",
    "C Manufacturing": "Manufacturing",
    "D Electricity, gas, steam & air conditioning supply": "Electricity, gas, steam and air conditioning supply",
    "E Water supply, sewerage, waste & remediation activities": (
        "Water supply; sewerage, waste management and remediation activities"
    ),
    "F Construction": "Construction",
    "G Wholesale & retail trade; repair of motor vehicles and motor cycles": (
        "Wholesale and retail trade; repair of motor vehicles and motorcycles"
    ),
    "H Transport & storage": "Transportation and storage",
    "I Accommodation & food service activities": "Accommodation and food service activities",
    "J Information & communication": "Information and communication",
    "K Financial & insurance activities": "Financial and insurance activities",
    "L Real estate activities": "Real estate activities",
    "M Professional scientific & technical activities": "Professional, scientific and technical activities",
    "N Administrative & support service activities": "Administrative and support service activities",
    "O Public admin & defence; compulsory social security": (
        "Public administration and defence; compulsory social security"
    ),
    "P Education": "Education",
    "Q Human health & social work activities": "Human health and social work activities",
    "R Arts, entertainment & recreation": "Arts, entertainment and recreation",
    "S Other service activities": "Other service activities",
}
"""The columns that are read, each with the letter of its section, and the section's title in SIC 2007."""

OTHERS = ("G-S Total services", "45 Motor Trades", "46 Wholesale", "47 Retail")
ADDRESS = (
    "https://www.ons.gov.uk/employmentandlabourmarket/peoplenotinwork/unemployment/datasets/vacanciesbyindustryvacs02"
)


def _rows(content: bytes, file: Path) -> pd.DataFrame:
    sheet = sheets(content, file, [SHEET])[SHEET]
    headings = (sheet.iloc[4] + " " + sheet.iloc[3].map(plain)).str.strip()
    return quarterly_rows(sheet, headings)


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    status, period = rows["Mark"].map(MARKS), rows["Period"].map(quarter)
    one = []
    for heading, industry in INDUSTRIES.items():
        value = number(rows[heading]) * 1000
        one.append(
            observed(
                rows,
                measure=MEASURE,
                area="K02000001",
                period=period,
                breakdown=breakdown_text({"industry": industry} if industry else {}),
                column=f"{SHEET}!{heading}",
                published=rows[heading],
                value=value,
                status=status.mask(value.isna(), "x"),
                **rounded(value, 1000),
            )
        )
    return pd.concat(one, ignore_index=True)


source = Source(
    title="Vacancies by industry (VACS02)",
    publisher="Office for National Statistics",
    address=ADDRESS,
    cadence="monthly",
    contract=Contract(
        columns={
            "Period": Column(pattern=QUARTER),
            "Mark": Column(codes=tuple(MARKS)),
        }
        | {name: Column(pattern=r"[0-9]+|[.][.]") for name in (*INDUSTRIES, *OTHERS)},
        rows=(240, 1000),
        areas={"united kingdom": 1},
        measures=(Measure(measure=MEASURE, unit="vacancies", minimum=0, rounded_to=1000),),
        periods=("interval",),
    ),
    recognises=named(r"(.*[^a-z0-9])?vacs02([^0-9].*)?[.]xlsx?"),
    rows=_rows,
    observe=_observe,
    requests=(Request(ADDRESS, file="vacs02.xlsx", links=(r"/current/vacs02[a-z0-9]*[.]xlsx?",)),),
    note=(
        "Averages of three months, published in thousands and seasonally adjusted, but for energy supply and real "
        "estate. Employers' own answers to the Vacancy Survey, without agriculture, forestry and fishing. Only the "
        "United Kingdom; the three divisions of wholesale and retail trade and the ratios to jobs are not read."
    ),
)

"""Enterprises by size and by industry: UK Business Counts, a snapshot of the Inter-Departmental Business Register."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd

from watling.packs.contract import Measure
from watling.sources.contract import Column, Contract
from watling.sources.observation import breakdown_texts
from watling.sources.readers.nomis_api import STATUSES, api_rows, is_answer, request, statuses
from watling.sources.readers.nomis_places import PLACE, codes, misdrawn
from watling.sources.readers.nomis_workbook import downloaded, holds, is_workbook, workbook_rows
from watling.sources.source import Source, number, observed, rounded

SIZES = {
    "Total": "",
    "Micro (0 to 9)": "Micro 0-9",
    "Small (10 to 49)": "Small 10-49",
    "Medium-sized (50 to 249)": "Medium 50-249",
    "Large (250+)": "Large 250+",
}
"""Bands of employment as the table writes them, and as they are shown."""

INDUSTRIES = (
    "1 : Agriculture, forestry & fishing (A)",
    "2 : Mining, quarrying & utilities (B,D and E)",
    "3 : Manufacturing (C)",
    "4 : Construction (F)",
    "5 : Motor trades (Part G)",
    "6 : Wholesale (Part G)",
    "7 : Retail (Part G)",
    "8 : Transport & storage (inc postal) (H)",
    "9 : Accommodation & food services (I)",
    "10 : Information & communication (J)",
    "11 : Financial & insurance (K)",
    "12 : Property (L)",
    "13 : Professional, scientific & technical (M)",
    "14 : Business administration & support services (N)",
    "15 : Public administration & defence (O)",
    "16 : Education (P)",
    "17 : Health (Q)",
    "18 : Arts, entertainment, recreation & other services (R,S,T and U)",
)
"""The 18 broad industry groups, with the sections of SIC 2007 they are made of."""

SHOWN = {text: re.sub(r"^\d+ : | \([^()]*\)$", "", text) for text in INDUSTRIES} | {"Total": ""}

API_COLUMNS = {
    "DATE_NAME": "date",
    "GEOGRAPHY_CODE": "area",
    "INDUSTRY_NAME": "industry",
    "EMPLOYMENT_SIZEBAND_NAME": "cell",
    "LEGAL_STATUS_NAME": "legal status",
    "OBS_VALUE": "value",
    "OBS_STATUS": "status",
}

MEASURES = ("ubc-enterprises", "ubc-enterprises-by-size", "ubc-enterprises-by-industry")
"""All, of a size, of an industry: each is a count of its own, so that no total counts an enterprise twice."""


def _recognises(_name: str, content: bytes) -> bool:
    workbook = holds(content, "UK Business Counts - enterprises", "Micro (0 to 9)")
    return workbook or is_answer(content, "EMPLOYMENT_SIZEBAND", "LEGAL_STATUS")


def _rows(content: bytes, file: Path) -> pd.DataFrame:
    if not is_workbook(content):
        return api_rows(content, file, API_COLUMNS)
    return workbook_rows(content, file, ("date", "industry", "legal status")).drop(columns=["flag", "conf"])


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    on = rows.attrs.get("on")
    rows = rows.assign(code=codes(rows["area"], date.fromisoformat(on) if on else date.max))
    rows = rows[rows["code"] != ""]
    rows = rows[~rows["code"].isin(misdrawn(rows, number(rows["value"]), ["date", "industry", "cell"], 5))]
    rows = rows[rows["industry"].eq("Total") | rows["cell"].eq("Total")]
    value = number(rows["value"])
    breakdown = pd.DataFrame({"industry": rows["industry"].map(SHOWN), "size": rows["cell"].map(SIZES)})
    every, by_size, by_industry = MEASURES
    measure = pd.Series(every, rows.index).mask(breakdown["size"] != "", by_size)
    return observed(
        rows,
        measure=measure.mask(breakdown["industry"] != "", by_industry),
        area=rows["code"],
        period=rows["date"] + "-03",
        breakdown=breakdown_texts(breakdown),
        column=f"{rows.attrs['sheet']}!" + rows["cell"] if rows.attrs["form"] == "workbook" else "OBS_VALUE",
        published=rows["value"],
        value=value,
        status=statuses(rows, value),
        **rounded(value, 5),
    )


def _part(_name: str, rows: pd.DataFrame) -> str:
    return "all industries" if set(rows["industry"]) == {"Total"} else "by industry"


source = Source(
    title="UK Business Counts: enterprises by size and by industry",
    publisher="Office for National Statistics, Nomis",
    address="https://www.nomisweb.co.uk/datasets/idbrent",
    cadence="yearly, in September or October, for March",
    contract=Contract(
        columns={
            "area": Column(pattern=PLACE),
            "date": Column(pattern=r"\d{4}"),
            "industry": Column(codes=("Total", *INDUSTRIES)),
            "legal status": Column(codes=("Total",)),
            "cell": Column(codes=tuple(SIZES)),
            "value": Column(pattern=r"\d*"),
            "status": Column(required=False, codes=tuple(STATUSES)),
        },
        rows=(350, 800_000),
        areas={"lad": 350},
        measures=tuple(
            Measure(measure=name, unit="enterprises", minimum=0, rounded_to=5, whole=True) for name in MEASURES
        ),
        periods=("month",),
    ),
    recognises=_recognises,
    rows=_rows,
    observe=_observe,
    requests=tuple(
        request(
            "NM_142_1",
            API_COLUMNS,
            file=file,
            date="latestMINUS4-latest",
            industry=industry,
            employment_sizeband=sizes,
            legal_status="0",
            measures="20100",
        )
        for file, industry, sizes in (
            ("business-counts-by-size.csv", "37748736", "0,10,20,30,40"),
            ("business-counts-by-industry.csv", "163577857...163577874", "0"),
        )
    ),
    part=_part,
    by_period=True,
    published=downloaded,
    note=(
        "Counts are rounded to 5, so that a zero may be one or two. Of one industry the sizes are not read. Businesses "
        "without employees on PAYE and below the VAT threshold are not on the register. Areas that are not local "
        "authorities, regions, countries, LSIP areas, combined authorities or LEPs are left out, and so is an area "
        "that somebody drew whose values are not the sums of its authorities'."
    ),
)

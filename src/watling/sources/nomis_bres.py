"""Employment by sector: the Business Register and Employment Survey, open access."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from watling.errors import InputError
from watling.packs.contract import Measure
from watling.sources.contract import Column, Contract
from watling.sources.observation import breakdown_texts
from watling.sources.readers.csv import csv_rows
from watling.sources.readers.nomis_api import STATUSES, api_rows, is_answer, request, statuses
from watling.sources.readers.nomis_places import PLACE, codes
from watling.sources.source import Source, number, observed

SECTIONS = (
    "A : Agriculture, forestry and fishing",
    "B : Mining and quarrying",
    "C : Manufacturing",
    "D : Electricity, gas, steam and air conditioning supply",
    "E : Water supply; sewerage, waste management and remediation activities",
    "F : Construction",
    "G : Wholesale and retail trade; repair of motor vehicles and motorcycles",
    "H : Transportation and storage",
    "I : Accommodation and food service activities",
    "J : Information and communication",
    "K : Financial and insurance activities",
    "L : Real estate activities",
    "M : Professional, scientific and technical activities",
    "N : Administrative and support service activities",
    "O : Public administration and defence; compulsory social security",
    "P : Education",
    "Q : Human health and social work activities",
    "R : Arts, entertainment and recreation",
    "S : Other service activities",
    "T : Activities of households as employers;undifferentiated goods-and services-producing activities of households "
    "for own use",
    "U : Activities of extraterritorial organisations and bodies",
)
"""The sections of SIC 2007. The file has the 18 broad groups too, which are the same jobs again and are left out."""

API_COLUMNS = {
    "DATE_NAME": "date",
    "GEOGRAPHY_CODE": "area",
    "INDUSTRY_NAME": "industry",
    "EMPLOYMENT_STATUS_NAME": "kind",
    "OBS_VALUE": "value",
    "OBS_STATUS": "status",
}

ROUNDING = ((0, 5, 10), (50, 25, 50), (250, 50, 100), (500, 100, 200), (1000, 250, 500), (2500, 500, 1000))
LARGEST = (5000, 1000, 2000)
"""From each size on, what an estimate is rounded to: ordinarily, and where it could identify a business (ONS, Rounding
of Business Register and Employment Survey estimates, nomisweb.co.uk/articles/1103.aspx)."""


def bounds(value: pd.Series) -> dict[str, pd.Series]:
    """The bounds that the survey's rounding leaves. A number that is a multiple of the stricter unit may have been
    rounded to it. Below a limit of size the unit of smaller estimates counts, above it that of larger ones.

    >>> made = bounds(pd.Series([0.0, 30.0, 125.0, 250.0, 7000.0, 12000.0]))
    >>> list(made["lower"]), list(made["upper"])
    ([0.0, 25.0, 112.5, 225.0, 6500.0, 11000.0], [5.0, 35.0, 137.5, 275.0, 7500.0, 13000.0])
    """
    sizes, usual, strict = (np.array(each, dtype=float) for each in zip(*ROUNDING, LARGEST, strict=True))
    published = value.to_numpy(float)

    def unit(side: str) -> np.ndarray:
        place = np.searchsorted(sizes, np.nan_to_num(published), side=side).clip(1) - 1  # type: ignore[call-overload]
        return np.asarray(np.where(published % strict[place] == 0, strict[place], usual[place]), dtype=float)

    lower = pd.Series(published - unit("left") / 2, value.index).clip(lower=0)
    interval = value.notna().map({True: "rounding", False: ""})
    return {"lower": lower, "upper": value + unit("right") / 2, "interval": interval}


def _recognises(_name: str, content: bytes) -> bool:
    start = content[:200].lstrip(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return start.startswith(f'Area,"{SECTIONS[0]}",Flags') or is_answer(content, "EMPLOYMENT_STATUS")


def _rows(content: bytes, file: Path) -> pd.DataFrame:
    """The values, one a row. The table of sectors by area has a second heading below the first, and its year only in
    the file's name."""
    if is_answer(content, "EMPLOYMENT_STATUS") or content.lstrip()[:1] in (b"{", b"", b"<"):
        return api_rows(content, file, API_COLUMNS).assign(flag="")
    wide = csv_rows(content, file)
    year = re.search(r"(?<!\d)(20\d{2})(?!\d)", file.name)
    if year is None:
        expected = "a name such as Employment_by_sector_-_BRES_2019.csv"
        raise InputError(file, "neither the file nor its name says of which year it is", expected=expected)
    headings = [name for name in wide.columns if name != "Area" and not name.startswith("Flags")]
    missing = [name for name in SECTIONS if name not in headings]
    if missing or "Area" not in wide.columns:
        name = missing[0] if missing else "Area"
        raise InputError(file, "the column is missing", row=1, column=name, expected="the sections of SIC 2007")
    wide = wide[wide["Area"] != ""]
    columns = list(wide.columns)
    rows = pd.concat(
        pd.DataFrame(
            {
                "area": wide["Area"],
                "industry": heading,
                "value": wide[heading],
                "flag": wide[columns[columns.index(heading) + 1]],
            }
        )
        for heading in SECTIONS
    ).assign(date=year[1], kind="Employment")
    rows.attrs["form"] = "table"
    return rows


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.assign(code=codes(rows["area"], date.max))
    rows = rows[rows["code"] != ""]
    value = number(rows["value"])
    industry = rows["industry"].str.replace(" : ", " ", regex=False).str.replace(";und", "; und", regex=False)
    return observed(
        rows,
        measure="bres-employment",
        area=rows["code"],
        period=rows["date"] + "-09",
        breakdown=breakdown_texts(pd.DataFrame({"industry": industry})),
        column=rows["industry"] if rows.attrs["form"] == "table" else "OBS_VALUE",
        published=rows["value"],
        value=value,
        status=statuses(rows, value),
        **bounds(value),
    )


source = Source(
    title="Business Register and Employment Survey: employment by sector",
    publisher="Office for National Statistics, Nomis",
    address="https://www.nomisweb.co.uk/datasets/newbres6pub",
    cadence="yearly, in autumn, for September of the year before",
    contract=Contract(
        columns={
            "area": Column(pattern=PLACE),
            "date": Column(pattern=r"\d{4}"),
            "industry": Column(codes=SECTIONS),
            "kind": Column(codes=("Employment",)),
            "value": Column(pattern=r"\d*"),
            "flag": Column(codes=("",)),
            "status": Column(required=False, codes=tuple(STATUSES)),
        },
        rows=(200 * len(SECTIONS), 400_000),
        areas={"lad": 60},
        measures=(Measure(measure="bres-employment", unit="jobs", minimum=0, whole=True),),
        periods=("month",),
    ),
    recognises=_recognises,
    rows=_rows,
    observe=_observe,
    requests=(
        request(
            "NM_189_1",
            API_COLUMNS,
            file="bres.csv",
            date="latestMINUS4-latest",
            industry="150994945...150994965",
            employment_status="4",
            measure="1",
            measures="20100",
        ),
    ),
    by_period=True,
    note=(
        "Employees and working owners, where they work. Estimates are rounded the more the larger they are; no "
        "sampling error is published with them. Of the table by NUTS 3 area those are read that are one local "
        "authority or one county. Farms that are not on the register are not counted in section A."
    ),
)

"""Online job adverts by local authority, January 2017 to January 2022 (ONS with Adzuna)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from watling.errors import InputError, raise_all
from watling.packs.contract import Measure
from watling.places.areas import UnknownArea, find_area
from watling.sources.contract import Column, Contract
from watling.sources.readers import ons_workbook
from watling.sources.source import Source, named, number, observed, rounded

MEASURE = "ons-online-adverts"
AUTHORITIES, EXCLUDED = "1", "4"
VINTAGE = date(2021, 5, 1)
MISSPELT = {"East Ayshire": "East Ayrshire"}
EXCLUDED_NOTE = "left out by the publisher for the quality of its data"


def _rows(content: bytes, file: Path) -> pd.DataFrame:
    """A row for each cell: its sheet, its authority as it is called there and as a code, its heading and itself."""
    found = ons_workbook.sheets(content, file, (AUTHORITIES, EXCLUDED))
    sheet, excluded = found[AUTHORITIES], found[EXCLUDED].iloc[3:]
    lines, headings = sheet.iloc[4:], sheet.iloc[3]
    cells = []
    for column in sheet.columns[2:]:
        year = str(headings[column])
        cells += [
            pd.DataFrame({"sheet": AUTHORITIES, "name": lines[0].str.strip(), "heading": year, "cell": lines[column]}),
            pd.DataFrame({"sheet": EXCLUDED, "name": excluded[0].str.strip(), "heading": year, "cell": ""}),
        ]
    rows = pd.concat(cells)
    rows = rows[rows["name"].ne("")]
    return rows.assign(code=_codes(file, rows))


def _codes(file: Path, rows: pd.DataFrame) -> pd.Series:
    """The code of each row's area, as of May 2021. Raises InputErrors for a name that is none's."""
    codes: dict[str, str] = {}
    errors = []
    for row, name in rows["name"].drop_duplicates().items():
        try:
            codes[name] = find_area(MISSPELT.get(name, name), VINTAGE).code
        except UnknownArea as error:
            errors.append(InputError(file, str(error).rstrip("."), row=int(str(row)), column="Local authority"))
    raise_all(errors)
    return rows["name"].map(codes)


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    value = number(rows["cell"])
    return observed(
        rows,
        measure=MEASURE,
        area=rows["code"],
        period=rows["heading"] + "-01",
        column=rows["sheet"] + "!" + rows["heading"],
        published=rows["cell"],
        value=value,
        note=rows["sheet"].map({EXCLUDED: EXCLUDED_NOTE}).fillna(""),
        **rounded(value, 0.1),
    )


source = Source(
    title="Labour demand indicators by local authority: online job adverts in January",
    publisher="Office for National Statistics",
    address=(
        "https://www.ons.gov.uk/peoplepopulationandcommunity/healthandsocialcare/conditionsanddiseases/articles/"
        "labourdemandindicatorsbylocalauthority/january2022"
    ),
    cadence="once, in May 2022",
    contract=Contract(
        columns={
            "sheet": Column(codes=(AUTHORITIES, EXCLUDED)),
            "name": Column(),
            "code": Column(),
            "heading": Column(pattern=r"20\d\d"),
            "cell": Column(pattern=r"([0-9]+([.][0-9]+)?)?"),
        },
        rows=(2200, 2300),
        areas={"lad": 374},
        measures=(Measure(measure=MEASURE, unit="units of adverts", minimum=0, rounded_to=0.1),),
        periods=("month",),
    ),
    recognises=named(r".*online_job_adverts_by_local_authority.*[.]xlsx"),
    rows=_rows,
    observe=_observe,
    published=ons_workbook.published,
    note=(
        "Adverts divided by a set number that is not published, so values are sizes against each other and not counts "
        "of adverts. Averages of weekly snapshots in January. Adverts whose authority is not known are in no value: "
        "61% to 79% of London's, 3% to 29% elsewhere. Of 43 authorities nothing is published. Regions are not read: "
        "Redbridge is counted in the East of England, Middlesbrough and Redcar and Cleveland in Yorkshire and The "
        "Humber, and South Derbyshire in the West Midlands."
    ),
)

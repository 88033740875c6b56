"""Code-Point Open: every postcode of Great Britain with its place and its local authority, by postcode area."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pandas as pd
import pyarrow as pa

from watling.errors import InputError
from watling.places.areas import areas
from watling.sources.contract import Column, Contract
from watling.sources.source import Request, Source, number

HEADINGS = (
    "Postcode",
    "Positional_quality_indicator",
    "Eastings",
    "Northings",
    "Country_code",
    "NHS_regional_HA_code",
    "NHS_HA_code",
    "Admin_county_code",
    "Admin_district_code",
    "Admin_ward_code",
)
"""The columns, which the files do not name; from the product's own list of column headers."""

UNPLACED = "90"
"""The positional quality of a postcode of which no place is known: its easting and northing are 0."""

_FIRST = re.compile(rb'"[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}",[0-9]{2},[0-9]')


def _recognises(name: str, content: bytes) -> bool:
    return re.fullmatch(r"[a-z]{1,2}[.]csv", name.lower()) is not None and _FIRST.match(content) is not None


def _rows(content: bytes, file: Path) -> pd.DataFrame:
    try:
        rows = pd.read_csv(io.BytesIO(content), header=None, dtype=str, keep_default_na=False)
    except (ValueError, pd.errors.ParserError) as error:
        raise InputError(file, f"the file cannot be read as CSV: {error}", expected="ten columns, no heading") from None
    if len(rows.columns) != len(HEADINGS):
        raise InputError(file, f"the file has {len(rows.columns)} columns", expected=f"{len(HEADINGS)}")
    rows.columns = pd.Index(HEADINGS)
    rows.index = pd.RangeIndex(1, len(rows) + 1)
    return rows


def _part(_name: str, rows: pd.DataFrame) -> str:
    """A release holds one postcode area: the letters before the first digit."""
    return re.split("[0-9]", rows["Postcode"].iloc[0], maxsplit=1)[0]


def _published(file: Path, content: bytes) -> str | None:
    """The last day on which all its authorities were alive, for a file that is older than a change of them.

    So an earlier edition, whose day nobody has noted, does not take the place of a later one.
    """
    ends = [areas()[code].end for code in _rows(content, file)["Admin_district_code"].unique() if code in areas()]
    ended = [end for end in ends if end is not None]
    return min(ended).isoformat() if ended else None


def _table(rows: pd.DataFrame) -> pa.Table:
    placed = rows["Positional_quality_indicator"] != UNPLACED
    letters = rows["Postcode"].str.replace(" ", "", regex=False)
    table = {
        "postcode": pa.array(letters.str[:-3] + " " + letters.str[-3:], pa.string()),
        "easting": pa.array(number(rows["Eastings"]).where(placed).astype("Int32"), pa.int32()),
        "northing": pa.array(number(rows["Northings"]).where(placed).astype("Int32"), pa.int32()),
        "authority": pa.array(rows["Admin_district_code"], pa.string()),
        "ward": pa.array(rows["Admin_ward_code"], pa.string()),
    }
    return pa.table(table)


source = Source(
    title="Code-Point Open",
    publisher="Ordnance Survey",
    address="https://www.ordnancesurvey.co.uk/products/code-point-open",
    cadence="four times a year: February, May, August and November",
    contract=Contract(
        columns=dict.fromkeys(HEADINGS, Column())
        | {
            "Postcode": Column(pattern="[A-Z]{1,2}[0-9][0-9A-Z]? {0,2}[0-9][A-Z]{2}"),
            "Positional_quality_indicator": Column(pattern="[0-9]{2}"),
            "Eastings": Column(pattern="[0-9]{1,6}"),
            "Northings": Column(pattern="[0-9]{1,7}"),
            "Admin_district_code": Column(pattern="([EWS][0-9]{8})?"),
        },
        rows=(100, 60_000),
    ),
    recognises=_recognises,
    rows=_rows,
    table=_table,
    part=_part,
    published=_published,
    requests=(
        Request(
            address="https://api.os.uk/downloads/v1/products/CodePointOpen/downloads",
            parameters={"area": "GB", "format": "CSV", "redirect": ""},
            file="codepo_gb.zip",
            member="(.*/)?[a-z]{1,2}[.]csv",
        ),
    ),
    licence=(
        "Open Government Licence v3.0. Contains OS data © Crown copyright and database right. Contains Royal Mail data "
        "© Royal Mail copyright and database right. Contains National Statistics data © Crown copyright and database "
        "right"
    ),
    note="Great Britain, each file one postcode area. A postcode's place is a point in it, in metres of the grid.",
)

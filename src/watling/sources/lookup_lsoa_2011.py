"""Which local authority of 2021 each LSOA of 2011 lies in."""

from __future__ import annotations

from watling.sources.contract import Column, Contract
from watling.sources.readers.csv import csv_rows
from watling.sources.readers.places import GEOPORTAL, text_table
from watling.sources.source import Source, named

source = Source(
    title="LSOA (2011) to local authority (2021) lookup",
    publisher="Office for National Statistics",
    address=f"{GEOPORTAL}search?q=LUP_LSOA11",
    cadence="once",
    contract=Contract(
        columns={
            "lsoa11_name": Column(pattern=".+"),
            "lsoa11_code": Column(pattern="[EW]01[0-9]{6}"),
            "ltla21_name": Column(pattern=".+"),
            "ltla21_code": Column(pattern="[EW]0[6-9][0-9]{6}"),
        },
        rows=(34_000, 35_500),
    ),
    recognises=named(r"lookup_lsoa11_ltla21[.]csv"),
    rows=csv_rows,
    table=text_table({"lsoa_2011": "lsoa11_code", "name": "lsoa11_name", "authority": "ltla21_code"}),
    note="England and Wales. An LSOA lies in one local authority.",
)

"""What each LSOA of 2011 became in 2021, and its local authority of 2022."""

from __future__ import annotations

from watling.sources.contract import Column, Contract
from watling.sources.readers.csv import csv_rows
from watling.sources.readers.places import GEOPORTAL, text_table
from watling.sources.source import Source, named

source = Source(
    title="LSOA (2011) to LSOA (2021) to local authority (2022) lookup",
    publisher="Office for National Statistics",
    address=f"{GEOPORTAL}search?q=LUP_LSOA11_LSOA21",
    cadence="once",
    contract=Contract(
        columns={
            "lsoa11_name": Column(pattern=".+"),
            "lsoa11_code": Column(pattern="[EW]01[0-9]{6}"),
            "change_code": Column(codes=("U", "S", "M", "X")),
            "lsoa21_name": Column(pattern=".+"),
            "lsoa21_code": Column(pattern="[EW]01[0-9]{6}"),
            "ltla22_name": Column(pattern=".+"),
            "ltla22_code": Column(pattern="[EW]0[6-9][0-9]{6}"),
        },
        rows=(35_000, 37_000),
    ),
    recognises=named(r"lookup_lsoa11_lsoa21_ltla22[.]csv"),
    rows=csv_rows,
    table=text_table(
        {
            "lsoa_2011": "lsoa11_code",
            "lsoa_2021": "lsoa21_code",
            "name": "lsoa21_name",
            "change": "change_code",
            "authority": "ltla22_code",
        }
    ),
    note=(
        "England and Wales. The change is U (unchanged), S (split into several), M (merged with others) or X (neither: "
        "the two only overlap for the most part)."
    ),
)

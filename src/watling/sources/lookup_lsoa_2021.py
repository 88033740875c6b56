"""Which ward and local authority of 2024 each LSOA of 2021 lies in."""

from __future__ import annotations

from watling.sources.contract import Column, Contract
from watling.sources.readers.csv import csv_rows
from watling.sources.readers.places import GEOPORTAL, text_table
from watling.sources.source import Source, named

source = Source(
    title="LSOA (2021) to ward and local authority (2024) lookup",
    publisher="Office for National Statistics",
    address=f"{GEOPORTAL}search?q=LUP_LSOA21_WD24",
    cadence="once a year",
    contract=Contract(
        columns={
            "lsoa21_name": Column(pattern=".+"),
            "lsoa21_code": Column(pattern="[EW]01[0-9]{6}"),
            "ward24_name": Column(pattern=".+"),
            "ward24_code": Column(pattern="[EW]05[0-9]{6}"),
            "ltla24_name": Column(pattern=".+"),
            "ltla24_code": Column(pattern="[EW]0[6-9][0-9]{6}"),
        },
        rows=(35_000, 36_500),
    ),
    recognises=named(r"lookup_lsoa21_ward24_ltla24[.]csv"),
    rows=csv_rows,
    table=text_table(
        {
            "lsoa_2021": "lsoa21_code",
            "name": "lsoa21_name",
            "ward": "ward24_code",
            "ward_name": "ward24_name",
            "authority": "ltla24_code",
        }
    ),
    note="England and Wales. Wards are a best fit: an LSOA may reach into a second ward; its local authority is exact.",
)

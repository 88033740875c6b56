"""Rural or urban: the classification of 2021, of each LSOA of 2021."""

from __future__ import annotations

from watling.sources.contract import Column, Contract
from watling.sources.readers.csv import csv_rows
from watling.sources.readers.places import text_table
from watling.sources.source import Source, named

source = Source(
    title="Rural-urban classification 2021 of small areas (LSOA 2021)",
    publisher="Office for National Statistics and Department for Environment, Food and Rural Affairs",
    address="https://www.gov.uk/government/collections/rural-urban-classification",
    cadence="after each census",
    contract=Contract(
        columns={
            "lsoa21_code": Column(pattern="[EW]01[0-9]{6}"),
            "ruc21_code": Column(codes=("UN1", "UF1", "RLN1", "RLF1", "RSN1", "RSF1")),
            "classification": Column(pattern=".+"),
            "ruc": Column(codes=("Urban", "Rural")),
        },
        rows=(35_000, 36_500),
    ),
    recognises=named(r"ruc21_lsoa21[.]csv"),
    rows=csv_rows,
    table=text_table(
        {"lsoa_2021": "lsoa21_code", "code": "ruc21_code", "class": "classification", "rural_or_urban": "ruc"}
    ),
    note="England and Wales.",
)

"""Rural or urban: the classification of 2011, of each LSOA of 2011."""

from __future__ import annotations

from watling.sources.contract import Column, Contract
from watling.sources.readers.csv import csv_rows
from watling.sources.readers.places import text_table
from watling.sources.source import Source, named

source = Source(
    title="Rural-urban classification 2011 of small areas (LSOA 2011)",
    publisher="Office for National Statistics and Department for Environment, Food and Rural Affairs",
    address="https://www.gov.uk/government/collections/rural-urban-classification",
    cadence="after each census",
    contract=Contract(
        columns={
            "lsoa11_code": Column(pattern="[EW]01[0-9]{6}"),
            "ruc11_code": Column(codes=("A1", "B1", "C1", "C2", "D1", "D2", "E1", "E2")),
            "ruc": Column(codes=("Urban", "Rural")),
            "classification": Column(pattern=".+"),
        },
        rows=(34_000, 35_500),
    ),
    recognises=named(r"ruc11_lsoa11[.]csv"),
    rows=csv_rows,
    table=text_table(
        {"lsoa_2011": "lsoa11_code", "code": "ruc11_code", "class": "classification", "rural_or_urban": "ruc"}
    ),
    note="England and Wales. Not comparable with the classification of 2021, which measures nearness to towns anew.",
)

"""Rural or urban: the classification of 2021, of each local authority of 2024."""

from __future__ import annotations

from watling.sources.contract import Column, Contract
from watling.sources.readers.csv import csv_rows
from watling.sources.readers.places import text_table
from watling.sources.source import Source, named

source = Source(
    title="Rural-urban classification 2021 of local authorities (2024)",
    publisher="Office for National Statistics and Department for Environment, Food and Rural Affairs",
    address="https://www.gov.uk/government/collections/rural-urban-classification",
    cadence="after each census",
    contract=Contract(
        columns={
            "ltla24_code": Column(pattern="[EW]0[6-9][0-9]{6}"),
            "ruc21_code": Column(codes=("UUN", "UUF", "UIN", "UIF", "RIN", "RIF", "RMN", "RMF")),
            "classification": Column(pattern=".+"),
            "ruc": Column(codes=("Urban", "Rural")),
        },
        rows=(310, 325),
    ),
    recognises=named(r"ruc21_ltla24[.]csv"),
    rows=csv_rows,
    table=text_table(
        {"authority": "ltla24_code", "code": "ruc21_code", "class": "classification", "rural_or_urban": "ruc"}
    ),
    note="England and Wales. By where most of an authority's people live, and whether that is near a major town.",
)

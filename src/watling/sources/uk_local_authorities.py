"""The United Kingdom's local authorities, past and current, with their days, successors and other codes."""

from __future__ import annotations

from watling.sources.contract import Column, Contract
from watling.sources.readers.csv import csv_rows
from watling.sources.readers.places import text_table
from watling.sources.source import Source, named

OTHERS = (
    "official-name",
    "nation",
    "region",
    "local-authority-type",
    "county-la",
    "combined-authority",
    "alt-names",
    "former-gss-codes",
    "notes",
    "current-authority",
    "BS-6879",
    "ecode",
    "even-older-register-and-code",
    "gov-uk-slug",
    "area",
    "pop-2020",
    "x",
    "y",
    "lat",
    "long",
    "powers",
    "lower-or-unitary",
    "mapit-area-code",
    "ofcom",
    "old-ons-la-code",
    "old-register-and-code",
    "open-council-data-id",
    "os-file",
    "os",
    "snac",
    "wdtk-id",
)

source = Source(
    title="UK local authorities, past and current",
    publisher="mySociety",
    address="https://pages.mysociety.org/uk_local_authority_names_and_codes/datasets/uk_la_past_current/latest",
    cadence="when authorities change",
    contract=Contract(
        columns={
            "local-authority-code": Column(pattern="[A-Z0-9-]{2,6}"),
            "nice-name": Column(pattern=".+"),
            "gss-code": Column(pattern="([EWSN][0-9]{8})?"),
            "start-date": Column(pattern=r"(\d{4}-\d{2}-\d{2})?"),
            "end-date": Column(pattern=r"(\d{4}-\d{2}-\d{2})?"),
            "replaced-by": Column(),
            "local-authority-type-name": Column(pattern=".+"),
        }
        | {name: Column(required=False) for name in OTHERS},
        rows=(400, 700),
    ),
    recognises=named(r"uk_local_authorities(_current)?[.]csv"),
    rows=csv_rows,
    table=text_table(
        {
            "code": "gss-code",
            "register_code": "local-authority-code",
            "name": "nice-name",
            "start": "start-date",
            "end": "end-date",
            "replaced_by": "replaced-by",
            "type": "local-authority-type-name",
        }
    ),
    licence="Creative Commons Attribution 4.0",
    note=(
        "The end is the day an authority was replaced, not the last it was there. Each has the newest GSS code of its "
        "ground. Watling's own table of areas was made with it and is held against it."
    ),
)

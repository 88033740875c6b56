"""Fixed broadband coverage by local authority: premises that can have each kind of connection."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from watling.packs.contract import Measure
from watling.sources.contract import Column, Contract, check_names
from watling.sources.readers.csv import csv_rows
from watling.sources.source import Source, named, number, observed

COUNTS = {
    "All Premises": "premises",
    "All Matched Premises": "matched-premises",
    "Number of premises with SFBB availability": "superfast-premises",
    "Number of premises with UFBB (100Mbit/s) availability": "ultrafast-100-premises",
    "Number of premises with UFBB availability": "ultrafast-premises",
    "Number of premises with Full Fibre availability": "full-fibre-premises",
    "Number of premises with Gigabit availability": "gigabit-premises",
    "Number of premises unable to receive 10Mbit/s": "below-10-premises",
    "Number of premises unable to receive 30Mbit/s": "below-30-premises",
    "Number of premises below the USO": "below-uso-premises",
}
"""The columns of counts that are read, and their measures. The percentages beside them are these counts over all
premises, and over matched premises for what cannot be received; they are composed here rather than read."""

OTHERS = (
    "SFBB availability (% premises)",
    "UFBB (100Mbit/s) availability (% premises)",
    "UFBB availability (% premises)",
    "Full Fibre availability (% premises)",
    "Gigabit availability (% premises)",
    "% of premises unable to receive 2Mbit/s",
    "% of premises unable to receive 5Mbit/s",
    "% of premises unable to receive 10Mbit/s",
    "% of premises unable to receive 30Mbit/s",
    "% of premises below the USO",
    "% of premises with NGA",
    "% of premises able to receive decent broadband from FWA",
    "Number of premises unable to receive 2Mbit/s",
    "Number of premises unable to receive 5Mbit/s",
    "Number of premises with NGA",
    "Number of premises able to receive decent broadband from FWA",
    *(
        f"{kind} of premises with {band}Mbit/s download speed"
        for kind in ("%", "Number")
        for band in ("30<300", ">=300", "0<2", "2<5", "5<10", "10<30")
    ),
)


def _rows(content: bytes, file: Path) -> pd.DataFrame:
    """The rows, with the month of the snapshot, which stands only in the file's name."""
    rows = csv_rows(content, file)
    if {"laua", "laua_name"} <= set(rows.columns):
        check_names(file, rows, "laua", "laua_name")
    month = re.match(r"(\d{4})(\d{2})_", file.name)
    rows.attrs["period"] = f"{month[1]}-{month[2]}" if month else ""
    return rows


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    one = [
        observed(
            rows,
            measure=measure,
            area=rows["laua"],
            period=rows.attrs["period"],
            column=heading,
            published=rows[heading],
            value=number(rows[heading]),
        )
        for heading, measure in COUNTS.items()
    ]
    return pd.concat(one, ignore_index=True)


source = Source(
    title="Connected Nations: fixed coverage by local authority",
    publisher="Ofcom",
    address="https://www.ofcom.org.uk/phones-and-broadband/coverage-and-speeds/infrastructure-research",
    cadence="three times a year: January, May and July",
    contract=Contract(
        columns={"laua": Column(pattern="[EWSN][0-9]{8}"), "laua_name": Column()}
        | {name: Column(pattern="[0-9]+") for name in COUNTS}
        | {name: Column() for name in OTHERS},
        rows=(350, 400),
        areas={"lad": 350},
        measures=tuple(Measure(measure=name, unit="premises", minimum=0) for name in COUNTS.values()),
        periods=("month",),
    ),
    recognises=named(r"\d{6}_fixed_laua_coverage_r\d+[.]csv"),
    rows=_rows,
    observe=_observe,
    part=lambda name, _rows: name[:6],
)

"""Fixed broadband coverage of the United Kingdom and its nations."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from watling.errors import InputError, raise_all
from watling.packs.contract import Measure
from watling.sources.contract import SHOWN, Column, Contract
from watling.sources.readers import ofcom
from watling.sources.source import Source, named, number, observed

NATIONS = {
    "England": "E92000001",
    "Scotland": "S92000003",
    "Wales": "W92000004",
    "Northern Ireland": "N92000002",
}
LOCATIONS = {"UK": "K02000001"} | NATIONS
RURALITIES = ("Total", "Urban", "Rural")
BASE = "Premise Base"
MEASURES = {
    BASE: "ofcom-premises",
    ">=30 Mbit/s": "ofcom-superfast-premises",
    ">=100 Mbit/s": "ofcom-ultrafast-100-premises",
    ">=300 Mbit/s": "ofcom-ultrafast-300-premises",
    "Full Fibre": "ofcom-full-fibre-premises",
    "Gigabit capable": "ofcom-gigabit-premises",
}
"""The lines that are read: those of which the file by local authority has the same count."""

OTHERS = ("Unclassified", "<2 Mbit/s", "<10 Mbit/s DL or <1 Mbit/s UL", ">=10 Mbit/s", ">=24 Mbit/s")
LINE = ["Location", "Premise type", "Rurality", "Speed"]
PLACE = LINE[:3]


def _rows(content: bytes, file: Path) -> pd.DataFrame:
    rows = ofcom.dated_rows(content, file)
    if "Date" in rows:
        dated = pd.to_datetime(rows["Date"], format="%b-%y", errors="coerce").dt.strftime("%Y-%m")
        wrong = rows["Date"][dated != ofcom.month(file.name)]
        for row, text in wrong.head(1).items():
            raise InputError(
                file,
                f"'{text}' is not the month that the file is named after",
                row=int(str(row)),
                column="Date",
                expected=ofcom.month(file.name),
            )
    return rows


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    _check(rows)
    read = rows[rows["Premise type"].eq("All") & rows["Rurality"].eq("Total") & rows["Speed"].isin(MEASURES)]
    return observed(
        read,
        measure=read["Speed"].map(MEASURES),
        area=read["Location"].map(LOCATIONS),
        period=rows.attrs["period"],
        column="Premises",
        published=read["Premises"],
        value=number(read["Premises"]),
    )


def _check(rows: pd.DataFrame) -> None:
    """Hold percentages against counts, urban and rural against their total, nations against the United Kingdom.

    Raises InputErrors. Parts are added up only where all of them are in the file.
    """
    lines = rows.assign(line=rows.index, premises=number(rows["Premises"]))
    base = lines.loc[lines["Speed"] == BASE, [*PLACE, "premises"]]
    shares = lines.merge(base, on=PLACE, how="left", suffixes=("", "_base"))
    far = (100 * shares["premises"] / shares["premises_base"] - number(shares["% Premises"])).abs() > ofcom.HALF + 1e-9
    errors = [
        InputError(
            rows.attrs["file"],
            f"'{row['% Premises']}' does not follow from its count, which is {row['Premises']}",
            row=row["line"],
            column="% Premises",
            expected=f"the share of {row['premises_base']:.0f} premises, to one decimal place",
        )
        for row in shares[far].head(SHOWN).to_dict("records")
    ]
    errors += _parts(rows, lines, "Rurality", ("Urban", "Rural"), "Total")
    errors += _parts(rows, lines, "Location", tuple(NATIONS), "UK")
    raise_all(errors)


def _parts(
    rows: pd.DataFrame, lines: pd.DataFrame, column: str, parts: tuple[str, ...], whole: str
) -> list[InputError]:
    """An error for each line of the whole that is not the sum of its parts, where all of them are there."""
    others = [name for name in LINE if name != column]
    sums = lines[lines[column].isin(parts)].groupby(others)["premises"].agg(["sum", "count"]).reset_index()
    both = lines[lines[column] == whole].merge(sums[sums["count"] == len(parts)], on=others)
    return [
        InputError(
            rows.attrs["file"],
            f"'{row['Premises']}' is not the sum of {' and '.join(parts)}",
            row=row["line"],
            column="Premises",
            expected=f"{row['sum']:.0f}",
        )
        for row in both[both["premises"] != both["sum"]].head(SHOWN).to_dict("records")
    ]


source = Source(
    title="Connected Nations: fixed coverage of the UK and nations",
    publisher="Ofcom",
    address=ofcom.ADDRESS,
    cadence=ofcom.CADENCE,
    contract=Contract(
        columns={
            "Location": Column(codes=tuple(LOCATIONS)),
            "Premise type": Column(codes=("All", "Residential")),
            "Rurality": Column(codes=RURALITIES),
            "Speed": Column(codes=(*MEASURES, *OTHERS)),
            "% Premises": Column(pattern=r"[0-9]+([.][0-9]+)?"),
            "Premises": Column(pattern="[0-9]+"),
            "Date": Column(pattern="[A-Z][a-z]{2}-[0-9]{2}"),
        },
        rows=(150, 350),
        areas={"united kingdom": 1, "country": 4},
        measures=tuple(Measure(measure=name, unit="premises", minimum=0, whole=True) for name in MEASURES.values()),
        periods=("month",),
    ),
    recognises=named(r"\d{6}_fixed_coverage_uk_and_nations_r\d+[.]csv"),
    rows=_rows,
    observe=_observe,
    requests=(
        ofcom.request("202507_fixed_broadband_coverage_r01.zip", r"\d{6}_fixed_coverage_uk_and_nations_r\d+[.]csv"),
    ),
    part=ofcom.part,
    note=(
        "The counts that the file by local authority has, too, so that its shares can be held against the nation's. "
        "Urban and rural lines are held against their total and not read. Nor are lines of homes alone, and those for "
        "which authorities have no count: unclassified premises, 2, 10 and 24 Mbit/s."
    ),
)

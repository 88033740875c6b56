"""A few releases in the forms of their publishers, with made-up numbers: enough for each kind of part of a page."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from watling.figures.standing import country_of
from watling.places.areas import Area, areas, exists_on
from watling.sources.ofcom_fixed_coverage import source as ofcom

PAIR = ("E06000055", "E06000032")
BEDFORD, LUTON = PAIR
ENGLAND = "E92000001"


def english(day: date) -> list[Area]:
    """The local authorities of England that were alive on a day."""
    return [a for a in areas().values() if a.level == "lad" and exists_on(a, day) and country_of(a.code) == ENGLAND]


def write(file: Path, header: Iterable[str], rows: Iterable[Iterable[object]]) -> Path:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    file.write_text(text.getvalue(), "utf-8")
    return file


def claimants(folder: Path) -> Path:
    """Monthly counts of Bedford and Luton from January 2019 to March 2021, across a break."""
    months = [date(2019 + place // 12, place % 12 + 1, 1) for place in range(27)]
    rows = [
        (code, areas()[code].name, f"{month:%B %Y}", "Claimant count", "Count", "Persons", 3000 + 5 * place + more)
        for code, more in ((BEDFORD, 0), (LUTON, 2000))
        for place, month in enumerate(months)
    ]
    header = ("area_code", "area_name", "period", "indicator", "measure", "units", "value")
    return write(folder / "claimants.csv", header, rows)


LOCAL = ("areacd", "areanm", "geography", "indicator", "period", "observation", "measure", "unit", "lci_95", "uci_95",
         "status", "notes")  # fmt: skip
ODD_ONES_OUT = ("E06000053", "E09000001")
"""The Isles of Scilly and the City of London, for which a survey gives nothing."""


def survey(folder: Path, dataset: str, indicator: str, own: Mapping[str, float], least: float) -> Path:
    """A survey's percentage of all of England's authorities in 2022 and 2023, with intervals of 3 points either way.

    ``own`` are the values of 2023 of some; the others go up by the order of their codes from the least.
    """
    rows: list[tuple[object, ...]] = []
    places = [*english(date(2023, 12, 31)), areas()[ENGLAND]]
    for place, area in enumerate(places):
        value = own.get(area.code, least + place * 0.05)
        level = "Nation" if area.code == ENGLAND else "Local Authority District"
        half = 0.2 if area.code == ENGLAND else 3.0
        for year, found in ((2022, value - 1), (2023, value)):
            said: tuple[object, ...] = (
                round(found, 2),
                "Percentage",
                "%",
                round(found - half, 2),
                round(found + half, 2),
            )
            if area.code in ODD_ONES_OUT:
                said = ("", "Percentage", "%", "", "")
            status = "x" if area.code in ODD_ONES_OUT else ""
            rows.append((area.code, area.name, level, indicator, f"{year}-01-01/P1Y", *said, status, ""))
    return write(folder / f"{dataset}.csv", LOCAL, rows)


def surveys(folder: Path) -> list[Path]:
    """Three percentages that likeness is worked out from."""
    return [
        survey(folder, "employment-rate", "Employment rate", {BEDFORD: 80.0, LUTON: 66.0, ENGLAND: 75.0}, 68),
        survey(
            folder,
            "qualifications-level-3-or-above",
            "Level 3 or above qualifications (Great Britain)",
            {BEDFORD: 66.0, LUTON: 55.0, ENGLAND: 67.0},
            58,
        ),
        survey(folder, "qualifications-none-gb", "No qualifications", {BEDFORD: 6.0, LUTON: 12.0, ENGLAND: 6.5}, 3),
    ]


def coverage(folder: Path) -> Path:
    """Ofcom's file with two authorities alone: a partial release."""
    counts = {"All Premises": 1000, "All Matched Premises": 1000}
    header = list(ofcom.contract.columns)
    rows = []
    for code, full_fibre in ((BEDFORD, 689), (LUTON, 750)):
        given: dict[str, object] = {"laua": code, "laua_name": areas()[code].name, **counts}
        for name in header:  # no slower connection reaches fewer premises than full fibre
            if "availability" in name:
                given[name] = full_fibre if name.startswith("Number") else full_fibre / 10
        rows.append([given.get(name, 0) for name in header])
    return write(folder / "202507_fixed_laua_coverage_r01.csv", header, rows)

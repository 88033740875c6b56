"""Mid-year population estimates of the local authorities of England and Wales, by single year of age."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from watling.errors import InputError, InputErrors
from watling.packs.contract import Measure
from watling.sources.contract import SHOWN, Column, Contract, check_names
from watling.sources.readers.csv import csv_rows
from watling.sources.source import Source, named, number, observed

AGES = (*(str(age) for age in range(90)), "90+")
TOTAL = "total_population"
BANDS = {
    "population-under-16": AGES[:16],
    "population-aged-16-to-24": AGES[16:25],
    "population-aged-16-to-64": AGES[16:65],
    "population-aged-65-and-over": AGES[65:],
}
"""Measures that are sums of columns: the ages that each adds up."""


def _rows(content: bytes, file: Path) -> pd.DataFrame:
    rows = csv_rows(content, file)
    rows.columns = rows.columns.str.replace(r"^ltla\d\d_", "", regex=True)
    if {"code", "name"} <= set(rows.columns):
        check_names(file, rows, "code", "name")
    if {TOTAL, *AGES} <= set(rows.columns):
        short = rows[rows[list(AGES)].apply(number).sum(axis=1) != number(rows[TOTAL])]
        errors = [
            InputError(file, f"the ages do not add up to {cell}", row=int(str(row)), column=TOTAL, expected="their sum")
            for row, cell in short[TOTAL].head(SHOWN).items()
        ]
        if errors:
            raise InputErrors(errors)
    rows.attrs["period"] = f"{_year(file.name)}-06-30"
    return rows


def _year(name: str) -> str:
    """The year, which stands only in the file's name: population20_ltla21.csv is of 2020."""
    return f"20{name.lower().removeprefix('population')[:2]}"


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    total = observed(
        rows,
        measure="population-mid-year",
        area=rows["code"],
        period=rows.attrs["period"],
        column=TOTAL,
        published=rows[TOTAL],
        value=number(rows[TOTAL]),
    )
    ages = rows[list(AGES)].apply(number)
    bands = [
        observed(
            rows,
            measure=measure,
            area=rows["code"],
            period=rows.attrs["period"],
            column=f"{band[0]} to {band[-1]}",
            published=(sums := ages[list(band)].sum(axis=1, skipna=False)).astype(str),
            value=sums,
            note=f"the sum of the columns {band[0]} to {band[-1]}",
        )
        for measure, band in BANDS.items()
    ]
    return pd.concat([total, *bands], ignore_index=True)


source = Source(
    title="Mid-year population estimates by single year of age",
    publisher="Office for National Statistics",
    address=(
        "https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/populationestimates/datasets/"
        "populationestimatesforukenglandandwalesscotlandandnorthernireland"
    ),
    cadence="once a year",
    contract=Contract(
        columns={"code": Column(pattern="[EW]0[6-9][0-9]{6}"), "name": Column(pattern=".+")}
        | dict.fromkeys((TOTAL, *AGES), Column(pattern=r"[0-9]+([.]0+)?")),
        rows=(315, 350),
        areas={"lad": 315},
        measures=tuple(
            Measure(measure=name, unit="people", minimum=0, whole=True) for name in ("population-mid-year", *BANDS)
        ),
        periods=("date",),
    ),
    recognises=named(r"population20_ltla\d\d[.]csv"),
    rows=_rows,
    observe=_observe,
    part=lambda name, _rows: f"mid-{_year(name)}",
    note=(
        "England and Wales; Scotland and Northern Ireland are estimated by their own offices. People who usually live "
        "in the area on 30 June. The estimates of mid-2020 were made before the Census of 2021 and were later revised "
        "with it, so they cannot be compared with later years'."
    ),
)

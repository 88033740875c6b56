"""Explore Local Statistics: the form in which the Office for National Statistics gives one dataset for every area.

A dataset is one CSV with a row for each area, indicator and period. Its heading has changed three times since 2023
and is read as it is now; what else a file says is the same in each:

==========================  ==================================================================================
heading now                 earlier
==========================  ==================================================================================
areacd, areanm, geography   AREACD, AREANM, Geography
indicator                   Indicator (with Variable Name beside it, the long name and the short one by turns)
period, measure, unit       Period, Measure, Unit
observation                 Value (until October 2023), Observation
lci_95, uci_95              Lower Confidence Interval (95%), Upper Confidence Interval (95%)
status, notes               Observation Status, Notes
none                        Mission, Category (until September 2024), Polarity (until November 2025)
==========================  ==================================================================================
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd

from watling.errors import InputError
from watling.methods.bounds import rounding
from watling.packs.contract import Measure
from watling.sources.contract import Column, Contract, check_names
from watling.sources.observation import STATUSES
from watling.sources.readers.csv import csv_rows
from watling.sources.source import Request, Source, named, number, observed

PAGE = "https://www.ons.gov.uk/explore-local-statistics/indicators/"
DATA = "https://raw.githubusercontent.com/ONSdigital/explore-local-statistics-data/main/"

EARLIER = {
    "areacd": ("AREACD",),
    "areanm": ("AREANM",),
    "geography": ("Geography",),
    "indicator": ("Indicator",),
    "period": ("Period",),
    "observation": ("Value", "Observation"),
    "measure": ("Measure",),
    "unit": ("Unit",),
    "lci_95": ("Lower Confidence Interval (95%)",),
    "uci_95": ("Upper Confidence Interval (95%)",),
    "status": ("Observation Status",),
    "notes": ("Notes",),
}
"""The headings there are now, and what each was before."""

ABOLISHED = ("Variable Name", "Mission", "Category", "Polarity")
"""Headings that earlier files have besides."""

GEOGRAPHIES = (
    "Country",
    "Nation",
    "Region",
    "County or Unitary Authority",
    "Local Authority District",
    "Combined Authority or City Region",
)

LEFT_OUT = "K04.*|E11.*|E13.*"
"""Codes of areas that are not read: England and Wales together, metropolitan counties, Inner and Outer London."""

LEVELS = "Rows for England and Wales together, metropolitan counties and Inner and Outer London are left out."

UNITS = {
    "percent": ("Percentage", "%"),
    "per 100,000 people": ("Rate per 100,000 population", "Rate per 100,000 population"),
    "GBP a week": ("Pounds", "£"),
    "enterprises": ("Number of enterprises", "Number of enterprises"),
}
"""What the columns ``measure`` and ``unit`` say of each unit."""

PERIODS = {
    "month": (r"(\d{4}-\d{2})(-\d{2})?", r"\1", "month"),
    "year": (r"(\d{4})-01-01/P1Y", r"\1", "year"),
    "academic year": (r"(\d{4})-0[89]-01/P1Y", r"\1-08-01/P1Y", "year from"),
}
"""Kinds of period: as published, as kept, and the form of what is kept. A day stands for its month, which is what a
snapshot or a pay period is known by; an academic year begins in August, also where it is published from September."""

SILENT = ("c", "low", "x", "z")
"""Statuses that say that a value is not to be used, even where one stands beside them."""


def percent(measure: str, rounded_to: float | None = None) -> Measure:
    """A measure in per cent, between 0 and 100."""
    return Measure(measure=measure, unit="percent", rounded_to=rounded_to, minimum=0, maximum=100)


def per_100_000(measure: str) -> Measure:
    """A measure for each 100,000 people, rounded to whole numbers."""
    return Measure(measure=measure, unit="per 100,000 people", rounded_to=1, minimum=0, maximum=100_000)


def local_statistics(
    *,
    dataset: str,
    title: str,
    page: str,
    cadence: str,
    series: Mapping[str, Measure],
    period: str,
    rows: tuple[int, int],
    areas: Mapping[str, int],
    earlier: str = "",
    snapshot: bool = False,
    without: Collection[str] = (),
    note: str = "",
) -> Source:
    """The source of one dataset.

    ``dataset`` is its name at the publisher, ``earlier`` the one its file had before, ``page`` the last part of its
    page's address. ``series`` gives the measure of each text of the column ``indicator``; ``rounded_to`` of a measure
    is the unit its values are rounded to, where that is all that makes them inexact. ``period`` is a kind of PERIODS.
    A ``snapshot`` holds one period; any other file holds the whole series.
    ``without`` are codes of areas that another dataset of the family has.
    """
    measures = tuple({one.measure: one for one in series.values()}.values())
    units = [UNITS[one.unit] for one in measures]
    form, kept, kind = PERIODS[period]
    codes = {
        "geography": GEOGRAPHIES,
        "indicator": tuple(series),
        "measure": tuple(dict.fromkeys(name for name, _sign in units)),
        "unit": tuple(dict.fromkeys(sign for _name, sign in units)),
        "status": ("", *(status for status in STATUSES if status != "final")),
    }
    patterns = {
        "areacd": "[EKNSW][0-9]{8}",
        "period": form,
        "observation": "|-?[0-9.]+",
        "lci_95": "|-?[0-9.]+",
        "uci_95": "|-?[0-9.]+",
    }
    columns = {name: Column(codes=codes.get(name), pattern=patterns.get(name)) for name in EARLIER}

    def observe(read: pd.DataFrame) -> pd.DataFrame:
        used = read[~(read["areacd"].str.fullmatch(LEFT_OUT) | read["areacd"].isin(without))]
        return _observations(used, series, used["period"].str.replace(form, kept, regex=True))

    return Source(
        title=f"Explore Local Statistics: {title}",
        publisher="Office for National Statistics",
        address=PAGE + page,
        cadence=cadence,
        contract=Contract(
            columns=columns | {name: Column(required=False) for name in ABOLISHED},
            rows=rows,
            areas=areas,
            measures=measures,
            periods=(kind,),
        ),
        recognises=named(rf"({'|'.join(filter(None, (dataset, earlier)))})(__\d{{4}}-\d\d-\d\d_\w+)?[.]csv"),
        rows=lambda content, file: _rows(content, file, snapshot),
        observe=observe,
        requests=(Request(address=f"{DATA}{dataset}/{dataset}.csv", file=f"{dataset}.csv"),),
        by_period=snapshot,
        published=_published,
        note=" ".join(filter(None, (note, LEVELS))),
    )


def _rows(content: bytes, file: Path, snapshot: bool) -> pd.DataFrame:
    """The rows under the headings there are now; ``attrs["heading"]`` is what the column of values is headed."""
    rows = csv_rows(content, file)
    rows = rows[(rows != "").any(axis="columns")]
    found = {now: next((name for name in (now, *olds) if name in rows.columns), now) for now, olds in EARLIER.items()}
    rows = rows.rename(columns={old: now for now, old in found.items()})
    rows.attrs["heading"] = found["observation"]
    if {"areacd", "areanm"} <= set(rows.columns):
        check_names(file, rows, "areacd", "areanm")
    if snapshot and "period" in rows.columns and rows["period"].nunique() > 1:
        first = rows["period"].iloc[0]
        other = rows["period"][rows["period"] != first]
        raise InputError(
            file, f"'{other.iloc[0]}' is a second period", row=int(other.index[0]), column="period", expected=first
        )
    return rows


def _observations(rows: pd.DataFrame, series: Mapping[str, Measure], periods: pd.Series) -> pd.DataFrame:
    """Rows as observations, with the interval of sampling where one is published and else the bounds of rounding.

    A note may say more than the status: that a value is suppressed, or that its estimate is unreliable.
    """
    status = rows["status"].replace("", "final")
    status = status.mask(rows["notes"].str.contains("unreliable"), "u").mask(
        rows["notes"].str.contains("suppressed"), "c"
    )
    usable = ~status.isin(SILENT)
    value, lower, upper = (number(rows[name]).where(usable) for name in ("observation", "lci_95", "uci_95"))
    unit, least, most = (
        rows["indicator"].map({text: getattr(one, name) for text, one in series.items()}).astype(float)
        for name in ("rounded_to", "minimum", "maximum")
    )
    bounds = rounding(value, unit, least.fillna(-np.inf), most.fillna(np.inf))
    sampled = lower.notna() & upper.notna()
    rounded = ~sampled & unit.notna() & value.notna()
    return observed(
        rows,
        measure=rows["indicator"].map({text: one.measure for text, one in series.items()}),
        area=rows["areacd"],
        period=periods,
        column=rows.attrs["heading"],
        published=rows["observation"],
        value=value,
        status=status,
        lower=lower.where(sampled).mask(rounded, pd.Series(bounds[0], rows.index)),
        upper=upper.where(sampled).mask(rounded, pd.Series(bounds[1], rows.index)),
        interval=np.select([sampled, rounded], ["sampling", "rounding"], ""),
        note=rows["notes"].mask(rows["notes"].str.startswith("Obsolete code"), "").str.rstrip(". "),
    )


def _published(file: Path, _content: bytes) -> str | None:
    """The day the file was last changed, as the JSON beside it says: what it describes may have been published years
    before. A file kept from an earlier day has that day in its name and no JSON beside it."""
    try:
        text = str(json.loads(file.with_suffix(".json").read_bytes())["_note"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    found = re.search(r"last modified on (\d{2}/\d{2}/\d{4})", text)
    return datetime.strptime(found[1], "%d/%m/%Y").date().isoformat() if found else None

"""The source: a publisher's dataset, where it is, what its file must look like and how it becomes observations."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from watling.errors import InputError
from watling.sources.contract import Contract
from watling.sources.observation import SCHEMA
from watling.sources.request import Request as Request

Rows = Callable[[bytes, Path], pd.DataFrame]
"""From bytes to the published rows: every cell as text (empty where it is), the index counting the file's lines from 1,
so that the heading is 1. Raises InputError where the bytes are not what they are said to be."""

Observe = Callable[[pd.DataFrame], pd.DataFrame]
"""From the published rows to observations, with the columns of the schema but source and release; see observed()."""


@dataclass(frozen=True)
class Source:
    """A dataset. Its id is its file's name with hyphens.

    ``address`` is the page where a person finds it, ``requests`` what ``watling fetch`` asks for (each answer is one
    release). ``recognises`` says, from a file's name and bytes, whether it is one of this source. ``part`` names the
    part of the dataset that a release holds (a postcode area), empty where each release holds all of it: of each part
    the newest release stands. ``by_period`` is said of a dataset whose releases each hold some periods: of each period
    the newest release that has it stands. ``published`` is the day a file says it was published (``2025-11-20``).

    A source gives either observations (``observe``) or a table of places (``table``: rows to an Arrow table).
    """

    title: str
    publisher: str
    address: str
    cadence: str
    contract: Contract
    recognises: Callable[[str, bytes], bool]
    rows: Rows
    observe: Observe | None = None
    table: Callable[[pd.DataFrame], pa.Table] | None = None
    requests: tuple[Request, ...] = ()
    by_period: bool = False
    part: Callable[[str, pd.DataFrame], str] = lambda _name, _rows: ""
    published: Callable[[Path, bytes], str | None] = lambda _file, _content: None
    licence: str = "Open Government Licence v3.0"
    note: str = ""


@dataclass(frozen=True)
class Reading:
    """What was read from a file: how many rows it has, which part of the dataset it is, its observations (or its
    table of places) and, where releases stand by period, their periods."""

    rows: int
    part: str
    table: pa.Table
    periods: tuple[str, ...] = ()


def read(id: str, source: Source, file: Path, content: bytes, release: str, partial: bool = False) -> Reading:
    """Read a file by its source's contract. ``release`` is the SHA-256 of its bytes.

    Raises InputError, or InputErrors where there are several.
    """
    rows = source.rows(content, file)
    source.contract.check_rows(file, rows, partial)
    part = source.part(file.name, rows)
    if source.observe is None:
        assert source.table is not None
        return Reading(len(rows), part, source.table(rows))
    found = source.observe(rows)
    if found.empty:
        raise InputError(file, "there is no value in the file", expected="at least one")
    source.contract.check_observations(file, found, partial)
    if partial:
        said = f"from a partial release: {found['area'].nunique()} areas are in it"
        found["note"] = found["note"].where(found["note"] == "", found["note"] + "; ") + said
    units = {one.measure: one.unit for one in source.contract.measures}
    found = found.assign(source=id, release=release, unit=found["measure"].map(units))
    table = pa.Table.from_pandas(found[SCHEMA.names], schema=SCHEMA, preserve_index=False)
    return Reading(len(rows), part, table, tuple(sorted(found["period"].unique())) if source.by_period else ())


def observed(rows: pd.DataFrame, **columns: Any) -> pd.DataFrame:
    """Rows as observations: the given columns, and for those not given what an ordinary value has.

    ``measure``, ``area``, ``period``, ``column`` and ``published`` must be given, ``value`` too. What has no value and
    no status is not available.

    >>> rows = pd.DataFrame({"Area": ["E06000055"], "Count": ["120"]}, index=[2])
    >>> made = observed(rows, measure="claimant-count", area=rows["Area"], period="2025-01", column="Count",
    ...                 published=rows["Count"], value=number(rows["Count"]))
    >>> made[["row", "value", "status", "breakdown"]].values.tolist()
    [[2, 120.0, 'final', '{}']]
    """
    usual: dict[str, Any] = {
        "breakdown": "{}",
        "status": "final",
        "lower": None,
        "upper": None,
        "interval": "",
        "note": "",
    }
    made = pd.DataFrame({"row": rows.index}, index=rows.index).assign(**(usual | columns))
    made = made.astype({"value": float, "lower": float, "upper": float})
    silent = made["value"].isna() & made["status"].eq("final") & made["lower"].isna() & made["upper"].isna()
    made["status"] = made["status"].mask(silent, "x")
    return made.reset_index(drop=True)


def number(cells: pd.Series) -> pd.Series:
    """Cells as numbers, with or without commas; what is none (a mark, an empty cell) is missing.

    >>> list(number(pd.Series(["1,200", "c", "-3.5"])))
    [1200.0, nan, -3.5]
    """
    plain = cells.astype(str).str.replace(",", "", regex=False).str.replace("−", "-", regex=False).str.strip()
    return pd.to_numeric(plain, errors="coerce").astype(float)


def rounded(value: pd.Series, unit: float, least: float = 0.0) -> dict[str, Any]:
    """The bounds that rounding to ``unit`` leaves, as the columns ``lower``, ``upper`` and ``interval``."""
    lower = (value - unit / 2).clip(lower=least)
    return {"lower": lower, "upper": value + unit / 2, "interval": value.notna().map({True: "rounding", False: ""})}


def named(pattern: str) -> Callable[[str, bytes], bool]:
    """Recognises a file by its name: a regular expression that the whole name matches, whatever its capitals.

    >>> named(r"[0-9]{6}_fixed_laua_coverage_r[0-9]+[.]csv")("202507_fixed_laua_coverage_r01.csv", b"")
    True
    """
    whole = re.compile(pattern, re.IGNORECASE)
    return lambda name, _content: whole.fullmatch(name) is not None

"""Explore education statistics: the Department for Education's tidy files, whole, from its API, or cut to a table.

A whole file, and the API's CSV (``/v1/data-sets/{id}/csv``), has a row for each time, area and set of filters, and a
column for each indicator::

    time_period,time_identifier,geographic_level,country_code,…,lad_code,lad_name,sex,…,starts,achievements
    202324,Academic year,Local authority district,E92000001,…,E06000055,Bedford,Total,…,1240,620

What the table tool gives has ``location,location_code,geographic_level`` in place of the columns of each level, and
writes levels as ``localAuthorityDistrict``. The API's JSON has ids in place of labels and is not read. Files differ in
their filters: those that are not named must not divide what is read, which the contract finds out (a value twice).
"""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from watling.errors import InputError, raise_all
from watling.methods.bounds import rounding
from watling.places.areas import areas
from watling.sources.contract import check_names
from watling.sources.observation import STATUSES
from watling.sources.readers.csv import csv_rows
from watling.sources.source import number

API = "https://api.education.gov.uk/statistics/v1/data-sets/"
PACKED = b"\x1f\x8b"
CATALOGUE = "https://explore-education-statistics.service.gov.uk/data-catalogue/data-set/"

LEVELS = {
    "national": ("country_code", "country_name"),
    "country": ("country_code", "country_name"),
    "regional": ("region_code", "region_name"),
    "region": ("region_code", "region_name"),
    "localauthority": ("new_la_code", "la_name"),
    "localauthoritydistrict": ("lad_code", "lad_name"),
    "englishdevolvedarea": ("english_devolved_area_code", "english_devolved_area_name"),
    "localskillsimprovementplanarea": ("lsip_code", "lsip_name"),
}
"""The levels that are read, as they are written but for capitals and spaces, and the columns of code and name."""

SURE = re.compile(r"E0[6-9]\d{6}")
"""Codes of authorities, all of which must be known. Other codes are read where Watling has the area (Inner and Outer
London have codes of regions), and those of authorities above districts only where they are counties."""

MARKS = {"k": "low", "~": "low", "*": "c", ":": "x", "": "x", "na": "x", "nan": "x", "inf": "x"}
"""Marks beside the government's own (see watling.sources.observation), and the status they give."""


def is_tidy(content: bytes, *headings: str, without: str = "") -> bool:
    """Whether a file is a tidy CSV with all of some headings, and not the one it must be ``without``."""
    try:
        packed = content.startswith(PACKED)
        start = gzip.GzipFile(fileobj=io.BytesIO(content)).read(4000) if packed else content[:4000]
    except (OSError, EOFError):
        return False
    line = start.lstrip(b"\xef\xbb\xbf").partition(b"\n")[0].decode("utf-8", "replace").strip().replace('"', "")
    found = set(line.split(","))
    return {"time_period", "geographic_level", *headings} <= found and without not in found


def tidy_rows(
    content: bytes,
    file: Path,
    wanted: Mapping[str, tuple[str, ...]],
    kept: Mapping[str, tuple[str, ...]],
) -> pd.DataFrame:
    """The rows that are read: ``area`` (its code), ``period`` (ISO 8601) and the ``wanted`` columns, all as text.

    ``wanted`` gives for each name the headings it has had, and ``kept`` for a filter, where the file has it, the only
    texts whose rows are kept. The index is the file's line; ``attrs["headings"]`` are the wanted columns' headings.
    Rows of part of a year, and of other levels, are left out. Raises InputErrors where a wanted column is missing, or
    an authority's name is not that of its code.
    """
    try:
        rows = csv_rows(gzip.decompress(content) if content.startswith(PACKED) else content, file)
    except (OSError, EOFError) as error:
        raise InputError(file, f"the file cannot be unpacked: {error}", remedy="fetch it again") from None
    there = {name: next((one for one in headings if one in rows.columns), "") for name, headings in wanted.items()}
    must = {"time_period": ("time_period",), "geographic_level": ("geographic_level",)} | dict(wanted)
    raise_all(
        [_missing(file, headings, list(rows.columns)) for headings in must.values() if not set(headings) & {*rows}]
    )
    for heading, texts in kept.items():
        if heading in rows.columns:
            rows = rows[rows[heading].isin(texts)]
    if "time_identifier" in rows.columns:
        rows = rows[rows["time_identifier"].eq("Academic year")]
    rows = _placed(rows)
    check_names(file, rows.query("lad"), "area", "name")
    years = rows["time_period"].str.extract(r"^(20\d\d)(\d\d)$")
    whole = years[1].astype(float).eq((years[0].astype(float) + 1) % 100)
    made = pd.DataFrame(
        {"area": rows["area"], "period": rows["time_period"].mask(whole, years[0] + "-08-01/P1Y")}
        | {name: rows[heading] for name, heading in there.items()}
    )
    made.attrs["headings"] = there
    return made


def _missing(file: Path, headings: tuple[str, ...], found: list[str]) -> InputError:
    near = get_close_matches(headings[0], found, n=1, cutoff=0.5)
    problem = "the column is missing" + (f"; there is '{near[0]}', which may be its new name" if near else "")
    return InputError(file, problem, row=1, column=headings[0], expected=f"one of {', '.join(headings)}")


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of levels that are read, with ``area``, ``name`` and whether they are of a district (``lad``)."""
    level = rows["geographic_level"].str.lower().str.replace(" ", "", regex=False)
    code, name = (pd.Series("", rows.index, dtype="str") for _ in range(2))
    for written, columns in LEVELS.items():
        own = columns if columns[0] in rows.columns else ("location_code", "location")
        if set(own) <= {*rows.columns}:
            of = level.eq(written)
            code, name = code.mask(of, rows[own[0]]), name.mask(of, rows[own[1]])
    known = code.isin(list(areas())) & (level.ne("localauthority") | code.str.startswith("E10"))
    lad = level.eq("localauthoritydistrict") & code.str.fullmatch(SURE)
    return rows.assign(area=code, name=name, lad=lad)[known | lad]


def melted(rows: pd.DataFrame, kinds: Mapping[str, str]) -> pd.DataFrame:
    """Rows with several columns of values as one row for each value: ``kind`` (of the column), ``heading``, ``value``.

    ``kinds`` gives the kind of each column; those that are not there are left out.
    """
    headings = rows.attrs["headings"]
    others = [name for name in rows.columns if name not in kinds]
    parts = [
        rows[others].assign(kind=kind, heading=headings[name], value=rows[name])
        for name, kind in kinds.items()
        if name in rows.columns
    ]
    return pd.concat(parts)


def marked(cells: pd.Series, rounded_to: float | pd.Series | None = None) -> dict[str, Any]:
    """Cells that are numbers or marks, as the columns of observations: published, value, status, bounds.

    ``rounded_to`` is what counts are rounded to (missing: they are exact). What would be rounded to none is marked as
    low, and its bounds are none and the most of which that is so. None is among it: of history, philosophy and theology
    in 2023/24 England has 340 aims, and 283 authorities that are marked so; of its authorities none has a 0.

    >>> made = marked(pd.Series(["120", "low", "c"]), 10)
    >>> made["value"].tolist(), made["status"].tolist(), made["lower"].tolist(), made["upper"].tolist()
    ([120.0, nan, nan], ['final', 'low', 'c'], [115.0, 0.0, nan], [125.0, 4.0, nan])
    """
    value = number(cells).replace([np.inf, -np.inf], np.nan)
    mark = cells.str.strip().str.lower()
    mark = mark.replace(MARKS).where(value.isna(), "final")
    unit = pd.Series(np.nan, cells.index) if rounded_to is None else pd.Series(rounded_to, cells.index, dtype=float)
    lower, upper = (pd.Series(ends, cells.index) for ends in rounding(value, unit, floor=0.0))
    rounded, low = unit.notna() & value.notna(), mark.eq("low") & unit.notna()
    return {
        "published": cells,
        "value": value,
        "status": mark.where(mark.isin(list(STATUSES)), "x"),
        "lower": lower.where(rounded).mask(low, 0.0),
        "upper": upper.where(rounded).mask(low, np.ceil(unit / 2) - 1),
        "interval": np.select([rounded, low], ["rounding", "published"], ""),
    }

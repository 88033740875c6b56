"""Answers of the Nomis API, as CSV (``.data.csv``) or JSON-stat (``.jsonstat.json``).

An answer that is not data is never read as data: a web page, an ``error`` as JSON or CSV, an empty answer, or one that
ends before all its rows are there. Without a key the API gives 25,000 rows at a time and does not say so but in the
column ``RECORD_COUNT``, which every request therefore asks for.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from watling.errors import InputError
from watling.sources.readers.csv import csv_rows
from watling.sources.readers.nomis_places import CODED
from watling.sources.request import Request

GEOGRAPHY = "TYPE499,TYPE480,TYPE424"
"""Countries, regions, and local authorities as of April 2023."""

STATUSES = {"": "final", "A": "final", "E": "e", "P": "p", "M": "x", "Q": "x"}
"""What stands in OBS_STATUS (SDMX, code list of observation statuses): a normal value, an estimate, a provisional one,
a missing one."""


def is_answer(content: bytes, *words: str) -> bool:
    """Whether bytes begin like an answer of the API in whose heading or dimensions all the words stand."""
    start = content[:20_000].decode("utf-8", "replace").upper()
    return (
        "GEOGRAPHY" in start
        and ("OBS_VALUE" in start or '"DIMENSION"' in start)
        and all(word.upper() in start for word in words)
    )


def api_rows(content: bytes, file: Path, columns: dict[str, str]) -> pd.DataFrame:
    """The rows of an answer, every cell as text, with the names given to its columns (``GEOGRAPHY_CODE`` to ``area``).

    The index counts lines from 1, the heading being 1; in JSON-stat the values, as if each were a line of the CSV.
    ``attrs["form"]`` is api. Raises InputError where the answer is no data, or not all of it.
    """
    start = content[:200].lstrip(b"\xef\xbb\xbf \r\n\t")
    if not start:
        raise InputError(file, "the answer is empty", expected="a heading and rows", remedy="fetch it again")
    if start.startswith(b"{"):
        rows = _json_rows(content, file)
    else:
        if start.lower().lstrip(b'"').startswith(b"error"):
            raise _refused(file, content.decode("utf-8", "replace"))
        rows = csv_rows(content, file)
        rows.columns = rows.columns.str.upper()
        _whole(file, rows)
    for name in columns:
        if name not in rows.columns:
            raise InputError(file, "the column is missing", row=1, column=name, expected=", ".join(columns))
    found = rows[list(columns)].rename(columns=columns)
    found.attrs["form"] = "api"
    return found


def statuses(rows: pd.DataFrame, value: pd.Series) -> pd.Series:
    """The status of each value, where the answer gives one; what has no value is not available."""
    said = rows["status"].map(STATUSES) if "status" in rows.columns else pd.Series("final", rows.index)
    return said.where(value.notna(), "x")


def request(dataset: str, columns: dict[str, str], file: str, **parameters: str) -> Request:
    """What to ask the API for: a dataset (``NM_162_1``) with the columns wanted, and the file to call it."""
    select = ",".join([*columns, "RECORD_OFFSET", "RECORD_COUNT"])
    return Request(
        address=f"https://www.nomisweb.co.uk/api/v01/dataset/{dataset}.data.csv",
        parameters={"geography": GEOGRAPHY, **parameters, "select": select},
        file=file,
        pages="nomis",
        key="NOMIS_KEY",
    )


def _whole(file: Path, rows: pd.DataFrame) -> None:
    """Raise InputError unless all the rows that the answer says there are stand in it."""
    if rows.empty:
        raise InputError(file, "the answer has a heading and no rows", expected="at least one row")
    if "RECORD_COUNT" not in rows.columns:
        return
    counts = pd.to_numeric(rows["RECORD_COUNT"], errors="coerce").max()
    if np.isnan(counts) or len(rows) != counts:
        said = "no number" if np.isnan(counts) else f"{counts:,.0f}"
        remedy = "fetch it again: the API gives at most 25,000 rows at a time without a key"
        raise InputError(
            file, f"the answer has {len(rows):,} rows", column="RECORD_COUNT", expected=f"{said} rows", remedy=remedy
        )


def _refused(file: Path, text: str) -> InputError:
    said = " ".join(text.replace('"', " ").split())[:300]
    return InputError(file, f"the API answered with an error: {said}", expected="data", remedy="fetch it again later")


def _json_rows(content: bytes, file: Path) -> pd.DataFrame:
    """A JSON-stat dataset as rows: for each dimension the code (``AGE_CODE``) and the label (``AGE_NAME``)."""
    try:
        answer = json.loads(content)
    except ValueError:
        remedy = "fetch it again: it may have been cut off"
        raise InputError(file, "the answer is not JSON", expected="JSON-stat", remedy=remedy) from None
    if "error" in answer:
        raise _refused(file, json.dumps(answer["error"]) if not isinstance(answer["error"], str) else answer["error"])
    data = answer.get("dataset", answer)
    dimensions = data.get("dimension") or {}
    names = data.get("id") or dimensions.get("id") or []
    if not names or "value" not in data:
        raise InputError(file, "the answer is not a JSON-stat dataset", expected="its dimensions and values")
    categories = [_categories(dimensions[name]["category"]) for name in names]
    size = [len(category) for category in categories]
    values, statuses = data["value"], data.get("status", {})
    total = int(np.prod(size))
    if isinstance(values, list) and len(values) != total:
        expected = f"{total:,} values, as many as its dimensions have"
        raise InputError(file, f"the answer has {len(values):,} values", expected=expected, remedy="fetch it again")
    places = np.indices(size).reshape(len(size), -1)
    rows = pd.DataFrame(index=pd.RangeIndex(2, total + 2))
    for name, category, place in zip(names, categories, places, strict=True):
        if name.upper() == "GEOGRAPHY":  # Nomis has numbers of its own for places
            category = [(code if CODED.fullmatch(code) else f"name:{label}", label) for code, label in category]
        codes, labels = (np.array(each, dtype=object)[place] for each in zip(*category, strict=True))
        rows[f"{name.upper()}_CODE"], rows[f"{name.upper()}_NAME"] = codes, labels
    for column, cells in (("OBS_VALUE", values), ("OBS_STATUS", statuses)):
        rows[column] = [_text(cell) for cell in _listed(cells, total)]
    return rows.rename(columns={"TIME_CODE": "DATE_CODE", "TIME_NAME": "DATE_NAME"})


def _categories(category: dict[str, Any]) -> list[tuple[str, str]]:
    """The codes and labels of a dimension, in order. The index is a list, or a mapping to positions, or left out where
    there is one category."""
    labels = category.get("label", {})
    index = category.get("index", list(labels))
    codes = sorted(index, key=lambda code: index[code]) if isinstance(index, dict) else index
    return [(str(code), str(labels.get(code, code))) for code in codes]


def _listed(cells: Any, total: int) -> list[Any]:
    """JSON-stat's values or statuses as a list: they may be a list, a mapping from positions, or one for all."""
    if isinstance(cells, dict):
        return [cells.get(str(place)) for place in range(total)]
    return cells if isinstance(cells, list) else [cells] * total


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)

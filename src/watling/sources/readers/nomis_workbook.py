"""Workbooks that people download from Nomis: blocks of areas below headings that sit some rows down.

Each block begins with the dataset's title and the day of the download, then facts that hold for all of it (``date``,
``industry`` …), then the heading row, whose first cell is ``Area``. A value's heading may be followed by two columns
without their own: the flags and the half width of the 95% confidence interval.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd
from python_calamine import CalamineWorkbook

from watling.errors import InputError

STAMP = re.compile(r"from Nomis on (\d{1,2} [A-Z][a-z]+ \d{4})")
FIRST = 12
"""The heading row is among so many rows after a block's beginning."""

MARKS = {"!": "c", "*": "u", "~": "low", "-": "x", "#": "c"}
"""What stands in place of a value or of its interval, and the status it gives (the notes at the foot of the sheets):
a sample of none to two, or one that could identify somebody; a sample of three to nine, unreliable; fewer than 500;
missing; suppressed."""


def is_workbook(content: bytes) -> bool:
    """Whether bytes are a workbook (a ZIP archive), by the first of them."""
    return content.startswith(b"PK\x03\x04")


@lru_cache(maxsize=2)
def first_texts(content: bytes) -> str:
    """The first texts of a workbook, in the order of its cells; empty for any other file.

    It takes a millisecond, however large the workbook: texts stand in a part of their own, or else in the first sheet.
    """
    if not is_workbook(content):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")
            part = next((name for name in parts if name in archive.namelist()), None)
            if part is None:
                return ""
            with archive.open(part) as texts:
                return texts.read(40_000).decode("utf-8", "replace")
    except (zipfile.BadZipFile, RuntimeError, zlib.error, EOFError):
        return ""


def holds(content: bytes, title: str, heading: str) -> bool:
    """Whether a file is a download from Nomis of the dataset with this title that has this heading."""
    texts = first_texts(content)
    return title in texts and heading in texts and STAMP.search(texts) is not None


def downloaded(_file: Path, content: bytes) -> str | None:
    """The day a workbook was downloaded, as it says itself (``2023-04-24``)."""
    stamp = STAMP.search(first_texts(content))
    return datetime.strptime(stamp[1], "%d %B %Y").date().isoformat() if stamp else None


def workbook_rows(content: bytes, file: Path, facts: tuple[str, ...]) -> pd.DataFrame:
    """The values of a workbook, one a row: ``area``, ``cell`` (the heading), ``value``, ``flag``, ``conf`` and the
    named facts of the block, all as text, empty where there is nothing. The index is the sheet's row.

    ``attrs["sheet"]`` is the sheet's name, ``attrs["on"]`` the day of the download, ``attrs["form"]`` is workbook.
    Raises InputError where the bytes are no such workbook.
    """
    if not is_workbook(content):
        raise InputError(file, "the file is not a workbook", expected="an .xlsx download from Nomis")
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        lines = sheet.to_python(skip_empty_area=False)
    except Exception as error:  # calamine has its own exceptions, one for each part of the format
        raise InputError(file, f"the workbook cannot be read: {error}", remedy="download it again") from None
    grid = np.array(lines, dtype=object).reshape(len(lines), -1)
    blocks = list(_blocks(file, grid, facts))
    if not blocks:
        raise InputError(file, "no row begins with 'Area'", expected="the headings of a download from Nomis")
    cells = {column: np.concatenate([block[column] for block in blocks]) for column in blocks[0]}
    rows = pd.DataFrame(cells, index=cells.pop("row"))
    rows.attrs.update(sheet=sheet.name, on=downloaded(file, content) or "", form="workbook")
    return rows


def _blocks(file: Path, grid: np.ndarray, facts: tuple[str, ...]) -> Iterator[dict[str, np.ndarray]]:
    """The columns of the rows, for each heading of each block; ``row`` is the sheet's row."""
    first = np.array([cell if isinstance(cell, str) else "" for cell in grid[:, 0]], dtype=object)
    heads = [int(row) for row in np.flatnonzero(first == "Area")]
    for head, end in zip(heads, [*heads, len(grid)][1:], strict=True):
        # A place is a kind and a name; the facts of the next block have a blank before the colon, or none.
        places = np.array([row for row in range(head + 1, end) if re.match(r"\w[\w ]*\w:\S", first[row])], dtype=int)
        above = {_plain(first[row]): grid[row, 1] for row in range(max(0, head - FIRST), head)}
        missing = [fact for fact in facts if fact not in above]
        if missing:
            expected = f"a row that begins with '{missing[0]}' above the headings"
            raise InputError(file, f"the block does not say its {missing[0]}", row=head + 1, expected=expected)
        headings = [column for column in range(1, grid.shape[1]) if _is_heading(grid[head, column])]
        for column, following in zip(headings, [*headings[1:], grid.shape[1]], strict=True):
            followed = following - column > 2
            alike = {"cell": grid[head, column], **{fact: _texts([above[fact]])[0] for fact in facts}}
            yield {
                "row": places + 1,
                "area": first[places],
                "value": _texts(grid[places, column]),
                "flag": _texts(grid[places, column + 1]) if followed else _alike("", places),
                "conf": _texts(grid[places, column + 2]) if followed else _alike("", places),
                **{name: _alike(text, places) for name, text in alike.items()},
            }


def _is_heading(cell: object) -> bool:
    return isinstance(cell, str) and cell.strip().lower() not in ("", "flags", "conf")


def _plain(text: str) -> str:
    return text.strip(" :").lower()


def _alike(text: str, places: np.ndarray) -> np.ndarray:
    return np.full(len(places), text, dtype=object)


def _texts(cells: Sequence[object] | np.ndarray) -> np.ndarray:
    """Cells as text, whole numbers without a decimal point."""
    whole = (str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell) for cell in cells)
    return np.fromiter(whole, dtype=object, count=len(cells))

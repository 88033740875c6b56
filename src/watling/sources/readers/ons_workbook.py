"""Workbooks of the Office for National Statistics: sheets as text, quarters and areas as they are written there."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pandas as pd
import python_calamine

from watling.errors import InputError

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
QUARTER = rf"({'|'.join(MONTHS)})- ?({'|'.join(MONTHS)}) (\d{{4}})"
MARKS = {"": "final", "(p)": "p", "(r)": "r"}
"""What stands beside a period, and the status of its values."""


def sheets(content: bytes, file: Path, wanted: Iterable[str] = ()) -> dict[str, pd.DataFrame]:
    """The sheets of a workbook by name, every cell as text (empty where it is).

    Lines are counted from 1, as a person sees them, columns from 0. Raises InputError where the bytes are no workbook,
    or a sheet that is ``wanted`` is not in it.
    """
    try:
        found: dict[str, pd.DataFrame] = pd.read_excel(
            io.BytesIO(content), sheet_name=None, header=None, dtype=str, keep_default_na=False, engine="calamine"
        )
    except (python_calamine.CalamineError, ValueError, zipfile.BadZipFile) as error:
        raise InputError(
            file,
            f"the file cannot be read as a workbook: {error}",
            expected="an Excel workbook",
            remedy="fetch it again",
        ) from None
    for name in wanted:
        if name not in found:
            raise InputError(file, f"there is no sheet '{name}'", expected=f"the sheets {', '.join(wanted)}")
    for sheet in found.values():
        sheet.index = pd.RangeIndex(1, len(sheet) + 1)
    return found


def plain(text: str) -> str:
    """A heading in one line: spaces as one, words that a narrow column has broken as one, no number of a footnote.

    >>> plain("Manu-    facturing"), plain("All vacancies1 "), plain("All Vacancies1 (thousands)")
    ('Manufacturing', 'All vacancies', 'All Vacancies (thousands)')
    >>> plain("Administra-tive & support service activities"), plain("3-year  per cent")
    ('Administrative & support service activities', '3-year per cent')
    """
    one = re.sub(r"(?<=[A-Za-z])-\s*(?=[a-z])", "", " ".join(text.split()))
    return re.sub(r"(?<=[a-z)])\d(?=$| \()", "", one)


def day(text: str) -> str | None:
    """The first day that stands in a text, in ISO 8601; None where there is none.

    >>> day("Date published: 20th November 2025"), day("published at 9:30am 25 May 2022"), day("not yet")
    ('2025-11-20', '2022-05-25', None)
    """
    found = re.search(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)})[a-z]* (\d{{4}})", text)
    return found and date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])).isoformat()


def published(file: Path, content: bytes) -> str | None:
    """The day of publication, as the cover says it; None where it says none."""
    cover = next(iter(sheets(content, file).values()))
    return day(" ".join(cover[0]))


def quarter(text: str) -> str:
    """Three months as they are written, in ISO 8601; empty where it is something else. The year is that of the last.

    >>> quarter("Apr-Jun 2001"), quarter("Nov- Jan 2002"), quarter("Change on year")
    ('2001-04/2001-06', '2001-11/2002-01', '')
    """
    found = re.fullmatch(QUARTER, text.strip())
    if found is None:
        return ""
    first, last, year = MONTHS.index(found[1]) + 1, MONTHS.index(found[2]) + 1, int(found[3])
    return f"{year - (first > last)}-{first:02d}/{year}-{last:02d}"


def quarterly_rows(sheet: pd.DataFrame, headings: pd.Series) -> pd.DataFrame:
    """The lines of a sheet that has a line for every three months, with the columns Period, Mark and the headings.

    The lines run from the first that has three months to the next that is empty; what stands below (changes, footnotes)
    is left out. A column without a heading is left out.
    """
    months = sheet[0].map(quarter).ne("")
    start = months.idxmax() if months.any() else len(sheet) + 1
    empty = sheet.index[(sheet.index > start) & sheet[0].str.strip().eq("")]
    rows = sheet.loc[start : empty[0] - 1 if len(empty) else None]
    return rows.set_axis(["Period", "Mark", *headings.iloc[2:]], axis=1).loc[:, lambda made: made.columns != ""]

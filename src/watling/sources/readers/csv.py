"""CSV files as publishers write them: a byte-order mark, capitals that change, cells kept as text."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from watling.errors import InputError


def csv_rows(content: bytes, file: Path) -> pd.DataFrame:
    """The rows of a CSV file, every cell as text, the index counting lines from 1 (the heading is 1).

    Raises InputError where the bytes are not CSV: a page of HTML that a server sends with status 200, for one.
    """
    start = content[:2000].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise InputError(
            file, "the file is a web page, not CSV", expected="a heading and rows", remedy="fetch it again"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    try:
        rows = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, skip_blank_lines=False)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise InputError(file, f"the file cannot be read as CSV: {error}", expected="a heading and rows") from None
    rows.columns = rows.columns.str.strip()
    rows.index = pd.RangeIndex(2, len(rows) + 2)
    return rows

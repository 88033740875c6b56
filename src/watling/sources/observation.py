"""The observation: one published value and where it stands."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

SCHEMA = pa.schema(
    [
        pa.field("source", pa.string(), nullable=False),
        pa.field("release", pa.string(), nullable=False),
        pa.field("row", pa.int32(), nullable=False),
        pa.field("column", pa.string(), nullable=False),
        pa.field("measure", pa.string(), nullable=False),
        pa.field("area", pa.string(), nullable=False),
        pa.field("period", pa.string(), nullable=False),
        pa.field("breakdown", pa.string(), nullable=False),
        pa.field("value", pa.float64()),
        pa.field("status", pa.string(), nullable=False),
        pa.field("lower", pa.float64()),
        pa.field("upper", pa.float64()),
        pa.field("interval", pa.string(), nullable=False),
        pa.field("unit", pa.string(), nullable=False),
        pa.field("published", pa.string(), nullable=False),
        pa.field("note", pa.string(), nullable=False),
    ]
)
"""The columns of an observation.

``row`` counts lines of the release from 1, the heading being 1; ``period`` is ISO 8601; ``breakdown`` canonical JSON
(:func:`breakdown_text`); ``value`` is null where nothing was published; ``interval`` says what ``lower`` and
``upper`` are (``rounding``, ``sampling``, ``published`` or empty); ``published`` is the cell as it stands;
``note`` what a reader must know of the value (it stands in a partial release, it was corrected), else empty.
"""

STATUSES = {
    "final": "final",
    "p": "provisional",
    "r": "revised",
    "e": "estimated",
    "low": "low: too small to show",
    "c": "confidential",
    "x": "not available",
    "z": "not applicable",
    "u": "unreliable",
}
"""The government's shorthand for the status of a value, and its words (Government Analysis Function, 2024)."""


def breakdown_text(breakdown: Mapping[str, str]) -> str:
    """A breakdown in its one canonical form.

    >>> breakdown_text({"sex": "Male", "age": "16-24"})
    '{"age":"16-24","sex":"Male"}'
    """
    return json.dumps(dict(breakdown), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def breakdown_texts(cells: pd.DataFrame) -> pd.Series:
    """The canonical text of each row's breakdown: the columns are dimensions, an empty cell one the row has not.

    >>> list(breakdown_texts(pd.DataFrame({"sex": ["Male", ""], "age": ["16-24", "16-24"]})))
    ['{"age":"16-24","sex":"Male"}', '{"age":"16-24"}']
    """
    names = list(cells.columns)
    if not names:
        return pd.Series("{}", cells.index, dtype="str")
    different = cells.drop_duplicates()
    texts = [
        breakdown_text({name: cell for name, cell in zip(names, row, strict=True) if cell})
        for row in different.itertuples(index=False, name=None)
    ]
    found = cells.merge(different.assign(breakdown=texts), on=names, how="left")["breakdown"]
    return pd.Series(found.to_numpy(), cells.index, dtype="str")

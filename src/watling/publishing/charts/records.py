"""Records as charts draw them: what is known of each, its bounds, and its words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from watling.figures.wording import MISSING, quantity

Record = Mapping[str, Any]


def distinct(records: Sequence[Record], key: str) -> list[str]:
    """The values of a key, in the order they come."""
    if not records:
        raise ValueError("a chart needs at least one record")
    return list(dict.fromkeys(str(record[key]) for record in records))


def is_known(record: Record | None, value: str) -> bool:
    """Whether there is a record and its value is a number."""
    number = None if record is None else record.get(value)
    return number is not None and not math.isnan(number)


def bounds(record: Record) -> tuple[float, float] | None:
    """A record's lower and upper bound, if it has both and they differ."""
    low, high = record.get("lower"), record.get("upper")
    return (float(low), float(high)) if low is not None and high is not None and low < high else None


def row_of(record: Record | None, value: str, unit: str, decimals: int, keys: Mapping[str, Any]) -> dict[str, Any]:
    """A record as it is drawn: its keys, its value, its bounds (the value itself where it has none) and its words."""
    row = {**keys, "side": "right"}
    if record is None or not is_known(record, value):
        return row | {"value": None, "lower": None, "upper": None, "text": MISSING}
    number = float(record[value])
    low, high = bounds(record) or (number, number)
    text = str(record.get("text") or quantity(number, unit, decimals))
    return row | {"value": number, "lower": low, "upper": high, "text": text}


def numbers(rows: Iterable[Record]) -> list[float]:
    """Every value and bound of the rows that is known."""
    return [row[end] for row in rows for end in ("value", "lower", "upper") if row[end] is not None]


def decimal_places(records: Iterable[Record], value: str) -> int:
    """One decimal place where any value has one, otherwise none."""
    return int(any(round(record[value], 1) % 1 for record in records if is_known(record, value)))

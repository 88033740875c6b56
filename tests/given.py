"""What tests are given: a small region, and observations written short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from watling.methods import periods
from watling.places.regions import Region
from watling.sources.observation import SCHEMA, breakdown_text

RELEASE = "ab" * 32


def region(*members: str, comparators: tuple[str, ...] = ("England",)) -> Region:
    """Some areas of 2022 as a region that is called by their names; without names, Bedford and Luton."""
    names = members or ("Bedford", "Luton")
    title = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return Region.make(title.lower().replace(",", "").replace(" ", "-"), title, names, date(2022, 1, 1), comparators)


def observation(place: Region, row: int = 2, **given: Any) -> dict[str, Any]:
    """One observation. What is not given follows from what is.

    ``value`` is a number or a mark such as ``[c]``. ``rounded_to`` gives bounds, cut at ``minimum``. ``area`` is a
    name, and without one the region; ``period`` is written as in a table.
    """
    value, unit = given.get("value"), given.get("rounded_to")
    mark = value.strip("[]") if isinstance(value, str) else None
    number = None if mark else value
    lower, upper, interval = given.get("lower"), given.get("upper"), given.get("interval", "")
    if number is not None and unit is not None:
        lower, upper, interval = max(number - unit / 2, given.get("minimum", -1e99)), number + unit / 2, "rounding"
    return {
        "source": f"{place.code}/{given.get('table', 'table')}",
        "release": given.get("release", RELEASE),
        "row": row,
        "column": "value",
        "measure": given["measure"],
        "area": place.find(given.get("area", place.title)),
        "period": periods.to_iso(given["period"]),
        "breakdown": breakdown_text(given.get("breakdown", {})),
        "value": number,
        "status": mark or given.get("status", "final"),
        "lower": lower,
        "upper": upper,
        "interval": interval,
        "unit": given.get("unit", "people"),
        "published": str(value),
        "note": given.get("note", ""),
    }


def observations(place: Region, rows: Iterable[Mapping[str, Any]], **of_all: Any) -> Table:
    """Observations as the engine reads them; ``of_all`` is what each has unless it says otherwise."""
    made = [observation(place, number, **of_all | dict(row)) for number, row in enumerate(rows, start=2)]
    return ibis.memtable(pa.Table.from_pylist(made, schema=SCHEMA))

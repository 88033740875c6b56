"""The source that comes with a pack: its tables, read by their contracts into observations."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import inf, isclose
from typing import Any

import pyarrow as pa

from watling.errors import InputError, raise_all
from watling.methods import periods
from watling.methods.bounds import rounding
from watling.packs.contract import Column, Measure, TableContract
from watling.packs.pack import Table
from watling.packs.reading import Row, parse_csv
from watling.places.areas import UnknownArea
from watling.places.regions import Region
from watling.sources.observation import SCHEMA, STATUSES, breakdown_text

NUMBER = re.compile(r"[-−]?[0-9]{1,15}(\.[0-9]{1,15})?")
MARK = re.compile(r"\[(\w+)\]")


def read_rows(table: Table, content: bytes) -> list[Row]:
    """The rows of a table's bytes, checked against its contract but not yet read as values.

    Raises InputError, or InputErrors where there are several.
    """
    contract = table.contract
    rows = parse_csv(content, table.file, tuple(contract.columns))
    errors = list(_wrong_shape(table, rows))
    for row in rows:
        errors += _wrong_cells(table, row)
    raise_all(errors or list(_repeated(table, rows)))
    return rows


def observations(table: Table, content: bytes, region: Region) -> pa.Table:
    """A table's bytes as observations (columns of :data:`watling.sources.observation.SCHEMA`), in the file's order.

    Raises InputError, or InputErrors where there are several.
    """
    release = hashlib.sha256(content).hexdigest()
    reader = _Reader(table, region, _own_area(table, region))
    found: list[dict[str, Any]] = []
    errors: list[InputError] = []
    for row in read_rows(table, content):
        try:
            found += reader.read(row)
        except InputError as error:
            errors.append(error)
    raise_all(errors or list(_gaps(table, found)))
    for observation in found:
        observation |= {"source": f"{region.code}/{table.name}", "release": release}
    return pa.Table.from_pylist(found, schema=SCHEMA)


def _own_area(table: Table, region: Region) -> str:
    """The area of a table that has no column of areas: the one its contract names, else the region."""
    if table.contract.area is None:
        return region.code
    try:
        return region.find(table.contract.area)
    except UnknownArea as error:
        raise InputError(table.contract_file, str(error).rstrip("."), column="area") from None


def _wrong_shape(table: Table, rows: list[Row]) -> Iterator[InputError]:
    contract = table.contract
    if not rows:
        yield InputError(table.file, "the file has a heading but no rows", expected="at least one row")
        return
    for heading in rows[0].cells:
        if heading not in contract.columns:
            yield InputError(
                table.file,
                "the column is not in the contract",
                row=1,
                column=heading,
                expected=f"the columns {', '.join(contract.columns)}",
                remedy=f"describe it under [columns.{heading}] in {table.contract_file.name}, or take it out",
            )
    if contract.rows and not contract.rows[0] <= len(rows) <= contract.rows[1]:
        yield InputError(
            table.file, f"the file has {len(rows)} rows", expected=f"{contract.rows[0]} to {contract.rows[1]} rows"
        )


def _wrong_cells(table: Table, row: Row) -> Iterator[InputError]:
    for heading, column in table.contract.columns.items():
        text = row[heading]
        if "<" in text or ">" in text or any(ord(letter) < 32 for letter in text):
            remedy = "take the characters < and > out of the cell"
            yield row.wrong(heading, f"'{text}' holds HTML or a control character", "plain text", remedy)
        elif not text.strip() and not column.blank and column.role != "qualifier":
            yield row.wrong(heading, "the cell is empty", "a value, or a mark such as [x] for not available")
        elif column.values is not None and text and text not in column.values:
            remedy = f"correct the cell, or add the value in {table.contract_file.name}"
            known = f"one of {', '.join(column.values)}"
            yield row.wrong(heading, f"'{text}' is not one of the contract's values", known, remedy)


def _repeated(table: Table, rows: list[Row]) -> Iterator[InputError]:
    identifying = [name for name, column in table.contract.columns.items() if column.role not in ("value", "status")]
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row[name] for name in identifying)
        if key in first:
            column, remedy = next(iter(identifying), None), "take one of the two rows out"
            yield row.wrong(column, f"the row repeats row {first[key]}", "each combination once", remedy)
        first.setdefault(key, row.number)


def _gaps(table: Table, found: list[dict[str, Any]]) -> Iterator[InputError]:
    """Where the contract says that some dimensions make up the whole, every combination must be there."""
    dimensions = table.contract.exhaustive
    cells = [(o["area"], o["period"], json.loads(o["breakdown"])) for o in found]
    parts = [(area, period, b) for area, period, b in cells if set(b) == set(dimensions)]
    for area, period in sorted({(area, period) for area, period, _ in parts}):
        here = {tuple(b[d] for d in dimensions) for a, p, b in parts if (a, p) == (area, period)}
        for combination in product(*(sorted({b[d] for *_, b in parts}) for d in dimensions)):
            if combination not in here:
                yield InputError(
                    table.file,
                    f"{' and '.join(combination)} is missing for {area} in {period}",
                    expected=f"every combination of {' and '.join(dimensions)}: the contract calls them exhaustive",
                    remedy="add the row, with [x] where the value is not available",
                )


@dataclass(frozen=True)
class _Reader:
    """Reads rows; ``area`` is that of a table without a column of areas."""

    table: Table
    region: Region
    area: str

    @property
    def contract(self) -> TableContract:
        """The table's contract."""
        return self.table.contract

    def read(self, row: Row) -> Iterator[dict[str, Any]]:
        """A row's observations, one for each column of values, but for their source and release."""
        values = [(name, column) for name, column in self.contract.columns.items() if column.role == "value"]
        if not values:
            return
        area, period = self._area(row), self._period(row)
        breakdown, status = self._breakdown(row), self._status(row)
        for name, column in values:
            measure, extra = self._measure(row, column)
            numbers = self._numbers(row, name, column, measure)
            yield {
                "row": row.number,
                "column": name,
                "measure": measure.measure,
                "area": area,
                "period": period,
                "breakdown": breakdown_text(breakdown | extra),
                "unit": measure.unit,
                "published": row[name],
                "note": "",
                "status": status,
                **numbers,
            }

    def _column(self, role: str) -> tuple[str, Column] | None:
        return next(((name, c) for name, c in self.contract.columns.items() if c.role == role), None)

    def _area(self, row: Row) -> str:
        found = self._column("area")
        if found is None:
            return self.area
        try:
            return self.region.find(row[found[0]])
        except UnknownArea as error:
            raise row.wrong(found[0], str(error).rstrip("."), "a name or a GSS code of an area") from None

    def _period(self, row: Row) -> str:
        found = self._column("period")
        if found is None:
            return self.contract.period or ""
        name, column = found
        wanted = column.form or periods.form_of(row[name])
        example = ", ".join([periods.EXAMPLES[column.form]] if column.form else periods.EXAMPLES.values())
        if wanted is None or not periods.FORMS[wanted].fullmatch(row[name]):
            raise row.wrong(name, f"'{row[name]}' is not a period", f"one such as {example}")
        try:
            return periods.to_iso(row[name])
        except ValueError as error:
            raise row.wrong(name, str(error), f"one such as {example}") from None

    def _breakdown(self, row: Row) -> dict[str, str]:
        return {
            column.dimension or name: column.labels.get(row[name], row[name])
            for name, column in self.contract.columns.items()
            if column.role == "breakdown" and row[name] != column.total
        }

    def _status(self, row: Row) -> str:
        found = self._column("status")
        if found is None:
            return "final"
        name, column = found
        status = column.labels.get(row[name], row[name]) or "final"
        if status not in STATUSES:
            raise row.wrong(name, f"'{status}' is no status", f"one of {', '.join(STATUSES)}")
        return status

    def _measure(self, row: Row, column: Column) -> tuple[Measure, dict[str, str]]:
        """What a column's value is a value of, and the breakdown that this implies."""
        if which := self._column("measure"):
            name = which[0]
            if row[name] not in self.contract.measures:
                known = f"one of {', '.join(self.contract.measures)}"
                raise row.wrong(name, f"'{row[name]}' is no measure of the contract", known)
            measure = self.contract.measures[row[name]]
            return measure, measure.breakdown
        unit = self._column("unit")
        keys = column.model_dump(include={"measure", "unit", "rounded_to", "minimum", "maximum", "whole"})
        return Measure(**keys | ({"unit": row[unit[0]]} if unit else {})), {}

    def _numbers(self, row: Row, name: str, column: Column, measure: Measure) -> dict[str, Any]:
        """A cell's value and bounds, what the bounds are, and its status where the cell itself says it."""
        text = row[name].strip()
        nothing = {"value": None, "lower": None, "upper": None, "interval": ""}
        mark = MARK.fullmatch(text)
        if mark and mark[1] in STATUSES:
            return nothing | {"status": mark[1]}
        if text in column.numbers:
            return nothing | {"value": column.numbers[text]}
        if not NUMBER.fullmatch(text):
            example = "61470" if measure.whole else "23.8"
            words = f"one of {', '.join(column.numbers)}" if column.numbers else f"a number such as {example}"
            raise row.wrong(name, f"'{text}' is not a number", f"{words}, without commas or signs")
        value = float(text.replace("−", "-"))
        _check(row, name, value, measure)
        if qualifier := self._qualifier(row):
            return _qualified(value, qualifier, measure)
        if measure.rounded_to is None:
            return nothing | {"value": value}
        least = -inf if measure.minimum is None else measure.minimum
        most = inf if measure.maximum is None else measure.maximum
        lower, upper = rounding(value, measure.rounded_to, least, most)
        return {"value": value, "lower": lower, "upper": upper, "interval": "rounding"}

    def _qualifier(self, row: Row) -> str | None:
        """What the row's word before the number says of it: upper, lower or estimate; None where there is no word."""
        found = self._column("qualifier")
        if found is None or not row[found[0]]:
            return None
        name, column = found
        if row[name] not in column.qualifiers:
            known = f"one of {', '.join(column.qualifiers)}"
            raise row.wrong(name, f"'{row[name]}' is no qualifier of the contract", known)
        return column.qualifiers[row[name]]


def _check(row: Row, name: str, value: float, measure: Measure) -> None:
    """Raise InputError for a number that the measure cannot have."""
    if measure.whole and value != int(value):
        raise row.wrong(name, f"{row[name]} is not a whole number", "a whole number")
    if measure.minimum is not None and value < measure.minimum:
        raise row.wrong(name, f"{row[name]} is below the least possible", f"{measure.minimum:g} or more")
    if measure.maximum is not None and value > measure.maximum:
        raise row.wrong(name, f"{row[name]} is above the most possible", f"{measure.maximum:g} or less")
    unit = measure.rounded_to
    if unit and not isclose(value, unit * round(value / unit), rel_tol=1e-14, abs_tol=unit * 1e-9):
        raise row.wrong(name, f"{row[name]} is not rounded as stated", f"a multiple of {unit:g}")


def _qualified(value: float, qualifier: str, measure: Measure) -> dict[str, Any]:
    """A number with "under", "over" or "around" before it: a bound, or an estimate without bounds."""
    if qualifier == "upper":
        return {"value": None, "lower": measure.minimum, "upper": value, "interval": "published", "status": "e"}
    if qualifier == "lower":
        return {"value": None, "lower": value, "upper": measure.maximum, "interval": "published", "status": "e"}
    return {"value": value, "lower": None, "upper": None, "interval": "", "status": "e"}

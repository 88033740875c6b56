"""Figures as a table: a row a figure, as they are kept in ``figures.parquet``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from watling.figures.figure import Figure, FigureSet
from watling.sources.observation import breakdown_text

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("indicator", pa.string()),
        ("area", pa.string()),
        ("period", pa.string()),
        ("breakdown", pa.string()),
        ("value", pa.float64()),
        ("unit", pa.string()),
        ("status", pa.string()),
        ("lower", pa.float64()),
        ("upper", pa.float64()),
        ("interval", pa.string()),
        ("comparison", pa.string()),
        ("rating", pa.string()),
        ("note", pa.string()),
        ("releases", pa.list_(pa.string())),
    ]
)
"""The columns of ``figures.parquet``; ``breakdown`` is canonical JSON."""


def to_arrow(figures: Iterable[Figure]) -> pa.Table:
    """Figures as a table of :data:`SCHEMA`, in the order given."""
    rows = [figure.as_dict() | {"breakdown": breakdown_text(figure.breakdown)} for figure in figures]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def from_arrow(table: pa.Table) -> FigureSet:
    """Figures from a table of :data:`SCHEMA`."""
    rows = table.drop_columns("id").to_pylist()
    return FigureSet(
        Figure(**row | {"breakdown": json.loads(row["breakdown"]), "releases": tuple(row["releases"])}) for row in rows
    )


def write(figures: Iterable[Figure], file: Path) -> None:
    """Write figures to Parquet, in the order given."""
    pq.write_table(to_arrow(figures), file, compression="zstd")


def read(file: Path) -> FigureSet:
    """The figures of a Parquet file."""
    return from_arrow(pq.read_table(file))

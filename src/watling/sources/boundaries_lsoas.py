"""Boundaries of the lower layer super output areas (LSOAs) of 2021, one local authority at a time."""

from __future__ import annotations

import pandas as pd

from watling.sources.contract import Column, Contract
from watling.sources.readers.places import GEOPORTAL, OS_LICENCE, boundary_rows, boundary_table, has_property
from watling.sources.source import Source


def _part(_name: str, rows: pd.DataFrame) -> str:
    """A release holds the areas of one local authority, or of several."""
    return "+".join(sorted(rows["LADCD_ACTIVE"].unique()))


source = Source(
    title="Lower layer super output area boundaries, 2021",
    publisher="Office for National Statistics",
    address=f"{GEOPORTAL}search?q=BDY_LSOA",
    cadence="after each census",
    contract=Contract(
        columns={
            "code": Column(pattern="[EW]01[0-9]{6}"),
            "name": Column(pattern=".+"),
            "LADCD_ACTIVE": Column(pattern="[EW][0-9]{8}"),
            "vintage": Column(codes=("2021",)),
            "geometry": Column(pattern="[0-9A-F]+"),
        },
        rows=(1, 36_000),
    ),
    recognises=has_property("LSOA21CD"),
    rows=boundary_rows("LSOA21CD", "LSOA21NM", "LADCD_ACTIVE"),
    table=boundary_table,
    part=_part,
    licence=OS_LICENCE,
    note="England and Wales. Each file holds the areas of one local authority.",
)

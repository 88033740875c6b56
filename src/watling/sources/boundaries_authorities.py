"""Boundaries of the United Kingdom's local authorities, of several years."""

from __future__ import annotations

from watling.sources.contract import Column, Contract
from watling.sources.readers.places import (
    GEOPORTAL,
    OS_LICENCE,
    boundary_rows,
    boundary_table,
    has_property,
    vintage,
)
from watling.sources.source import Source

source = Source(
    title="Local authority district boundaries",
    publisher="Office for National Statistics",
    address=f"{GEOPORTAL}search?q=BDY_LAD",
    cadence="twice a year: May and December",
    contract=Contract(
        columns={
            "code": Column(pattern="[EWSN][0-9]{8}"),
            "name": Column(pattern=".+"),
            "vintage": Column(pattern="20[0-9]{2}"),
            "geometry": Column(pattern="[0-9A-F]+"),
        },
        rows=(340, 410),
    ),
    recognises=has_property(r"(LAD\d\dCD|AREACD)"),
    rows=boundary_rows(r"LAD\d\dCD|AREACD", r"LAD\d\dNM|AREANM"),
    table=boundary_table,
    part=vintage,
    licence=OS_LICENCE,
    note=(
        "Generalised boundaries, clipped to the coastline. Each release holds one year; Northern Ireland's are brought "
        "to the British National Grid too."
    ),
)

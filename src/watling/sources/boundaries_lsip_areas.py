"""Boundaries of England's local skills improvement plan areas."""

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
    title="Local skills improvement plan area boundaries",
    publisher="Office for National Statistics",
    address=f"{GEOPORTAL}search?q=BDY_LSIP",
    cadence="when areas change",
    contract=Contract(
        columns={
            "code": Column(pattern="E69[0-9]{6}"),
            "name": Column(pattern=".+"),
            "vintage": Column(pattern="20[0-9]{2}"),
            "geometry": Column(pattern="[0-9A-F]+"),
        },
        rows=(30, 50),
    ),
    recognises=has_property(r"LSIP\d\dCD"),
    rows=boundary_rows(r"LSIP\d\dCD", r"LSIP\d\dNM"),
    table=boundary_table,
    part=vintage,
    licence=OS_LICENCE,
    note="Generalised boundaries, clipped to the coastline. Each release holds one year.",
)

"""The outlines that maps are drawn with: official boundaries where a workspace keeps them, else schematic shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import shapely
from shapely import MultiPolygon, Polygon

from watling.evidence.official import tables_of
from watling.evidence.workspace import Workspace
from watling.places.outlines import outlines
from watling.places.regions import Region
from watling.places.restating import carries
from watling.publishing.maps import NOTE, WIDTH

SOURCE = "boundaries-authorities"
LEAST = 100.0
"""Boundaries are simplified to this many metres, or to a point of the drawing where that is more."""

ISLET = 2.0
"""An island smaller than a square of so many points is left out, unless it is the largest part of its authority."""


@dataclass(frozen=True)
class Outlines:
    """A shape for each member of a region, by code. ``official`` says whether they are boundaries; ``note`` stands
    below the map, ``words`` say the same in a sentence."""

    shapes: Mapping[str, Polygon | MultiPolygon]
    official: bool
    note: str
    words: str


def outlines_of(region: Region, workspace: Workspace | None = None, as_at: str | None = None) -> Outlines:
    """The outlines of a region's members.

    Of the boundaries a workspace keeps, those of the newest year are taken that have every member, under its own code
    or as areas that together were it; without any, the outlines are schematic.

    >>> from watling.places.ready import find_ready
    >>> outlines_of(find_ready("lsip:cumbria")).official
    False
    """
    kept = tables_of(SOURCE, workspace, as_at) if workspace else {}
    for year in sorted(kept, reverse=True):
        if shapes := _boundaries(region, kept[year]):
            note = (
                f"Boundaries of {year}, simplified. Office for National Statistics, Open Government Licence v3.0. "
                "Contains OS data © Crown copyright and database right."
            )
            return Outlines(shapes, True, note, f"The shapes are the authorities’ boundaries of {year}, simplified.")
    words = "The shapes are schematic: each is the ground nearest to an authority’s centre, not its boundary."
    return Outlines(outlines(region.members), False, NOTE, words)


def _boundaries(region: Region, file: Path) -> dict[str, Polygon | MultiPolygon]:
    """The members' boundaries in metres of the National Grid, simplified; empty where one cannot be made."""
    codes = pq.read_table(file, columns=["code"])["code"].to_pylist()
    members = sorted(member.code for member in region.members)
    ways = [way for way in carries(codes, region.vintage, onto=members) if way.kind != "covered"]
    if {way.to for way in ways} != set(members) or any(way.kind == "split" or way.missing for way in ways):
        return {}
    rows = pq.read_table(file, filters=[("code", "in", [way.area for way in ways])])
    whole = dict(zip(rows["code"].to_pylist(), shapely.from_wkb(rows["geometry"].to_pylist()), strict=True))
    shapes = [shapely.union_all([whole[way.area] for way in ways if way.to == member]) for member in members]
    west, south, east, north = shapely.total_bounds(shapes)
    point = max(east - west, north - south) / WIDTH
    simple = shapely.coverage_simplify(np.array(shapes), max(LEAST, point))
    return {code: _without_islets(shape, ISLET * point) for code, shape in zip(members, simple, strict=True)}


def _without_islets(shape: Polygon | MultiPolygon, width: float) -> Polygon | MultiPolygon:
    parts = sorted(shapely.get_parts(shape), key=lambda part: float(part.area), reverse=True)
    kept = [parts[0], *(part for part in parts[1:] if part.area >= width * width)]
    return kept[0] if len(kept) == 1 else MultiPolygon(kept)

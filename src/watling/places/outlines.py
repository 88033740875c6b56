"""Simple shapes for areas, drawn from their centres alone, to stand in until official boundaries are at hand.

They are a schematic: who lies next to whom, and roughly where. They say nothing about size or coast.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import shapely
from shapely import MultiPoint, MultiPolygon, Point, Polygon

from watling.places.areas import Area

# Crowded centres are moved towards the middles of their cells (S. Lloyd, Least squares quantization in PCM, 1982): so
# many steps, each so much of the way. More would even the cells out further and move places from where one looks.
STEPS, EASE = 12, 0.35

# The radius of a shape's corners, where a usual area is 1 wide.
CORNER = 0.12


def outlines(areas: Iterable[Area]) -> dict[str, Polygon]:
    """A shape for each area, by code, in order of code.

    Each is the ground nearer to the area's centre than to another's (a Voronoi cell), cut to a smooth edge around them
    all, its corners rounded. Centres that crowd together are eased apart first. Shapes do not overlap; north is up;
    the unit is the width of a usual area, and the middle of them all is the origin. The same areas give the same
    shapes.

    >>> from watling.places.areas import find_area
    >>> shapes = outlines([find_area("Luton"), find_area("Bedford")])
    >>> sorted(shapes), shapes["E06000055"].centroid.y > shapes["E06000032"].centroid.y
    (['E06000032', 'E06000055'], True)
    """
    placed = {area.code: area for area in areas}
    codes = sorted(placed)
    if not codes:
        return {}
    centres = _standard([(placed[code].easting, placed[code].northing) for code in codes])
    edge = _edge(centres)
    for _ in range(STEPS):
        middles = [cell.centroid for cell in _cells(centres, edge)]
        centres = [
            (x + EASE * (middle.x - x), y + EASE * (middle.y - y))
            for (x, y), middle in zip(centres, middles, strict=True)
        ]
    return {code: _rounded(cell) for code, cell in zip(codes, _cells(centres, edge), strict=True)}


def _standard(centres: list[tuple[int, int]]) -> list[tuple[float, float]]:
    """Centres around the origin, scaled to one area a unit square; those on one spot set a little apart."""
    nudged = [
        (x + 0.5 * turn * math.cos(2.4 * turn), y + 0.5 * turn * math.sin(2.4 * turn))
        for (x, y), turn in ((centre, centres[:place].count(centre)) for place, centre in enumerate(centres))
    ]
    cloud = MultiPoint(nudged)
    west, south, east, north = cloud.bounds
    across = max(east - west, north - south)
    ground = max(cloud.convex_hull.area, across * across / len(centres), 1.0)
    unit = math.sqrt(ground / len(centres))
    return [((x - (west + east) / 2) / unit, (y - (south + north) / 2) / unit) for x, y in nudged]


def _edge(centres: list[tuple[float, float]]) -> Polygon:
    """The edge around the centres: a hull that follows them inwards, a good half unit out, its bays smoothed."""
    return shapely.concave_hull(MultiPoint(centres), ratio=0.5).buffer(1.4).buffer(-0.8)


def _cells(centres: list[tuple[float, float]], edge: Polygon) -> list[Polygon]:
    """The Voronoi cell of each centre within the edge, in the centres' order."""
    points = [Point(centre) for centre in centres]
    if len(points) == 1:
        return [edge]
    diagram = shapely.voronoi_polygons(MultiPoint(points), extend_to=edge)
    return [_largest(next(cell for cell in diagram.geoms if cell.covers(point)) & edge) for point in points]


def _rounded(cell: Polygon) -> Polygon:
    """A cell with round corners; as it is where it is too thin to have any."""
    rounded = cell.buffer(-CORNER).buffer(CORNER)
    return cell if rounded.is_empty else _largest(rounded)


def _largest(shape: Polygon | MultiPolygon) -> Polygon:
    """The largest part of a shape that a bay of the edge may have cut in two."""
    return max(shape.geoms, key=lambda part: part.area) if isinstance(shape, MultiPolygon) else shape

"""Outlines: a shape for each area, none over another, the same every time."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon

from watling.places.areas import areas
from watling.places.outlines import outlines

AUTHORITIES = [area for area in areas().values() if area.level == "lad"]
SOUTH_EAST_MIDLANDS = ("E06000055", "E06000056", "E06000032", "E06000042", "E06000061", "E06000062")


def assert_a_map(shapes: dict[str, Polygon]) -> None:
    for code, shape in shapes.items():
        assert isinstance(shape, Polygon), code
        assert shape.is_valid, code
        assert shape.area > 0.02, code
    for one, other in combinations(shapes, 2):
        assert shapes[one].intersection(shapes[other]).area < 1e-5, (one, other)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(AUTHORITIES), min_size=1, max_size=40, unique=True))
def test_one_shape_an_area_and_none_over_another(chosen: list) -> None:
    shapes = outlines(chosen)
    assert list(shapes) == sorted(area.code for area in chosen)
    assert_a_map(shapes)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(AUTHORITIES), min_size=1, max_size=12, unique=True), st.randoms())
def test_same_areas_same_shapes_in_whatever_order(chosen: list, random) -> None:
    shuffled = random.sample(chosen, len(chosen))
    assert {code: shape.wkb for code, shape in outlines(chosen).items()} == {
        code: shape.wkb for code, shape in outlines(shuffled).items()
    }


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_areas_in_a_line(count: int) -> None:
    in_a_line = [
        replace(area, easting=400 + 30 * place, northing=300) for place, area in enumerate(AUTHORITIES[:count])
    ]
    shapes = outlines(in_a_line)
    assert_a_map(shapes)
    assert len(shapes) == count


def test_areas_on_one_spot() -> None:
    assert_a_map(outlines([replace(area, easting=400, northing=300) for area in AUTHORITIES[:4]]))


def test_no_areas() -> None:
    assert outlines([]) == {}


def test_london_can_be_read() -> None:
    """The smallest shape is not lost beside the largest, though the City's centre lies 3 km from Islington's."""
    sizes = [shape.area for shape in outlines(area for area in AUTHORITIES if area.code.startswith("E09")).values()]
    assert len(sizes) == 33
    assert max(sizes) < 4 * min(sizes)


def test_places_keep_their_side_of_each_other() -> None:
    at = {code: shape.centroid for code, shape in outlines(areas()[code] for code in SOUTH_EAST_MIDLANDS).items()}
    bedford, central, luton, keynes, north, west = (at[code] for code in SOUTH_EAST_MIDLANDS)
    assert north.y > bedford.y > central.y > luton.y
    assert west.x < keynes.x < bedford.x

"""Maps: every area once, named or numbered, its words inside its shape, and nothing in the SVG but words and shapes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, Polygon, box

from watling.places.areas import areas
from watling.places.outlines import outlines
from watling.publishing.drawing import contrast, png, text_width
from watling.publishing.maps import NOTE, WIDTH, region_map

ACCENT = "#1d70b8"
SVG = "{http://www.w3.org/2000/svg}"
SOUTH_EAST_MIDLANDS = ("E06000055", "E06000056", "E06000032", "E06000042", "E06000061", "E06000062")
LONDON = tuple(code for code in areas() if code.startswith("E09"))
AUTHORITIES = [area for area in areas().values() if area.level == "lad"]


def drawn(
    codes: tuple[str, ...] = SOUTH_EAST_MIDLANDS,
    values: Mapping[str, str] | None = None,
    shades: Mapping[str, int] | None = None,
    accent: str = ACCENT,
    **names: str,
) -> ElementTree.Element:
    labels = {code: areas()[code].name for code in codes} | names
    return ElementTree.fromstring(
        region_map("A map", outlines(areas()[code] for code in codes), labels, values, shades, accent)
    )


def texts(root: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def shapes(root: ElementTree.Element) -> list[Polygon]:
    paths = [path.get("d", "") for path in root.iter(f"{SVG}path")]
    return [
        Polygon([[float(part) for part in pair.split()] for pair in re.split("[MLZ]", path) if pair]) for path in paths
    ]


def test_every_area_has_its_shape_and_its_name() -> None:
    root = drawn()
    assert len(shapes(root)) == 6
    said = " ".join(texts(root))
    for code in SOUTH_EAST_MIDLANDS:
        assert areas()[code].name in said
    assert NOTE in said


def test_words_stand_inside_their_shapes() -> None:
    root = drawn(values=dict.fromkeys(SOUTH_EAST_MIDLANDS, "46,815"))
    inside = [text for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "middle"]
    assert len(inside) >= 12
    for text in inside:
        half = text_width(text.text or "", float(text.get("font-size", "0")), text.get("font-weight") == "bold") / 2
        x, y = float(text.get("x", "0")), float(text.get("y", "0")) - 4
        assert any(shape.contains(Point(x - half, y)) and shape.contains(Point(x + half, y)) for shape in shapes(root))


def test_north_is_up() -> None:
    at = {text.text: float(text.get("y", "0")) for text in drawn().iter(f"{SVG}text")}
    assert at["North"] < at["Bedford"] < at["Luton"]


def test_values_are_written_as_given() -> None:
    said = texts(drawn(values={code: f"−{place}.5%" for place, code in enumerate(SOUTH_EAST_MIDLANDS)}))
    assert {f"−{place}.5%" for place in range(6)} <= set(said)


def test_a_missing_value_is_said_and_not_coloured() -> None:
    given_for = SOUTH_EAST_MIDLANDS[1:]
    root = drawn(values=dict.fromkeys(given_for, "1"), shades=dict.fromkeys(given_for, 0))
    dashed = [path for path in root.iter(f"{SVG}path") if path.get("stroke-dasharray")]
    assert [path.get("fill") for path in dashed] == ["#ffffff"]
    assert texts(root).count("not available") == 1


def test_nothing_is_missing_where_no_values_are_shown() -> None:
    root = drawn()
    assert "not available" not in texts(root)
    assert not [path for path in root.iter(f"{SVG}path") if path.get("stroke-dasharray")]


def test_shades_run_from_light_to_the_accent() -> None:
    root = drawn(shades={code: min(place, 4) for place, code in enumerate(SOUTH_EAST_MIDLANDS)})
    fills = {path.get("fill", "") for path in root.iter(f"{SVG}path")}
    assert len(fills) == 5
    assert ACCENT in fills


@given(st.integers(0, 0xFFFFFF), st.integers(0, 4))
@settings(max_examples=30, deadline=None)
def test_words_are_read_on_every_shade(number: int, shade: int) -> None:
    root = drawn(("E06000042",), shades={"E06000042": shade}, accent=f"#{number:06x}")
    (path,) = root.iter(f"{SVG}path")
    name = next(text for text in root.iter(f"{SVG}text") if text.text == "Milton Keynes")
    assert contrast(name.get("fill", ""), path.get("fill", "")) >= 4.5


def test_crowded_areas_are_numbered_and_listed_by_name() -> None:
    said = texts(drawn(LONDON))
    listed = said[said.index("Barking and Dagenham") - 1 :]
    assert listed[:4] == ["1", "Barking and Dagenham", "2", "Barnet"]
    assert len([text for text in said if text.isdigit()]) == 66  # on the map and in the list
    assert "Westminster" in said


def test_one_long_name_alone_is_listed() -> None:
    said = texts(drawn(E06000032="Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"))
    assert said.count("1") == 2
    assert "Bedford" in said


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "a \"b\" & 'c'", "]]>"])
def test_a_name_is_only_ever_words(name: str) -> None:
    svg = region_map(name, outlines([areas()["E06000042"]]), {"E06000042": name}, None, None, ACCENT, note=name)
    root = ElementTree.fromstring(svg)
    assert "".join(texts(root)).replace(" ", "").count(name.replace(" ", "")) == 2
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {"svg", "title", "rect", "path", "text"}


@given(st.lists(st.sampled_from(AUTHORITIES), min_size=1, max_size=15, unique=True))
@settings(max_examples=25, deadline=None)
def test_any_set_of_areas_fits_the_drawing(chosen: list) -> None:
    codes = tuple(area.code for area in chosen)
    root = drawn(codes)
    height = float(root.get("height", "0"))
    assert root.get("viewBox") == f"0 0 {WIDTH} {int(height)}"
    assert len(shapes(root)) == len(codes)
    for shape in shapes(root):
        west, north, east, south = shape.bounds
        assert west >= 0
        assert north >= 0
        assert east <= WIDTH
        assert south <= height
    assert not [element for element in root.iter() if element.get("id")]


def test_the_same_map_in_whatever_order() -> None:
    forwards = drawn(values=dict.fromkeys(SOUTH_EAST_MIDLANDS, "1"))
    backwards = drawn(SOUTH_EAST_MIDLANDS[::-1], values=dict.fromkeys(SOUTH_EAST_MIDLANDS[::-1], "1"))
    assert ElementTree.tostring(forwards) == ElementTree.tostring(backwards)


def test_a_map_becomes_a_picture() -> None:
    svg = region_map("One", outlines([areas()["E06000042"]]), {"E06000042": "Milton Keynes"}, None, None, ACCENT)
    picture = png(svg, scale=2)
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 2 * WIDTH


def test_a_shape_of_several_parts_has_its_words_in_the_largest() -> None:
    parts = MultiPolygon([box(0, 0, 1, 1), box(10, 0, 20, 10)])
    svg = region_map("Isles", {"E06000053": parts}, {"E06000053": "Scilly"}, None, None, ACCENT, touching=True)
    root = ElementTree.fromstring(svg)
    (path,) = root.iter(f"{SVG}path")
    assert path.get("d", "").count("M") == 2
    (name,) = [text for text in root.iter(f"{SVG}text") if text.text == "Scilly"]
    assert float(name.get("x", "0")) > WIDTH / 2


def test_boundaries_keep_their_edges() -> None:
    shapes_of = {"E06000042": box(0, 0, 10, 10), "E06000055": box(10, 0, 20, 10)}
    labels = {code: areas()[code].name for code in shapes_of}
    edges = [
        shape.bounds
        for shape in shapes(
            ElementTree.fromstring(region_map("Two", shapes_of, labels, None, None, ACCENT, touching=True))
        )
    ]
    assert edges[0][2] - edges[0][0] == WIDTH / 2
    assert {edges[0][0], edges[1][0]} == {0, WIDTH / 2}

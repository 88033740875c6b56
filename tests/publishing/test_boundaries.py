"""Outlines: official boundaries where they are kept and cover every member, else schematic shapes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from shapely import MultiPolygon

from watling.evidence.adding import add
from watling.evidence.official import tables_of
from watling.evidence.workspace import Workspace
from watling.places.areas import areas
from watling.places.regions import Region
from watling.publishing.boundaries import Outlines, outlines_of
from watling.publishing.maps import NOTE, region_map

NORTH = ("E07000150", "E07000152", "E07000153", "E07000156")
NORTHAMPTONSHIRE = Region.make("north", "North", ["E06000061", "E06000062"], date(2022, 1, 1))


def square(code: str, side: float = 0.1) -> list[list[float]]:
    """A square of longitude and latitude, each authority's beside the one before it in the order of codes."""
    west = -2 + 0.1 * list(areas()).index(code) % 3
    return [[west, 52], [west + side, 52], [west + side, 52 + side], [west, 52 + side], [west, 52]]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "workspace")


def keep(workspace: Workspace, year: int, codes: tuple[str, ...], islet: str = "") -> None:
    features = [
        {
            "type": "Feature",
            "properties": {f"LAD{year % 100}CD": code, f"LAD{year % 100}NM": areas()[code].name},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[square(code)]]
                + ([[[[3, 52], [3.00001, 52], [3, 52.00001], [3, 52]]]] if code == islet else []),
            },
        }
        for code in codes
    ]
    file = workspace.folder.parent / f"authorities-{year}.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    add(file, workspace, partial=True)


def svg(region: Region, drawn: Outlines) -> ElementTree.Element:
    names = {member.code: member.name for member in region.members}
    text = region_map(region.title, drawn.shapes, names, None, None, "#1d70b8", drawn.note, touching=drawn.official)
    return ElementTree.fromstring(text)


def test_without_a_workspace_or_a_release_shapes_are_schematic(workspace: Workspace) -> None:
    for drawn in (outlines_of(NORTHAMPTONSHIRE), outlines_of(NORTHAMPTONSHIRE, workspace)):
        assert (drawn.official, drawn.note, list(drawn.shapes)) == (False, NOTE, ["E06000061", "E06000062"])
        assert "schematic" in drawn.words


def test_boundaries_where_they_are_kept(workspace: Workspace) -> None:
    keep(workspace, 2025, ("E06000061", "E06000062", "E06000042"))
    drawn = outlines_of(NORTHAMPTONSHIRE, workspace)
    assert drawn.official
    assert list(drawn.shapes) == ["E06000061", "E06000062"]
    assert "boundaries of 2025" in drawn.words
    assert "Open Government Licence v3.0. Contains OS data" in drawn.note
    assert [round(shape.area / 1e6) for shape in drawn.shapes.values()] == [76, 76]
    assert len(svg(NORTHAMPTONSHIRE, drawn).findall(".//{http://www.w3.org/2000/svg}path")) == 2


def test_the_newest_that_has_every_member(workspace: Workspace) -> None:
    keep(workspace, 2025, ("E06000061", "E06000062"))
    keep(workspace, 2019, NORTH)
    districts = Region.make("old", "Old", NORTH, date(2020, 1, 1))
    assert "2019" in outlines_of(districts, workspace).words  # those of 2025 cannot be divided
    assert "2025" in outlines_of(NORTHAMPTONSHIRE, workspace).words


def test_boundaries_of_areas_that_became_the_member(workspace: Workspace) -> None:
    keep(workspace, 2019, (*NORTH, "E08000016"))
    one = Region.make("one", "One", ["E06000061", "E08000038"], date(2025, 4, 1))
    assert outlines_of(one, workspace).official
    assert not outlines_of(NORTHAMPTONSHIRE, workspace).official  # West Northamptonshire's districts are not there


def test_islets_are_left_out_but_no_authority_is(workspace: Workspace) -> None:
    keep(workspace, 2025, ("E06000061", "E06000062"), islet="E06000062")
    shapes = outlines_of(NORTHAMPTONSHIRE, workspace).shapes
    assert not any(isinstance(shape, MultiPolygon) for shape in shapes.values())


def test_tables_by_part_and_as_at(workspace: Workspace) -> None:
    assert tables_of("boundaries-authorities", workspace) == {}
    keep(workspace, 2019, NORTH)
    keep(workspace, 2025, ("E06000061",))
    tables = tables_of("boundaries-authorities", workspace)
    assert sorted(tables) == ["2019", "2025"]
    assert all(file.is_file() for file in tables.values())
    assert tables_of("boundaries-authorities", workspace, as_at="2000-01-01") == {}

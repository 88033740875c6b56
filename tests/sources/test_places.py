"""Sources of places, from a few rows in the publishers' form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

from watling.errors import InputError, InputErrors
from watling.sources import find_source, recognise
from watling.sources.ons_population_mid_year import AGES
from watling.sources.source import Reading, read

LUTON = [[-0.45, 51.86], [-0.36, 51.86], [-0.36, 51.92], [-0.45, 51.92], [-0.45, 51.86]]
BOW_TIE = [[-0.45, 51.86], [-0.36, 51.92], [-0.36, 51.86], [-0.45, 51.92], [-0.45, 51.86]]


def features(ring: list[list[float]], **properties: str) -> bytes:
    one = {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    return json.dumps({"type": "FeatureCollection", "features": [one]}).encode()


def topology() -> bytes:
    """Luton as TopoJSON, which says nothing of its coordinates' system."""
    shape = {"type": "Polygon", "arcs": [[0]], "properties": {"AREACD": "E06000032", "AREANM": "Luton"}}
    layers = {"LAD": {"type": "GeometryCollection", "geometries": [shape]}}
    return json.dumps({"type": "Topology", "arcs": [LUTON], "objects": layers}).encode()


def read_partial(id: str, name: str, content: bytes) -> Reading:
    assert recognise(Path(name), content) == [id]
    return read(id, find_source(id), Path(name), content, "ab" * 32, partial=True)


@pytest.mark.parametrize(
    ("id", "name", "content", "part"),
    [
        ("boundaries-authorities", "b.geojson", features(LUTON, LAD25CD="E06000032", LAD25NM="Luton"), "2025"),
        ("boundaries-authorities", "lad_2019_uk.topojson", topology(), "2019"),
        ("boundaries-lsip-areas", "b.geojson", features(LUTON, LSIP23CD="E69000027", LSIP23NM="Luton"), "2023"),
        ("boundaries-leps", "b.geojson", features(LUTON, LEP21CD="E37000057", LEP21NM="Luton"), "2021"),
        (
            "boundaries-lsoas",
            "b.geojson",
            features(LUTON, LSOA21CD="E01015696", LSOA21NM="Luton 001A", LADCD_ACTIVE="E06000032"),
            "E06000032",
        ),
    ],
)
def test_boundaries_on_the_national_grid(id: str, name: str, content: bytes, part: str) -> None:
    reading = read_partial(id, name, content)
    assert reading.part == part
    shape = shapely.from_wkb(reading.table["geometry"][0].as_py())
    assert [round(edge / 1000) for edge in shape.bounds] == [507, 219, 513, 226]


def test_an_outline_that_crosses_itself_is_mended() -> None:
    reading = read_partial("boundaries-lsip-areas", "b.geojson", features(BOW_TIE, LSIP23CD="E69000027", LSIP23NM="A"))
    assert shapely.is_valid(shapely.from_wkb(reading.table["geometry"][0].as_py()))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("b.geojson", b'{"LSIP23CD": <html>', "neither GeoJSON nor TopoJSON"),
        ("b.geojson", features(LUTON, LSIP23CD="E69000027"), r"no property is as LSIP\\d\\dNM"),
        ("b.geojson", features(LUTON, LSIP23CD="E06000032", LSIP23NM="Luton"), "'E06000032' is not of its form"),
    ],
)
def test_boundaries_that_are_none(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises((InputError, InputErrors), match=sentence):
        read("boundaries-lsip-areas", find_source("boundaries-lsip-areas"), Path(name), content, "ab" * 32, True)


def test_the_year_must_stand_somewhere() -> None:
    with pytest.raises(InputError, match="the year of the boundaries"):
        find_source("boundaries-authorities").rows(topology(), Path("authorities.topojson"))


@pytest.mark.parametrize(
    ("id", "name", "content", "row"),
    [
        (
            "lookup-lsoa-2011",
            "lookup_lsoa11_ltla21.csv",
            b"lsoa11_name,lsoa11_code,ltla21_name,ltla21_code\nHartlepool 007E,E01012000,Hartlepool,E06000001\n",
            {"lsoa_2011": "E01012000", "name": "Hartlepool 007E", "authority": "E06000001"},
        ),
        (
            "rural-urban-lsoa-2021",
            "ruc21_lsoa21.csv",
            b"lsoa21_code,ruc21_code,classification,ruc\nE01000001,UN1,Urban: Nearer to a major town or city,Urban\n",
            {
                "lsoa_2021": "E01000001",
                "code": "UN1",
                "class": "Urban: Nearer to a major town or city",
                "rural_or_urban": "Urban",
            },
        ),
    ],
)
def test_lookups(id: str, name: str, content: bytes, row: dict[str, str]) -> None:
    assert read_partial(id, name, content).table.to_pylist() == [row]


CODE_POINT = b"""\
"MK1 1AS",10,488085,234837,"E92000001","E19000002","E18000009","","E06000042","E05009406"
"MK111AX",10,486765,234982,"E92000001","E19000002","E18000009","","E06000042","E05009407"
"MK9 1ZZ",90,0,0,"E92000001","","","","",""
"""


def test_code_point_open() -> None:
    reading = read_partial("code-point-open", "mk.csv", CODE_POINT)
    assert reading.part == "MK"
    assert reading.table["postcode"].to_pylist() == ["MK1 1AS", "MK11 1AX", "MK9 1ZZ"]
    assert reading.table["easting"].to_pylist() == [488085, 486765, None]  # nobody knows where the last one lies
    assert reading.table["authority"].to_pylist() == ["E06000042", "E06000042", ""]


def test_code_point_open_is_as_old_as_its_authorities() -> None:
    source = find_source("code-point-open")
    assert source.published(Path("mk.csv"), CODE_POINT) is None
    older = CODE_POINT.replace(b'"","E06000042"', b'"","E07000155"', 1)
    assert source.published(Path("mk.csv"), older) == "2021-03-31"


def population(total: str = "91.0") -> bytes:
    heading = ",".join(["ltla21_code", "ltla21_name", "total_population", *AGES])
    return f"{heading}\nE06000032,Luton,{total}{',1.0' * len(AGES)}\n".encode()


def test_population_by_age() -> None:
    reading = read_partial("ons-population-mid-year", "population20_ltla21.csv", population())
    assert reading.part == "mid-2020"
    found = {row["measure"]: (row["value"], row["column"]) for row in reading.table.to_pylist()}
    assert found == {
        "population-mid-year": (91.0, "total_population"),
        "population-under-16": (16.0, "0 to 15"),
        "population-aged-16-to-24": (9.0, "16 to 24"),
        "population-aged-16-to-64": (49.0, "16 to 64"),
        "population-aged-65-and-over": (26.0, "65 to 90+"),
    }
    assert {row["period"] for row in reading.table.to_pylist()} == {"2020-06-30"}


def test_ages_that_do_not_add_up() -> None:
    with pytest.raises(InputErrors, match=r"the ages do not add up to 92\.0"):
        read_partial("ons-population-mid-year", "population20_ltla21.csv", population("92.0"))

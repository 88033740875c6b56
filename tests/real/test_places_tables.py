"""The table of areas and the ready regions, against the publishers' own lookups, boundaries and postcodes."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
import shapely

from real.conftest import OPENDATA
from watling.places.areas import areas, exists_on, successors_on
from watling.places.postcodes import authorities_of
from watling.places.ready import members_on, ready_regions
from watling.sources import find_source, recognise
from watling.sources.source import Reading, read

pytestmark = pytest.mark.real

LOOKUPS = OPENDATA / "geography" / "lookups"


def lookup(name: str) -> pd.DataFrame:
    return pd.read_csv(LOOKUPS / name, dtype=str, encoding="utf-8-sig", keep_default_na=False)


def authorities(on: date, countries: str = "EWSN") -> set[str]:
    alive = (area for area in areas().values() if area.level == "lad" and exists_on(area, on))
    return {area.code for area in alive if area.code[0] in countries}


@cache
def reading(file: Path) -> Reading:
    content = file.read_bytes()
    (id,) = recognise(file, content)
    return read(id, find_source(id), file, content, "ab" * 32)


@pytest.mark.parametrize("year", range(2016, 2025))
def test_authorities_of_each_year(year: int) -> None:
    assert set(lookup("lookup_ltla_ltla.csv")[f"ltla{year - 2000}_code"]) == authorities(date(year, 12, 31))


def test_authorities_of_2011() -> None:
    assert set(lookup("lad_2011_to_lad_2021.csv")["LAD11CD"]) == authorities(date(2011, 12, 31), "EW")


def test_what_each_authority_became() -> None:
    table = lookup("lookup_ltla_ltla.csv")
    years = range(16, 24)
    steps = [
        (old, new, date(2001 + year, 12, 31))
        for year in years
        for old, new in zip(table[f"ltla{year}_code"], table[f"ltla{year + 1}_code"], strict=True)
    ]
    wrong = {(old, new) for old, new, on in steps if new not in {heir.code for heir in successors_on(old, on)}}
    # The lookup has the new codes of Fife and of Perth and Kinross the wrong way round; changes.csv has them right.
    assert wrong == {("S12000015", "S12000048"), ("S12000024", "S12000047")}


def test_changes_one_by_one() -> None:
    changes = lookup("changes.csv")
    changes = changes[changes["newcd"].ne("") & ~changes["newcd"].str.startswith("E47")]
    for old, new, year in zip(changes["oldcd"], changes["newcd"], changes["start"], strict=True):
        assert new in areas()[old].successors, (old, new)
        assert areas()[new].start is not None
        assert str(areas()[new].start.year) == year, new


def test_past_and_current_authorities() -> None:
    table = lookup("uk_local_authorities.csv")
    former = {code.strip() for codes in table["former-gss-codes"] for code in codes.split(",")}
    assert (set(table["gss-code"]) | former) - {""} <= set(areas())
    ended = table[table["end-date"].ne("") & table["gss-code"].ne("")]
    for code, end in zip(ended["gss-code"], ended["end-date"], strict=True):
        assert areas()[code].end is not None, code
        last = areas()[code].end
        assert (date.fromisoformat(end) - last).days in (0, 1), code  # some give the first day without it
    old_ones = table[table["local-authority-type-name"].eq("NI district") & table["snac"].ne("")]
    assert set(old_ones["snac"]) <= set(areas())


@pytest.mark.parametrize(("year", "count"), [(21, 309), (24, 296)])
def test_regions(year: int, count: int) -> None:
    table = lookup(f"lookup_ltla{year}_region{year}.csv")
    published = defaultdict(set)
    for code, region in zip(table[f"ltla{year}_code"], table[f"region{year}_code"], strict=True):
        published[region].add(code)
    on = date(2000 + year, 12, 31)
    assert sum(map(len, published.values())) == count
    assert published == {code: {area.code for area in members_on(code, on)} for code in published}


def test_combined_authorities() -> None:
    table = lookup("lad_to_combined_authority_2025-05.csv")
    published = table.groupby("CAUTH25CD")["LAD25CD"].agg(set).to_dict()
    ready = ready_regions("combined authority", date(2025, 5, 1))
    assert published == {
        code: {area.code for area in region.members} for code, region in ready.items() if code.startswith("E47")
    }
    names = dict(zip(table["CAUTH25CD"], table["CAUTH25NM"], strict=True))
    assert names == {code: ready[code].title for code in names}


def test_lsip_areas() -> None:
    file = OPENDATA / "dfe-local-skills" / "geography_lookups_lad_lsip_lep_mca.xlsx"
    table = pd.read_excel(file, sheet_name=1, engine="calamine")
    published = table.groupby("LSIP23CD")["LAD23CD"].agg(set).to_dict()
    ready = ready_regions("lsip", date(2023, 8, 1))
    assert published == {code: {area.code for area in region.members} for code, region in ready.items()}
    names = dict(zip(table["LSIP23CD"], table["LSIP23NM"].str.strip(), strict=True))
    assert names == {code: region.title for code, region in ready.items()}


BOUNDARIES = OPENDATA / "geography" / "boundaries"


@pytest.mark.parametrize(
    ("file", "on"),
    [
        ("lad_2019_uk.topojson", date(2019, 12, 31)),
        ("lad_2021_uk.topojson", date(2021, 12, 31)),
        ("lad_2025-05_bgc.topojson", date(2025, 5, 1)),
    ],
)
def test_boundaries_of_authorities(file: str, on: date) -> None:
    table = reading(BOUNDARIES / file).table
    assert set(table["code"].to_pylist()) == authorities(on)
    shapes = shapely.from_wkb(table["geometry"].to_pylist())
    assert shapely.is_valid(shapes).all()
    assert 240_000 < shapely.area(shapes).sum() / 1e6 < 248_000  # the United Kingdom has about 244,000 square km
    middles = shapely.centroid(shapes)
    for code, x, y in zip(table["code"].to_pylist(), shapely.get_x(middles), shapely.get_y(middles), strict=True):
        assert abs(x / 1000 - areas()[code].easting) < 45, code
        assert abs(y / 1000 - areas()[code].northing) < 45, code


@pytest.mark.parametrize(
    ("file", "kind", "on"),
    [
        ("lsip_2023-08_buc.geojson", "lsip", date(2023, 8, 1)),
        ("lep_2021-05_buc.geojson", "lep", date(2021, 5, 1)),
    ],
)
def test_boundaries_of_ready_regions_hold_their_members(file: str, kind: str, on: date) -> None:
    """The area of each is that of its members' boundaries of 2021 or 2025, within what generalising takes."""
    shapes = {}
    for name in ("lad_2021_uk.topojson", "lad_2025-05_bgc.topojson"):
        table = reading(BOUNDARIES / name).table
        shapes |= dict(zip(table["code"].to_pylist(), shapely.from_wkb(table["geometry"].to_pylist()), strict=True))
    table = reading(BOUNDARIES / file).table
    ready = ready_regions(kind, on)
    assert set(table["code"].to_pylist()) == set(ready)
    for code, name, wkb in zip(*(table[column].to_pylist() for column in ("code", "name", "geometry")), strict=True):
        assert ready[code].title == name.strip()
        shape = shapely.from_wkb(wkb)
        members = shapely.union_all([shapes[area.code] for area in ready[code].members])
        assert shapely.area(shape.symmetric_difference(members)) < 0.08 * shape.area, name


def test_small_areas_lie_in_known_authorities() -> None:
    for name in ("lookup_lsoa11_ltla21.csv", "lookup_lsoa11_lsoa21_ltla22.csv", "lookup_lsoa21_ward24_ltla24.csv"):
        table = reading(LOOKUPS / name).table
        year = int(name[-6:-4])
        assert set(table["authority"].to_pylist()) == authorities(date(2000 + year, 12, 31), "EW")


def test_rural_and_urban() -> None:
    assert reading(LOOKUPS / "ruc11_lsoa11.csv").rows == reading(LOOKUPS / "lookup_lsoa11_ltla21.csv").rows
    new = reading(LOOKUPS / "ruc21_lsoa21.csv").table
    assert set(new["lsoa_2021"].to_pylist()) == set(
        reading(LOOKUPS / "lookup_lsoa21_ward24_ltla24.csv").table["lsoa_2021"].to_pylist()
    )
    assert set(reading(LOOKUPS / "ruc21_ltla24.csv").table["authority"].to_pylist()) == authorities(
        date(2024, 12, 31), "EW"
    )


@pytest.mark.parametrize("vintage", ["ltla20", "ltla21"])
def test_population_of_mid_2020(vintage: str) -> None:
    found = reading(OPENDATA / "geography" / "populations" / f"population20_{vintage}.csv").table.to_pandas()
    total = found[found["measure"] == "population-mid-year"]
    assert total["value"].sum() == 59_719_724  # what the ONS gave for England and Wales in June 2021
    bands = ["population-under-16", "population-aged-16-to-64", "population-aged-65-and-over"]
    assert found[found["measure"].isin(bands)]["value"].sum() == total["value"].sum()


def test_postcodes_with_and_without_code_point_open() -> None:
    """The package and Code-Point Open agree on all but a few postcodes at boundaries; both know nearly every one."""
    rows = pd.concat(
        [reading(file).table.to_pandas() for file in sorted((OPENDATA / "geography" / "postcodes").glob("[a-z]*.csv"))]
    )
    rows = rows[rows["authority"] != ""]
    found = authorities_of(rows["postcode"])
    assert (found.to_numpy() == rows["authority"].to_numpy()).mean() > 0.99

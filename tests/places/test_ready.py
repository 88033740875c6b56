"""Ready regions: alive at their vintage, and each level sums to the next."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from watling.places.areas import UnknownArea, areas, exists_on, find_area
from watling.places.ready import KINDS, find_ready, members_on, newest_vintage, ready_regions

TODAY = date(2025, 12, 31)
FIRST = date(2009, 4, 1)
CHANGES = sorted(
    {FIRST, TODAY}
    | {area.start for area in areas().values() if area.start and area.level == "lad"}
    | {area.end for area in areas().values() if area.end and area.level == "lad"}
)


def authorities(of: str, on: date) -> set[str]:
    first = "N9" if of == "N" else of  # Northern Ireland's old districts have codes from 95A
    return {
        area.code for area in areas().values() if area.level == "lad" and area.code[0] in first and exists_on(area, on)
    }


def test_how_many_of_each_kind() -> None:
    kinds = Counter(areas()[code].level for code in ready_regions())
    assert kinds == {"lsip": 38, "combined authority": 19, "county": 27, "region": 9, "country": 4, "lep": 38}
    assert set(KINDS) == set(kinds)


@pytest.mark.parametrize("kind", KINDS)
def test_members_are_alive_at_the_vintage(kind: str) -> None:
    for region in ready_regions(kind).values():
        assert region.members, region.title
        assert len({area.code for area in region.members}) == len(region.members)
        for area in region.members:
            assert area.level == "lad"
            assert exists_on(area, region.vintage), (region.title, area)
        assert exists_on(areas()[region.code], region.vintage)


def test_slugs_are_unique_in_a_kind_and_are_names_of_packs() -> None:
    for kind in KINDS:
        slugs = [region.slug for region in ready_regions(kind).values()]
        assert len(set(slugs)) == len(slugs)
        assert all(slug.replace("-", "").isalnum() and slug == slug.lower() for slug in slugs)


@pytest.mark.parametrize("day", [date(2023, 8, 1), date(2025, 3, 31), date(2025, 4, 1), TODAY])
def test_lsip_areas_partition_england(day: date) -> None:
    members = [area.code for region in ready_regions("lsip", day).values() for area in region.members]
    assert Counter(members) == Counter(authorities("E", day))


@pytest.mark.parametrize("day", CHANGES)
def test_regions_partition_england_and_countries_the_kingdom(day: date) -> None:
    regions, countries = ready_regions("region", day), ready_regions("country", day)
    assert Counter(area.code for one in regions.values() for area in one.members) == Counter(authorities("E", day))
    for code, country in countries.items():
        assert {area.code for area in country.members} == authorities(code[0], day)


@pytest.mark.parametrize("day", CHANGES)
def test_counties_and_single_tier_authorities_partition_england(day: date) -> None:
    in_counties = Counter(area.code for one in ready_regions("county", day).values() for area in one.members)
    assert set(in_counties.values()) == {1}
    assert in_counties.keys() == {code for code in authorities("E", day) if code.startswith("E07")}


@pytest.mark.parametrize("day", CHANGES)
def test_combined_authorities_do_not_overlap(day: date) -> None:
    members = [area.code for one in ready_regions("combined authority", day).values() for area in one.members]
    assert len(set(members)) == len(members)


def test_leps_cover_england_and_seven_authorities_twice() -> None:
    on = date(2021, 5, 1)
    members = Counter(area.code for one in ready_regions("lep", on).values() for area in one.members)
    assert members.keys() == authorities("E", on)
    twice = {"E07000192", "E07000193", "E07000194", "E07000199", "E07000234", "E07000236", "E07000239"}
    assert {code for code, count in members.items() if count > 1} == twice


@pytest.mark.parametrize("code", ready_regions())
def test_members_of_each_day_cover_the_same_ground(code: str) -> None:
    """What the members of one day became is what the members of the next are."""
    for day in CHANGES:
        now = {area.code for area in members_on(code, day)}
        after = {area.code for area in members_on(code, day + timedelta(days=1))}
        ends = {area.code for area in members_on(code, day) if area.end == day}
        begun = {code for code in after if areas()[code].start == day + timedelta(days=1)}
        assert now - ends == after - begun
        assert {heir for one in ends for heir in areas()[one].successors} == begun


def test_north_of_tyne_and_the_north_east() -> None:
    before, apart, now = date(2018, 11, 1), date(2024, 5, 6), date(2024, 5, 7)
    assert len(find_ready("North East (2014 to 2018)").members) == 7
    assert {"E47000005"} == {code for code in ready_regions("combined authority", before) if code == "E47000005"}
    assert len(ready_regions("combined authority", apart)["E47000010"].members) == 4
    assert len(ready_regions("combined authority", apart)["E47000011"].members) == 3
    assert len(ready_regions("combined authority", now)["E47000014"].members) == 7


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("E69000012", "E69000012"),
        ("lsip:greater-lincolnshire", "E69000012"),
        ("combined-authority:greater-lincolnshire", "E47000017"),
        ("ca: Greater Lincolnshire", "E47000017"),
        ("lep:Greater Lincolnshire", "E37000060"),
        ("Greater Lincolnshire LSIP", "E69000012"),
        ("mca:north-east", "E47000014"),
        ("combined-authority:north-east-2014-to-2018", "E47000005"),
        ("county:northamptonshire", "E10000021"),
        ("Northamptonshire", "E10000021"),
        ("Norfolk & Suffolk", "E69000022"),
        ("SEMLEP", "E37000057"),
        ("region:london", "E12000007"),
        ("Wales", "W92000004"),
        ("North of Tyne MCA", "E47000011"),
    ],
)
def test_find_ready(text: str, code: str) -> None:
    assert find_ready(text).code == code


def test_every_ready_region_is_found_by_kind_and_slug() -> None:
    for code, region in ready_regions().items():
        assert find_ready(f"{areas()[code].level}:{region.slug}").code == code
        assert find_ready(code).title == region.title


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("lsip:grater-lincolnshire", "Did you mean lsip:greater-lincolnshire or"),
        ("Cumbira", "Did you mean"),
        ("parish:luton", "'parish' is no kind of region. Write one of lsip, combined-authority, county"),
        ("West Midlands", "Say which is meant: combined-authority:west-midlands or region:west-midlands."),
        ("qqqqqq", "Name an LSIP area, a combined authority"),
    ],
)
def test_unknown(text: str, sentence: str) -> None:
    with pytest.raises(UnknownArea) as raised:
        find_ready(text)
    assert sentence in str(raised.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Cumbria", "E10000006"),
        ("Cumbria LSIP", "E69000006"),
        ("West Midlands", "E12000005"),
        ("West Midlands MCA", "E47000007"),
        ("West Midlands Combined Authority", "E47000007"),
        ("East Midlands Combined County Authority", "E47000013"),
        ("Greater London Authority MCA", "E61000001"),
        ("Greater London", "E12000007"),
        ("Greater London LSIP", "E69000013"),
        ("Sheffield City Region LEP", "E37000054"),
        ("Buckinghamshire LSIP", "E69000002"),
        ("Buckinghamshire", "E06000060"),
        ("North East MCA", "E47000014"),
        ("Brighton and Hove, East Sussex, West Sussex LSIP", "E69000001"),
    ],
)
def test_areas_of_a_ready_kind_are_found_by_name(text: str, code: str) -> None:
    assert find_area(text).code == code


def test_newest_vintage_is_the_latest_start_of_an_authority() -> None:
    assert not any(area.start and area.start > newest_vintage() for area in areas().values() if area.level == "lad")

"""The table of areas, read as a whole and looked up in."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

import watling.places
from watling.places.areas import Area, UnknownArea, areas, exists_on, find_area, successors_on

LAST, FIRST = date(2021, 3, 31), date(2021, 4, 1)
NORTH = {"E07000150", "E07000152", "E07000153", "E07000156"}
WEST = {"E07000151", "E07000154", "E07000155"}
TODAY = date(2025, 12, 31)
MADE_OF_AUTHORITIES = {"combined authority", "lsip", "lep"}


def ended() -> list[Area]:
    """All that ended but the LEPs, which nothing took the place of."""
    return [area for area in areas().values() if area.end is not None and area.level != "lep"]


def test_table_is_in_order_and_small() -> None:
    assert list(areas()) == sorted(areas())
    assert Path(watling.places.__file__).with_name("areas.csv").stat().st_size < 60_000


def test_every_authority_of_2025_is_there() -> None:
    alive = Counter(code[:3] for code, area in areas().items() if area.level == "lad" and exists_on(area, TODAY))
    assert alive == {"E06": 63, "E07": 164, "E08": 36, "E09": 33, "W06": 22, "S12": 32, "N09": 11}
    levels = Counter(area.level for area in areas().values() if exists_on(area, TODAY))
    made = {"lsip": 38, "combined authority": 16}
    larger = {"county": 21, "region": 9, "country": 4, "great britain": 1, "united kingdom": 1}
    assert levels == {"lad": 361, **made, **larger}


def test_no_area_vanishes() -> None:
    for area in ended():
        heirs = successors_on(area.code, TODAY)
        assert heirs, f"{area.name} ({area.code}) came to nothing"
        assert all(heir.end is None for heir in heirs)


def test_every_successor_begins_the_day_after() -> None:
    for area in areas().values():
        assert bool(area.successors) == (area.end is not None and area.level != "lep"), area
        for code in area.successors:
            assert areas()[code].start == area.end + timedelta(days=1), f"{area.code} to {code}"


def test_every_area_that_began_since_has_a_forerunner_or_is_of_the_first_day() -> None:
    heirs = {code for area in ended() for code in area.successors}
    began = {area.code for area in areas().values() if area.start and area.level not in MADE_OF_AUTHORITIES}
    without = began - heirs
    first_days = {areas()[code].start for code in without}
    assert first_days == {date(2009, 4, 1)}  # England's unitaries of that day


def test_names_are_unique_among_the_living_of_a_level() -> None:
    for day in (date(2010, 1, 1), date(2018, 6, 1), LAST, FIRST, TODAY):
        names = Counter((area.level, area.name) for area in areas().values() if exists_on(area, day))
        assert [name for name, count in names.items() if count > 1] == []


def test_every_parent_is_a_level_up_and_alive_as_long() -> None:
    order = ["lad", "county", *MADE_OF_AUTHORITIES, "region", "country", "great britain", "united kingdom"]
    for area in areas().values():
        if area.parent is None:
            assert area.code == "K02000001"
            continue
        parent = areas()[area.parent]
        assert order.index(parent.level) > order.index(area.level), area
        assert parent.end is None or (area.end is not None and area.end <= parent.end), area


def test_centres_lie_within_the_united_kingdom() -> None:
    for area in areas().values():
        assert 0 < area.easting < 660, area
        assert 0 < area.northing < 1220, area


def test_northamptonshire_before_and_after() -> None:
    old = NORTH | WEST | {"E10000021"}
    assert {code for code in old if exists_on(areas()[code], LAST)} == old
    assert not any(exists_on(areas()[code], FIRST) for code in old)
    assert not any(exists_on(areas()[code], LAST) for code in ("E06000061", "E06000062"))
    for code in NORTH:
        assert [area.code for area in successors_on(code, FIRST)] == ["E06000061"]
    for code in WEST:
        assert [area.code for area in successors_on(code, FIRST)] == ["E06000062"]
    assert [area.code for area in successors_on("E10000021", FIRST)] == ["E06000061", "E06000062"]


@pytest.mark.parametrize(
    ("code", "on", "became"),
    [
        ("E07000150", LAST, ["E07000150"]),
        ("E06000061", LAST, []),  # not yet
        ("E07000191", date(2018, 1, 1), ["E07000191"]),  # West Somerset, merged twice
        ("E07000191", date(2020, 1, 1), ["E07000246"]),
        ("E07000191", date(2024, 1, 1), ["E06000066"]),
        ("S12000043", date(2010, 1, 1), ["S12000043"]),  # Glasgow City, given a new code twice
        ("S12000043", date(2015, 1, 1), ["S12000046"]),
        ("S12000043", TODAY, ["S12000049"]),
        ("E08000020", TODAY, ["E08000037"]),  # Gateshead
        ("E08000019", date(2025, 4, 1), ["E08000039"]),  # Sheffield
        ("E10000009", TODAY, ["E06000058", "E06000059"]),  # Dorset county lost Christchurch to Bournemouth
        ("E92000001", TODAY, ["E92000001"]),
    ],
)
def test_successors(code: str, on: date, became: list[str]) -> None:
    assert [area.code for area in successors_on(code, on)] == became


@pytest.mark.parametrize(
    ("text", "on", "code"),
    [
        ("E06000042", None, "E06000042"),
        (" e06000042 ", None, "E06000042"),
        ("E07000150", TODAY, "E07000150"),  # a code is found dead or alive
        ("Milton Keynes", None, "E06000042"),
        ("MILTON  KEYNES", None, "E06000042"),
        ("Bristol, City of", None, "E06000023"),
        ("City of Bristol", None, "E06000023"),
        ("Bristol", None, "E06000023"),
        ("Herefordshire", None, "E06000019"),
        ("Kingston upon Hull", None, "E06000010"),
        ("Hull", None, "E06000010"),
        ("Bath & North East Somerset", None, "E06000022"),
        ("Armagh City, Banbridge & Craigavon", None, "N09000002"),
        ("Bournemouth Christchurch and Poole", None, "E06000058"),
        ("St Helens", None, "E08000013"),
        ("St. Albans", None, "E07000240"),
        ("Stoke on Trent", None, "E06000021"),
        ("King's Lynn and West Norfolk", None, "E07000146"),
        ("Kings Lynn & West Norfolk", None, "E07000146"),
        ("Ynys Môn", None, "W06000001"),
        ("Isle of Anglesey", None, "W06000001"),
        ("Caerdydd", None, "W06000015"),
        ("The Vale of Glamorgan", None, "W06000014"),
        ("Durham", None, "E06000047"),
        ("Glasgow", None, "S12000049"),
        ("Glasgow City", date(2015, 1, 1), "S12000046"),
        ("Northumberland", None, "E06000057"),
        ("Northumberland", date(2012, 1, 1), "E06000048"),
        ("Dorset", None, "E06000059"),
        ("Dorset", date(2018, 1, 1), "E10000009"),
        ("Buckinghamshire", date(2019, 1, 1), "E10000002"),
        ("Buckinghamshire", date(2021, 1, 1), "E06000060"),
        ("Northamptonshire", None, "E10000021"),
        ("Corby", TODAY, "E07000150"),
        ("West Midlands", None, "E12000005"),
        ("Yorkshire & the Humber", None, "E12000003"),
        ("England", None, "E92000001"),
        ("Cymru", None, "W92000004"),
        ("UK", None, "K02000001"),
    ],
)
def test_find_area(text: str, on: date | None, code: str) -> None:
    assert find_area(text, on).code == code


def test_every_living_area_is_found_by_its_own_name() -> None:
    for day in (date(2010, 1, 1), LAST, FIRST, TODAY):
        for area in areas().values():
            if exists_on(area, day):
                found = find_area(area.name, day)
                larger = (
                    "lad",
                    "county",
                    "region",
                    "combined authority",
                    "lsip",
                )  # the name is first of all one of these
                assert found.code == area.code or (found.level in larger and area.level != "lad"), area


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Bedfrod", "Did you mean Bedford (E06000055)"),
        ("Central Beds", "Did you mean Central Bedfordshire (E06000056)"),
        ("E0600055", "E06000055"),
        ("Atlantis Regis", "There is no area 'Atlantis Regis'"),
        ("", "There is no area ''"),
        ("<b>Luton</b>", "There is no area '<b>Luton</b>'"),
    ],
)
def test_unknown_area(text: str, hint: str) -> None:
    with pytest.raises(UnknownArea) as raised:
        find_area(text)
    assert hint in str(raised.value)


def test_successors_of_an_unknown_code() -> None:
    with pytest.raises(UnknownArea, match="E06000099"):
        successors_on("E06000099", TODAY)

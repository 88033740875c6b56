"""Regions: what may be a member, what a table's name for an area means, and which areas came before."""

from __future__ import annotations

from datetime import date

import pytest

from watling.errors import WatlingError
from watling.places.areas import UnknownArea
from watling.places.regions import Region, predecessors

VINTAGE = date(2022, 1, 31)
MEMBERS = ("E06000055", "E06000056", "E06000032", "E06000042", "E06000061", "E06000062")


@pytest.fixture
def midlands() -> Region:
    return Region.make(
        "south-east-midlands", "South East Midlands", MEMBERS, VINTAGE, ["England"], ["SEMLEP", "SEM area"]
    )


def test_members_by_code_or_name_in_the_order_given(midlands: Region) -> None:
    names = ["Bedford", "central bedfordshire", "Luton", "Milton Keynes", "E06000061", "West Northamptonshire"]
    named = Region.make("south-east-midlands", "South East Midlands", names, VINTAGE, ["E92000001"])
    assert [area.code for area in named.members] == list(MEMBERS)
    assert named.members == midlands.members
    assert named.comparators == midlands.comparators


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        (["E06000099"], "There is no area 'E06000099'"),
        (
            ["E07000150"],
            "Corby (E07000150) ended on 31 March 2021 and cannot be a member of Region at 31 January 2022. "
            "It became North Northamptonshire (E06000061): name that instead",
        ),
        (["Northamptonshire"], "It became North Northamptonshire (E06000061) and West Northamptonshire (E06000062)"),
        (["E07000191"], "It became Somerset West and Taunton (E07000246)"),
        (["E06000065"], "North Yorkshire (E06000065) began on 1 April 2023"),
        (["Luton", "E06000032"], "Luton (E06000032) stands twice"),
        (["Norfolk", "Norwich"], "Norwich (E07000148) lies inside Norfolk (E10000020)"),
        (["England", "Luton"], "Luton (E06000032) lies inside England (E92000001)"),
        ([], "Region has no members"),
    ],
)
def test_members_refused(members: list[str], sentence: str) -> None:
    with pytest.raises(WatlingError) as raised:
        Region.make("region", "Region", members, VINTAGE)
    assert sentence in str(raised.value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("South East Midlands", "south-east-midlands"),
        ("south-east-midlands", "south-east-midlands"),
        ("semlep", "south-east-midlands"),
        ("Bedford", "E06000055"),
        ("bedford", "E06000055"),
        ("E06000055", "E06000055"),
        ("England", "E92000001"),
        ("Oxfordshire", "E10000025"),
        ("Northamptonshire", "E10000021"),
        ("Corby", "E07000150"),
    ],
)
def test_find(midlands: Region, text: str, code: str) -> None:
    assert midlands.find(text) == code


def test_find_means_the_area_of_the_vintage() -> None:
    before = Region.make("old", "Old", ["Corby"], date(2020, 1, 1))
    assert before.find("Buckinghamshire") == "E10000002"


def test_a_region_may_bear_the_name_of_an_area() -> None:
    authority = Region.make("west-midlands", "West Midlands", ["E08000025", "E08000027"], VINTAGE)
    assert authority.find("West Midlands") == "west-midlands"
    assert authority.find("E12000005") == "E12000005"


def test_find_refuses_what_is_no_area(midlands: Region) -> None:
    with pytest.raises(UnknownArea):
        midlands.find("SEMPLE")


def test_predecessors(midlands: Region) -> None:
    districts = tuple(f"E0700015{last}" for last in range(7))
    assert predecessors(midlands) == (*districts, "E10000021")


def test_predecessors_are_wholly_inside() -> None:
    north = Region.make("north", "North", ["E06000061"], VINTAGE)
    assert "E10000021" not in predecessors(north)  # half of it lies in West Northamptonshire
    assert predecessors(Region.make("luton", "Luton", ["Luton"], VINTAGE)) == ()


def test_predecessors_through_two_mergers() -> None:
    somerset = Region.make("somerset", "Somerset", ["E06000066"], date(2024, 1, 1))
    assert {"E07000190", "E07000191", "E07000246", "E10000027"} <= set(predecessors(somerset))


def test_predecessors_had_ended_by_the_vintage() -> None:
    corby = Region.make("corby", "Corby", ["Corby"], date(2021, 3, 31))
    assert predecessors(corby) == ()


def test_a_member_that_nothing_took_the_place_of() -> None:
    with pytest.raises(WatlingError) as raised:
        Region.make("lep", "LEP", ["E37000057"], date(2025, 1, 1))
    assert "No area took its place: take an earlier vintage." in str(raised.value)

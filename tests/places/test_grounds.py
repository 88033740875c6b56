"""Grounds: every day's authorities cover the same pieces once, and every small move is told."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from watling.places.areas import areas, exists_on
from watling.places.grounds import MOVES, ground, moves_between

DAYS = sorted(
    {date(2009, 4, 1), date(2025, 12, 31)}
    | {area.start for area in areas().values() if area.start and area.level == "lad"}
    | {area.end for area in areas().values() if area.end and area.level == "lad"}
)


@pytest.mark.parametrize("day", DAYS)
def test_the_authorities_of_a_day_cover_the_kingdom_once(day: date) -> None:
    alive = [code for code, area in areas().items() if area.level == "lad" and exists_on(area, day)]
    pieces = Counter(piece for code in alive for piece in ground(code))
    assert set(pieces.values()) == {1}
    assert pieces.keys() == ground("K02000001")


@pytest.mark.parametrize("level", ["county", "region", "country"])
@pytest.mark.parametrize("day", DAYS)
def test_the_areas_of_a_level_do_not_overlap(level: str, day: date) -> None:
    alive = [code for code, area in areas().items() if area.level == level and exists_on(area, day)]
    assert set(Counter(piece for code in alive for piece in ground(code)).values()) == {1}


def test_countries_and_regions_sum_to_the_next_level() -> None:
    assert ground("K03000001") == ground("E92000001") | ground("S92000003") | ground("W92000004")
    assert ground("K02000001") == ground("K03000001") | ground("N92000002")
    assert ground("E92000001") == frozenset().union(*(ground(code) for code in areas() if code.startswith("E12")))


def test_an_area_covers_what_its_successors_cover_together() -> None:
    for area in areas().values():
        if area.level == "lad" and area.end:
            assert ground(area.code) <= frozenset().union(*(ground(heir) for heir in area.successors)), area


def test_each_change_of_code_alone_is_a_move_that_is_told() -> None:
    """An authority whose code changed, but not its ground, had its boundary moved a little."""
    recoded = Counter(
        (areas()[area.successors[0]].start, area.successors[0])
        for area in areas().values()
        if area.level == "lad" and len(area.successors) == 1 and ground(area.code) == ground(area.successors[0])
    )
    assert recoded == Counter((move.day, code) for move in MOVES for code in move.codes)


@pytest.mark.parametrize(
    ("earlier", "later", "years"),
    [
        ("S12000043", "S12000046", [2011]),
        ("S12000043", "S12000049", [2011, 2019]),
        ("S12000046", "S12000049", [2019]),
        ("E08000016", "E08000038", [2025]),
        ("E07000150", "E06000061", []),
        ("E08000016", "E69000028", []),  # what Barnsley lost, South Yorkshire keeps
        ("E06000042", "E06000042", []),
    ],
)
def test_moves_between(earlier: str, later: str, years: list[int]) -> None:
    assert [move.day.year for move in moves_between(areas()[earlier], areas()[later])] == years

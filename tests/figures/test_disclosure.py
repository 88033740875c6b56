"""Which suppressed counts follow from what else is published."""

from __future__ import annotations

from typing import Any

import pytest

from given import observations, region
from watling.figures.disclosure import disclosures

PAIR = region("Bedford", "Luton")
THREE = region("Bedford", "Luton", "Milton Keynes")
BEDFORD, LUTON = "E06000055", "E06000032"


def found(rows: list[dict[str, Any]], *areas: str) -> list[tuple[str, float]]:
    table = observations(PAIR, rows, measure="starts", period="2021")
    # Totals of the larger region stand under its own code.
    moved = table.mutate(area=(table.area == "E06000060").ifelse(THREE.code, table.area))
    return [(one.area, one.value) for one in disclosures(moved, [PAIR, THREE], areas or (BEDFORD, LUTON))]


def test_a_total_less_its_only_other_part() -> None:
    assert found([{"value": 12}, {"area": "Bedford", "value": "[c]"}, {"area": "Luton", "value": 9}]) == [(BEDFORD, 3)]


def test_two_suppressed_parts_hide_each_other() -> None:
    assert found([{"value": 12}, {"area": "Bedford", "value": "[c]"}, {"area": "Luton", "value": "[c]"}]) == []


def test_what_is_not_published_at_all_is_not_known() -> None:
    assert found([{"value": 12}, {"area": "Bedford", "value": "[c]"}]) == []


def test_two_regions_that_overlap_but_for_one_authority() -> None:
    rows = [
        {"value": 12},
        {"area": "Buckinghamshire", "value": 20},
        {"area": "Bedford", "value": "[c]"},
        {"area": "Luton", "value": "[c]"},
        {"area": "Milton Keynes", "value": "[c]"},
    ]
    assert found(rows) == []
    assert found(rows, "E06000042") == [("E06000042", 8)]


@pytest.mark.parametrize(("female", "value"), [("[c]", []), (7, [(BEDFORD, 5.0)])])
def test_a_total_over_a_breakdown_less_its_other_categories(
    female: float | str, value: list[tuple[str, float]]
) -> None:
    rows: list[dict[str, Any]] = [
        {"area": "Luton", "value": 30},
        {"area": "Luton", "value": 10, "breakdown": {"sex": "Male"}},
        {"area": "Luton", "value": 20, "breakdown": {"sex": "Female"}},
        {"area": "Bedford", "value": 12},
        {"area": "Bedford", "value": "[c]", "breakdown": {"sex": "Male"}},
        {"area": "Bedford", "value": female, "breakdown": {"sex": "Female"}},
    ]
    assert found(rows, BEDFORD) == value


def test_categories_that_do_not_make_up_the_whole_give_nothing_away() -> None:
    rows: list[dict[str, Any]] = [
        {"area": "Luton", "value": 100},
        {"area": "Luton", "value": 10, "breakdown": {"subject": "Art"}},
        {"area": "Luton", "value": 20, "breakdown": {"subject": "Health"}},
        {"area": "Bedford", "value": 80},
        {"area": "Bedford", "value": "[c]", "breakdown": {"subject": "Art"}},
        {"area": "Bedford", "value": 7, "breakdown": {"subject": "Health"}},
    ]
    assert found(rows, BEDFORD) == []

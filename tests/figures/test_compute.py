"""Computing: for which areas figures are made, and what they are held against."""

from __future__ import annotations

from typing import Any

import pytest

from given import observations, region
from watling.figures.composer import Composer
from watling.figures.compute import compute
from watling.figures.definition import Indicator, Polarity, Sum, measures
from watling.figures.figure import FigureSet
from watling.indicators import all_indicators
from watling.packs.decisions import RatingRule

from .conftest import Evidence


def made(rows: list[dict[str, Any]], compare: bool = True, polarity: Polarity = "none", **places: Any) -> FigureSet:
    place = region(*places.pop("members", ()), **places)
    composer = Composer(observations(place, rows, measure="people", period="2021"), place)
    indicator = Indicator("People", "", "", "people", Sum("people"), polarity, compare=compare)
    return compute({"people": indicator}, composer, RatingRule())[0]


def test_figures_are_of_the_region_its_members_its_comparators_and_the_areas_it_came_from() -> None:
    areas = ["Bedford", "North Northamptonshire", "Corby", "England", "Leicester", "Northamptonshire"]
    figures = made([{"area": area, "value": 5} for area in areas], members=("Bedford", "North Northamptonshire"))
    assert {figure.area for figure in figures} == {
        "bedford-and-north-northamptonshire", "E06000055", "E06000061", "E92000001", "E07000150",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "other", "polarity", "word"),
    [
        (10, 5, "higher is better", "better"),
        (10, 5, "lower is better", "worse"),
        (10, 5, "none", "higher"),
        (5, 10, "none", "lower"),
        (10, 10, "higher is better", "similar"),
        (0, 10, "higher is better", "worse"),
        ("[c]", 10, "higher is better", None),
        (10, "[c]", "higher is better", None),
    ],
)
def test_a_figure_is_held_against_the_first_comparator(
    value: Any, other: Any, polarity: Polarity, word: str | None
) -> None:
    figures = made([{"area": "Luton", "value": value}, {"area": "England", "value": other}], polarity=polarity)
    assert figures.by_id("people:E06000032:2021").comparison == word
    assert figures.by_id("people:E92000001:2021").comparison is None


def test_nothing_is_compared_where_that_makes_no_sense_or_there_is_nothing_to_compare_with() -> None:
    rows = [{"area": "Luton", "value": 10}, {"area": "England", "value": 5, "period": "2020"}]
    assert made(rows).by_id("people:E06000032:2021").comparison is None
    rows = [{"area": "Luton", "value": 10}, {"area": "England", "value": 5}]
    assert made(rows, compare=False).by_id("people:E06000032:2021").comparison is None
    assert made(rows, comparators=()).by_id("people:E06000032:2021").comparison is None


def test_every_published_value_of_the_south_east_midlands_has_an_indicator_that_reads_it(evidence: Evidence) -> None:
    read = {measure for indicator in all_indicators().values() for measure in measures(indicator.composition)}
    published = set(evidence.composer.all_observations.select("measure").distinct().to_pandas()["measure"])
    assert published <= read

"""Series across changes of boundaries: recoded, merged, divided, and stood for by a larger area."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from given import observations, region
from watling.figures.composer import Composer
from watling.figures.compute import compute
from watling.figures.definition import AsPublished, Composition, Indicator, Sum
from watling.figures.figure import FigureSet
from watling.figures.lineage import Lineage, Step
from watling.figures.ways import stand_ins, ways
from watling.packs.decisions import RatingRule, Weight
from watling.places.areas import areas
from watling.places.grounds import ground
from watling.places.regions import Region

few = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])

NORTH, WEST, COUNTY = "E06000061", "E06000062", "E10000021"
OLD_NORTH = ("E07000150", "E07000152", "E07000153", "E07000156")
OLD_WEST = ("E07000151", "E07000154", "E07000155")
PEOPLE = Sum("people")


def place(*codes: str, on: date = date(2022, 1, 1)) -> Region:
    return Region.make("place", "The place", codes, on)


def composed(
    rows: dict[tuple[str, str], Any], here: Region, composition: Composition = PEOPLE, **options: Any
) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows of a frame by area and period, from values by area's code and period."""
    given = [{"area": code, "period": period, "value": value} for (code, period), value in rows.items()]
    found = observations(here, given, measure="people", **options.pop("of_all", {}))
    frame = Composer(found, here, **options).frame(composition)
    return {(row["area"], row["period"]): row for row in frame.to_dict("records")}


def test_northamptonshire_goes_on_before_april_2021() -> None:
    rows = {(code, "2019"): 10 for code in (*OLD_NORTH, *OLD_WEST)} | {(NORTH, "2022"): 45, (WEST, "2022"): 35}
    found = composed(rows, place(NORTH, WEST))
    assert found[NORTH, "2019"]["value"] == 40
    assert found[WEST, "2019"]["value"] == 30
    assert found["place", "2019"]["value"] == 70
    assert found["place", "2022"]["value"] == 80
    assert found[NORTH, "2019"]["note"] == (
        "North Northamptonshire restated: Corby, East Northamptonshire, Kettering and Wellingborough added up"
    )
    assert "restated" in found["place", "2019"]["note"]
    assert found["place", "2022"]["note"] == ""


@pytest.mark.parametrize(
    ("new", "old"),
    [
        pytest.param("E06000063", ("E07000026", "E07000028", "E07000029"), id="Cumberland"),
        pytest.param("E06000066", ("E07000187", "E07000188", "E07000189", "E07000246"), id="Somerset"),
        pytest.param(
            "E06000066", ("E07000187", "E07000188", "E07000189", "E07000190", "E07000191"), id="Somerset 2018"
        ),
        pytest.param("E06000065", tuple(f"E070001{n}" for n in range(63, 70)), id="North Yorkshire"),
        pytest.param("E08000038", ("E08000016",), id="Barnsley"),
        pytest.param("E08000039", ("E08000019",), id="Sheffield"),
        pytest.param("S12000049", ("S12000046",), id="Glasgow"),
        pytest.param("S12000049", ("S12000043",), id="Glasgow, twice recoded"),
        pytest.param("E06000060", ("E10000002",), id="Buckinghamshire, its county"),
    ],
)
def test_an_authority_takes_the_values_of_those_it_was_made_from(new: str, old: tuple[str, ...]) -> None:
    here = place(new, on=date(2025, 6, 1))
    found = composed({(code, "2015"): 7 for code in old}, here)
    assert found[new, "2015"]["value"] == 7 * len(old)
    assert found["place", "2015"]["value"] == 7 * len(old)
    if len(old) > 1:
        found = composed({(code, "2015"): 7 for code in old[1:]}, here)
        assert (found[new, "2015"]["value"], found[new, "2015"]["lower"]) != (7 * (len(old) - 1), None)
        assert pd.isna(found["place", "2015"]["value"])
        assert found["place", "2015"]["lower"] == 7 * (len(old) - 1)
        assert areas()[old[0]].name in found[new, "2015"]["note"]


def test_what_is_published_stands_before_what_is_restated() -> None:
    rows = {(code, "2019"): 10 for code in OLD_NORTH} | {(NORTH, "2019"): 41}
    found = composed(rows, place(NORTH))
    assert (found[NORTH, "2019"]["value"], found[NORTH, "2019"]["note"]) == (41, "")
    hidden = composed(rows | {(NORTH, "2019"): "[c]"}, place(NORTH))
    assert pd.isna(hidden[NORTH, "2019"]["value"])
    absent = composed(rows | {(NORTH, "2019"): "[x]"}, place(NORTH))
    assert absent[NORTH, "2019"]["value"] == 40


def test_a_percentage_is_carried_to_a_new_code_and_never_added_up() -> None:
    rate = AsPublished("people", "no")
    assert composed({("E08000016", "2019"): 55}, place("E08000038", on=date(2025, 6, 1)), rate)[
        "E08000038", "2019"
    ]["value"] == 55  # fmt: skip
    assert (NORTH, "2019") not in composed({(code, "2019"): 55 for code in OLD_NORTH}, place(NORTH, WEST), rate)


def test_what_was_divided_is_refused_with_the_reason_unless_a_weight_is_given() -> None:
    rows = {(COUNTY, "2019"): 100}
    refused = composed(rows, place(NORTH))[NORTH, "2019"]
    assert (pd.isna(refused["value"]), refused["status"]) == (True, "x")
    assert refused["note"].startswith("not available for North Northamptonshire: Northamptonshire (E10000021) became")
    assert refused["note"].endswith("is not divided without a weight")
    weights = (Weight(COUNTY, NORTH, 0.45, "by the census"),)
    given = composed(rows, place(NORTH), weights=weights)
    assert (given[NORTH, "2019"]["value"], given[NORTH, "2019"]["status"]) == (45, "e")
    assert given["place", "2019"]["value"] == 45
    assert given[NORTH, "2019"]["note"] == (
        "North Northamptonshire restated: 0.45 of Northamptonshire (E10000021); by the census"
    )
    rate = composed(rows, place(NORTH), AsPublished("people", "no"), weights=weights)[NORTH, "2019"]
    assert pd.isna(rate["value"])
    assert rate["note"].endswith("is not divided")


def test_a_county_stands_for_all_its_ground_in_a_region_that_holds_it_whole() -> None:
    rows = {(COUNTY, "2019"): 100, ("E06000055", "2019"): 5}
    found = composed(rows, place(NORTH, WEST, "E06000055"))
    assert found["place", "2019"]["value"] == 105
    half = composed(rows, place(NORTH, "E06000055"))
    assert pd.isna(half["place", "2019"]["value"])
    assert half["place", "2019"]["lower"] == 5
    both = composed(rows | {(NORTH, "2019"): 60}, place(NORTH, WEST, "E06000055"))
    assert pd.isna(both["place", "2019"]["value"]), "the county is not counted beside a part of it"


def test_a_region_of_an_old_vintage_goes_on_when_its_members_became_one() -> None:
    here = place(*OLD_NORTH, on=date(2020, 1, 1))
    found = composed({(NORTH, "2023"): 50} | {(code, "2019"): 10 for code in OLD_NORTH}, here)
    assert (found["place", "2019"]["value"], found["place", "2023"]["value"]) == (40, 50)


@few
@drawn(st.lists(st.one_of(st.integers(0, 900), st.just("[c]"), st.none()), min_size=7, max_size=7))
def test_a_restated_sum_is_that_of_its_parts_or_missing_and_never_less(values: list[int | str | None]) -> None:
    cells = zip((*OLD_NORTH, *OLD_WEST), values, strict=True)
    rows = {(code, "2019"): value for code, value in cells if value is not None}
    if not rows:
        return
    whole = composed(rows, place(NORTH, WEST))["place", "2019"]
    numbers = [value for value in values if isinstance(value, int)]
    if len(numbers) == len(values):
        assert whole["value"] == sum(numbers)
    else:
        assert pd.isna(whole["value"])
        assert pd.isna(whole["lower"]) or whole["lower"] == sum(numbers)


def cells(step: Step) -> list[tuple[str, str]]:
    return [(cell.area, cell.published) for cell in step.cells()]


def test_the_trace_of_a_restated_figure_leads_to_the_cells_of_the_areas_before() -> None:
    here = place(NORTH, WEST)
    given = [{"area": code, "period": "2019", "value": 10} for code in (*OLD_NORTH, *OLD_WEST)]
    given += [{"area": COUNTY, "period": "2018", "value": 90}]
    composer = Composer(observations(here, given, measure="people"), here)
    indicators = {"people": Indicator("People", "", "", "people", Sum("people"))}
    figures: FigureSet = compute(indicators, composer, RatingRule())[0]
    lineage = Lineage(composer, indicators)

    def trace(id: str) -> Step:
        return lineage.trace(figures.by_id(id), indicators["people"])

    north = trace(f"people:{NORTH}:2019")
    assert north.rule == "added up over the areas it was made from"
    assert cells(north) == [(code, "10") for code in OLD_NORTH]
    whole = trace("people:place:2019")
    assert whole.rule == "added up over the members of the region"
    assert [inner.rule for inner in whole.inputs] == ["added up over the areas it was made from"] * 2
    assert len(cells(whole)) == 7
    county = trace("people:place:2018")
    assert (county.value, cells(county)) == (90, [(COUNTY, "90")])
    assert trace(f"people:{NORTH}:2018").rule == "not divided"


def test_each_way_covers_the_ground_of_its_authority() -> None:
    for code in (code for code, area in areas().items() if area.level == "lad"):
        for way in ways(code):
            pieces = frozenset().union(*(ground(source) for source in way.sources))
            assert pieces > ground(code) if way.divides else pieces == ground(code)


def test_what_stands_for_members_covers_just_them() -> None:
    here = region("North Northamptonshire", "West Northamptonshire", "Bedford")
    assert stand_ins(here) == {COUNTY: (NORTH, WEST)}

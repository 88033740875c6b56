"""Many regions at once: the same as each by itself, and consistent with each other."""

from __future__ import annotations

import math
from datetime import date
from itertools import product
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from given import observations, region
from watling.figures.composer import Composer
from watling.figures.definition import AsPublished, Composition, Growth, Quotient, Ratio, Sum, Total, WeightedMean
from watling.places.regions import Region

few = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])

CODES = ("E06000055", "E06000032", "E06000042", "E06000056")
DAY = date(2022, 1, 1)
WHOLE = Region.make("whole", "The whole", CODES, DAY, ["England"])
FIRST = Region.make("first", "The first", CODES[:2], DAY, ["England"])
SECOND = Region.make("second", "The second", CODES[2:], DAY, ["England"])
COMPOSITIONS: tuple[Composition, ...] = (
    Sum("people"),
    AsPublished("people", "no"),
    Total(Sum("people"), keeping=((),)),
    Ratio(Sum("people"), Total(Sum("people"), keeping=((),))),
    Quotient(Ratio(Sum("people"), Total(Sum("people"), keeping=((),)))),
    Growth(Sum("people"), since="P1Y"),
    WeightedMean("people", "people"),
)

Cells = dict[tuple[str, str, str], dict[str, Any]]


@st.composite
def counts(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Counts of a survey by sex and year, some without value, some not there."""
    rows = []
    for area, sex, year in product((*CODES, "E92000001"), ("Female", "Male"), ("2020", "2021")):
        number = draw(
            st.one_of(st.integers(1, 800), st.integers(1, 800), st.integers(1, 800), st.just("[c]"), st.none())
        )
        if number is not None:
            row = {"area": area, "breakdown": {"sex": sex}, "period": year, "value": number}
            half = draw(st.integers(0, 60))
            if isinstance(number, int):
                row |= {"lower": number - half, "upper": number + half, "interval": "sampling"}
            rows.append(row)
    return rows


def cells(rows: list[dict[str, Any]], regions: list[Region], composition: Composition, **of_all: Any) -> Cells:
    found = observations(WHOLE, rows, measure="people", **of_all)
    frame = Composer(found, regions).frame(composition)
    return {(row["area"], row["period"], row["breakdown"]): row for row in frame.to_dict("records")}


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(a == b or (isinstance(a, float) and math.isnan(a) and math.isnan(b)) for a, b in zip(
        one.values(), other.values(), strict=True
    ))  # fmt: skip


@few
@drawn(counts(), st.sampled_from(COMPOSITIONS))
def test_a_region_is_the_same_alone_and_among_others(rows: list[dict[str, Any]], composition: Composition) -> None:
    together = cells(rows, [WHOLE, FIRST, SECOND], composition)
    for one in (WHOLE, FIRST, SECOND):
        alone = {key: row for key, row in cells(rows, [one], composition).items() if key[0] == one.code}
        among = {key: row for key, row in together.items() if key[0] == one.code}
        assert alone.keys() == among.keys()
        assert all(same(row, among[key]) for key, row in alone.items())


@few
@drawn(counts())
def test_composing_compositions_is_composing_parts(rows: list[dict[str, Any]]) -> None:
    found = cells(rows, [WHOLE, FIRST, SECOND], Sum("people"))
    for area, period, breakdown in found:
        halves = [found.get((code, period, breakdown)) for code in ("first", "second")]
        if area == "whole" and all(halves):
            whole, values = found[area, period, breakdown], [half["value"] for half in halves if half]
            assert pd.isna(whole["value"]) == any(map(pd.isna, values))
            if not pd.isna(whole["value"]):
                assert whole["value"] == sum(values)
                square = sum(((half["upper"] - half["lower"]) / 2) ** 2 for half in halves if half)
                assert (whole["upper"] - whole["lower"]) / 2 == pytest.approx(math.sqrt(square))


@few
@drawn(counts(), st.sampled_from(COMPOSITIONS))
def test_an_interval_holds_its_value(rows: list[dict[str, Any]], composition: Composition) -> None:
    for row in cells(rows, [WHOLE, FIRST], composition).values():
        assert pd.isna(row["value"]) or pd.isna(row["lower"]) or row["lower"] <= row["value"] + 1e-9
        assert pd.isna(row["value"]) or pd.isna(row["upper"]) or row["upper"] >= row["value"] - 1e-9
        assert not pd.isna(row["value"]) or row["status"] != "final"


@few
@drawn(counts(), st.integers(0, 30))
def test_a_missing_part_never_lowers_a_total(rows: list[dict[str, Any]], number: int) -> None:
    before = cells(rows, [WHOLE], Total(Sum("people"), keeping=((),)))
    less = [row for place, row in enumerate(rows) if place != number]
    after = cells(less, [WHOLE], Total(Sum("people"), keeping=((),)))
    due = {(row["period"], row["breakdown"]["sex"]) for row in rows}
    if due != {(row["period"], row["breakdown"]["sex"]) for row in less}:
        return  # nothing says any more that there is such a part
    for key, row in after.items():
        if key in before and not pd.isna(before[key]["value"]):
            assert pd.isna(row["value"]) or row["value"] >= before[key]["value"]


def test_what_is_published_of_a_region_stands_and_the_rest_is_composed() -> None:
    rows = [{"area": code, "period": "2021", "value": 10} for code in CODES] + [{"period": "2021", "value": 41}]
    found = cells(rows, [WHOLE, FIRST], Sum("people"))
    assert found["whole", "2021", "{}"]["value"] == 41
    assert found["first", "2021", "{}"]["value"] == 20


def test_parts_that_are_bounded_bound_the_whole() -> None:
    low = {"value": "[low]", "lower": 1, "upper": 9, "interval": "published"}
    rows = [{"area": CODES[0], **low}, {"area": CODES[1], "value": 20}]
    whole = cells(rows, [FIRST], Sum("people"), period="2021")["first", "2021", "{}"]
    assert (whole["lower"], whole["upper"], whole["interval"], whole["status"]) == (21, 29, "parts", "x")
    assert whole["note"] == "not available for Bedford"


def test_intervals_and_rounding_are_added_and_a_part_without_an_interval_leaves_none() -> None:
    sampled = {"value": 100, "lower": 97, "upper": 103, "interval": "sampling"}
    rounded = {"value": 50, "lower": 47.5, "upper": 52.5, "interval": "rounding"}
    rows = [{"area": CODES[0], **sampled}, {"area": CODES[1], **rounded}]
    whole = cells(rows, [FIRST], Sum("people"), period="2021")["first", "2021", "{}"]
    assert (whole["lower"], whole["upper"], whole["interval"]) == (144.5, 155.5, "sampling")
    rows[1] = {"area": CODES[1], "value": 50}
    whole = cells(rows, [FIRST], Sum("people"), period="2021")["first", "2021", "{}"]
    assert (whole["value"], pd.isna(whole["lower"]), whole["interval"]) == (150, True, "")


def test_a_region_of_one_authority_has_what_is_published_of_it() -> None:
    alone = Region.make("alone", "Alone", ["Luton"], DAY)
    rows = [{"area": "Luton", "period": "2021", "value": 55, "lower": 50, "upper": 58, "interval": "sampling"}]
    found = cells(rows, [alone], AsPublished("people", "no"))["alone", "2021", "{}"]
    assert (found["value"], found["lower"], found["upper"], found["note"]) == (55, 50, 58, "")


def test_the_expression_is_the_frame() -> None:
    rows = [{"area": code, "period": year, "value": 10} for code in CODES for year in ("2020", "2021")]
    composer = Composer(observations(WHOLE, rows, measure="people"), [WHOLE, FIRST])
    growth = Growth(Sum("people"), since="P1Y")
    frame, order = composer.frame(growth), ["area", "period"]
    expressed = composer.expression(growth).to_pandas()
    assert list(expressed.columns) == list(frame.columns)
    assert len(frame) == 6
    for name in ("area", "value", "status", "note"):
        assert expressed.sort_values(order)[name].tolist() == frame.sort_values(order)[name].tolist()


def test_only_some_areas_are_composed_where_only_some_are_wanted() -> None:
    rows = [{"area": code, "period": "2021", "value": 10} for code in CODES]
    composer = Composer(observations(WHOLE, rows, measure="people"), [WHOLE, FIRST])
    assert set(composer.frame(Sum("people"), {"first", CODES[3]})["area"]) == {"first", CODES[3]}
    assert region().code not in composer.covered

"""Composing, on random small regions and by hand."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from given import observations, region
from watling.figures.composer import Composer
from watling.figures.definition import (
    AsPublished,
    Composition,
    Growth,
    Implied,
    Quotient,
    Ratio,
    Sum,
    Total,
    WeightedMean,
)
from watling.figures.frames import gravest
from watling.packs.decisions import Choice

MEMBERS = ("Bedford", "Luton", "Milton Keynes")
PLACE = region(*MEMBERS)
CODES = [member.code for member in PLACE.members]
TOTALS = Total(Sum("people"), keeping=((), ("sex",)))

few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])

Cell = tuple[str, str, str]
Published = dict[tuple[str, str, str], int | str]


@st.composite
def published(draw: st.DrawFn) -> Published:
    """Counts by area, sex and age, rounded to five, a few of them confidential or not there at all."""
    number = st.integers(0, 400).map(lambda fives: 5 * fives)
    value = st.one_of(number, number, number, number, number, number, st.just("[c]"), st.none())
    cells = product((*MEMBERS, "England"), ("Female", "Male"), ("16-24", "25+"))
    return {cell: found for cell in cells if (found := draw(value)) is not None}


def rows_of(counts: Published) -> list[dict[str, Any]]:
    return [
        {"area": area, "breakdown": {"sex": sex, "age": age}, "value": value}
        for (area, sex, age), value in counts.items()
    ]


def composer(rows: list[dict[str, Any]], choices: tuple[Choice, ...] = (), **of_all: Any) -> Composer:
    of_all = {"measure": "people", "period": "2021", "rounded_to": 5, "minimum": 0} | of_all
    return Composer(observations(PLACE, rows, **of_all), PLACE, choices)


def by_key(composer: Composer, composition: Composition) -> dict[tuple[str, str, str], dict[str, Any]]:
    """The rows of a frame by area, period and breakdown; what is missing is None."""
    records = composer.frame(composition).to_dict("records")
    found = {(row["area"], row["period"], row["breakdown"]): row for row in records}
    assert len(found) == len(records), "each quantity once"
    return {
        key: {
            name: None if name in ("value", "lower", "upper") and pd.isna(value) else value
            for name, value in row.items()
        }
        for key, row in found.items()
    }


def text(**breakdown: str) -> str:
    return "{" + ",".join(f'"{name}":"{value}"' for name, value in sorted(breakdown.items())) + "}"


def parts(counts: Published, sexes: tuple[str, ...], ages: tuple[str, ...]) -> Iterator[int | str | None]:
    return (counts.get(cell) for cell in product(MEMBERS, sexes, ages))


@few
@drawn(published())
def test_a_region_is_the_sum_of_its_members_and_missing_where_one_of_them_is(counts: Published) -> None:
    frame = by_key(composer(rows_of(counts)), TOTALS)
    both = ("Female", "Male"), ("16-24", "25+")
    wanted = {text(sex=sex, age=age): ((sex,), (age,)) for sex, age in product(*both)}
    wanted |= {text(sex=sex): ((sex,), both[1]) for sex in both[0]} | {"{}": both}
    for breakdown, (sexes, ages) in wanted.items():
        here = list(parts(counts, sexes, ages))
        whole = frame.get((PLACE.code, "2021", breakdown))
        numbers = [value for value in here if isinstance(value, int)]
        if whole is None:
            assert not any(area in MEMBERS and sex in sexes and age in ages for area, sex, age in counts)
        elif len(numbers) == len(here):
            assert whole["value"] == sum(numbers)
            assert whole["lower"] == sum(max(0, value - 2.5) for value in numbers)
            assert whole["upper"] == sum(value + 2.5 for value in numbers)
            assert (whole["status"], whole["note"]) == ("final", "")
        elif breakdown.count(":") == 2:
            assert (whole["value"], whole["upper"], whole["status"]) == (None, None, "x")
            assert (whole["lower"] or 0) == sum(max(0, value - 2.5) for value in numbers)
            assert "not available for" in whole["note"]


@few
@drawn(published(), st.randoms(use_true_random=False))
def test_the_order_of_the_observations_does_not_matter(counts: Published, random: Random) -> None:
    rows = rows_of(counts)
    one, other = (by_key(composer(found), TOTALS) for found in (rows, random.sample(rows, len(rows))))
    listed = ("order", "note")  # in the order of the rows
    assert [{name: row[name] for name in row if name not in listed} for _, row in sorted(one.items())] == [
        {name: row[name] for name in row if name not in listed} for _, row in sorted(other.items())
    ]


@few
@drawn(published())
def test_totals_of_members_add_up_to_the_total_of_the_region(counts: Published) -> None:
    """Members first and then sexes and ages, or the other way round: the same."""
    complete = {
        cell: counts.get(cell, 0) if counts.get(cell) != "[c]" else 5
        for cell in product(MEMBERS, ("Female", "Male"), ("16-24", "25+"))
    }
    frame = by_key(composer(rows_of(complete)), TOTALS)
    for breakdown in ("{}", text(sex="Male"), text(sex="Female")):
        whole = frame[PLACE.code, "2021", breakdown]
        for name in ("value", "lower", "upper"):
            assert whole[name] == sum(frame[code, "2021", breakdown][name] for code in CODES)
        assert whole["lower"] <= whole["value"] <= whole["upper"]


@few
@drawn(published())
def test_ratios_quotients_and_growth_are_made_from_sums(counts: Published) -> None:
    later = {cell: value + 50 if isinstance(value, int) else value for cell, value in counts.items()}
    rows = [*rows_of(counts), *(row | {"period": "2022"} for row in rows_of(later))]
    made = composer(rows)
    sums, totals = by_key(made, Sum("people")), by_key(made, TOTALS)
    share = Ratio(Sum("people"), TOTALS, within=("sex",))
    for key, row in by_key(made, share).items():
        sex = "Female" if "Female" in key[2] else "Male"
        check(row, sums[key], totals[key[0], key[1], text(sex=sex)], lambda one, other: 100 * one / other)
    for key, row in by_key(made, Quotient(share)).items():
        shares = by_key(made, share)
        check(row, shares[key], shares["E92000001", key[1], key[2]], lambda one, other: one / other)
    growth = by_key(made, Growth(TOTALS, since="P1Y"))
    assert set(growth) == {key for key in totals if key[1] == "2022" and (key[0], "2021", key[2]) in totals}
    for key, row in growth.items():
        check(row, totals[key], totals[key[0], "2021", key[2]], lambda one, other: 100 * one / other - 100)


def check(row: dict[str, Any], one: dict[str, Any], other: dict[str, Any], rule: Any) -> None:
    """A value against its rule by hand; it is within its bounds, which are numbers, and none are made up."""
    if one["value"] is None or not other["value"]:
        assert row["value"] is None
    else:
        assert row["value"] == pytest.approx(rule(one["value"], other["value"]))
        assert row["lower"] is None or row["lower"] <= row["value"] + 1e-9
        assert row["upper"] is None or row["upper"] >= row["value"] - 1e-9
    assert all(end is None or math.isfinite(end) for end in (row["lower"], row["upper"]))
    if one["lower"] is not None and other["upper"]:
        assert row["lower"] == pytest.approx(rule(one["lower"], other["upper"]))


def test_a_weighted_mean_is_the_mean_of_all_and_not_of_the_means() -> None:
    rows = [{"area": area, "value": value} for area, value in zip(MEMBERS, (50, 80, 20), strict=True)]
    rows += [
        {"area": area, "measure": "pupils", "value": value} for area, value in zip(MEMBERS, (10, 30, 60), strict=True)
    ]
    mean = by_key(composer(rows, rounded_to=None), WeightedMean("people", "pupils"))
    assert mean[PLACE.code, "2021", "{}"]["value"] == pytest.approx((500 + 2400 + 1200) / 100)


@pytest.mark.parametrize(
    ("values", "weights"),
    [
        pytest.param((50, "[c]", 20), (10, 30, 60), id="a value is confidential"),
        pytest.param((50, 80, 20), (10, "[x]", 60), id="a weight is not available"),
        pytest.param((50, 80), (10, 30, 60), id="a member is not there"),
        pytest.param((50, 80, 20), (0, 0, 0), id="the weights are zero"),
    ],
)
def test_a_weighted_mean_of_what_is_not_all_there_is_missing(values: tuple[Any, ...], weights: tuple[Any, ...]) -> None:
    rows = [{"area": area, "value": value} for area, value in zip(MEMBERS, values, strict=False)]
    rows += [{"area": area, "measure": "pupils", "value": value} for area, value in zip(MEMBERS, weights, strict=True)]
    mean = by_key(composer(rows, rounded_to=None), WeightedMean("people", "pupils"))[PLACE.code, "2021", "{}"]
    assert (mean["value"], mean["status"]) == (None, "x")
    assert mean["note"] == "a member has no value or no weight"


@pytest.mark.parametrize("composition", [Sum("people"), WeightedMean("people", "pupils"), AsPublished("people", "no")])
def test_what_is_published_for_the_region_stands_before_what_its_members_give(composition: Composition) -> None:
    rows = [{"area": area, "value": 10} for area in MEMBERS] + [{"value": 35}]
    rows += [{"area": area, "measure": "pupils", "value": 1} for area in MEMBERS]
    whole = by_key(composer(rows, rounded_to=None), composition)[PLACE.code, "2021", "{}"]
    assert (whole["value"], whole["status"], whole["note"]) == (35, "final", "")


def test_intervals_of_samples_go_together_by_the_root_of_their_squares() -> None:
    of_sample = [
        {"area": area, "value": 100, "lower": 100 - half, "upper": 100 + half, "interval": "sampling"}
        for area, half in zip(MEMBERS, (2, 3, 6), strict=True)
    ]
    whole = by_key(composer(of_sample, rounded_to=None), Sum("people"))[PLACE.code, "2021", "{}"]
    assert (whole["value"], whole["lower"], whole["upper"], whole["interval"]) == (300, 293, 307, "sampling")


def test_so_do_those_of_a_breakdown() -> None:
    ages = [("16-24", 3), ("25-49", 4)]
    rows = [
        {"value": 50, "lower": 50 - half, "upper": 50 + half, "interval": "sampling", "breakdown": {"age": age}}
        for age, half in ages
    ]
    whole = by_key(composer(rows, rounded_to=None), Total(Sum("people"), keeping=((),)))[PLACE.code, "2021", "{}"]
    assert (whole["value"], whole["lower"], whole["upper"]) == (100, 95, 105)


def test_where_all_parts_are_exact_so_is_the_sum() -> None:
    whole = by_key(composer([{"area": area, "value": 7} for area in MEMBERS], rounded_to=None), Sum("people"))
    assert [whole[PLACE.code, "2021", "{}"][name] for name in ("value", "lower", "upper")] == [21, None, None]


def test_a_sum_is_as_uncertain_as_its_least_certain_part_and_names_every_release() -> None:
    statuses = ("final", "e", "p")
    rows = [
        {"area": area, "value": 5, "status": status, "release": status * 3}
        for area, status in zip(MEMBERS, statuses, strict=True)
    ]
    whole = by_key(composer(rows), Sum("people"))[PLACE.code, "2021", "{}"]
    assert (whole["status"], whole["releases"]) == ("e", ("eee", "finalfinalfinal", "ppp"))


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [((), "final"), (("final", "r"), "r"), (("p", "e"), "e"), (("c", "x"), "x"), (("z", "low"), "z")],
)
def test_gravest(statuses: tuple[str, ...], expected: str) -> None:
    assert gravest(statuses) == expected


def test_what_a_pack_has_chosen_or_withheld_is_said_of_whatever_is_made_from_it() -> None:
    rows: list[dict[str, Any]] = [
        {"value": 100, "table": "one"},
        {"value": 200, "table": "two"},
        {"period": "2020", "value": 50},
    ]
    choice = Choice("people", PLACE.code, "2021", {}, "two", "it is newer", 2)
    growth = Growth(Sum("people"), since="P1Y")
    chosen = by_key(composer(rows, (choice,)), growth)[PLACE.code, "2021", "{}"]
    assert chosen["value"] == 300
    assert "used here: it is newer" in chosen["note"]
    withheld = by_key(composer(rows), growth)[PLACE.code, "2021", "{}"]
    assert (withheld["value"], withheld["status"]) == (None, "x")
    assert withheld["lower"] < 100 < 300 < withheld["upper"]
    assert "chooses neither" in withheld["note"]


@pytest.mark.parametrize(
    "composition",
    [
        Sum("nothing"),
        AsPublished("nothing", "no"),
        Total(Sum("nothing"), keeping=((), ("sex",))),
        Ratio(Sum("people"), Sum("nothing")),
        Ratio(Sum("nothing"), Sum("people")),
        WeightedMean("nothing", "people"),
        Quotient(Sum("nothing")),
        Quotient(Sum("people")),
        Growth(Sum("nothing"), since="P1Y"),
        Growth(Sum("people"), since="P1Y"),
        Implied(Sum("people"), AsPublished("nothing", "no"), "ratio"),
        Implied(Sum("people"), AsPublished("nothing", "no"), "ratio", period="2020-01"),
    ],
    ids=str,
)
def test_of_what_is_not_published_nothing_is_made(composition: Composition) -> None:
    assert by_key(composer([{"area": "Luton", "value": 5}]), composition) == {}

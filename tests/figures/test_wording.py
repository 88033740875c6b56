"""Figures in words: the one place where a number becomes text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.figures import wording
from watling.figures.definition import AsPublished, Indicator
from watling.figures.figure import Figure


def figure(
    value: float | None, unit: str, lower: float | None = None, upper: float | None = None, status: str = "final"
) -> Figure:
    interval = "" if lower is None and upper is None else "rounding"
    return Figure("rate", "E92000001", "2021", {}, value, unit, status, lower, upper, interval)


def indicator(decimals: int = 0) -> Indicator:
    return Indicator(
        "A rate", "", "", "", AsPublished("rate", "no"), decimals=decimals, labels={"sex": "Sex", "age": "Age"}
    )


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (46815, "people", 0, "46,815"),
        (0, "people", 0, "0"),
        (-300, "people", 0, "−300"),
        (20, "percent", 0, "20%"),
        (0.04, "percent", 1, "0.0%"),
        (-0.04, "percent", 1, "0.0%"),
        (-23.841, "percent change", 1, "−23.8%"),
        (87, "percent change", 0, "+87%"),
        (0, "percent change", 0, "0%"),
        (0.04, "percent change", 1, "0.0%"),
        (100, "percent change", 0, "+100%"),
        (1.8, "ratio", 1, "1.8"),
        (265000000, "GBP", 0, "£265,000,000"),
        (-5900000, "GBP a year", 0, "−£5,900,000"),
        (1, "trend", 0, "increasing"),
        (0, "trend", 0, "level"),
        (-1, "trend", 0, "decreasing"),
    ],
)
def test_a_value(value: float, unit: str, decimals: int, text: str) -> None:
    assert wording.shown(figure(value, unit), indicator(decimals)) == text


@pytest.mark.parametrize(
    ("lower", "upper", "unit", "text"),
    [
        pytest.param(None, None, "people", "not available", id="nothing is known"),
        pytest.param(0, None, "people", "not available", id="not fewer than none says nothing"),
        pytest.param(548, None, "people", "at least 548", id="what some parts come to"),
        pytest.param(0, 15, "percent", "under 15%", id="published as under 15%"),
        pytest.param(None, 15, "percent", "under 15%", id="the same without a least"),
        pytest.param(46813, 46819, "people", "46,813 to 46,819", id="published twice, and the pack chooses neither"),
        pytest.param(-5, -3, "percent change", "−5% to −3%", id="two bounds below zero"),
        pytest.param(-5, 10, "percent change", "−5% to +10%", id="and on both sides of it"),
    ],
)
def test_a_missing_value_is_what_is_known_of_it_and_never_zero(
    lower: float | None, upper: float | None, unit: str, text: str
) -> None:
    assert wording.shown(figure(None, unit, lower, upper, "x"), indicator()) == text


def test_an_estimate_without_bounds_is_shown_as_one() -> None:
    assert wording.shown(figure(20, "percent", status="e"), indicator()) == "about 20%"
    assert wording.shown(figure(8442, "postings", 8420, 8465, "e"), indicator()) == "8,442"


@given(
    st.none() | st.floats(-1e6, 1e6),
    st.none() | st.floats(-1e6, 1e6),
    st.sampled_from(["people", "percent", "percent change", "GBP"]),
)
def test_nothing_missing_is_ever_shown_as_a_number_alone(lower: float | None, upper: float | None, unit: str) -> None:
    text = wording.shown(figure(None, unit, lower, upper), indicator())
    assert text == "not available" or text.startswith(("under ", "at least ")) or " to " in text


@pytest.mark.parametrize(
    ("lower", "upper", "unit", "decimals", "text"),
    [
        pytest.param(-23.8478, -23.8337, "percent change", 1, "−23.85% to −23.83%", id="claimants' change"),
        pytest.param(84.5, 85.5, "percent", 0, "84.5% to 85.5%", id="85%"),
        pytest.param(69.5, 70.5, "percent", 0, "69.5% to 70.5%", id="70%, the same way"),
        pytest.param(1.75, 1.85, "ratio", 1, "1.75 to 1.85", id="one decimal place"),
        pytest.param(46812.5, 46817.5, "people", 0, "46,812 to 46,818", id="rounded to five"),
        pytest.param(4377.5, 4382.5, "people", 0, "4,377 to 4,383", id="outwards, never inwards"),
        pytest.param(0, 2.5, "people", 0, "0 to 3", id="zero, rounded to five"),
        pytest.param(25304.05, 25523.73, "people", 0, "25,304 to 25,524", id="a wide range"),
        pytest.param(50, 50, "people", 0, "", id="bounds that are the value itself"),
        pytest.param(None, 15, "percent", 0, "", id="only an upper bound"),
        pytest.param(None, None, "percent", 0, "", id="no bounds"),
    ],
)
def test_bounds(lower: float | None, upper: float | None, unit: str, decimals: int, text: str) -> None:
    assert wording.interval(figure(lower, unit, lower, upper), indicator(decimals)) == text


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_the_bounds_shown_hold_the_bounds_there_are(lower: float, width: float) -> None:
    text = wording.interval(figure(lower, "people", lower, lower + width), indicator())
    low, high = (float(end.replace(",", "").replace("−", "-")) for end in text.split(" to "))
    assert low <= lower + 1e-6
    assert high >= lower + width - 1e-6
    assert high - low <= max(1.5 * width, 2e-3) + 1e-6


@pytest.mark.parametrize(
    ("status", "words"), [("final", "final"), ("p", "provisional"), ("c", "confidential"), ("x", "not available")]
)
def test_a_status_in_words(status: str, words: str) -> None:
    assert wording.status(figure(1, "people", status=status)) == words


@pytest.mark.parametrize(
    ("breakdown", "words"),
    [
        ({}, "all"),
        ({"age": "16-24", "sex": "Male"}, "Male, 16-24"),
        ({"age": "16-24"}, "16-24"),
        ({"area": "Urban", "age": "16-24"}, "16-24, Urban"),
    ],
)
def test_a_breakdown_in_words_in_the_order_of_the_indicators_labels(breakdown: dict[str, str], words: str) -> None:
    one = Figure("rate", "E92000001", "2021", breakdown, 1, "people", "final")
    assert wording.breakdown(one, indicator()) == words

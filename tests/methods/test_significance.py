from __future__ import annotations

from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.methods.bounds import rounding
from watling.methods.significance import Comparison, Polarity, compare, differs, overlap_free

from .examples import bounded, halves, numbers

Bounded = tuple[float, float, float]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param((60, 3), (54, 4), True, id="6 apart, 5 allowed"),
        pytest.param((60, 3), (55, 4), False, id="5 apart, 5 allowed"),
        pytest.param((54, 4), (60, 3), True, id="the other way round"),
        pytest.param((60, 0), (60, 0), False, id="the same, exactly"),
        pytest.param((nan, 3), (54, 4), False, id="a value missing"),
        pytest.param((60, nan), (54, 4), False, id="a half width missing"),
    ],
)
def test_differs(a: tuple[float, float], b: tuple[float, float], expected: bool) -> None:
    assert bool(differs(*a, *b)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param((1, 2), (3, 4), True, id="apart"),
        pytest.param((3, 4), (1, 2), True, id="apart, the other way round"),
        pytest.param((1, 3), (2, 4), False, id="overlapping"),
        pytest.param((1, 2), (2, 3), False, id="touching"),
        pytest.param((1, 4), (2, 3), False, id="one within the other"),
        pytest.param((1, nan), (3, 4), False, id="missing"),
    ],
)
def test_overlap_free(one: tuple[float, float], other: tuple[float, float], expected: bool) -> None:
    assert bool(overlap_free(*one, *other)) is expected


@given(st.integers(min_value=-(10**6), max_value=10**6), st.sampled_from([0.1, 0.01, 0.5]))
def test_neighbours_of_one_rounding_unit_touch_whatever_the_computer_makes_of_decimals(step: int, unit: float) -> None:
    one, next_one = rounding(step * unit, unit), rounding((step + 1) * unit, unit)
    assert not overlap_free(*one, *next_one)


@given(bounded(), bounded())
def test_estimates_whose_intervals_do_not_overlap_differ(one: Bounded, other: Bounded) -> None:
    (a, half_a), (b, half_b) = ((one[1], one[2] - one[1]), (other[1], other[2] - other[1]))
    if overlap_free(a - half_a, a + half_a, b - half_b, b + half_b):
        assert differs(a, half_a, b, half_b)


@given(numbers, halves, numbers, halves, halves)
def test_wider_intervals_never_make_a_difference(a: float, half_a: float, b: float, half_b: float, more: float) -> None:
    if differs(a, half_a + more, b, half_b):
        assert differs(a, half_a, b, half_b)


HIGHER: Polarity = "higher is better"
LOWER: Polarity = "lower is better"
NONE: Polarity = "none"


@pytest.mark.parametrize(
    ("value", "other", "has_interval", "words"),
    [
        # words: where higher is better, where lower is better, without polarity
        pytest.param((60, 57, 63), (54, 50, 58), True, ("better", "worse", "higher"), id="estimates 6 apart of 5"),
        pytest.param((54, 50, 58), (60, 57, 63), True, ("worse", "better", "lower"), id="the other way round"),
        pytest.param((60, 57, 63), (55, 51, 59), True, ("similar",) * 3, id="estimates 5 apart of 5"),
        pytest.param((60, 59, 70), (57, 40, 58), True, ("better", "worse", "higher"), id="only facing sides count"),
        pytest.param((60, 57, 63), (54, 50, 58), False, ("similar",) * 3, id="bounds of rounding overlap"),
        pytest.param((1.8, 1.75, 1.85), (1.6, 1.55, 1.65), False, ("better", "worse", "higher"), id="claimant ratios"),
        pytest.param((90, 89.5, 90.5), (91, 90.5, 91.5), False, ("similar",) * 3, id="bounds of rounding touch"),
        pytest.param((5, nan, nan), (4, nan, nan), False, ("better", "worse", "higher"), id="exact counts"),
        pytest.param((5, nan, nan), (5, nan, nan), False, ("similar",) * 3, id="exact and the same"),
        pytest.param((60, 57, 63), (56, nan, nan), True, ("better", "worse", "higher"), id="against an exact value"),
        pytest.param((nan, nan, nan), (5, 4, 6), True, (None,) * 3, id="value missing"),
        pytest.param((5, 4, 6), (nan, nan, nan), False, (None,) * 3, id="other missing"),
    ],
)
def test_compare(value: Bounded, other: Bounded, has_interval: bool, words: tuple[Comparison | None, ...]) -> None:
    assert tuple(compare(*value, *other, polarity, has_interval) for polarity in (HIGHER, LOWER, NONE)) == words


@given(bounded(), bounded(), st.booleans())
def test_whoever_compares_the_answer_is_the_same(one: Bounded, other: Bounded, has_interval: bool) -> None:
    (lower, value, upper), (other_lower, other_value, other_upper) = one, other
    word = compare(value, lower, upper, other_value, other_lower, other_upper, NONE, has_interval)
    back = compare(other_value, other_lower, other_upper, value, lower, upper, NONE, has_interval)
    assert {word, back} in ({"similar"}, {"higher", "lower"})
    assert word != "higher" or value > other_value


def test_tables_are_compared_at_once() -> None:
    np.testing.assert_array_equal(differs([60, 60], 3, [54, 56], 4), [True, False])
    np.testing.assert_array_equal(overlap_free([1, 1], [2, 3], 2.5, 4), [True, False])

from __future__ import annotations

from math import inf, isnan, nan
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.methods.bounds import difference_bounds, growth_bounds, intersect, ratio_bounds, rounding
from watling.methods.growth import growth

from .examples import bounded, counts, halves, numbers, positive

Bounded = tuple[float, float, float]


@pytest.mark.parametrize(
    ("value", "unit", "limits", "expected"),
    [
        pytest.param(61470, 5, (0, inf), (61467.5, 61472.5), id="claimants, rounded to 5"),
        pytest.param(87, 1, (-inf, inf), (86.5, 87.5), id="whole percentage"),
        pytest.param(-12, 1, (-inf, inf), (-12.5, -11.5), id="negative growth"),
        pytest.param(0, 5, (0, inf), (0, 2.5), id="a count is never below zero"),
        pytest.param(100, 1, (0, 100), (99.5, 100), id="a share is never above 100"),
        pytest.param(93690, None, (0, inf), (93690, 93690), id="exact: no unit"),
        pytest.param(93690, nan, (0, inf), (93690, 93690), id="exact: missing unit"),
        pytest.param(nan, 5, (0, 100), (nan, nan), id="missing stays missing"),
    ],
)
def test_rounding(value: float, unit: float | None, limits: tuple[float, float], expected: tuple[float, float]) -> None:
    assert rounding(value, unit, *limits) == pytest.approx(expected, nan_ok=True)


def test_rounding_takes_a_unit_for_each_value() -> None:
    lower, upper = rounding([10, 10, np.nan], [5, np.nan, 5])
    np.testing.assert_array_equal(lower, [7.5, 10, np.nan])
    np.testing.assert_array_equal(upper, [12.5, 10, np.nan])


def test_a_negative_rounding_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="rounding unit is negative"):
        rounding(10, -5)


@given(numbers, st.none() | halves, st.just(-inf) | numbers, st.just(inf) | numbers)
def test_rounding_always_holds_the_value(value: float, unit: float | None, floor: float, ceiling: float) -> None:
    lower, upper = rounding(value, unit, floor, ceiling)
    assert lower <= value <= upper
    assert lower >= floor or lower == value
    assert upper <= ceiling or upper == value


@given(numbers, halves, halves)
def test_a_coarser_unit_never_narrows(value: float, unit: float, more: float) -> None:
    fine, coarse = rounding(value, unit), rounding(value, unit + more)
    assert coarse[0] <= fine[0]
    assert fine[1] <= coarse[1]


@given(bounded(), bounded())
def test_the_bounds_of_a_difference_hold_every_difference(one: Bounded, other: Bounded) -> None:
    lower, upper = difference_bounds(one[0], one[2], other[0], other[2])
    assert all(lower <= a - b <= upper for a in one for b in other)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        pytest.param((8, 12), (2, 4), (2, 6), id="positive"),
        pytest.param((-12, -8), (2, 4), (-6, -2), id="negative numerator"),
        pytest.param((-8, 12), (2, 4), (-4, 6), id="numerator of either sign"),
        pytest.param((0, 0), (2, 4), (0, 0), id="numerator zero"),
        pytest.param((8, 12), (0, 4), (2, inf), id="denominator may be zero"),
        pytest.param((8, 12), (-0.0, 4), (2, inf), id="denominator may be zero, with a sign"),
        pytest.param((-12, -8), (0, 4), (-inf, -2), id="negative over what may be zero"),
        pytest.param((-8, 12), (0, 4), (-inf, inf), id="either sign over what may be zero"),
        pytest.param((8, 12), (0, 0), (nan, nan), id="denominator zero"),
        pytest.param((8, 12), (-1, 4), (nan, nan), id="denominator may be negative"),
        pytest.param((8, 12), (2, inf), (0, 6), id="denominator unbounded"),
        pytest.param((nan, nan), (2, 4), (nan, nan), id="numerator missing"),
        pytest.param((8, 12), (nan, nan), (nan, nan), id="denominator missing"),
    ],
)
def test_ratio_bounds(
    numerator: tuple[float, float], denominator: tuple[float, float], expected: tuple[float, float]
) -> None:
    assert ratio_bounds(*numerator, *denominator) == pytest.approx(expected, nan_ok=True)


@given(bounded(), bounded(positive))
def test_the_bounds_of_a_ratio_hold_every_ratio(numerator: Bounded, denominator: Bounded) -> None:
    lower, upper = ratio_bounds(numerator[0], numerator[2], denominator[0], denominator[2])
    assert all(lower <= n / d <= upper for n in numerator for d in denominator)


@given(bounded(), bounded(positive))
def test_the_bounds_of_a_ratio_are_reached(numerator: Bounded, denominator: Bounded) -> None:
    corners = [n / d for n in (numerator[0], numerator[2]) for d in (denominator[0], denominator[2])]
    lower, upper = ratio_bounds(numerator[0], numerator[2], denominator[0], denominator[2])
    assert (float(lower), float(upper)) == (min(corners), max(corners))


@given(bounded(), bounded(positive), halves, halves)
def test_wider_parts_never_narrow_a_ratio(
    numerator: Bounded, denominator: Bounded, more_over: float, more_under: float
) -> None:
    narrow = ratio_bounds(numerator[0], numerator[2], denominator[0], denominator[2])
    wide = ratio_bounds(
        numerator[0] - more_over,
        numerator[2] + more_over,
        max(denominator[0] - more_under, 0),
        denominator[2] + more_under,
    )
    assert wide[0] <= narrow[0]
    assert narrow[1] <= wide[1]


def test_growth_bounds_of_the_claimants() -> None:
    lower, upper = growth_bounds(*rounding(61470, 5), *rounding(46815, 5))
    assert (lower, upper) == pytest.approx((100 * 46812.5 / 61472.5 - 100, 100 * 46817.5 / 61467.5 - 100))
    assert round(float(lower), 1) == round(float(upper), 1) == -23.8


@pytest.mark.parametrize(
    ("base", "latest", "expected"),
    [
        pytest.param((0, 2.5), (7.5, 12.5), (200, inf), id="a base that may be zero"),
        pytest.param((0, 0), (7.5, 12.5), (nan, nan), id="a base of zero"),
        pytest.param((50, 50), (45, 45), (-10, -10), id="exact"),
        pytest.param((50, inf), (45, 55), (-100, 10), id="a base without upper bound"),
    ],
)
def test_growth_bounds(base: tuple[float, float], latest: tuple[float, float], expected: tuple[float, float]) -> None:
    assert growth_bounds(*base, *latest) == pytest.approx(expected, nan_ok=True)


@given(bounded(positive), bounded(counts))
def test_the_bounds_of_growth_hold_every_growth(base: Bounded, latest: Bounded) -> None:
    lower, upper = growth_bounds(base[0], base[2], latest[0], latest[2])
    assert all(lower <= growth(before, after) <= upper for before in base for after in latest)


@pytest.mark.parametrize(
    ("bounds", "expected", "empty"),
    [
        pytest.param([(1, 3), (2, 4)], (2, 3), False, id="overlapping"),
        pytest.param([(1, 3), (3, 4)], (3, 3), False, id="touching"),
        pytest.param([(1, 9), (2, 8), (3, 4)], (3, 4), False, id="three"),
        pytest.param([(1, 3)], (1, 3), False, id="one"),
        pytest.param([(1, 2), (3, 4)], (nan, nan), True, id="contradicting"),
        pytest.param([(1, 2), (3, inf)], (nan, nan), True, id="contradicting an unbounded one"),
        pytest.param([(1, 2), (nan, nan)], (nan, nan), False, id="missing is no contradiction"),
    ],
)
def test_intersect(bounds: list[tuple[float, float]], expected: tuple[float, float], empty: bool) -> None:
    common = intersect(*bounds)
    assert (common.lower, common.upper) == pytest.approx(expected, nan_ok=True)
    assert bool(common.empty) is empty


def test_intersect_takes_arrays() -> None:
    common = intersect(([1, 1], [2, 5]), ([3, 3], [4, 4]))
    np.testing.assert_array_equal(common.empty, [True, False])
    np.testing.assert_array_equal(common.lower, [np.nan, 3])


@given(st.lists(bounded(), min_size=1, max_size=5), st.randoms(), numbers)
def test_an_intersection_holds_what_all_hold(bounds: list[Bounded], random: Random, point: float) -> None:
    pairs = [(lower, upper) for lower, _, upper in bounds]
    common = intersect(*pairs)
    assert np.array_equal(common, intersect(*random.sample(pairs, len(pairs))), equal_nan=True)
    points = [point, *(each for pair in pairs for each in pair)]
    held = [each for each in points if all(lower <= each <= upper for lower, upper in pairs)]
    assert bool(common.empty) == (not held or isnan(common.lower))
    assert all(common.lower <= each <= common.upper for each in held)

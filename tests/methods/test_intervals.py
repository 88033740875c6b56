from __future__ import annotations

from math import nan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.methods.bounds import difference_bounds
from watling.methods.intervals import (
    difference_interval,
    proportion_half_width,
    ratio_half_width,
    root_sum_of_squares,
    z_score,
)

from .examples import bounded, halves, positive

Bounded = tuple[float, float, float]


@pytest.mark.parametrize(("confidence", "z"), [(0.9, 1.6449), (0.95, 1.96), (0.99, 2.5758)])
def test_z_score(confidence: float, z: float) -> None:
    assert z_score(confidence) == pytest.approx(z, abs=1e-4)


@given(st.lists(halves, min_size=1, max_size=8))
def test_root_sum_of_squares_lies_between_the_largest_and_their_sum(half_widths: list[float]) -> None:
    combined = root_sum_of_squares(half_widths)
    assert max(half_widths) <= combined * (1 + 1e-12)
    assert combined <= sum(half_widths) * (1 + 1e-12)


@given(st.lists(st.lists(halves, min_size=1, max_size=4), min_size=1, max_size=4))
def test_half_widths_of_sums_of_sums_are_those_of_their_parts(groups: list[list[float]]) -> None:
    parts = [half_width for group in groups for half_width in group]
    assert root_sum_of_squares([root_sum_of_squares(group) for group in groups]) == pytest.approx(
        root_sum_of_squares(parts)
    )


@pytest.mark.parametrize("half_widths", [[300, nan], []], ids=["one missing", "none"])
def test_a_missing_half_width_makes_the_combined_one_missing(half_widths: list[float]) -> None:
    assert np.isnan(root_sum_of_squares(half_widths))


@pytest.mark.parametrize(
    ("numerator", "denominator", "ratio", "proportion"),
    [
        pytest.param((30, 4), (60, 6), sqrt(25) / 60, sqrt(7) / 60, id="worked by hand"),
        # Never-married women among all women, the handbook's own example of a proportion: 0.0080.
        pytest.param((203119, 5070), (630498, 831), 0.008052, 0.008030, id="the handbook's example"),
        pytest.param((60, 4), (60, 6), sqrt(52) / 60, sqrt(52) / 60, id="negative under the root"),
        pytest.param((60, 6), (60, 6), sqrt(72) / 60, sqrt(72) / 60, id="zero under the root"),
        pytest.param((30, 0), (60, 0), 0, 0, id="exact"),
        pytest.param((30, 4), (0, 6), nan, nan, id="denominator zero"),
        pytest.param((30, nan), (60, 6), nan, nan, id="half width missing"),
        pytest.param((nan, 4), (60, 6), nan, nan, id="estimate missing"),
    ],
)
def test_half_widths_of_ratios_and_proportions(
    numerator: tuple[float, float], denominator: tuple[float, float], ratio: float, proportion: float
) -> None:
    (n, half_n), (d, half_d) = numerator, denominator
    assert ratio_half_width(n, d, half_n, half_d) == pytest.approx(ratio, nan_ok=True, abs=1e-6)
    assert proportion_half_width(n, d, half_n, half_d) == pytest.approx(proportion, nan_ok=True, abs=1e-6)


@given(positive, positive, halves, halves)
def test_a_proportion_is_never_less_certain_than_a_ratio(n: float, d: float, half_n: float, half_d: float) -> None:
    assert 0 <= proportion_half_width(n, d, half_n, half_d) <= ratio_half_width(n, d, half_n, half_d)


@given(bounded(), bounded())
def test_the_interval_of_a_difference_lies_within_its_bounds(one: Bounded, other: Bounded) -> None:
    (lower, value, upper), (other_lower, other_value, other_upper) = one, other
    low, high = difference_interval(value, lower, upper, other_value, other_lower, other_upper)
    least, greatest = difference_bounds(lower, upper, other_lower, other_upper)
    slack = 1e-6
    assert least - slack <= low <= value - other_value <= high <= greatest + slack


@given(bounded(), bounded())
def test_swapping_the_two_turns_the_interval_round(one: Bounded, other: Bounded) -> None:
    def interval(a: Bounded, b: Bounded) -> tuple[float, float]:
        low, high = difference_interval(a[1], a[0], a[2], b[1], b[0], b[2])
        return float(low), float(high)

    low, high = interval(one, other)
    assert interval(other, one) == pytest.approx((-high, -low))

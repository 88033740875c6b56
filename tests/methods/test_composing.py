from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.methods.composing import total, weighted_mean

from .examples import counts, numbers, positive

parts = st.lists(counts, min_size=1, max_size=12)
rates = st.lists(st.tuples(numbers, positive), min_size=1, max_size=12)


def mean_of(pairs: list[tuple[float, float]]) -> float:
    values, weights = zip(*pairs, strict=True)
    return float(weighted_mean(values, weights))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([6500, 20435, 8440], 35375, id="counts"),
        pytest.param([0, 0], 0, id="zeros are zero"),
        pytest.param([6500, np.nan], np.nan, id="a missing part makes the total missing"),
        pytest.param([], np.nan, id="no part is not zero"),
    ],
)
def test_total(values: list[float], expected: float) -> None:
    assert total(values) == pytest.approx(expected, nan_ok=True)


def test_total_along_an_axis_keeps_the_missing_to_its_own_row() -> None:
    np.testing.assert_array_equal(total([[1.0, 2.0], [3.0, np.nan]], axis=1), [3, np.nan])


@given(st.lists(parts, min_size=1, max_size=5))
def test_totals_of_totals_are_totals_of_parts(groups: list[list[float]]) -> None:
    parts = [part for group in groups for part in group]
    assert total([float(total(group)) for group in groups]) == total(parts)


@given(parts, st.randoms())
def test_the_order_of_the_parts_does_not_matter(values: list[float], random: Random) -> None:
    shuffled = random.sample(values, len(values))
    assert total(shuffled) == total(values)


@given(parts, st.integers(min_value=0))
def test_a_missing_part_never_makes_a_total_smaller_it_makes_it_missing(values: list[float], place: int) -> None:
    values[place % len(values)] = np.nan
    assert np.isnan(total(values))


@pytest.mark.parametrize(
    ("values", "weights", "expected"),
    [
        pytest.param([10, 50], [1000, 10], 10500 / 1010, id="10% of 1,000 and 50% of 10, not 30%"),
        pytest.param([10, 50], [1, 1], 30, id="equal weights"),
        pytest.param([10, np.nan], [1, 1], np.nan, id="a missing value"),
        pytest.param([10, np.nan], [1, 0], np.nan, id="a missing value, even without weight"),
        pytest.param([10, 50], [1, np.nan], np.nan, id="a missing weight"),
        pytest.param([10, 50], [0, 0], np.nan, id="no weight at all"),
        pytest.param([], [], np.nan, id="nothing"),
    ],
)
def test_weighted_mean(values: list[float], weights: list[float], expected: float) -> None:
    assert weighted_mean(values, weights) == pytest.approx(expected, nan_ok=True)


def test_weighted_mean_along_an_axis_takes_one_row_of_weights_for_all() -> None:
    np.testing.assert_allclose(weighted_mean([[10, 50], [50, 10]], [3, 1], axis=1), [20, 40])


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="weight is negative"):
        weighted_mean([10, 50], [2, -1])


@given(st.lists(st.tuples(positive, positive), min_size=1, max_size=12))
def test_the_weighted_mean_of_rates_is_the_rate_of_the_totals(pairs: list[tuple[float, float]]) -> None:
    numerators, denominators = np.array(pairs).T
    assert weighted_mean(numerators / denominators, denominators) == pytest.approx(
        total(numerators) / total(denominators)
    )


@given(st.lists(rates, min_size=1, max_size=5))
def test_means_of_means_are_means_of_parts(groups: list[list[tuple[float, float]]]) -> None:
    composed = [(mean_of(group), sum(weight for _, weight in group)) for group in groups]
    assert mean_of(composed) == pytest.approx(mean_of([pair for group in groups for pair in group]), abs=1e-6)


@given(rates)
def test_a_mean_lies_between_its_values(pairs: list[tuple[float, float]]) -> None:
    values = [value for value, _ in pairs]
    assert min(values) - 1e-6 <= mean_of(pairs) <= max(values) + 1e-6

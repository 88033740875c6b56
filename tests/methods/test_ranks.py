"""Ranks: ties, missing values, and how far a rank is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.methods.ranks import rank_range, ranks, surely_higher_and_lower
from watling.methods.significance import compare

NAN = float("nan")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([3, 1, 2], [1, 3, 2]),
        ([5, 5, 4], [1, 1, 3]),
        ([5, NAN, 4], [1, NAN, 2]),
        ([0.1 + 0.2, 0.3, 0.2], [1, 1, 3]),
        ([NAN, NAN], [NAN, NAN]),
        ([], []),
    ],
)
def test_the_highest_is_first_and_equals_share(values: list[float], expected: list[float]) -> None:
    np.testing.assert_array_equal(ranks(values), expected)


def survey(values: list[float], half: list[float]) -> tuple[list[float], list[float], list[float], list[bool]]:
    low = [v - h for v, h in zip(values, half, strict=True)]
    high = [v + h for v, h in zip(values, half, strict=True)]
    return values, low, high, [True] * len(values)


def test_intervals_that_overlap_leave_the_rank_open() -> None:
    values = [60.0, 58.0, 40.0]
    higher, lower = surely_higher_and_lower(*survey(values, [3, 3, 3]))
    assert list(higher) == [0, 0, 2]
    assert list(lower) == [1, 1, 0]
    first, last = rank_range(values, higher, lower)
    assert list(first) == [1, 1, 3]
    assert list(last) == [2, 2, 3]


def test_a_missing_value_counts_for_nobody() -> None:
    higher, lower = surely_higher_and_lower([NAN, 60, 40], [NAN] * 3, [NAN] * 3, [False] * 3)
    assert list(higher) == [0, 0, 1]
    assert list(lower) == [0, 1, 0]


INTERVALS = st.lists(
    st.tuples(st.floats(0, 100), st.floats(0, 20), st.floats(0, 20), st.booleans()), min_size=1, max_size=8
)


@given(INTERVALS)
def test_pairs_differ_as_a_comparison_says(areas: list[tuple[float, float, float, bool]]) -> None:
    values, lower, upper, sampled = zip(*[(v, v - a, v + b, s) for v, a, b, s in areas], strict=True)
    higher, below = surely_higher_and_lower(values, lower, upper, sampled)
    for i in range(len(areas)):
        words = [
            compare(values[j], lower[j], upper[j], values[i], lower[i], upper[i], "none", sampled[i] and sampled[j])
            for j in range(len(areas))
        ]
        assert (higher[i], below[i]) == (words.count("higher"), words.count("lower"))


@given(INTERVALS)
def test_a_rank_lies_in_its_range(areas: list[tuple[float, float, float, bool]]) -> None:
    values, lower, upper, sampled = zip(*[(v, v - a, v + b, s) for v, a, b, s in areas], strict=True)
    first, last = rank_range(values, *surely_higher_and_lower(values, lower, upper, sampled))
    found = ranks(values)
    assert (first <= found).all()
    assert (found <= last).all()

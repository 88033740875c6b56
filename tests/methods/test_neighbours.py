"""Neighbours: one scale for all indicators, and distance on it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from watling.methods.neighbours import distances, nearest, z_scores

TABLES = arrays(np.float64, st.tuples(st.integers(2, 8), st.integers(1, 4)), elements=st.floats(-1000, 1000, width=32))


@given(TABLES)
def test_scores_have_no_mean_and_one_spread(table: np.ndarray) -> None:
    scores = z_scores(table)
    np.testing.assert_allclose(scores.mean(axis=0), 0, atol=1e-4)
    spread = scores.std(axis=0)
    assert all(one == 0 or one == pytest.approx(1, abs=1e-4) for one in spread)


@given(TABLES, st.floats(0.5, 50), st.floats(-100, 100))
def test_the_unit_of_an_indicator_makes_no_difference(table: np.ndarray, scale: float, shift: float) -> None:
    if (table.std(axis=0) > 1).all():
        np.testing.assert_allclose(z_scores(table * scale + shift), z_scores(table), atol=1e-6)


@given(TABLES)
def test_distance_is_a_distance(table: np.ndarray) -> None:
    every = np.array([distances(table, row) for row in range(len(table))])
    np.testing.assert_allclose(every, every.T)
    assert (np.diag(every) == 0).all()
    for middle in range(len(table)):
        assert (every <= every[:, [middle]] + every[[middle], :] + 1e-6).all()


def test_the_nearest_come_first_and_those_at_no_distance_not_at_all() -> None:
    assert list(nearest([2, 0, 1, float("nan"), 2], to=1, count=9)) == [2, 0, 4]
    assert list(nearest([2, 0, 1, float("nan"), 2], to=1, count=1)) == [2]
    assert list(nearest([0], to=0, count=3)) == []


def test_what_is_missing_has_no_distance() -> None:
    scores = z_scores([[1, 2], [3, None], [5, 6]])
    assert list(np.isnan(distances(scores, to=0))) == [False, True, False]

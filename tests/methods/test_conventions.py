"""What the package promises of every function on numbers: shapes, and that missing stays missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from watling.methods import bounds, divide, growth, intervals, quotients, shares

# A function and arguments that give it a value.
FUNCTIONS = [
    (divide, (1, 2)),
    (bounds.difference_bounds, (1, 2, 3, 4)),
    (bounds.ratio_bounds, (1, 2, 3, 4)),
    (bounds.growth_bounds, (1, 2, 3, 4)),
    (growth.growth, (1, 2)),
    (intervals.difference_interval, (3, 2, 4, 6, 5, 7)),
    (intervals.ratio_half_width, (30, 60, 4, 6)),
    (intervals.proportion_half_width, (30, 60, 4, 6)),
    (quotients.location_quotient, (30, 200, 500, 5000)),
    (quotients.location_quotient_interval, (30, 200, 500, 5000)),
    (shares.wilson, (1, 2)),
]
every_function = pytest.mark.parametrize(
    ("function", "arguments"), FUNCTIONS, ids=[function.__name__ for function, _ in FUNCTIONS]
)


def results(function: Callable[..., Any], *arguments: Any) -> list[Any]:
    result = function(*arguments)
    return list(result) if isinstance(result, tuple) else [result]


@every_function
def test_single_numbers_give_a_single_float(function: Callable[..., Any], arguments: tuple[float, ...]) -> None:
    assert all(isinstance(result, float) and np.isfinite(result) for result in results(function, *arguments))


@every_function
def test_arrays_give_arrays_of_the_same_numbers(function: Callable[..., Any], arguments: tuple[float, ...]) -> None:
    tables = results(function, *([[argument, argument], [argument, np.nan]] for argument in arguments))
    for table, single in zip(tables, results(function, *arguments), strict=True):
        assert table.dtype == np.float64
        np.testing.assert_array_equal(table, [[single, single], [single, np.nan]])


@every_function
def test_missing_stays_missing(function: Callable[..., Any], arguments: tuple[float, ...]) -> None:
    for place in range(len(arguments)):
        missing = [np.nan if place == here else argument for here, argument in enumerate(arguments)]
        assert any(np.isnan(result) for result in results(function, *missing))
    assert all(np.isnan(result) for result in results(function, *[np.nan] * len(arguments)))

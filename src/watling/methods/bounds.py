"""Bounds: between which values a figure must lie, given how its parts were rounded.

The rules are those of interval arithmetic (Moore 1966, *Interval Analysis*): the bounds of a result are
its least and greatest value over everything the parts may be. Parts are taken to be rounded independently of
each other. Denominators are quantities of zero or more.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from watling.methods import Bounds, Floats, floats


def rounding(
    value: ArrayLike, unit: ArrayLike | None, floor: ArrayLike = -np.inf, ceiling: ArrayLike = np.inf
) -> Bounds:
    """Half a rounding unit either side of a published value: value - unit / 2, value + unit / 2.

    ``unit`` is in the unit of the value (5 for counts rounded to 5); None or NaN says that the value is exact.
    ``floor`` is the least the value can be (0 for counts) and ``ceiling`` the most (100 for shares in per cent); no
    bound is beyond them. Raises ValueError where a unit is negative.

    >>> rounding([61470, 0], 5, floor=0)
    (array([61467.5,     0. ]), array([6.14725e+04, 2.50000e+00]))
    >>> lower, upper = rounding(87, unit=None)
    >>> print(lower, upper)
    87.0 87.0
    """
    published, half = floats(value), np.nan_to_num(floats(unit), nan=0.0) / 2
    if (half < 0).any():
        raise ValueError("a rounding unit is negative; it is above zero, or None where the value is exact")
    # A value that is itself beyond the floor or the ceiling stays within its own bounds.
    least, most = np.minimum(published, floats(floor)), np.maximum(published, floats(ceiling))
    return np.maximum(published - half, least), np.minimum(published + half, most)


def difference_bounds(lower: ArrayLike, upper: ArrayLike, other_lower: ArrayLike, other_upper: ArrayLike) -> Bounds:
    """Bounds of a value less another, in their unit: lower - other upper, upper - other lower.

    >>> lower, upper = difference_bounds(64.5, 65.5, 68.5, 69.5)
    >>> print(lower, upper)
    -5.0 -3.0
    """
    return floats(lower) - floats(other_upper), floats(upper) - floats(other_lower)


def ratio_bounds(
    numerator_lower: ArrayLike, numerator_upper: ArrayLike, denominator_lower: ArrayLike, denominator_upper: ArrayLike
) -> Bounds:
    """Bounds of a numerator over a denominator; the numerator may be negative.

    The lower bound divides the least numerator by the greatest denominator (by the least one, where that numerator is
    negative); the upper bound is the other way round. A denominator that may come down to zero leaves the ratio
    unbounded on the side of the numerator's sign: infinite. One that is zero, or may be negative, gives NaN.

    >>> ratio_bounds([97.5, -2.5], [102.5, 2.5], [197.5, 0], [202.5, 2.5])
    (array([0.48148148,       -inf]), array([0.51898734,        inf]))
    """
    least, greatest = floats(numerator_lower), floats(numerator_upper)
    few, many = floats(denominator_lower), floats(denominator_upper)
    usable = (few >= 0) & (many > 0)
    few, many = np.where(usable, np.abs(few), np.nan), np.where(usable, many, np.nan)
    with np.errstate(divide="ignore"):
        lower: Floats = least / np.where(least < 0, few, many)
        upper: Floats = greatest / np.where(greatest > 0, few, many)
    return lower, upper


def growth_bounds(
    base_lower: ArrayLike, base_upper: ArrayLike, latest_lower: ArrayLike, latest_upper: ArrayLike
) -> Bounds:
    """Bounds of the growth from a base to the latest value, per cent: those of 100 x latest / base - 100.

    >>> lower, upper = growth_bounds(61467.5, 61472.5, 46812.5, 46817.5)
    >>> print(f"{lower:.3f} to {upper:.3f}")
    -23.848 to -23.834
    """
    lower, upper = ratio_bounds(100 * floats(latest_lower), 100 * floats(latest_upper), base_lower, base_upper)
    return lower - 100, upper - 100


class Intersection(NamedTuple):
    """What several bounds leave in common; ``empty`` is true where they contradict each other."""

    lower: Floats
    upper: Floats
    empty: NDArray[np.bool_]


def intersect(first: tuple[ArrayLike, ArrayLike], *others: tuple[ArrayLike, ArrayLike]) -> Intersection:
    """The bounds of a quantity that lies within each of several bounds.

    Where they have nothing in common, the bounds are NaN and ``empty`` is true. Where one of them is missing,
    so is the result, and ``empty`` is false.

    >>> common = intersect((24560, 25524), (25305, 26751))
    >>> print(common.lower, common.upper, common.empty)
    25305.0 25524.0 False
    >>> print(*intersect((1, 2), (3, 4)))
    nan nan True
    """
    lower, upper = floats(first[0]), floats(first[1])
    for other_lower, other_upper in others:
        lower, upper = np.maximum(lower, floats(other_lower)), np.minimum(upper, floats(other_upper))
    empty = np.asarray(lower > upper)[()]
    nothing = np.where(np.isnan(lower) | np.isnan(upper) | empty, np.nan, 0.0)
    return Intersection(lower + nothing, upper + nothing, empty)

"""Shares of parts in a whole, and the interval of a proportion counted in a sample."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from watling.methods import Bounds, Floats, divide, floats
from watling.methods.bounds import ratio_bounds
from watling.methods.intervals import z_score


def share(part: ArrayLike, whole: ArrayLike) -> Floats:
    """The share of a part in its whole, per cent: 100 x part / whole; NaN where the whole is zero.

    >>> share([1, 3, 0], [4, 4, 0])
    array([25., 75., nan])
    """
    return divide(100 * floats(part), whole)


def share_bounds(
    part_lower: ArrayLike, part_upper: ArrayLike, whole_lower: ArrayLike, whole_upper: ArrayLike
) -> Bounds:
    """Bounds of a share, per cent. A part is no more than its whole, so the upper bound is no more than 100.

    >>> lower, upper = share_bounds(2.5, 7.5, 17.5, 22.5)
    >>> print(f"{lower:.1f} to {upper:.1f}")
    11.1 to 42.9
    """
    lower, upper = ratio_bounds(100 * floats(part_lower), 100 * floats(part_upper), whole_lower, whole_upper)
    # Published parts that exceed their whole are kept as they are: max(lower, 100), so that the bounds stay in order.
    return lower, np.minimum(upper, np.maximum(lower, 100))


def wilson(successes: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Bounds:
    """Interval of a proportion (between 0 and 1) of which ``successes`` were counted among ``n`` asked.

    ::

        (2s + z^2 -/+ z sqrt(z^2 + 4s(1 - s / n))) / 2(n + z^2)

    The score interval of Wilson (1927), without continuity correction. Newcombe (1998), "Two-sided confidence
    intervals for the single proportion", *Statistics in Medicine* 17, and the public health technical guidance of the
    Office for Health Improvement and Disparities recommend it: it holds for small counts and never leaves 0 to 1.
    NaN where nobody was asked, or where there are more successes than n.

    >>> lower, upper = wilson(81, 263)
    >>> print(f"{lower:.4f} to {upper:.4f}")
    0.2553 to 0.3662
    """
    z, s, asked = z_score(confidence), floats(successes), floats(n)
    counted = np.where((s >= 0) & (s <= asked), s, np.nan)
    half: Floats = z * np.sqrt(z**2 + 4 * counted * (1 - divide(counted, asked)))
    middle, twice = 2 * counted + z**2, 2 * (asked + z**2)
    # Where all are successes, the last digit of the upper end can come out above 1.
    return (middle - half) / twice, np.minimum((middle + half) / twice, 1)

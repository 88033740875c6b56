"""Shares: the interval of a proportion counted in a sample."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from watling.methods import Bounds, Floats, divide, floats
from watling.methods.intervals import z_score


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

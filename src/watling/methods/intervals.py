"""Intervals of figures made from survey estimates, as half widths (margins of error).

The formulas are those of the US Census Bureau (2020), *Understanding and Using American Community Survey Data: What
All Data Users Need to Know*, chapter 8, unless another source is named. They take the estimates as independent, and
all half widths as being of the same confidence; the result is of that confidence too. Half widths are in the unit of
their estimate.
"""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from watling.methods import Bounds, Floats, divide, floats
from watling.methods.composing import total


def z_score(confidence: float) -> float:
    """How many standard errors a two-sided interval of that confidence (between 0 and 1) reaches either side.

    >>> round(z_score(0.95), 2)
    1.96
    """
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def root_sum_of_squares(half_widths: ArrayLike, axis: int | None = None) -> Floats:
    """Half width of a sum, or of a difference, of independent estimates: sqrt(h1^2 + h2^2 + ...).

    One missing half width makes the result missing.

    >>> print(root_sum_of_squares([300, 400]))
    500.0
    """
    root: Floats = np.sqrt(total(floats(half_widths) ** 2, axis))
    return root


def difference_interval(
    value: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    other: ArrayLike,
    other_lower: ArrayLike,
    other_upper: ArrayLike,
) -> Bounds:
    """Interval of a value less another, both with intervals that need not be symmetrical.

    ::

        lower = value - other - sqrt((value - lower)^2 + (other upper - other)^2)
        upper = value - other + sqrt((upper - value)^2 + (other - other lower)^2)

    From Newcombe (1998), "Interval estimation for the difference between independent proportions", *Statistics in
    Medicine* 17, method 10. With symmetrical intervals it is the root of the sum of squares.

    >>> lower, upper = difference_interval(60, 57, 63, 50, 46, 54)
    >>> print(lower, upper)
    5.0 15.0
    """
    a, b = floats(value), floats(other)
    below: Floats = np.hypot(a - floats(lower), floats(other_upper) - b)
    above: Floats = np.hypot(floats(upper) - a, b - floats(other_lower))
    return a - b - below, a - b + above


def ratio_half_width(
    numerator: ArrayLike, denominator: ArrayLike, half_width_numerator: ArrayLike, half_width_denominator: ArrayLike
) -> Floats:
    """Half width of a ratio whose numerator is no part of its denominator: sqrt(hn^2 + (n / d)^2 x hd^2) / d.

    Of n / d, so for percentages multiply by 100.

    >>> print(ratio_half_width(30, 60, 4, 6).round(4))
    0.0833
    """
    ratio = divide(numerator, denominator)
    return divide(np.hypot(floats(half_width_numerator), ratio * floats(half_width_denominator)), denominator)


def proportion_half_width(
    numerator: ArrayLike, denominator: ArrayLike, half_width_numerator: ArrayLike, half_width_denominator: ArrayLike
) -> Floats:
    """Half width of a proportion, whose numerator is part of its denominator: sqrt(hn^2 - (n / d)^2 x hd^2) / d.

    Where what stands under the root is negative, the formula of a ratio takes its place, as the handbook says. It does
    so too where that is zero, since a half width of zero would claim certainty.

    >>> proportion_half_width([30, 55], 60, 4, 6).round(4)
    array([0.0441, 0.1133])
    """
    proportion = divide(numerator, denominator)
    under_root = floats(half_width_numerator) ** 2 - (proportion * floats(half_width_denominator)) ** 2
    as_proportion = divide(np.sqrt(np.maximum(under_root, 0)), denominator)
    as_ratio = ratio_half_width(numerator, denominator, half_width_numerator, half_width_denominator)
    half_width: Floats = np.where(under_root <= 0, as_ratio, as_proportion)[()]
    return half_width

"""Growth against a base, and the base that a published growth implies."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from watling.methods import Floats, bounds, divide, floats

Between = tuple[ArrayLike, ArrayLike]
"""A lower and an upper bound."""


def growth(base: ArrayLike, latest: ArrayLike) -> Floats:
    """Growth from a base to the latest value, per cent: 100 x latest / base - 100.

    Growth from a base of zero is not defined: NaN. Its bounds are ``bounds.growth_bounds``.

    >>> growth([61470, 2225535, 0], [46815, 1650820, 10]).round(1)
    array([-23.8, -25.8,   nan])
    """
    return divide(100 * floats(latest), base) - 100


def implied_base_of_ratio(
    value: ArrayLike, ratio: ArrayLike, ratio_bounds: Between | None = None, value_bounds: Between | None = None
) -> tuple[Floats, Floats, Floats]:
    """The base that a published ratio of a value to it implies, with bounds: value / ratio.

    Bounds are left out where a number is exact; a ratio is never below zero, and neither is its lower bound. A ratio
    rounded so coarsely that it may be zero leaves the base without upper bound: infinite. A ratio of zero or less
    implies no base: NaN. Of a ratio that is missing, but whose bounds are known, so are those of the base.

    >>> base, lower, upper = implied_base_of_ratio(65085, 2.6, (2.55, 2.65))
    >>> print(f"{base:.0f}, between {lower:.0f} and {upper:.0f}")
    25033, between 24560 and 25524
    """
    least, greatest = ratio_bounds or (ratio, ratio)
    lower, upper = bounds.ratio_bounds(*(value_bounds or (value, value)), np.maximum(least, 0), greatest)
    possible = np.where(floats(ratio) <= 0, np.nan, 1)
    return divide(value, ratio), lower * possible, upper * possible


def implied_base(
    latest: ArrayLike, percent: ArrayLike, percent_bounds: Between | None = None, latest_bounds: Between | None = None
) -> tuple[Floats, Floats, Floats]:
    """The base that a published growth implies, with bounds: 100 x latest / (100 + growth).

    ``percent`` is the growth in per cent; the base is in the unit of the latest value. Bounds are left out where a
    number is exact. A quantity that fell by all there was (-100%) implies no base: NaN.

    >>> base, lower, upper = implied_base(15787, 87, (86.5, 87.5))
    >>> print(f"{base:.0f}, between {lower:.0f} and {upper:.0f}")
    8442, between 8420 and 8465
    """
    lower, upper = (100 + floats(end) for end in percent_bounds or (percent, percent))
    least, greatest = (100 * floats(end) for end in latest_bounds or (latest, latest))
    return implied_base_of_ratio(100 * floats(latest), 100 + floats(percent), (lower, upper), (least, greatest))

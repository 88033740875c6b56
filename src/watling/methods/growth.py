"""Growth against a base, and the base that a published growth implies."""

from __future__ import annotations

from numpy.typing import ArrayLike

from watling.methods import Floats, divide, floats
from watling.methods.bounds import ratio_bounds, rounding


def growth(base: ArrayLike, latest: ArrayLike) -> Floats:
    """Growth from a base to the latest value, per cent: 100 x latest / base - 100.

    Growth from a base of zero is not defined: NaN. Its bounds are ``bounds.growth_bounds``.

    >>> growth([61470, 2225535, 0], [46815, 1650820, 10]).round(1)
    array([-23.8, -25.8,   nan])
    """
    return divide(100 * floats(latest), base) - 100


def implied_base_of_ratio(
    value: ArrayLike,
    ratio: ArrayLike,
    ratio_rounding: ArrayLike | None,
    value_bounds: tuple[ArrayLike, ArrayLike] | None = None,
) -> tuple[Floats, Floats, Floats]:
    """The base that a published ratio of a value to it implies, with bounds: value / ratio.

    ``ratio_rounding`` is the unit the ratio was rounded to (0.1 for one decimal; None where it is exact), and
    ``value_bounds`` are those of the value (left out where it is exact). A ratio rounded so coarsely that it may be
    zero leaves the base without upper bound: infinite. A ratio of zero or less implies no base: NaN.

    >>> base, lower, upper = implied_base_of_ratio(65085, 2.6, 0.1)
    >>> print(f"{base:.0f}, between {lower:.0f} and {upper:.0f}")
    25033, between 24560 and 25524
    """
    lower, upper = ratio_bounds(*(value_bounds or (value, value)), *rounding(ratio, ratio_rounding, floor=0))
    base = divide(value, ratio)
    known = divide(ratio, ratio)  # 1, or NaN where the ratio implies no base
    return base, lower * known, upper * known


def implied_base(
    latest: ArrayLike,
    growth_percent: ArrayLike,
    growth_rounding: ArrayLike | None,
    latest_bounds: tuple[ArrayLike, ArrayLike] | None = None,
) -> tuple[Floats, Floats, Floats]:
    """The base that a published growth implies, with bounds: 100 x latest / (100 + growth).

    ``growth_percent`` and its rounding unit are per cent (1 for whole percentages); the base is in the unit of the
    latest value. A quantity that fell by all there was (-100%) implies no base: NaN.

    >>> base, lower, upper = implied_base(15787, 87, 1)
    >>> print(f"{base:.0f}, between {lower:.0f} and {upper:.0f}")
    8442, between 8420 and 8465
    """
    least, greatest = latest_bounds or (latest, latest)
    hundredfold = (100 * floats(least), 100 * floats(greatest))
    return implied_base_of_ratio(100 * floats(latest), 100 + floats(growth_percent), growth_rounding, hundredfold)

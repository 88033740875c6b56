"""Whether two values differ, and the word for it."""

from __future__ import annotations

from math import isnan
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from watling.methods import floats

Polarity = Literal["higher is better", "lower is better", "none"]
Comparison = Literal["better", "similar", "worse", "higher", "lower"]


def differs(a: ArrayLike, half_width_a: ArrayLike, b: ArrayLike, half_width_b: ArrayLike) -> NDArray[np.bool_]:
    """Whether two independent survey estimates differ significantly: a and b are more than sqrt(ha^2 + hb^2) apart.

    The z test of the US Census Bureau (2020), *Understanding and Using American Community Survey Data: What All Data
    Users Need to Know*, chapter 7, at the confidence of the half widths, which must be the same for both. Two intervals
    may overlap a little and the estimates still differ. False where anything is missing: a difference that cannot be
    shown is not claimed.

    >>> differs([60, 60], 3, [54, 56], 4)
    array([ True, False])
    """
    apart = np.abs(floats(a) - floats(b)) > np.hypot(floats(half_width_a), floats(half_width_b))
    return np.asarray(apart)[()]


def overlap_free(
    lower: ArrayLike, upper: ArrayLike, other_lower: ArrayLike, other_upper: ArrayLike
) -> NDArray[np.bool_]:
    """Whether two pairs of bounds have nothing in common; bounds that touch do. False where anything is missing.

    Touching is judged to nine digits, since 1.3 + 0.05 and 1.4 - 0.05 are not the same number to a computer.

    >>> overlap_free([0.5, 0.5], [1.5, 1.5], [1.5, 1.6], [2.5, 2.6])
    array([False,  True])
    """
    low, high, other_low, other_high = floats(lower), floats(upper), floats(other_lower), floats(other_upper)
    below = (high < other_low) & ~np.isclose(high, other_low, rtol=1e-9, atol=1e-9)
    above = (low > other_high) & ~np.isclose(low, other_high, rtol=1e-9, atol=1e-9)
    return np.asarray(below | above)[()]


def compare(
    value: float,
    lower: float,
    upper: float,
    other: float,
    other_lower: float,
    other_upper: float,
    polarity: Polarity,
    has_interval: bool,
) -> Comparison | None:
    """The word for a value against another: better, similar or worse; without polarity higher, similar or lower.

    Takes single numbers; see :func:`comparisons`.

    >>> compare(1.8, 1.75, 1.85, 1.6, 1.55, 1.65, "lower is better", has_interval=False)
    'worse'
    >>> compare(60, 57, 63, 56, 52, 60, "none", has_interval=True)
    'similar'
    """
    [word] = comparisons([value], [lower], [upper], [other], [other_lower], [other_upper], polarity, [has_interval])
    return word


def comparisons(
    value: ArrayLike,
    lower: ArrayLike,
    upper: ArrayLike,
    other: ArrayLike,
    other_lower: ArrayLike,
    other_upper: ArrayLike,
    polarity: Polarity,
    has_interval: ArrayLike,
) -> list[Comparison | None]:
    """The words for values against others: better, similar or worse; without polarity higher, similar or lower.

    Takes arrays of one length. With ``has_interval`` the bounds are intervals of survey estimates, and ``differs``
    decides, with the half widths of the two sides that face each other (``intervals.difference_interval``). Without it
    they are what rounding leaves of exact counts, and the values differ where the bounds do not overlap. A bound that
    is missing is the value itself. None where a value is missing.

    >>> comparisons([5, 10, 5], [5, 10, 5], [5, 10, 5], [10, 5, 5], [10, 5, 5], [10, 5, 5], "none", [False] * 3)
    ['lower', 'higher', 'similar']
    """
    a, b = floats(value), floats(other)
    low, high = (np.where(np.isnan(end), a, end) for end in (floats(lower), floats(upper)))
    other_low, other_high = (np.where(np.isnan(end), b, end) for end in (floats(other_lower), floats(other_upper)))
    above = a > b
    half, other_half = np.where(above, a - low, high - a), np.where(above, other_high - b, b - other_low)
    sampled = np.asarray(has_interval, dtype=bool)
    apart = np.where(sampled, differs(a, half, b, other_half), overlap_free(low, high, other_low, other_high))
    words: tuple[Comparison, Comparison]
    words = ("lower", "higher") if polarity == "none" else ("worse", "better")
    if polarity == "lower is better":
        words = ("better", "worse")
    known = ~(np.isnan(a) | np.isnan(b))
    return [
        None if not is_known else "similar" if not is_apart else words[int(is_above)]
        for is_known, is_apart, is_above in zip(known, apart, above, strict=True)
    ]


def bounds_or_value(value: float, lower: float, upper: float) -> tuple[float, float]:
    """The bounds of a value, each the value itself where it is missing.

    >>> bounds_or_value(60, 57, float("nan"))
    (57, 60)
    """
    return value if isnan(lower) else lower, value if isnan(upper) else upper

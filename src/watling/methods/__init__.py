"""Pure functions on numbers, one rule a module, each with its formula and where the formula comes from.

What holds in every module:

- Numbers are ``ArrayLike`` and are broadcast as NumPy does. Arrays give arrays of float64; single numbers give a
  single ``numpy.float64``, which is a ``float``. Functions that answer in words, or with the points of a rating,
  take single numbers and say so.
- Missing is NaN and stays missing. It is never zero, and a part that is missing makes the whole missing.
- Bounds are a pair (lower, upper) between which the value certainly lies, such as those that rounding leaves: bounds
  add. An interval holds the value with a stated confidence, such as that of a survey: half widths of independent
  intervals combine by the root of the sum of their squares. The two are never mixed up, and so have functions
  of their own.
- A denominator of zero or less gives NaN.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Bounds = tuple[Floats, Floats]


def floats(values: ArrayLike | None) -> Floats:
    """Numbers as float64; None, alone or in a sequence, is missing.

    >>> floats([5, None])
    array([ 5., nan])
    """
    return np.asarray(values, dtype=np.float64)


def divide(numerator: ArrayLike, denominator: ArrayLike) -> Floats:
    """Numerator over denominator, NaN where the denominator is zero, less, or missing.

    >>> divide([1, 1, 0], [2, 0, 0])
    array([0.5, nan, nan])
    """
    over = floats(denominator)
    quotient: Floats = floats(numerator) / np.where(over > 0, over, np.nan)
    return quotient

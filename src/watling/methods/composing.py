"""Composing a figure from its parts.

Counts are added. Percentages, rates and averages never are, nor are they averaged as they stand: 10% of 1,000 people
and 50% of 10 people are 10.4% of the 1,010, not 30%. A rate for a region is composed from the total of its numerators
over the total of its denominators; where only rates are published, from their mean weighted by the denominators, which
is the same number.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from watling.methods import Floats, divide, floats


def total(values: ArrayLike, axis: int | None = None) -> Floats:
    """The sum of the parts, in their own unit, over all of them or along one axis.

    One missing part makes the total missing, and so does having no part at all: neither is zero.

    >>> print(total([6500, 20435, 8440]), total([6500, np.nan, 8440]), total([]))
    35375.0 nan nan
    """
    parts = floats(values)
    count = parts.size if axis is None else parts.shape[axis]
    summed: Floats = parts.sum(axis=axis) + (0.0 if count else np.nan)
    return summed


def weighted_mean(values: ArrayLike, weights: ArrayLike, axis: int | None = None) -> Floats:
    """The mean of rates weighted by their denominators: sum(weight x value) / sum(weight), in the unit of the values.

    Missing where a value or a weight is missing, or where the weights add up to zero. Raises ValueError where
    a weight is negative.

    >>> print(weighted_mean([10, 50], [1000, 10]).round(1))
    10.4
    """
    each, weight = np.broadcast_arrays(floats(values), floats(weights))
    if (weight < 0).any():
        raise ValueError("a weight is negative; a weight is a number of people or things, zero or more")
    return divide(total(each * weight, axis), total(weight, axis))

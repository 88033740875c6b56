"""Ranks: an area's place among others of its kind, and how far its place is known."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from watling.methods import Floats, floats
from watling.methods.significance import differs, overlap_free


def ranks(values: ArrayLike) -> Floats:
    """The rank of each value, the highest first: ``1 + the number of values that are higher``.

    Values that are equal to nine digits share a rank, and the next one after them is left out (1, 2, 2, 4). What is
    missing has no rank and counts for no other's.

    >>> print(ranks([50, 70, None, 60, 60]))
    [ 4.  1. nan  2.  2.]
    """
    x = floats(values)
    higher = (x[None, :] > x[:, None]) & ~np.isclose(x[None, :], x[:, None], rtol=1e-9, atol=1e-12)
    return np.where(np.isnan(x), np.nan, 1.0 + higher.sum(axis=1))


def surely_higher_and_lower(
    values: ArrayLike, lower: ArrayLike, upper: ArrayLike, sampling: ArrayLike
) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """For each value, how many of the others are significantly higher and how many significantly lower.

    Two differ as :func:`watling.methods.significance.compare` has it: where both are survey estimates (``sampling``)
    they are more than ``sqrt(ha^2 + hb^2)`` apart, with the half widths that face each other; else their bounds have
    nothing in common. A bound that is missing is the value itself. Each argument has one element for each area, and so
    have both results; for a value that is missing they are zero.

    The rank then lies between ``1 + higher`` and ``known - lower``. These are the bounds of Klein, Wright and
    Wieczorek (2020), "A joint confidence region for an overall ranking of populations", *Journal of the Royal
    Statistical Society: Series C* 69, each pair compared on its own, without a correction for their number.

    >>> surely_higher_and_lower([60, 52, 40], [57, 48, 39], [63, 56, 41], [True, True, True])
    (array([0, 1, 2]), array([2, 1, 0]))
    """
    x = floats(values)
    low, high = floats(lower), floats(upper)
    low, high = np.where(np.isnan(low), x, low), np.where(np.isnan(high), x, high)
    survey = np.asarray(sampling, dtype=bool)
    below = x[None, :] > x[:, None]  # row below column
    mine = np.where(below, (high - x)[:, None], (x - low)[:, None])
    other = np.where(below, (x - low)[None, :], (high - x)[None, :])
    sampled = differs(x[:, None], mine, x[None, :], other)
    bounded = overlap_free(low[:, None], high[:, None], low[None, :], high[None, :])
    apart = np.where(survey[:, None] & survey[None, :], sampled, bounded)
    return (apart & below).sum(axis=1), (apart & below.T).sum(axis=1)


def rank_range(values: ArrayLike, higher: ArrayLike, lower: ArrayLike) -> tuple[Floats, Floats]:
    """The first and the last rank that a value may have: ``1 + higher`` and ``known - lower``.

    ``higher`` and ``lower`` are how many others are significantly so, ``known`` how many values there are. Missing for
    what is missing.

    >>> first, last = rank_range([60, 52, 40, None], [0, 0, 2, 0], [1, 1, 0, 0])
    >>> print(first, last)
    [ 1.  1.  3. nan] [ 2.  2.  3. nan]
    """
    x = floats(values)
    missing = np.isnan(x)
    first: Floats = np.where(missing, np.nan, 1 + floats(higher))
    last: Floats = np.where(missing, np.nan, (~missing).sum() - floats(lower))
    return first, last

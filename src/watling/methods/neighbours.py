"""Statistical neighbours: which areas are most alike on several indicators at once.

The way of the Office for National Statistics (2025), *Clustering similar local authorities and statistical nearest
neighbours in the UK, methodology*: each indicator is put on one scale, and likeness is distance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from watling.methods import Floats, floats


def z_scores(values: ArrayLike) -> Floats:
    """Each indicator on one scale: ``z = (x - mean) / s``, with s the standard deviation over all areas given.

    ``values`` has a row for each area and a column for each indicator (areas x indicators), and so has the result.
    What is missing stays missing and is left out of the mean and of s, which divides by the number of areas. An
    indicator that is the same everywhere tells none apart: its scores are zero.

    >>> print(z_scores([[1, 7], [3, 7], [None, 7]]))
    [[-1.  0.]
     [ 1.  0.]
     [nan  0.]]
    """
    x = floats(values)
    known = ~np.isnan(x)
    count = np.maximum(known.sum(axis=0), 1)
    mean = np.where(known, x, 0).sum(axis=0) / count
    apart = x - mean
    deviation = np.sqrt(np.where(known, apart**2, 0).sum(axis=0) / count)
    alike = deviation <= 1e-12 * np.maximum(np.abs(mean), 1)
    scores: Floats = np.where(alike, 0 * apart, apart / np.where(alike, 1, deviation))
    return scores


def distances(scores: ArrayLike, to: int) -> Floats:
    """How far each area is from one of them: ``d = sqrt(sum over indicators of (z - z_to)^2)``, Euclid's distance.

    ``scores`` has a row for each area and a column for each indicator; ``to`` is the row of the area that is meant. The
    result has one distance for each area, zero for the area itself, and is missing where any score is.

    >>> print(distances([[0, 0], [3, 4], [1, float("nan")]], to=0))
    [ 0.  5. nan]
    """
    z = floats(scores)
    apart: Floats = np.sqrt(((z - z[to]) ** 2).sum(axis=1))
    return apart


def nearest(apart: ArrayLike, to: int, count: int) -> NDArray[np.intp]:
    """The rows of the nearest areas, nearest first, without the area itself and without those at no known distance.

    Of areas equally far the one that comes first is taken first.

    >>> print(nearest([0, 5, float("nan"), 2], to=0, count=3))
    [3 1]
    """
    far = floats(apart).copy()
    far[to] = np.nan
    order = np.argsort(far, kind="stable")
    return np.asarray(order[: min(count, int((~np.isnan(far)).sum()))])

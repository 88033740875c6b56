"""Which unknowns a set of sums gives away."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

TOLERANCE = 1e-9


def determined(equations: ArrayLike) -> NDArray[np.bool_]:
    """Which unknowns follow from some equations, whatever their right-hand sides.

    ``equations`` has a row for each equation and a column for each unknown (shape n x m): the coefficient of each
    unknown in it. An unknown is determined where its unit vector lies in the space of the rows, which is where every
    vector of the null space is zero in it (Duncan and others, Disclosure limitation methods, 2001). Returns m flags.

    >>> determined([[1, 1, 0], [0, 1, 0]]).tolist()
    [True, True, False]
    >>> determined([[1, 1]]).tolist()
    [False, False]
    """
    matrix = np.atleast_2d(np.asarray(equations, dtype=float))
    if matrix.size == 0:
        return np.zeros(matrix.shape[1], dtype=bool)
    _, singular, right = np.linalg.svd(matrix, full_matrices=True)
    rank = int((singular > TOLERANCE * singular.max(initial=0.0) * max(matrix.shape)).sum())
    free = right[rank:]
    flags: NDArray[np.bool_] = (np.abs(free) < TOLERANCE * max(matrix.shape)).all(axis=0)
    return flags


def solved(equations: ArrayLike, totals: ArrayLike) -> NDArray[np.float64]:
    """The unknowns that follow from equations and their right-hand sides; NaN for those that do not.

    >>> solved([[1, 1, 0], [0, 1, 0]], [12, 5]).tolist()
    [7.0, 5.0, nan]
    """
    matrix = np.atleast_2d(np.asarray(equations, dtype=float))
    found, *_ = np.linalg.lstsq(matrix, np.asarray(totals, dtype=float), rcond=None)
    return np.where(determined(matrix), np.round(found, 9), np.nan)

"""Location quotients: how concentrated something is in an area, against a reference area."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from watling.methods import Bounds, Floats, divide, floats
from watling.methods.intervals import z_score


def location_quotient(
    part: ArrayLike, whole: ArrayLike, reference_part: ArrayLike, reference_whole: ArrayLike
) -> Floats:
    """The area's share over the reference area's share: (part / whole) / (reference part / reference whole).

    1 says that the area has its proportionate share, 2 twice as much. From Isserman (1977), "The location quotient
    approach to estimating regional economic impacts", *Journal of the American Institute of Planners* 43. NaN where a
    whole or the reference part is zero.

    >>> print(location_quotient(30, 200, 500, 5000))
    1.5
    """
    return divide(floats(part) * floats(reference_whole), floats(whole) * floats(reference_part))


def location_quotient_interval(
    part: ArrayLike, whole: ArrayLike, reference_part: ArrayLike, reference_whole: ArrayLike, confidence: float = 0.95
) -> Bounds:
    """Interval of a quotient of counts, symmetrical on the logarithmic scale.

    ::

        quotient x exp(-/+ z sqrt(1 / part - 1 / whole + 1 / reference part - 1 / reference whole))

    A location quotient is a ratio of two proportions, and this is the interval of such a ratio (Katz, Baptista, Azen
    and Pike 1978, "Obtaining confidence intervals for the risk ratio in cohort studies", *Biometrics* 34). It takes
    the two areas as independent; where the area lies within its reference, the interval is a little too wide, never
    too narrow. NaN where a count is zero, since zero has no logarithm, or a part larger than its whole.

    >>> lower, upper = location_quotient_interval(30, 200, 500, 5000)
    >>> print(f"{lower:.2f} to {upper:.2f}")
    1.07 to 2.11
    """
    variance = divide(1, part) - divide(1, whole) + divide(1, reference_part) - divide(1, reference_whole)
    possible = (floats(part) <= floats(whole)) & (floats(reference_part) <= floats(reference_whole))
    spread: Floats = np.exp(z_score(confidence) * np.sqrt(np.where(possible, variance, np.nan)))
    quotient = location_quotient(part, whole, reference_part, reference_whole)
    return quotient / spread, quotient * spread

"""Ratings: points for each criterion, their total, the grade it falls in, and how firmly it stands there.

A criterion gives 0 to 3 points, one for each threshold its value has reached; more points are more pressing. Its
direction says which way is more pressing: "higher" (reached at the threshold or above) or "lower" (at it or below).
A grade begins at a number of points. All functions take single numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import Literal

from watling.methods.significance import bounds_or_value

Direction = Literal["higher", "lower"]
Thresholds = tuple[float, float, float]
Grades = Sequence[tuple[str, int]]

MOST_POINTS = 3


@dataclass(frozen=True)
class Criterion:
    """A criterion with the value of what is rated: thresholds for one, two and three points, in the unit of the value.

    Bounds are left out where the value is exact. Raises ValueError where the thresholds do not rise (direction
    "higher") or fall ("lower").
    """

    name: str
    value: float
    thresholds: Thresholds
    direction: Direction
    lower: float = nan
    upper: float = nan

    def __post_init__(self) -> None:
        one, two, three = self.thresholds
        if not (one < two < three if self.direction == "higher" else one > two > three):
            order = "rise" if self.direction == "higher" else "fall"
            raise ValueError(f"the thresholds of '{self.name}' are {one:g}, {two:g} and {three:g}; they must {order}")


def points(value: float, thresholds: Thresholds, direction: Direction) -> int | None:
    """How many of the thresholds a value has reached: 0 to 3; None where the value is missing.

    >>> points(50, (25, 50, 100), "higher"), points(0.8, (1, 0.8, 0.5), "lower")
    (2, 2)
    """
    if isnan(value):
        return None
    return sum(value >= threshold if direction == "higher" else value <= threshold for threshold in thresholds)


def points_range(lower: float, upper: float, thresholds: Thresholds, direction: Direction) -> tuple[int, int]:
    """The fewest and the most points a value between two bounds can have; 0 and 3 where a bound is missing.

    >>> points_range(49.5, 50.5, (25, 50, 100), "higher")
    (1, 2)
    """
    ends = (points(lower, thresholds, direction), points(upper, thresholds, direction))
    if ends[0] is None or ends[1] is None:
        return 0, MOST_POINTS
    return min(ends[0], ends[1]), max(ends[0], ends[1])


def grade(total: int, grades: Grades) -> str:
    """The grade a total falls in: of those that begin at the total or below, the one that begins highest.

    Raises ValueError where all grades begin above the total.

    >>> grades = [("urgent attention", 8), ("attention", 5), ("review", 2), ("good", 0)]
    >>> grade(7, grades), grade(8, grades)
    ('attention', 'urgent attention')
    """
    reached = [(start, name) for name, start in grades if start <= total]
    if not reached:
        raise ValueError(f"no grade begins at {total} points or below; the least pressing grade should begin at 0")
    return max(reached)[1]


def total_range(criteria: Sequence[Criterion]) -> tuple[int, int]:
    """The fewest and the most points of all criteria together, wherever each value lies within its bounds.

    A value that is missing could have any points.

    >>> growth = Criterion("growth", 50, (25, 50, 100), "higher", lower=49.5, upper=50.5)
    >>> share = Criterion("share", 7, (5, 10, 20), "higher")
    >>> total_range([growth, share])
    (2, 3)
    """
    ranges = [
        points_range(*bounds_or_value(one.value, one.lower, one.upper), one.thresholds, one.direction)
        for one in criteria
    ]
    return sum(fewest for fewest, _ in ranges), sum(most for _, most in ranges)


def holds(criteria: Sequence[Criterion], grades: Grades) -> bool:
    """Whether the grade is the same wherever each value lies within its bounds.

    The two ends of ``total_range`` decide.

    >>> grades = [("attention", 3), ("good", 0)]
    >>> growth = Criterion("growth", 50, (25, 50, 100), "higher", lower=49.5, upper=50.5)
    >>> share = Criterion("share", 7, (5, 10, 20), "higher")
    >>> holds([growth, share], grades), holds([share], grades)
    (False, True)
    """
    fewest, most = total_range(criteria)
    return grade(fewest, grades) == grade(most, grades)


@dataclass(frozen=True)
class Distance:
    """What would bring another grade: so many points more (or, negative, fewer), by one criterion alone if any can.

    The value of that criterion would have to reach the threshold for more points, and to fall short of it for fewer.
    The criterion is None, and value and threshold NaN, where no single change brings the grade.
    """

    grade: str
    points: int
    criterion: str | None = None
    value: float = nan
    threshold: float = nan


def distance(criteria: Sequence[Criterion], grades: Grades) -> tuple[Distance | None, Distance | None]:
    """How far a rating is from the next more pressing grade and from the next less pressing one.

    For each, the smallest change of a single criterion that would bring it. As criteria have different units, a
    change is measured against the distance from that criterion's first threshold to its third. None where there is no
    such grade, and where a value is missing, so that there is no total.

    >>> grades = [("attention", 3), ("review", 2), ("good", 0)]
    >>> growth = Criterion("growth", 40, (25, 50, 100), "higher")
    >>> share = Criterion("share", 6, (5, 10, 20), "higher")
    >>> more, less = distance([growth, share], grades)
    >>> more
    Distance(grade='attention', points=1, criterion='growth', value=40, threshold=50)
    >>> less
    Distance(grade='good', points=-1, criterion='share', value=6, threshold=5)
    """
    scored = [(one, points(one.value, one.thresholds, one.direction)) for one in criteria]
    known = [(one, its_points) for one, its_points in scored if its_points is not None]
    if len(known) < len(scored):
        return None, None
    total = sum(its_points for _, its_points in known)
    starts = dict(grades)
    here = starts[grade(total, grades)]
    above = min((start for start in starts.values() if start > total), default=None)
    more = None if above is None else _nearest(known, above - total, grade(above, grades))
    less = None if here == min(starts.values()) else _nearest(known, here - 1 - total, grade(here - 1, grades))
    return more, less


def _nearest(scored: Sequence[tuple[Criterion, int]], needed: int, name: str) -> Distance:
    """The smallest change of one criterion that brings so many points more (or fewer) by itself."""
    changes = []
    for one, its_points in scored:
        after = its_points + needed
        if 0 <= after <= MOST_POINTS:
            threshold = one.thresholds[after - 1 if needed > 0 else after]
            span = abs(one.thresholds[-1] - one.thresholds[0])
            changes.append((abs(threshold - one.value) / span, one.name, one.value, threshold))
    if not changes:
        return Distance(name, needed)
    _, criterion, value, threshold = min(changes)
    return Distance(name, needed, criterion, value, threshold)

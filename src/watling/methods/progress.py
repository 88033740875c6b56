"""The assessment of progress: what became of an indicator since its baseline."""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose, isnan, nan
from typing import Literal

from watling.methods.bounds import difference_bounds, growth_bounds
from watling.methods.growth import growth
from watling.methods.intervals import difference_interval
from watling.methods.significance import Comparison, Polarity, bounds_or_value, compare

Status = Literal["improved", "no clear change", "worsened", "higher", "lower", "not comparable"]

STATUSES: dict[Comparison, Status] = {
    "better": "improved",
    "similar": "no clear change",
    "worse": "worsened",
    "higher": "higher",
    "lower": "lower",
}


@dataclass(frozen=True)
class Progress:
    """A status, the change with its bounds or interval, and a sentence that says what decided.

    The change is in the unit of the indicator, or per cent of the baseline where it is relative. It is NaN where the
    two are not comparable.
    """

    status: Status
    change: float
    lower: float
    upper: float
    rule: str


def status(
    baseline: float,
    latest: float,
    polarity: Polarity,
    minimum_change: float,
    baseline_bounds: tuple[float, float] | None = None,
    latest_bounds: tuple[float, float] | None = None,
    sampling: bool = False,
    relative: bool = False,
    unit: str = "percentage point",
) -> Progress:
    """The status of one indicator: improved, no clear change or worsened; without polarity higher or lower.

    Takes single numbers. What decides, in this order:

    1. ``sampling`` says that the bounds are intervals of survey estimates. Where both values have one, there is a
       change where its own interval leaves out zero (``significance.differs``).
    2. Otherwise the bounds are what rounding leaves. Where they overlap, rounding alone could explain the change, and
       it is not called one however small the minimum.
    3. Otherwise a change of at least ``minimum_change`` counts as one. That is in the unit of the indicator, which
       ``unit`` names in the singular (empty for a number without unit), or per cent of the baseline where ``relative``.

    Where a value is missing, the two are not comparable.

    >>> status(61470, 46815, "lower is better", 5, (61467.5, 61472.5), (46812.5, 46817.5), relative=True).status
    'improved'
    >>> status(90, 91, "higher is better", 1, (89.5, 90.5), (90.5, 91.5)).rule
    'rounding alone could explain the change'
    >>> status(85, 90, "higher is better", 1, (84.5, 85.5), (89.5, 90.5)).rule
    'no interval is published; a change of at least 1 percentage point counts as one'
    """
    before = bounds_or_value(baseline, *(baseline_bounds or (nan, nan)))
    after = bounds_or_value(latest, *(latest_bounds or (nan, nan)))
    intervals = sampling and _complete(baseline_bounds) and _complete(latest_bounds)
    comparison = compare(latest, *after, baseline, *before, polarity, has_interval=intervals)
    if comparison is None:
        return _not_comparable("there is no baseline" if isnan(baseline) else "there is no latest value")
    if relative and baseline <= 0:
        return _not_comparable("the baseline is not above zero, so that no percentage of it can be given")

    change, lower, upper = _change(baseline, before, latest, after, intervals, relative)
    found = STATUSES[comparison]
    size = f"{minimum_change:g}%" if relative else _quantity(minimum_change, unit)
    if intervals:
        rule = f"the interval of the change {'includes' if comparison == 'similar' else 'leaves out'} zero"
    elif change == 0:
        rule = "the two values are the same"
    elif comparison == "similar":
        rule = "rounding alone could explain the change"
    elif abs(change) >= minimum_change or isclose(abs(change), minimum_change):
        rule = f"no interval is published; a change of at least {size} counts as one"
    else:
        found = "no clear change"
        rule = f"no interval is published; a change of less than {size} does not count as one"
    return Progress(found, change, lower, upper, rule)


def _change(
    baseline: float,
    before: tuple[float, float],
    latest: float,
    after: tuple[float, float],
    intervals: bool,
    relative: bool,
) -> tuple[float, float, float]:
    """The change with its interval or bounds, in the unit of the values or in per cent of the baseline."""
    if intervals:
        lower, upper = difference_interval(latest, *after, baseline, *before)
        if relative:
            lower, upper = 100 * lower / baseline, 100 * upper / baseline
    elif relative:
        lower, upper = growth_bounds(*before, *after)
    else:
        lower, upper = difference_bounds(*after, *before)
    return float(growth(baseline, latest)) if relative else latest - baseline, float(lower), float(upper)


def _not_comparable(reason: str) -> Progress:
    return Progress("not comparable", nan, nan, nan, reason)


def _complete(bounds: tuple[float, float] | None) -> bool:
    return bounds is not None and not any(isnan(bound) for bound in bounds)


def _quantity(number: float, unit: str) -> str:
    return f"{number:g} {unit}{'s' if unit and number != 1 else ''}".strip()

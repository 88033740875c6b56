"""Change over time: a figure against an earlier one of its series, and whether the two differ beyond doubt."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan

from watling.figures.definition import Indicator
from watling.figures.figure import Figure, FigureSet
from watling.methods import periods
from watling.methods.bounds import difference_bounds
from watling.methods.intervals import difference_interval
from watling.methods.significance import compare


@dataclass(frozen=True)
class Change:
    """A figure less an earlier one, in the figure's unit, with the interval or the bounds of the difference.

    ``significant`` is None where nothing can be said: a value is missing, or the series has a break between the two.
    ``words`` say what came of it, or why nothing can be said.
    """

    earlier: Figure | None
    difference: float | None
    lower: float | None
    upper: float | None
    significant: bool | None
    words: str


def change_of(figures: FigureSet, figure: Figure, since: str, indicator: Indicator) -> Change:
    """The change of a figure since a duration before (``P1Y``), or since a period (``2019``).

    Two survey estimates are compared by their intervals (``intervals.difference_interval``, ``significance.differs``),
    others by the bounds that rounding leaves. Nothing is compared across a break of the indicator.
    """
    wanted = periods.earlier(figure.period, since) if since.startswith("P") else since
    before = figures.get(figure.indicator, figure.area, wanted, figure.breakdown)
    if before is None:
        return _nothing(None, f"nothing is published for {periods.label(wanted)}")
    first, last = periods.last_day(before.period), periods.last_day(figure.period)
    for broken in indicator.breaks:
        if first < broken.on <= last:
            return _nothing(before, f"not comparable with {periods.label(wanted)}: {broken.reason}")
    for one in (before, figure):
        if one.value is None:
            return _nothing(before, f"the value for {periods.label(one.period)} is not available")
    assert figure.value is not None  # said just above
    assert before.value is not None
    sampled = figure.interval == before.interval == "sampling"
    now, then = _ends(figure), _ends(before)
    if sampled:
        lower, upper = difference_interval(figure.value, *now, before.value, *then)
    else:
        lower, upper = difference_bounds(*now, *then)
    word = compare(figure.value, *now, before.value, *then, "none", sampled)
    bounded = any(end is not None for one in (figure, before) for end in (one.lower, one.upper))
    return Change(
        before,
        figure.value - before.value,
        float(lower) if bounded else None,
        float(upper) if bounded else None,
        word != "similar",
        _words(word or "similar", sampled, periods.label(before.period)),
    )


def _nothing(before: Figure | None, words: str) -> Change:
    return Change(before, None, None, None, None, words)


def _ends(figure: Figure) -> tuple[float, float]:
    """The bounds of a figure, each the value itself where there is none."""
    value = nan if figure.value is None else figure.value
    return value if figure.lower is None else figure.lower, value if figure.upper is None else figure.upper


def _words(word: str, sampled: bool, since: str) -> str:
    if word != "similar":
        return f"significantly {word} than in {since}" if sampled else f"{word} than in {since}"
    return f"no significant change since {since}" if sampled else f"no change since {since} beyond rounding"

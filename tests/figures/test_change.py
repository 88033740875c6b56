"""Change over time: significant, not significant, not comparable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from watling.figures.change import change_of
from watling.figures.definition import Break, Indicator, Sum
from watling.figures.figure import Figure, FigureSet

INDICATOR = Indicator("People", "", "", "people", Sum("people"))


def figure(period: str, value: float | None, half: float | None = None, interval: str = "sampling") -> Figure:
    ends: tuple[Any, Any] = (None, None) if half is None or value is None else (value - half, value + half)
    return Figure("people", "E06000032", period, {}, value, "people", "final", *ends, interval if half else "")


@pytest.mark.parametrize(
    ("before", "now", "significant", "ends", "words"),
    [
        ((50.0, 4.0), (60.0, 3.0), True, (5, 15), "significantly higher than in 2020"),
        ((56.0, 4.0), (60.0, 3.0), False, (-1, 9), "no significant change since 2020"),
        ((60.0, 3.0), (50.0, 4.0), True, (-15, -5), "significantly lower than in 2020"),
        ((50.0, 2.5, "rounding"), (60.0, 2.5, "rounding"), True, (5, 15), "higher than in 2020"),
        ((58.0, 2.5, "rounding"), (60.0, 2.5, "rounding"), False, (-3, 7), "no change since 2020 beyond rounding"),
        ((58.0,), (60.0,), True, (None, None), "higher than in 2020"),
    ],
)
def test_change(
    before: tuple[Any, ...], now: tuple[Any, ...], significant: bool, ends: tuple[Any, Any], words: str
) -> None:
    last = figure("2021", *now)
    change = change_of(FigureSet([figure("2020", *before), last]), last, "P1Y", INDICATOR)
    assert (change.significant, change.words) == (significant, words)
    assert (change.lower, change.upper) == (pytest.approx(ends[0]), pytest.approx(ends[1])) if ends[0] else ends
    assert change.difference == now[0] - before[0]


def test_nothing_is_said_across_a_break_of_a_missing_value_or_of_nothing() -> None:
    last = figure("2021", 60.0)
    broken = replace(INDICATOR, breaks=(Break(date(2021, 4, 1), "the questions changed"),))
    change = change_of(FigureSet([figure("2020", 50.0), last]), last, "2020", broken)
    assert (change.significant, change.difference) == (None, None)
    assert change.words == "not comparable with 2020: the questions changed"
    change = change_of(FigureSet([figure("2020", None), last]), last, "P1Y", INDICATOR)
    assert (change.significant, change.words) == (None, "the value for 2020 is not available")
    change = change_of(FigureSet([last]), last, "P1Y", INDICATOR)
    assert (change.earlier, change.words) == (None, "nothing is published for 2020")

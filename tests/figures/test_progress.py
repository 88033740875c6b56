"""The assessment of progress: what became of an indicator, and why two values cannot be compared."""

# ruff: noqa: E501 - a table is read across

from __future__ import annotations

from datetime import date
from math import isfinite
from typing import Any

import pytest

from given import region
from watling.figures.definition import AsPublished, Break, Indicator, Polarity, Progress
from watling.figures.figure import Figure, FigureSet
from watling.figures.progress import Assessment, assess

PLACE = region("Bedford", "North Northamptonshire")
TEACHERS = Break(date(2020, 8, 1), "grades were given by teachers")


def indicator(
    rule: Progress | None, polarity: Polarity = "higher is better", unit: str = "percent", *breaks: Break
) -> Indicator:
    return Indicator("A rate", "", "", unit, AsPublished("rate", "no"), polarity, progress=rule, breaks=breaks)


def figure(
    period: str,
    value: float | None,
    half: float | None = None,
    area: str = "Bedford",
    interval: str = "rounding",
    **more: Any,
) -> Figure:
    ends = (None, None) if half is None or value is None else (value - half, value + half)
    return Figure(
        "rate", PLACE.find(area), period, more.get("breakdown", {}), value, "percent", "final", *ends, interval
    )


def assessed(definition: Indicator, *figures: Figure) -> list[Assessment]:
    return assess(FigureSet(figures), {"rate": definition}, PLACE)


HIGHER, LOWER, NONE = "higher is better", "lower is better", "none"
POINT, FIVE = Progress(minimum_change=1), Progress(minimum_change=5, relative=True)


@pytest.mark.parametrize(
    ("polarity", "rule", "before", "after", "status", "change", "reason"),
    [
        pytest.param(HIGHER, POINT, (85, 0.5), (90, 0.5), "improved", 5, "a change of at least 1 percentage point", id="more is better"),
        pytest.param(LOWER, POINT, (85, 0.5), (90, 0.5), "worsened", 5, "a change of at least 1 percentage point", id="more is worse"),
        pytest.param(NONE, POINT, (85, 0.5), (90, 0.5), "higher", 5, "a change of at least", id="more is neither"),
        pytest.param(NONE, POINT, (90, 0.5), (85, 0.5), "lower", -5, "a change of at least", id="nor is less"),
        pytest.param(HIGHER, POINT, (90.0, 0.05), (90.6, 0.05), "no clear change", 0.6, "less than 1 percentage point", id="too small to count"),
        pytest.param(HIGHER, POINT, (90, 0.5), (91, 0.5), "no clear change", 1, "rounding alone", id="90.5 and 90.5, rounded apart"),
        pytest.param(HIGHER, POINT, (90, 0.5), (90, 0.5), "no clear change", 0, "the two values are the same", id="the same"),
        pytest.param(HIGHER, POINT, (0, None), (2, None), "improved", 2, "a change of at least", id="zero is a value"),
        pytest.param(LOWER, FIVE, (61470, 2.5), (46815, 2.5), "improved", -23.8, "a change of at least 5%", id="claimants of the South East Midlands"),
        pytest.param(LOWER, FIVE, (1000, 2.5), (1040, 2.5), "no clear change", 4, "less than 5%", id="four per cent of five"),
        pytest.param(LOWER, FIVE, (2, 2), (40, 2.5), "worsened", 1900, "a change of at least 5%", id="per cent of what may be zero"),
        pytest.param(LOWER, FIVE, (0, 2.5), (40, 2.5), "not comparable", None, "the baseline is not above zero", id="per cent of zero"),
    ],
)  # fmt: skip
def test_a_change(
    polarity: Polarity,
    rule: Progress,
    before: tuple[float, float | None],
    after: tuple[float, float | None],
    status: str,
    change: float | None,
    reason: str,
) -> None:
    [one] = assessed(indicator(rule, polarity), figure("2019", *before), figure("2021", *after))
    assert one.status == status
    assert reason in one.reason
    assert one.change == (None if change is None else pytest.approx(change, abs=0.05))
    assert one.relative == rule.relative
    assert all(end is None or isfinite(end) for end in (one.change, one.lower, one.upper))


@pytest.mark.parametrize(
    ("half", "status", "says"), [(3.0, "no clear change", "includes"), (1.5, "improved", "leaves out")]
)
def test_where_both_have_an_interval_it_decides_however_small_the_change_that_counts(
    half: float, status: str, says: str
) -> None:
    """Three points apart: the root of 3 squared twice is 4.2, that of 1.5 squared twice 2.1."""
    found = [figure(period, value, half, interval="sampling") for period, value in (("2019", 60), ("2021", 63))]
    [one] = assessed(indicator(Progress(minimum_change=50)), *found)
    assert (one.status, one.reason) == (status, f"the interval of the change {says} zero")


@pytest.mark.parametrize(
    ("figures", "reason"),
    [
        pytest.param([figure("2019", 85), figure("2021", None)], "the value for 2021 is not available", id="the latest is missing"),
        pytest.param([figure("2019", None), figure("2021", 85)], "the value for 2019 is not available", id="the baseline is missing"),
        pytest.param([figure("2021", 85)], "no earlier value is published", id="there is but one"),
        pytest.param([figure("2019", 85), figure("2021", 85, area="North Northamptonshire")], "no later value is published", id="others have a later one"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_compared(figures: list[Figure], reason: str) -> None:
    one = next(one for one in assessed(indicator(POINT), *figures) if one.area == "E06000055")
    assert (one.status, one.change, one.reason) == ("not comparable", None, reason)


def test_an_area_that_ended_and_one_that_began_are_a_boundary_change() -> None:
    yearly = Progress(minimum_change=1, since="P1Y")
    before = figure("2019-08-01/P1Y", 79.2, area="Northamptonshire")
    after = figure("2020-08-01/P1Y", 78.8, area="North Northamptonshire")
    found = {one.area: one for one in assessed(indicator(yearly), before, after)}
    county, successor = found["E10000021"], found["E06000061"]
    assert (county.status, county.baseline, county.latest) == ("not comparable", before, None)
    assert county.reason == (
        "boundary change: Northamptonshire ended on 31 March 2021 and became "
        "North Northamptonshire and West Northamptonshire"
    )
    assert (successor.status, successor.baseline, successor.latest) == ("not comparable", None, after)
    assert successor.reason == "boundary change: North Northamptonshire exists since 1 April 2021"


@pytest.mark.parametrize(
    ("before", "after", "compared"),
    [
        ("2018/19", "2019/20", True),
        ("2019/20", "2020/21", False),
        ("2018/19", "2020/21", False),
        ("2020/21", "2021/22", True),
    ],
)
def test_across_a_break_nothing_is_compared(before: str, after: str, compared: bool) -> None:
    first, last = (f"{year[:4]}-08-01/P1Y" for year in (before, after))
    [one] = assessed(indicator(POINT, HIGHER, "percent", TEACHERS), figure(first, 70), figure(last, 80))
    assert (one.status, one.reason == TEACHERS.reason) == (
        ("improved", False) if compared else ("not comparable", True)
    )


def test_the_baseline_is_the_earliest_period_or_so_long_ago_as_the_indicator_says() -> None:
    figures = [figure("2019", 60), figure("2020", 70), figure("2021", 80)]
    [since_first] = assessed(indicator(POINT), *figures)
    [since_last] = assessed(indicator(Progress(minimum_change=1, since="P1Y")), *figures)
    assert (since_first.change, since_last.change) == (20, 10)


def test_only_the_region_its_members_and_where_they_came_from_are_assessed_and_each_breakdown_by_itself() -> None:
    figures = [
        figure(period, value, area=area)
        for period, value in (("2019", 60), ("2021", 80))
        for area in ("England", "Bedford")
    ]
    figures += [figure(period, 60, breakdown={"sex": "Male"}) for period in ("2019", "2021")]
    found = [(one.area, dict(one.breakdown), one.status) for one in assessed(indicator(POINT), *figures)]
    assert found == [("E06000055", {"sex": "Male"}, "no clear change"), ("E06000055", {}, "improved")]


def test_the_worst_comes_first_and_what_has_no_value_or_no_rule_does_not_come() -> None:
    changes = {"a": (60, 60), "b": (60, 80), "c": (80, 60), "d": (None, 60), "e": (None, None)}
    figures = [
        figure(period, value, breakdown={"group": group})
        for group, pair in changes.items()
        for period, value in zip(("2019", "2021"), pair, strict=True)
    ]
    statuses = [one.status for one in assessed(indicator(POINT), *figures)]
    assert statuses == ["worsened", "no clear change", "improved", "not comparable"]
    assert assessed(indicator(None), *figures) == []

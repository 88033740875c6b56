from __future__ import annotations

from math import isnan, nan, nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.methods.ratings import (
    Criterion,
    Direction,
    Distance,
    Thresholds,
    distance,
    grade,
    holds,
    points,
    points_range,
    total_range,
)

GRADES = [("urgent attention", 8), ("attention", 5), ("review", 2), ("good", 0)]
GROWTH: Thresholds = (25, 50, 100)
QUOTIENT: Thresholds = (1.2, 1.0, 0.8)


@pytest.mark.parametrize(
    ("value", "thresholds", "direction", "expected"),
    [
        pytest.param(24.9, GROWTH, "higher", 0, id="below the first"),
        pytest.param(25, GROWTH, "higher", 1, id="at the first"),
        pytest.param(99, GROWTH, "higher", 2, id="between second and third"),
        pytest.param(100, GROWTH, "higher", 3, id="at the third"),
        pytest.param(1.3, QUOTIENT, "lower", 0, id="lower: above the first"),
        pytest.param(1.2, QUOTIENT, "lower", 1, id="lower: at the first"),
        pytest.param(0.1, QUOTIENT, "lower", 3, id="lower: past the third"),
        pytest.param(nan, GROWTH, "higher", None, id="missing"),
    ],
)
def test_points(value: float, thresholds: Thresholds, direction: Direction, expected: int | None) -> None:
    assert points(value, thresholds, direction) == expected


@pytest.mark.parametrize(
    ("lower", "upper", "direction", "thresholds", "expected"),
    [
        pytest.param(49.5, 50.5, "higher", GROWTH, (1, 2), id="across a threshold"),
        pytest.param(30, 40, "higher", GROWTH, (1, 1), id="between thresholds"),
        pytest.param(0.95, 1.05, "lower", QUOTIENT, (1, 2), id="lower is more pressing"),
        pytest.param(nan, 40, "higher", GROWTH, (0, 3), id="missing could be anything"),
    ],
)
def test_points_range(
    lower: float, upper: float, direction: Direction, thresholds: Thresholds, expected: tuple[int, int]
) -> None:
    assert points_range(lower, upper, thresholds, direction) == expected


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (0, "good"),
        (1, "good"),
        (2, "review"),
        (4, "review"),
        (5, "attention"),
        (8, "urgent attention"),
        (15, GRADES[0][0]),
    ],
)
def test_grade(total: int, expected: str) -> None:
    assert grade(total, GRADES) == grade(total, GRADES[::-1]) == expected


def test_a_total_below_every_grade_is_refused() -> None:
    with pytest.raises(ValueError, match="no grade begins at 1 points or below"):
        grade(1, [("attention", 5), ("review", 2)])


@pytest.mark.parametrize(
    ("thresholds", "direction", "order"),
    [((50, 25, 100), "higher", "rise"), ((25, 50, 100), "lower", "fall"), ((1, 1, 1), "higher", "rise")],
)
def test_thresholds_out_of_order_are_refused(thresholds: Thresholds, direction: Direction, order: str) -> None:
    with pytest.raises(ValueError, match=f"'growth' .* they must {order}"):
        Criterion("growth", 40, thresholds, direction)


def rated(growth: float, quotient: float, lower: float = nan, upper: float = nan) -> list[Criterion]:
    return [
        Criterion("growth", growth, GROWTH, "higher", lower, upper),
        Criterion("quotient", quotient, QUOTIENT, "lower"),
    ]


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        pytest.param(rated(40, 1.1), True, id="exact values"),
        pytest.param(rated(50, 0.5, 49.5, 50.5), False, id="4 or 5 points: review or attention"),
        pytest.param(rated(50, 1.1, 49.5, 50.5), True, id="2 or 3 points: review either way"),
        pytest.param(rated(nan, 0.5), False, id="a missing value could be anything"),
        pytest.param([], True, id="nothing to rate"),
    ],
)
def test_holds(criteria: list[Criterion], expected: bool) -> None:
    assert holds(criteria, GRADES) is expected


@pytest.mark.parametrize(
    ("criteria", "more", "less"),
    [
        pytest.param(
            rated(40, 0.5),  # 1 + 3 = 4 points, review
            Distance("attention", 1, "growth", 40, 50),
            Distance("good", -3, "quotient", 0.5, 1.2),
            id="one point more; three fewer only by the quotient",
        ),
        pytest.param(
            rated(30, 1.19),  # 1 + 1 = 2 points, review
            Distance("attention", 3),
            Distance("good", -1, "quotient", 1.19, 1.2),
            id="no single change brings three points; the nearer of two thresholds",
        ),
        pytest.param(
            rated(10, 1.5),  # no points, good
            Distance("review", 2, "growth", 10, 50),
            None,
            id="nothing is less pressing than good",
        ),
        pytest.param(
            [*rated(120, 0.5), Criterion("share", 30, (5, 10, 20), "higher")],  # 9 points, urgent attention
            None,
            Distance("attention", -2, "growth", 120, 50),
            id="nothing is more pressing than urgent attention",
        ),
        pytest.param(rated(nan, 0.5), None, None, id="no total, no distance"),
    ],
)
def test_distance(criteria: list[Criterion], more: Distance | None, less: Distance | None) -> None:
    # As text, since the NaN of a distance without criterion is not equal to itself.
    assert repr(distance(criteria, GRADES)) == repr((more, less))


values = st.floats(min_value=-200, max_value=200)


@st.composite
def criterion(draw: st.DrawFn) -> Criterion:
    direction: Direction = draw(st.sampled_from(["higher", "lower"]))
    levels = draw(st.lists(st.integers(-100, 100), min_size=3, max_size=3, unique=True))
    one, two, three = sorted(levels, reverse=direction == "lower")
    lower, value, upper = sorted(draw(st.tuples(values, values, values)))
    return Criterion(f"{one}, {two}, {three}", value, (one, two, three), direction, lower, upper)


def total_of(criteria: list[Criterion]) -> int:
    return sum(points(one.value, one.thresholds, one.direction) or 0 for one in criteria)


@given(criterion(), values, values)
def test_a_more_pressing_value_never_has_fewer_points(one: Criterion, a: float, b: float) -> None:
    less, more = sorted((a, b), reverse=one.direction == "lower")
    fewest, most = points(less, one.thresholds, one.direction), points(more, one.thresholds, one.direction)
    assert fewest is not None
    assert most is not None
    assert 0 <= fewest <= most <= 3


@given(criterion(), st.floats(min_value=0, max_value=100))
def test_a_range_of_points_holds_the_points_and_never_narrows(one: Criterion, wider: float) -> None:
    fewest, most = points_range(one.lower, one.upper, one.thresholds, one.direction)
    assert fewest <= total_of([one]) <= most
    least, greatest = points_range(one.lower - wider, one.upper + wider, one.thresholds, one.direction)
    assert least <= fewest
    assert most <= greatest


@given(st.lists(criterion(), max_size=4))
def test_the_range_of_totals_holds_the_total_and_a_missing_value_only_widens_it(criteria: list[Criterion]) -> None:
    fewest, most = total_range(criteria)
    assert fewest <= total_of(criteria) <= most
    missing = [Criterion(one.name, nan, one.thresholds, one.direction) for one in criteria[:1]]
    least, greatest = total_range(missing + criteria[1:])
    assert least <= fewest
    assert most <= greatest


@given(st.lists(criterion(), min_size=1, max_size=4), st.data())
def test_a_grade_that_holds_is_the_same_at_every_combination(criteria: list[Criterion], data: st.DataObject) -> None:
    ends = [
        Criterion(c.name, data.draw(st.sampled_from([c.lower, c.upper])), c.thresholds, c.direction) for c in criteria
    ]
    if holds(criteria, GRADES):
        assert grade(total_of(ends), GRADES) == grade(total_of(criteria), GRADES)


def after(criteria: list[Criterion], name: str, value: float) -> str:
    changed = [Criterion(c.name, value if c.name == name else c.value, c.thresholds, c.direction) for c in criteria]
    return grade(total_of(changed), GRADES)


@given(st.lists(criterion(), min_size=1, max_size=4, unique_by=lambda one: one.name))
def test_the_change_that_distance_names_brings_the_grade_and_no_less_does(criteria: list[Criterion]) -> None:
    here = grade(total_of(criteria), GRADES)
    for step, toward in zip(distance(criteria, GRADES), (1, -1), strict=True):
        if step is None or step.criterion is None:
            continue
        one = next(c for c in criteria if c.name == step.criterion)
        outward = toward * (200.0 if one.direction == "higher" else -200.0) * 10
        past = nextafter(step.threshold, outward)
        short = nextafter(step.threshold, -outward)
        assert step.points * toward > 0
        if toward > 0:  # reached at the threshold, not before
            assert after(criteria, one.name, step.threshold) == step.grade
            assert after(criteria, one.name, short) == here
        else:  # lost past the threshold, not at it
            assert after(criteria, one.name, past) == step.grade
            assert after(criteria, one.name, step.threshold) == here


@given(st.lists(criterion(), min_size=1, max_size=4, unique_by=lambda one: one.name))
def test_where_distance_names_no_change_none_brings_the_grade(criteria: list[Criterion]) -> None:
    for step in distance(criteria, GRADES):
        if step is not None and step.criterion is None:
            assert isnan(step.threshold)
            extremes = (after(criteria, one.name, end) for one in criteria for end in (-1000, 1000))
            assert step.grade not in extremes

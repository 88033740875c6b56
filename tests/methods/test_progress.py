from __future__ import annotations

from math import inf, isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.methods.bounds import rounding
from watling.methods.progress import Progress, status
from watling.methods.significance import Polarity

from .examples import bounded, positive

Bounded = tuple[float, float, float]

HIGHER: Polarity = "higher is better"
LOWER: Polarity = "lower is better"
NONE: Polarity = "none"
polarities = st.sampled_from([HIGHER, LOWER, NONE])


def whole(value: float) -> tuple[float, float]:
    """The bounds of a value rounded to 1."""
    lower, upper = rounding(value, 1)
    return float(lower), float(upper)


@pytest.mark.parametrize(
    ("baseline", "latest", "polarity", "expected"),
    [
        pytest.param(85, 90, HIGHER, "improved", id="Gatsby Benchmark 1"),
        pytest.param(13, 12, HIGHER, "no clear change", id="deaths, within rounding"),
        pytest.param(19, 13, HIGHER, "worsened", id="engagement with ages 14 to 16"),
        pytest.param(19, 13, LOWER, "improved", id="the same where lower is better"),
        pytest.param(19, 13, NONE, "lower", id="the same without polarity"),
        pytest.param(13, 19, NONE, "higher", id="up without polarity"),
        pytest.param(90, 90, HIGHER, "no clear change", id="no change"),
        pytest.param(nan, 90, HIGHER, "not comparable", id="no baseline"),
        pytest.param(90, nan, HIGHER, "not comparable", id="no latest value"),
    ],
)
def test_status_of_whole_percentages(baseline: float, latest: float, polarity: Polarity, expected: str) -> None:
    assert status(baseline, latest, polarity, 2, whole(baseline), whole(latest)).status == expected


NO_INTERVAL = "no interval is published; a change of "


@pytest.mark.parametrize(
    ("found", "expected", "rule"),
    [
        pytest.param(
            status(60, 54, HIGHER, 1, (57, 63), (50, 58), sampling=True),
            "worsened",
            "the interval of the change leaves out zero",
            id="intervals decide",
        ),
        pytest.param(
            status(60, 55, HIGHER, 1, (57, 63), (51, 59), sampling=True),
            "no clear change",
            "the interval of the change includes zero",
            id="intervals decide against a large change",
        ),
        pytest.param(
            status(60, 60.5, HIGHER, 1, (59.9, 60.1), (60.4, 60.6), sampling=True),
            "improved",
            "the interval of the change leaves out zero",
            id="intervals decide for a small change",
        ),
        pytest.param(
            status(60, 55, HIGHER, 1, (59.95, 60.05), None, sampling=True),
            "worsened",
            NO_INTERVAL + "at least 1 percentage point counts as one",
            id="one interval is not enough",
        ),
        pytest.param(
            status(90, 91, HIGHER, 1, whole(90), whole(91)),
            "no clear change",
            "rounding alone could explain the change",
            id="rounding before the minimum",
        ),
        pytest.param(
            status(90, 90, HIGHER, 0), "no clear change", "the two values are the same", id="the same, minimum 0"
        ),
        pytest.param(
            status(1.0, 0.8, HIGHER, 0.2, unit=""),
            "worsened",
            NO_INTERVAL + "at least 0.2 counts as one",
            id="quotients: exactly the minimum, though not to the computer",
        ),
        pytest.param(
            status(80.7, 81.7, HIGHER, 2, (80.65, 80.75), (81.65, 81.75)),
            "no clear change",
            NO_INTERVAL + "less than 2 percentage points does not count as one",
            id="less than the minimum",
        ),
        pytest.param(
            status(61470, 46815, LOWER, 5, (61467.5, 61472.5), (46812.5, 46817.5), relative=True),
            "improved",
            NO_INTERVAL + "at least 5% counts as one",
            id="claimants, per cent of the baseline",
        ),
        pytest.param(
            status(69745, 71000, HIGHER, 5, relative=True),
            "no clear change",
            NO_INTERVAL + "less than 5% does not count as one",
            id="micro businesses, less than 5%",
        ),
        pytest.param(status(nan, 5, HIGHER, 1), "not comparable", "there is no baseline", id="no baseline"),
        pytest.param(status(5, nan, HIGHER, 1), "not comparable", "there is no latest value", id="no latest value"),
        pytest.param(
            status(0, 5, HIGHER, 1, relative=True),
            "not comparable",
            "the baseline is not above zero, so that no percentage of it can be given",
            id="per cent of nothing",
        ),
    ],
)
def test_the_rule_says_what_decided(found: Progress, expected: str, rule: str) -> None:
    assert (found.status, found.rule) == (expected, rule)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(status(85, 90, HIGHER, 1, whole(85), whole(90)), (5, 4, 6), id="points, rounded"),
        pytest.param(status(85, 90, HIGHER, 1), (5, 5, 5), id="points, exact"),
        pytest.param(status(50, 60, HIGHER, 1, (46, 54), (57, 63), sampling=True), (10, 5, 15), id="points, estimates"),
        pytest.param(
            status(50, 60, HIGHER, 1, (46, 54), (57, 63), sampling=True, relative=True),
            (20, 10, 30),
            id="per cent, estimates",
        ),
        pytest.param(
            status(61470, 46815, LOWER, 5, (61467.5, 61472.5), (46812.5, 46817.5), relative=True),
            (-23.841, -23.848, -23.834),
            id="per cent, rounded",
        ),
        pytest.param(status(1, 5, HIGHER, 5, (0, 3.5), (2.5, 7.5), relative=True), (400, -28.571, inf), id="unbounded"),
        pytest.param(status(nan, 5, HIGHER, 1), (nan, nan, nan), id="none"),
    ],
)
def test_the_change_and_its_bounds(found: Progress, expected: Bounded) -> None:
    assert (found.change, found.lower, found.upper) == pytest.approx(expected, abs=5e-4, nan_ok=True)


def assess(base: Bounded, latest: Bounded, polarity: Polarity, minimum: float, sampling: bool) -> Progress:
    return status(base[1], latest[1], polarity, minimum, base[::2], latest[::2], sampling)


MIRROR = {"improved": "worsened", "worsened": "improved", "no clear change": "no clear change"}


@given(bounded(), bounded(), positive, st.booleans())
def test_the_other_polarity_mirrors_the_status_and_nothing_else(
    base: Bounded, latest: Bounded, minimum: float, sampling: bool
) -> None:
    up, down = (assess(base, latest, polarity, minimum, sampling) for polarity in (HIGHER, LOWER))
    assert down.status == MIRROR[up.status]
    assert (down.change, down.lower, down.upper, down.rule) == (up.change, up.lower, up.upper, up.rule)


@given(bounded(), bounded(), positive, st.booleans())
def test_going_back_undoes_what_was_assessed(base: Bounded, latest: Bounded, minimum: float, sampling: bool) -> None:
    there = assess(base, latest, HIGHER, minimum, sampling)
    assert assess(latest, base, LOWER, minimum, sampling).status == there.status
    assert assess(latest, base, HIGHER, minimum, sampling).status == MIRROR[there.status]


@given(bounded(), bounded(), polarities, positive, st.booleans())
def test_no_change_is_called_one_unless_its_bounds_leave_out_zero(
    base: Bounded, latest: Bounded, polarity: Polarity, minimum: float, sampling: bool
) -> None:
    found = assess(base, latest, polarity, minimum, sampling)
    assert found.lower <= found.change <= found.upper
    if found.status != "no clear change":
        assert found.lower > 0 or found.upper < 0
        assert sampling or abs(found.change) >= minimum * (1 - 1e-9)


@given(bounded(positive), bounded(positive), positive)
def test_a_relative_change_has_the_sign_and_the_bounds_of_the_change(
    base: Bounded, latest: Bounded, minimum: float
) -> None:
    found = status(base[1], latest[1], HIGHER, minimum, base[::2], latest[::2], relative=True)
    assert found.lower <= found.change <= found.upper
    assert not isnan(found.change)
    if found.status == "improved":
        assert latest[1] > base[1]


@given(bounded(), bounded(), positive, positive, st.booleans())
def test_a_higher_minimum_never_makes_a_change(
    base: Bounded, latest: Bounded, minimum: float, more: float, sampling: bool
) -> None:
    if assess(base, latest, HIGHER, minimum, sampling).status == "no clear change":
        assert assess(base, latest, HIGHER, minimum + more, sampling).status == "no clear change"

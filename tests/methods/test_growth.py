from __future__ import annotations

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.methods.bounds import growth_bounds, intersect, rounding
from watling.methods.growth import growth, implied_base, implied_base_of_ratio

from .examples import counts, halves, positive

percentages = st.integers(min_value=-99, max_value=900)


@pytest.mark.parametrize(
    ("base", "latest", "expected"),
    [
        pytest.param(61470, 46815, -23.8, id="claimants, South East Midlands"),
        pytest.param(2225535, 1650820, -25.8, id="claimants, England"),
        pytest.param(50, 50, 0, id="no growth"),
        pytest.param(50, 0, -100, id="all gone"),
        pytest.param(0, 50, nan, id="from zero"),
        pytest.param(nan, 50, nan, id="base missing"),
        pytest.param(50, nan, nan, id="latest missing"),
    ],
)
def test_growth(base: float, latest: float, expected: float) -> None:
    assert round(float(growth(base, latest)), 1) == pytest.approx(expected, nan_ok=True)


@given(positive, counts, halves, halves)
def test_growth_lies_within_its_bounds(base: float, latest: float, unit: float, latest_unit: float) -> None:
    lower, upper = growth_bounds(*rounding(base, unit, floor=0), *rounding(latest, latest_unit, floor=0))
    assert lower <= growth(base, latest) <= upper


@pytest.mark.parametrize(
    ("latest", "percent", "unit", "bounds", "expected"),
    [
        pytest.param(15787, 87, 1, None, (8442.2, 8419.7, 8464.9), id="logistics vacancies, whole percentage"),
        pytest.param(150, 50, None, None, (100, 100, 100), id="exact"),
        pytest.param(150, 50, None, (145, 155), (100, 96.7, 103.3), id="the latest value is rounded"),
        pytest.param(5, -99.9, 1, None, (5000, 833.3, inf), id="all may be gone"),
        pytest.param(0, -100, 1, None, (nan, nan, nan), id="all gone"),
        pytest.param(5, -120, 1, None, (nan, nan, nan), id="more than all gone"),
        pytest.param(nan, 50, 1, None, (nan, nan, nan), id="latest missing"),
        pytest.param(150, nan, 1, None, (nan, nan, nan), id="growth missing"),
    ],
)
def test_implied_base(
    latest: float,
    percent: float,
    unit: float | None,
    bounds: tuple[float, float] | None,
    expected: tuple[float, float, float],
) -> None:
    assert implied_base(latest, percent, rounding(percent, unit), bounds) == pytest.approx(
        expected, abs=0.05, nan_ok=True
    )


@given(positive, positive)
def test_growth_and_implied_base_undo_each_other(base: float, latest: float) -> None:
    assert implied_base(latest, growth(base, latest))[0] == pytest.approx(base)


@given(positive, positive)
def test_the_base_lies_within_what_its_published_growth_implies(base: float, latest: float) -> None:
    published = round(float(growth(base, latest)))
    _, lower, upper = implied_base(latest, published, rounding(published, 1))
    if published > -100:
        assert lower * (1 - 1e-12) <= base <= upper * (1 + 1e-12)


@given(positive, percentages, halves, halves, halves)
def test_coarser_rounding_never_narrows_an_implied_base(
    latest: float, percent: float, unit: float, more: float, more_latest: float
) -> None:
    base, *fine = implied_base(latest, percent, rounding(percent, unit))
    _, *coarse = implied_base(latest, percent, rounding(percent, unit + more), rounding(latest, more_latest, floor=0))
    assert coarse[0] <= fine[0] <= base <= fine[1] <= coarse[1]


def test_two_published_ratios_narrow_the_base_between_them() -> None:
    peak = implied_base_of_ratio(65085, 2.6, rounding(2.6, 0.1), rounding(65085, 5))
    latest = implied_base_of_ratio(46815, 1.8, rounding(1.8, 0.1), rounding(46815, 5))
    common = intersect(peak[1:], latest[1:])
    assert not common.empty
    assert (round(float(common.lower)), round(float(common.upper))) == (25304, 25525)


@pytest.mark.parametrize("ratio", [0, -1, nan])
def test_a_ratio_of_zero_or_less_implies_no_base(ratio: float) -> None:
    assert np.isnan(implied_base_of_ratio(100, ratio, rounding(ratio, 0.1))).all()


def test_of_a_ratio_known_only_within_bounds_the_base_has_bounds() -> None:
    assert implied_base_of_ratio(100, nan, (2, 4)) == pytest.approx((nan, 25, 50), nan_ok=True)

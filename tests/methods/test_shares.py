from __future__ import annotations

from math import nan

import numpy as np
import pytest
from hypothesis import given

from watling.methods.shares import wilson

from .examples import counts, positive


@pytest.mark.parametrize(
    ("successes", "n", "lower", "upper"),
    [
        # Newcombe (1998), table I, method 3
        pytest.param(81, 263, 0.2553, 0.3662, id="81 of 263"),
        pytest.param(15, 148, 0.0624, 0.1605, id="15 of 148"),
        pytest.param(0, 20, 0.0000, 0.1611, id="0 of 20"),
        pytest.param(1, 29, 0.0061, 0.1718, id="1 of 29"),
        pytest.param(20, 20, 0.8389, 1.0000, id="20 of 20, the mirror of 0 of 20"),
    ],
)
def test_wilson_gives_the_published_intervals(successes: float, n: float, lower: float, upper: float) -> None:
    assert wilson(successes, n) == pytest.approx((lower, upper), abs=5e-5)


@pytest.mark.parametrize(
    ("successes", "n"), [(0, 0), (5, 4), (-1, 4), (nan, 4), (4, nan)], ids=lambda number: f"{number}"
)
def test_wilson_refuses_what_is_no_proportion(successes: float, n: float) -> None:
    assert np.isnan(wilson(successes, n)).all()


@given(counts, counts)
def test_wilson_holds_the_proportion_and_stays_between_0_and_1(yes: float, no: float) -> None:
    n = yes + no
    lower, upper = wilson(yes, n)
    if n:
        assert 0 <= lower <= yes / n + 1e-12
        assert yes / n - 1e-12 <= upper <= 1


@given(counts, positive)
def test_wilson_treats_yes_and_no_alike(yes: float, no: float) -> None:
    lower, upper = wilson(yes, yes + no)
    assert wilson(no, yes + no) == pytest.approx((1 - upper, 1 - lower), abs=1e-9)


@given(counts, positive)
def test_more_confidence_is_never_narrower(yes: float, no: float) -> None:
    likely, certain = wilson(yes, yes + no, 0.95), wilson(yes, yes + no, 0.998)
    assert certain[0] <= likely[0]
    assert likely[1] <= certain[1]

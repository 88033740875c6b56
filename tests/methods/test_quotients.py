from __future__ import annotations

from math import exp, nan, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.methods.quotients import location_quotient, location_quotient_interval

from .examples import positive


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param((30, 200, 500, 5000), 1.5, id="half as much again"),
        pytest.param((50, 500, 500, 5000), 1, id="proportionate"),
        pytest.param((0, 200, 500, 5000), 0, id="none in the area"),
        pytest.param((30, 0, 500, 5000), nan, id="an empty area"),
        pytest.param((30, 200, 0, 5000), nan, id="none in the reference area"),
        pytest.param((30, 200, 500, nan), nan, id="missing"),
    ],
)
def test_location_quotient(counts: tuple[float, float, float, float], expected: float) -> None:
    assert location_quotient(*counts) == pytest.approx(expected, nan_ok=True)


def test_the_interval_worked_by_hand() -> None:
    spread = exp(1.959964 * sqrt(1 / 30 - 1 / 200 + 1 / 500 - 1 / 5000))
    assert location_quotient_interval(30, 200, 500, 5000) == pytest.approx((1.5 / spread, 1.5 * spread), rel=1e-6)


@pytest.mark.parametrize(
    "counts",
    [(0, 200, 500, 5000), (30, 200, 0, 5000), (30, 200, nan, 5000), (300, 200, 500, 5000)],
    ids=["none in the area", "none in the reference area", "missing", "a part larger than its whole"],
)
def test_where_there_is_no_interval(counts: tuple[float, float, float, float]) -> None:
    assert np.isnan(location_quotient_interval(*counts)).all()


@st.composite
def area_in_reference(draw: st.DrawFn) -> tuple[float, float, float, float]:
    part, rest, part_elsewhere, rest_elsewhere = draw(st.tuples(positive, positive, positive, positive))
    return part, part + rest, part + part_elsewhere, part + rest + part_elsewhere + rest_elsewhere


@given(area_in_reference())
def test_the_interval_is_symmetrical_on_the_logarithmic_scale(counts: tuple[float, float, float, float]) -> None:
    quotient = location_quotient(*counts)
    lower, upper = location_quotient_interval(*counts)
    assert lower <= quotient <= upper
    assert sqrt(lower * upper) == pytest.approx(quotient)


@given(area_in_reference())
def test_taking_the_areas_as_independent_never_narrows(counts: tuple[float, float, float, float]) -> None:
    part, whole, reference_part, reference_whole = counts
    # The variance of the logarithm by the delta method where the area lies within its reference.
    nested = 1 / part - 1 / whole - 1 / reference_part + 2 * part / (whole * reference_part) - 1 / reference_whole
    lower, upper = location_quotient_interval(*counts)
    assert np.log(upper / lower) / 2 >= 1.959963 * sqrt(max(nested, 0)) - 1e-9

"""The engine's arithmetic against the rules of watling.methods, and that bounds hold their values."""

from __future__ import annotations

import ibis
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from watling.figures.arithmetic import gravity, status, with_ratio
from watling.figures.frames import GRAVITY
from watling.methods import bounds, divide
from watling.methods.intervals import proportion_half_width, ratio_half_width

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

KINDS = ("", "rounding", "sampling")


@st.composite
def sides(draw: st.DrawFn) -> dict[str, object]:
    """A value with bounds or an interval around it, or none."""
    value = draw(st.one_of(st.integers(0, 1000).map(float), st.just(0.0)))
    kind = draw(st.sampled_from(KINDS))
    half = draw(st.integers(0, 400)) / 8
    lower = value - half if kind == "sampling" else max(0.0, value - half)
    ends = (None, None) if kind == "" else (lower, value + half)
    return {"value": value, "lower": ends[0], "upper": ends[1], "interval": kind}


def made(pairs: list[tuple[dict[str, object], dict[str, object]]], scale: float, part: bool) -> pd.DataFrame:
    rows = [first | {f"{name}_2": cell for name, cell in second.items()} for first, second in pairs]
    kinds = {"value": "float64", "lower": "float64", "upper": "float64", "interval": "string"}
    schema = kinds | {f"{name}_2": kind for name, kind in kinds.items()}
    table = ibis.memtable(pd.DataFrame(rows, columns=list(schema)), schema=schema)
    frame: pd.DataFrame = (
        with_ratio(table, scale, part).select(*schema, "ratio", "ratio_lower", "ratio_upper").execute()
    )
    return frame


@few
@drawn(st.lists(st.tuples(sides(), sides()), min_size=1, max_size=20), st.sampled_from([1.0, 100.0]), st.booleans())
def test_ratios_are_those_of_the_methods_and_within_their_bounds(
    pairs: list[tuple[dict[str, object], dict[str, object]]], scale: float, part: bool
) -> None:
    found = made(pairs, scale, part)
    a, b = found["value"].to_numpy(), found["value_2"].to_numpy()
    ratio = divide(scale * a, b)
    np.testing.assert_allclose(found["ratio"], ratio)
    ends = [found[name].fillna(found[f"value{name[5:]}"]) for name in ("lower", "upper", "lower_2", "upper_2")]
    low, high = bounds.ratio_bounds(scale * ends[0], scale * ends[1], ends[2], ends[3])
    halves = ((ends[1] - ends[0]) / 2, (ends[3] - ends[2]) / 2)
    half = (proportion_half_width if part else ratio_half_width)(a, b, *halves)
    kinds = found["interval"] + " " + found["interval_2"]
    sampled = kinds.isin(["sampling sampling", "sampling ", " sampling"]).to_numpy() & ~np.isnan(ratio)
    exact = (kinds == " ").to_numpy()
    for end, bound, interval in (("lower", low, ratio - scale * half), ("upper", high, ratio + scale * half)):
        wanted = np.where(exact, np.nan, np.where(sampled, interval, bound))
        wanted = np.where(np.isinf(wanted), np.nan, wanted)
        if end == "lower":
            wanted = np.where(sampled & (ratio >= 0), np.maximum(wanted, 0), wanted)
        elif part:
            wanted = np.where(sampled & (ratio <= scale), np.minimum(wanted, scale), wanted)
        np.testing.assert_allclose(found[f"ratio_{end}"], wanted, atol=1e-9)
    known = found.dropna(subset=["ratio"])
    assert not (known["ratio_lower"] > known["ratio"] + 1e-9).any()
    assert not (known["ratio_upper"] < known["ratio"] - 1e-9).any()


@few
@drawn(sides(), sides())
def test_a_mixture_is_never_narrower_than_its_sampled_part(first: dict[str, object], second: dict[str, object]) -> None:
    mixed = made([(first | {"interval": "sampling"}, second | {"interval": "rounding"})], 100.0, part=True).iloc[0]
    exact = second | {"lower": None, "upper": None, "interval": ""}
    alone = made([(first | {"interval": "sampling"}, exact)], 100.0, part=True).iloc[0]
    if first["lower"] is not None and second["lower"] and not np.isnan(alone["ratio_lower"]):
        assert mixed["ratio_lower"] <= alone["ratio_lower"] + 1e-9
        if alone["ratio_upper"] < 100:
            assert mixed["ratio_upper"] >= alone["ratio_upper"] - 1e-9


@pytest.mark.parametrize("name", GRAVITY)
def test_a_status_is_its_gravity_and_back(name: str) -> None:
    table = ibis.memtable({"status": [name]})
    assert table.select(back=status(gravity(table.status))).execute()["back"].tolist() == [name]

"""Standing: ranks among authorities, neighbours, and what became of a figure since a year before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from watling.figures.definition import AsPublished, Break, Indicator, Progress
from watling.figures.figure import Figure
from watling.figures.standing import (
    authorities,
    change,
    country_of,
    is_enough,
    likeness,
    of_authorities,
    region_of,
    standings,
)
from watling.places.areas import areas

ENGLAND = frozenset({"E92000001"})
ENGLISH = authorities(ENGLAND)
WELSH = authorities({"W92000004"})


def frame(
    values: dict[str, float | None], period: str = "2024", breakdown: str = "{}", half: float = 0
) -> pd.DataFrame:
    rows: list[dict[str, Any]] = [
        {
            "area": code,
            "period": period,
            "breakdown": breakdown,
            "value": value,
            "lower": None if value is None or not half else value - half,
            "upper": None if value is None or not half else value + half,
            "interval": "sampling" if half else "",
        }
        for code, value in values.items()
    ]
    return pd.DataFrame(rows).astype({"value": float, "lower": float, "upper": float})


def test_every_english_authority_lies_in_a_region_and_welsh_ones_do_not() -> None:
    assert len(ENGLISH) > 290
    assert all(region_of(code).startswith("E12") for code in ENGLISH)
    assert {region_of(code) for code in WELSH} == {""}


def test_authorities_are_those_of_today_each_once() -> None:
    assert len(ENGLISH) == 296
    assert all(areas()[code].end is None and country_of(code) in ENGLAND for code in ENGLISH)


def test_of_authorities_are_those_named_at_the_latest_period_with_a_value() -> None:
    made = pd.concat(
        [
            frame({"E06000055": 1, "E06000032": 2, "W06000001": 3, "E12000006": 4, "south-east": 5}, "2023"),
            frame({"E06000055": None}, "2024"),
            frame({"E06000055": 9}, "2023", '{"sex":"Male"}'),
        ]
    )
    assert list(of_authorities(made, ENGLISH).index) == ["E06000032", "E06000055"]
    assert list(of_authorities(made, ENGLISH, period="2024").index) == ["E06000055"]


def test_a_rank_among_few_is_none() -> None:
    assert is_enough(frame(dict.fromkeys(ENGLISH, 1.0)), ENGLISH)
    assert is_enough(frame(dict.fromkeys(ENGLISH[:-20], 1.0)), ENGLISH)
    assert not is_enough(frame(dict.fromkeys(ENGLISH[:29], 1.0)), ENGLISH)
    assert not is_enough(frame(dict.fromkeys(ENGLISH, None)), ENGLISH)


def test_standings_share_ranks_leave_out_what_is_missing_and_say_how_far_they_are_known() -> None:
    values = {"E06000055": 60.0, "E06000032": 58.0, "E06000042": None, "E06000056": 40.0, "E06000061": 58.0}
    found = standings(frame(values, half=3).set_index("area"))
    assert set(found) == set(values) - {"E06000042"}
    bedford, luton, central = (found[code] for code in ("E06000055", "E06000032", "E06000056"))
    assert (bedford.rank, bedford.of, bedford.first, bedford.last) == (1, 4, 1, 3)
    assert (luton.rank, luton.tied, luton.higher, luton.lower) == (2, 1, 0, 1)
    assert (central.rank, central.higher, central.first, central.last) == (4, 3, 4, 4)


def test_neighbours_are_those_alike_and_what_lacks_a_value_is_left_out() -> None:
    found = likeness(
        {
            "one": pd.Series({"a": 1.0, "b": 1.1, "c": 9.0, "d": 2.0}),
            "other": pd.Series({"a": 10.0, "b": 11.0, "c": 90.0}),
        }
    )
    assert found.left_out == {"d": 1}
    assert [one.area for one in found.neighbours("a")] == ["b", "c"]
    near, far = found.neighbours("a")
    assert 0 < near.distance < 0.1 < far.distance
    assert found.neighbours("d") == []
    assert found.neighbours("nowhere") == []


def test_the_distance_does_not_grow_with_the_number_of_indicators() -> None:
    one = pd.Series({"a": 1.0, "b": 2.0, "c": 4.0})
    alone, twice = likeness({"x": one}), likeness({"x": one, "y": one})
    assert [n.distance for n in twice.neighbours("a")] == pytest.approx([n.distance for n in alone.neighbours("a")])


def indicator(*breaks: Break, rule: Progress | None = None, unit: str = "percent") -> Indicator:
    return Indicator(
        "A rate", "", "", unit, AsPublished("rate", "no"), "higher is better", progress=rule, breaks=breaks
    )


def figure(period: str, value: float | None, half: float | None = None, unit: str = "percent") -> Figure:
    ends = (None, None) if half is None or value is None else (value - half, value + half)
    return Figure("rate", "E06000055", period, {}, value, unit, "final", *ends, "sampling" if half else "")


@pytest.mark.parametrize(
    ("periods", "baseline"),
    [
        pytest.param(["2022", "2023", "2024"], "2023", id="the year before"),
        pytest.param(["2021", "2022", "2024"], "2022", id="the last that ended a year before"),
        pytest.param(["2024-01", "2024-07", "2025-01"], "2024-01", id="the month a year before, not the last"),
        pytest.param(["2024-07", "2025-01"], "2024-07", id="of months the one before"),
        pytest.param(["2024-01/2024-12", "2024-04/2025-03"], None, id="a year that overlaps is no baseline"),
        pytest.param(["2024"], None, id="nothing before"),
    ],
)
def test_the_baseline_is_a_year_before(periods: list[str], baseline: str | None) -> None:
    found = change([figure(period, 50.0 + place) for place, period in enumerate(periods)], indicator())
    assert (found.baseline.period if found else None) == baseline


def test_an_interval_decides_whether_there_is_a_change() -> None:
    wide = change([figure("2023", 50, 3), figure("2024", 52, 3)], indicator())
    narrow = change([figure("2023", 50, 1), figure("2024", 52, 1)], indicator())
    assert wide is not None
    assert narrow is not None
    assert (wide.status, wide.size, narrow.status) == ("no clear change", 2, "improved")


def test_across_a_break_nothing_is_compared() -> None:
    found = change([figure("2023", 50), figure("2024", 52)], indicator(Break(date(2024, 1, 1), "new questions")))
    assert found is not None
    assert (found.status, found.size, found.reason) == ("not comparable", None, "new questions")


def test_counts_change_in_per_cent_and_missing_values_not_at_all() -> None:
    found = change([figure("2023", 200, unit="people"), figure("2024", 150, unit="people")], indicator(unit="people"))
    assert found is not None
    assert (found.relative, found.size, found.status) == (True, -25, "worsened")
    assert change([figure("2023", 50), figure("2024", None)], indicator()) is None
    assert change([figure("2023", None), figure("2024", 50)], indicator()) is None
    assert change([], indicator()) is None

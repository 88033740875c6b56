"""What a new release is asked about, and what is let pass."""

from __future__ import annotations

import pandas as pd
import pytest

from watling.evidence.sanity import questions

AREAS = [f"E0600{number:04d}" for number in range(1, 61)]
NONE = pd.Series(dtype=float)


def series(values: dict[str, dict[str, float]], measure: str = "gigabit", unit: str = "percent") -> pd.DataFrame:
    """Observations: for each period each area's value."""
    return pd.DataFrame(
        [
            {"measure": measure, "area": area, "breakdown": "{}", "period": period, "value": value, "unit": unit}
            for period, of_area in values.items()
            for area, value in of_area.items()
        ],
        columns=["measure", "area", "breakdown", "period", "value", "unit"],
    )


def level(base: float, step: float = 0.7) -> dict[str, float]:
    """A different value for each area."""
    return {area: round(base + step * number, 1) for number, area in enumerate(AREAS)}


STOOD = {"2024-07": level(40), "2025-01": level(42), "2025-07": level(43.5)}


def asked(new: pd.DataFrame, before: pd.DataFrame | None = None, revisions: pd.Series = NONE) -> list[str]:
    return [one.text for one in questions(new, series(STOOD) if before is None else before, revisions)]


def test_the_next_period_raises_no_question() -> None:
    assert asked(series({"2026-01": level(45)})) == []


def test_a_first_release_raises_no_question() -> None:
    assert questions(series(STOOD), series({}), NONE) == []


def test_the_same_values_again_raise_no_question() -> None:
    assert asked(series({"2025-07": STOOD["2025-07"]})) == []


def test_values_under_another_periods_date_are_found() -> None:
    found = asked(series({"2025-01": STOOD["2025-07"]}))
    swapped = "60 of 60 values under January 2025 are those published before for July 2025"
    assert found[0] == f"gigabit: {swapped}"
    assert "the newest period is January 2025, though July 2025 was published before" in found[1]
    assert "60 of 60 values published before are revised, though none before did" in found[2]


def test_a_release_that_goes_back_in_time_is_asked_about() -> None:
    (found,) = asked(series({"2025-01": STOOD["2025-01"]}))
    assert "though July 2025 was published before" in found


def test_an_earlier_period_is_welcome_where_releases_stand_by_period() -> None:
    assert questions(series({"2024-07": STOOD["2025-01"]}), series({"2025-07": STOOD["2025-07"]}), NONE, True) == []


@pytest.mark.parametrize(
    ("by", "ever", "asks"),
    [
        pytest.param(0.0, [], False, id="nothing is revised"),
        pytest.param(2.5, [], True, id="as never before"),
        pytest.param(2.5, [3.0], False, id="less than a release before"),
        pytest.param(0.1, [], False, id="too little to matter"),
    ],
)
def test_revisions_larger_than_ever_are_asked_about(by: float, ever: list[float], asks: bool) -> None:
    new = {"2025-07": {area: value + by for area, value in STOOD["2025-07"].items()}}
    found = asked(series(new), revisions=pd.Series(ever, dtype=float))
    assert any("are revised" in question for question in found) is asks


def test_one_revised_value_among_many_is_let_pass() -> None:
    new = {"2025-07": STOOD["2025-07"] | {AREAS[0]: 99.0}}
    assert not any("are revised" in question for question in asked(series(new)))


def test_a_change_that_no_area_ever_had_is_asked_about_and_named() -> None:
    new = series({"2026-01": level(45) | {AREAS[3]: 5.0}})
    (found,) = asked(new)
    assert "1 value changes by more than any has before" in found
    assert f"{AREAS[3]} in January 2026 from 45.6 to 5" in found


def test_without_a_history_of_changes_nothing_is_known_of_them() -> None:
    before = series({"2025-07": STOOD["2025-07"]})
    assert asked(series({"2026-01": level(90)}), before) == []


@pytest.mark.parametrize(("areas", "grave"), [(1, False), (10, True)])
def test_a_few_such_changes_are_listed_and_many_make_the_release_wait(areas: int, grave: bool) -> None:
    new = series({"2026-01": level(45) | dict.fromkeys(AREAS[:areas], 5.0)})
    (found,) = questions(new, series(STOOD), NONE)
    assert found.grave is grave


def test_counts_are_held_against_their_own_size() -> None:
    small, large = AREAS[0], AREAS[1]
    grown = {year: dict.fromkeys(AREAS, 1000.0 * 1.02**place) for place, year in enumerate(("2021", "2022", "2023"))}
    for place, year in enumerate(grown):
        grown[year][large] = 1e6 * 1.02**place
    before = series(grown, "enterprises", "enterprises")
    usual = {"2024": {area: value * 1.02 for area, value in grown["2023"].items()}}
    assert asked(series(usual, "enterprises", "enterprises"), before) == []
    halved = {"2024": usual["2024"] | {small: grown["2023"][small] / 2}}
    (found,) = asked(series(halved, "enterprises", "enterprises"), before)
    assert found.startswith("enterprises: 1 value changes by more than any has before (from +2% to +2%)")

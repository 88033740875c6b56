"""Figures: each has one id, safe in an address, and is found by what it is about."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watling.errors import WatlingError
from watling.figures.figure import Figure, FigureSet, UnknownFigure, figure_id, slug
from watling.figures.table import from_arrow, to_arrow

from .conftest import Evidence


def figure(
    period: str = "2021",
    value: float | None = 1,
    indicator: str = "claimants",
    area: str = "E92000001",
    **breakdown: str,
) -> Figure:
    return Figure(indicator, area, period, breakdown, value, "people", "final")


def test_an_id_says_indicator_area_period_and_breakdown() -> None:
    breakdown = {"sex": "Male", "age": "16-24"}
    assert figure_id("claimants", "two-towns", "2021-11", {}) == "claimants:two-towns:2021-11"
    assert figure_id("claimants", "two-towns", "2021-11", breakdown) == "claimants:two-towns:2021-11:age=16-24,sex=male"
    assert figure_id("claimants", "two-towns", "2020-12-01/P1Y", {}) == "claimants:two-towns:2020-12-01--P1Y"


def test_every_id_of_the_south_east_midlands_is_one_figures_and_safe_in_an_address(evidence: Evidence) -> None:
    ids = [figure.id for figure in evidence.figures]
    assert len(ids) == len(set(ids)) > 1000
    assert [id for id in ids if not re.fullmatch(r"[a-z0-9-]+:[A-Za-z0-9-]+:[0-9P Y-]+(:[a-z0-9=,-]+)?", id)] == []


@given(st.text())
def test_a_slug_is_safe_in_an_address_and_its_own_slug(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Security/Cleaning", "security-cleaning"),
        ("50+", "50-plus"),
        ("50", "50"),
        ("6. Experiences of workplaces", "6-experiences-of-workplaces"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_two_figures_of_one_id_are_refused_and_both_named() -> None:
    with pytest.raises(WatlingError, match=r"group=food-catering.*Food/Catering.*Food & Catering"):
        FigureSet([figure(group="Food/Catering"), figure(group="Food & Catering")])


def test_a_figure_is_found_by_its_id_or_not_at_all() -> None:
    figures = FigureSet([figure()])
    assert figures.by_id("claimants:E92000001:2021") == figure()
    assert "claimants:E92000001:2020" not in figures
    with pytest.raises(UnknownFigure, match="no figure 'claimants:E92000001:2020'"):
        figures.by_id("claimants:E92000001:2020")


def test_a_series_is_in_order_of_time_and_the_latest_is_got() -> None:
    figures = FigureSet([figure("2021-11"), figure("2020"), figure("2019/20".replace("/20", "-08-01/P1Y"))])
    assert [one.period for one in figures.series("claimants", "E92000001")] == ["2019-08-01/P1Y", "2020", "2021-11"]
    assert figures.get("claimants", "E92000001") == figure("2021-11")
    assert figures.get("claimants", "E92000001", "2020") == figure("2020")
    assert figures.get("claimants", "E92000001", "2018") is None


def test_a_breakdown_is_got_exactly_and_listed_by_what_it_has_at_least() -> None:
    both, men, everyone = figure(sex="Male", age="16-24"), figure(sex="Male"), figure()
    figures = FigureSet([both, men, everyone])
    assert figures.get("claimants", "E92000001", breakdown={"sex": "Male"}) is men
    assert figures.get("claimants", "E92000001", breakdown={"age": "16-24", "sex": "Male"}) is both
    assert figures.of("claimants", sex="Male") == [both, men]
    assert figures.of("claimants", "E06000032") == []
    assert figures.values("claimants", "age") == ["16-24"]


def test_figures_are_read_back_as_they_were_written(evidence: Evidence) -> None:
    again = from_arrow(to_arrow(evidence.figures))
    assert [one.as_dict() for one in again] == [one.as_dict() for one in evidence.figures]

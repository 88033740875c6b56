"""Sentences: what a change is called, and in what unit."""

from __future__ import annotations

import pytest

from watling.figures.figure import Figure
from watling.figures.standing import Change
from watling.publishing.pages.sentences import in_period, since, size_words


def figure(value: float | None, unit: str, period: str = "2024") -> Figure:
    return Figure("rate", "E06000055", period, {}, value, unit, "final")


@pytest.mark.parametrize(
    ("unit", "size", "relative", "words"),
    [
        ("percent", 1.24, False, "up 1.2 percentage points"),
        ("percent", 1.0, False, "up 1.0 percentage point"),
        ("percent", -0.04, False, "down 0.04 percentage points"),
        ("people", -5.26, True, "down 5.3%"),
        ("quotient", 0.031, False, "up 0.03"),
        ("people", 0.0, True, "no change"),
    ],
)
def test_the_size_of_a_change_is_said_in_its_unit(unit: str, size: float, relative: bool, words: str) -> None:
    assert size_words(Change(figure(1, unit), figure(2, unit), "higher", size, relative, "")) == words


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [("2023", "2024", "a year before"), ("2021", "2024", "2021"), ("2024-07", "2025-01", "July 2024")],
)
def test_the_baseline_is_named(before: str, now: str, words: str) -> None:
    found = Change(figure(1, "percent", before), figure(2, "percent", now), "higher", 1, False, "")
    assert since(found) == words


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2024", "in 2024"),
        ("2025-01-15", "on 15 January 2025"),
        ("2023-08-01/P1Y", "in the academic year 2023/24"),
        ("2023-10-01/P1Y", "in the year to 30 September 2024"),
        ("2024-04/2025-03", "in the year to March 2025"),
        ("2024-01/2024-03", "in January 2024 to March 2024"),
    ],
)
def test_a_period_has_its_preposition(period: str, words: str) -> None:
    assert in_period(period) == words

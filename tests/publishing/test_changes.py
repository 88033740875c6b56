"""What an edition adds, removes and revises against the one before it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from watling.figures.figure import Figure, FigureSet
from watling.publishing.changes import compare

CLAIMANTS = Figure(
    "claimants", "E06000055", "2021-11", {"sex": "Male"}, 3_105.0, "people", "final", 3_102.5, 3_107.5, "rounding",
    "better", None, "", ("ab" * 32,),
)  # fmt: skip
RATING = Figure(
    "supply-and-demand", "south-east-midlands", "2021", {"group": "Digital"}, 7.0, "points", "final", rating="attention"
)


def test_a_first_edition_changes_nothing() -> None:
    changes = compare(None, FigureSet([CLAIMANTS]))
    assert changes.first
    assert (changes.added, changes.removed, changes.revised, len(changes)) == ((), (), (), 0)


def test_an_edition_like_the_one_before_is_not_the_first_and_changes_nothing() -> None:
    changes = compare(FigureSet([CLAIMANTS, RATING]), FigureSet([RATING, CLAIMANTS]))
    assert not changes.first
    assert len(changes) == 0


def test_what_comes_and_what_goes() -> None:
    later = replace(CLAIMANTS, period="2021-12")
    changes = compare(FigureSet([CLAIMANTS, RATING]), FigureSet([later, RATING]))
    assert (changes.added, changes.removed, changes.revised) == ((later,), (CLAIMANTS,), ())
    assert len(changes) == 2


@pytest.mark.parametrize(
    ("figure", "revision"),
    [
        (CLAIMANTS, {"value": 3_110.0}),
        (CLAIMANTS, {"value": None, "status": "c"}),
        (CLAIMANTS, {"value": 0.0}),
        (CLAIMANTS, {"lower": 3_100.0}),
        (CLAIMANTS, {"upper": None}),
        (CLAIMANTS, {"status": "r"}),
        (RATING, {"rating": "urgent attention"}),
        (RATING, {"rating": None}),
    ],
)
def test_a_figure_is_revised_where_what_is_said_of_it_differs(figure: Figure, revision: dict[str, Any]) -> None:
    now = replace(figure, **revision)
    changes = compare(FigureSet([figure]), FigureSet([now]))
    assert changes.revised == ((figure, now),)
    assert (changes.added, changes.removed, len(changes)) == ((), (), 1)


@pytest.mark.parametrize("other", [{"releases": ("cd" * 32,)}, {"note": "transcribed again"}])
def test_the_same_value_from_another_file_is_no_revision(other: dict[str, Any]) -> None:
    assert len(compare(FigureSet([CLAIMANTS]), FigureSet([replace(CLAIMANTS, **other)]))) == 0


def test_suppressing_a_value_is_a_revision_with_the_old_value_kept() -> None:
    suppressed = replace(CLAIMANTS, value=None, lower=None, upper=None, status="c")
    ((before, now),) = compare(FigureSet([CLAIMANTS]), FigureSet([suppressed])).revised
    assert (before.value, now.value) == (3_105.0, None)

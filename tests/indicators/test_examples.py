"""Each indicator's examples: what is published, and the figures a reader must then see.

A file ``<indicator>.toml`` holds cases. ``[observation]`` says what every observation of the file has unless it says
otherwise; an observation or a figure without an area is the region's, a figure without a period is the latest.
``value`` may be a mark such as ``[c]``. Numbers are compared to as many places as are written, texts as they are
shown; of a note the words that must be in it. ``none`` lists figures that must not be there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, Field

from given import observations, region
from watling.figures import wording
from watling.figures.composer import Composer
from watling.figures.compute import compute
from watling.figures.definition import measures
from watling.figures.figure import Figure, FigureSet
from watling.figures.rating import Rating, Unrated
from watling.indicators import all_indicators
from watling.methods.periods import to_iso
from watling.packs.decisions import Criterion, Grade, Match, Override, RatingRule
from watling.places.regions import Region


class Strict(BaseModel):
    """A mistyped key is an error: else it would be an expectation that nothing checks."""

    model_config = ConfigDict(extra="forbid")


class Observation(Strict):
    measure: str | None = None
    area: str | None = None
    period: str | None = None
    breakdown: dict[str, str] = {}
    value: float | str | None = None
    rounded_to: float | None = None
    minimum: float | None = None
    lower: float | None = None
    upper: float | None = None
    interval: str | None = None
    status: str | None = None
    unit: str | None = None


class Which(Strict):
    area: str | None = None
    period: str | None = None
    breakdown: dict[str, str] = {}


class Expected(Which):
    shown: str
    between: str | None = None
    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    unit: str | None = None
    status: str = "final"
    comparison: str | None = None
    note: str = ""


class ExpectedRating(Strict):
    """A rating: the label shown and, where there is a grade, the points that each criterion gave."""

    sector: str
    group: str
    shown: str
    points: dict[str, int] = {}
    least: int | None = None
    most: int | None = None
    holds: bool | None = None
    more_pressing: dict[str, Any] | None = None
    less_pressing: dict[str, Any] | None = None
    note: str = ""


class Case(Strict):
    title: str
    members: tuple[str, ...] = ("Bedford", "Luton")
    observations: list[Observation]
    figures: list[Expected] = []
    none: list[Which] = []
    overrides: list[Override] = []
    ratings: list[ExpectedRating] = []


class Example(Strict):
    observation: Observation = Observation()
    criteria: list[Criterion] = []
    grades: list[Grade] = []
    groups: dict[str, Match] = {}
    case: list[Case] = Field(min_length=1)


def read(file: Path) -> Example:
    return Example.model_validate(tomllib.loads(file.read_text("utf-8")))


EXAMPLES = {file.stem: read(file) for file in sorted(Path(__file__).parent.glob("*.toml"))}
CASES = [pytest.param(id, case, id=f"{id}: {case.title}") for id, example in EXAMPLES.items() for case in example.case]


def figures_of(id: str, case: Case) -> tuple[Region, FigureSet, Mapping[tuple[str, str], Rating | Unrated]]:
    example, indicators = EXAMPLES[id], all_indicators()
    wanted = {"vacancies", *(one.indicator for one in example.criteria), id} if example.criteria else {id}
    of_all = {"measure": next(iter(measures(indicators[id].composition)), None), "unit": indicators[id].unit}
    of_all |= example.observation.model_dump(exclude_unset=True)
    place = region(*case.members)
    rows = [one.model_dump(exclude_unset=True) for one in case.observations]
    composer = Composer(observations(place, rows, **of_all), place)
    overrides = {(one.sector, one.group): one for one in case.overrides}
    rule = RatingRule(tuple(example.criteria), tuple(example.grades), example.groups, overrides)
    return place, *compute({name: indicators[name] for name in sorted(wanted)}, composer, rule)


def find(figures: FigureSet, id: str, place: Region, which: Which) -> Figure | None:
    period = to_iso(which.period) if which.period else None
    return figures.get(id, place.find(which.area or place.title), period, which.breakdown)


def as_written(actual: float | None, expected: float) -> float | None:
    """A number to as many places as are written in the example."""
    written = f"{expected:.10f}".rstrip("0")
    return actual if actual is None else round(actual, len(written.partition(".")[2]))


@pytest.mark.parametrize(("id", "case"), CASES)
def test_example(id: str, case: Case) -> None:
    indicator = all_indicators()[id]
    place, figures, ratings = figures_of(id, case)
    assert case.figures or case.ratings, "a case says what is expected"
    for expected in case.figures:
        figure = find(figures, id, place, expected)
        assert figure is not None, f"no figure for {expected}"
        assert wording.shown(figure, indicator) == expected.shown
        assert (figure.status, figure.comparison) == (expected.status, expected.comparison), figure.note
        for name in ("value", "lower", "upper"):
            number = getattr(expected, name)
            assert number is None or as_written(getattr(figure, name), number) == number
        assert expected.between in (None, wording.interval(figure, indicator))
        assert expected.unit in (None, figure.unit)
        assert expected.note in figure.note
    for which in case.none:
        assert find(figures, id, place, which) is None
    for rating in case.ratings:
        check_rating(ratings[rating.sector, rating.group], rating)
        figure = figures.get(id, place.code, breakdown={"sector": rating.sector, "group": rating.group})
        assert figure is not None
        assert figure.rating == rating.shown
        assert rating.note in figure.note


def check_rating(rating: Rating | Unrated, expected: ExpectedRating) -> None:
    if isinstance(rating, Unrated):
        assert (rating.label, {}) == (expected.shown, expected.points), "a group without a grade has no points"
        return
    assert rating.shown == expected.shown
    assert {one.criterion.name: one.points for one in rating.scored} == expected.points
    assert rating.points == sum(expected.points.values())
    assert (rating.least, rating.most, rating.holds) == (expected.least, expected.most, expected.holds)
    for distance, wanted in ((rating.up, expected.more_pressing), (rating.down, expected.less_pressing)):
        found = asdict(distance) if distance else None
        assert (wanted and {name: found[name] for name in wanted} if found else found) == wanted


def test_every_indicator_that_can_be_refused_or_missing_shows_it() -> None:
    """An indicator of which something can be missing has a case in which something is."""
    silent = []
    for id, example in EXAMPLES.items():
        shown = [expected.shown for case in example.case for expected in case.figures]
        shown += [rating.shown for case in example.case for rating in case.ratings]
        if not any(text.startswith(("not available", "at least", "under", "no learner measure")) for text in shown):
            silent.append(id)
    assert silent == []

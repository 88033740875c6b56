"""The decisions of a pack: what a panel or an analyst has settled, each in a small table of ``decisions/``.

A file that is not there is a decision not taken: its list is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, cast

from pydantic import Field, model_validator

from watling.errors import InputError
from watling.methods import periods
from watling.packs.contract import Strict
from watling.packs.pack import Pack
from watling.packs.reading import Row, read_csv, read_toml
from watling.places.areas import UnknownArea, find_area

GRADES = ("urgent attention", "attention", "review", "good")


@dataclass(frozen=True)
class Criterion:
    """One line of the rating rule: an indicator and the values from which it gives one, two and three points."""

    name: str
    indicator: str
    direction: Literal["higher", "lower"]
    thresholds: tuple[float, float, float]
    why: str
    row: Row | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Grade:
    """A grade and the points from which it is given."""

    name: str
    from_points: int
    meaning: str


@dataclass(frozen=True)
class Match:
    """What an occupational group is matched with: a learner group, and an answer of the business survey."""

    learner_group: str
    survey_question: str
    survey_answer: str
    row: Row | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Override:
    """A rating that an analyst has set aside, with the reason and a name."""

    sector: str
    group: str
    grade: str
    reason: str
    by: str
    on: str
    row: Row | None = field(default=None, compare=False)


@dataclass(frozen=True)
class RatingRule:
    """The rule, its grades (most pressing first), the matches and the overrides; empty where the pack has none."""

    criteria: tuple[Criterion, ...] = ()
    grades: tuple[Grade, ...] = ()
    matches: dict[str, Match] = field(default_factory=dict)
    overrides: dict[tuple[str, str], Override] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """Which of two published values is used: that of the named table."""

    measure: str
    area: str
    period: str
    breakdown: dict[str, str]
    table: str
    reason: str
    row: int


@dataclass(frozen=True)
class Weight:
    """What part of an area that was divided (``before``) a count has in one of those it became (``after``)."""

    before: str
    after: str
    weight: float
    reason: str


@dataclass(frozen=True)
class MeasureLink:
    """What a phrase of the action plan is measured by: an indicator (and values of a dimension), or why nothing is."""

    phrase: str
    indicator: str
    dimension: str
    values: tuple[str, ...]
    why_not: str


class Side(Strict):
    """One of two quantities that should be one."""

    measure: str
    breakdown: dict[str, str] = Field(default_factory=dict)


NEEDED = {
    "mean": ("measure", "of", "over"),
    "same": ("left", "right"),
    "ratio": ("count", "ratio"),
    "direction": ("trend", "growth"),
}
"""The keys that each kind of check needs."""


class Check(Strict):
    """A published summary that must follow from its parts; see watling.figures.contradictions for the kinds."""

    title: str
    kind: Literal["mean", "same", "ratio", "direction"]
    why: str = ""
    measure: str = ""
    of: str = ""
    over: str = ""
    left: Side | None = None
    right: Side | None = None
    count: str = ""
    ratio: str = ""
    trend: str = ""
    growth: str = ""

    @model_validator(mode="after")
    def keys_fit(self) -> Check:
        """Every key that the kind needs is there."""
        for key in NEEDED[self.kind]:
            if not getattr(self, key):
                raise ValueError(f"a check of kind '{self.kind}' needs {' and '.join(NEEDED[self.kind])}")
        return self


class ChecksFile(Strict):
    """``decisions/checks.toml``."""

    check: tuple[Check, ...] = ()


def _rows(pack: Pack, name: str, *columns: str) -> Iterator[Row]:
    file = pack.folder / "decisions" / f"{name}.csv"
    if file.is_file():
        yield from read_csv(file, columns)


def _number(row: Row, column: str) -> float:
    try:
        return float(row[column])
    except ValueError:
        raise row.wrong(column, f"'{row[column]}' is not a number", "a number such as 12.5") from None


def _whole(row: Row, column: str) -> int:
    number = _number(row, column)
    if not number.is_integer():
        raise row.wrong(column, f"{row[column]} is not a whole number", "6")
    return int(number)


def _one_of(row: Row, column: str, allowed: tuple[str, ...]) -> str:
    if row[column] not in allowed:
        raise row.wrong(column, f"'{row[column]}' is not known", f"one of {', '.join(allowed)}")
    return row[column]


def rating_rule(pack: Pack) -> RatingRule:
    """The pack's rating rule.

    Raises InputError for thresholds out of order, an unknown grade, grades that do not begin at 0 points, or an
    override without a reason or a name.
    """
    columns = ("criterion", "indicator", "direction", "one_point", "two_points", "three_points", "why")
    criteria = tuple(_criterion(row) for row in _rows(pack, "rating", *columns))
    grades = [
        Grade(_one_of(row, "grade", GRADES), _whole(row, "from_points"), row["meaning"])
        for row in _rows(pack, "grades", "grade", "from_points", "meaning")
    ]
    if grades and min(grade.from_points for grade in grades) > 0:
        file = pack.folder / "decisions" / "grades.csv"
        expected = "0 for the least pressing grade, so that every rating has one"
        raise InputError(file, "no grade begins at 0 points", column="from_points", expected=expected)
    matches = {
        row["group"]: Match(row["learner_group"], row["survey_question"], row["survey_answer"], row)
        for row in _rows(pack, "groups", "group", "learner_group", "survey_question", "survey_answer")
    }
    overrides = {
        (row["sector"], row["group"]): _override(row)
        for row in _rows(pack, "overrides", "sector", "group", "grade", "reason", "by", "on")
    }
    pressing_first = sorted(grades, key=lambda grade: -grade.from_points)
    return RatingRule(criteria, tuple(pressing_first), matches, overrides)


def _criterion(row: Row) -> Criterion:
    direction = cast(Literal["higher", "lower"], _one_of(row, "direction", ("higher", "lower")))
    one, two, three = (_number(row, column) for column in ("one_point", "two_points", "three_points"))
    if not (one < two < three if direction == "higher" else one > two > three):
        expected = "rising thresholds for 'higher', falling ones for 'lower'"
        raise row.wrong("two_points", "the thresholds are out of order", expected)
    return Criterion(row["criterion"], row["indicator"], direction, (one, two, three), row["why"], row)


def _override(row: Row) -> Override:
    for column in ("reason", "by"):
        if not row[column].strip():
            raise row.wrong(column, "an override needs a reason and a name", "words")
    grade = _one_of(row, "grade", GRADES)
    return Override(row["sector"], row["group"], grade, row["reason"], row["by"], row["on"], row)


def choices(pack: Pack) -> list[Choice]:
    """The pack's choices between contradicting published values.

    Raises InputError for a table that is none of the pack's, or a period that is none.
    """
    found = []
    for row in _rows(pack, "choices", "measure", "area", "period", "breakdown", "table", "reason"):
        if row["table"] not in pack.tables:
            raise row.wrong("table", f"'{row['table']}' is no table of the pack", f"one of {', '.join(pack.tables)}")
        pairs = [pair.partition("=") for pair in row["breakdown"].split(";") if pair.strip()]
        breakdown = {name.strip(): value.strip() for name, _, value in pairs}
        try:
            period = periods.to_iso(row["period"])
        except ValueError as error:
            raise row.wrong("period", str(error), "2021-11 or 2021/22") from None
        found.append(Choice(row["measure"], row["area"], period, breakdown, row["table"], row["reason"], row.number))
    return found


def weights(pack: Pack) -> list[Weight]:
    """The pack's weights by which counts of divided areas are restated: ``decisions/weights.csv``.

    Raises InputError for an area that is none, a weight that is not above 0 and at most 1, weights of one area that
    add up to more than 1, or no reason.
    """
    found: list[Weight] = []
    for row in _rows(pack, "weights", "from", "to", "weight", "reason"):
        before, after = (_area(row, column) for column in ("from", "to"))
        weight = _number(row, "weight")
        if not 0 < weight <= 1:
            raise row.wrong("weight", f"{row['weight']} is no part of a whole", "more than 0, and 1 at most")
        if not row["reason"].strip():
            raise row.wrong("reason", "a weight needs a reason", "words")
        found.append(Weight(before, after, weight, row["reason"]))
        if sum(one.weight for one in found if one.before == before) > 1 + 1e-9:
            raise row.wrong("weight", f"the weights of {row['from']} add up to more than 1", "parts of one whole")
    return found


def _area(row: Row, column: str) -> str:
    try:
        return find_area(row[column]).code
    except UnknownArea as error:
        raise row.wrong(column, str(error), "a code such as E10000021") from None


def measure_links(pack: Pack) -> dict[str, list[MeasureLink]]:
    """By phrase of the action plan, what it is measured by.

    Raises InputError for a phrase with neither an indicator nor a reason.
    """
    links: dict[str, list[MeasureLink]] = {}
    for row in _rows(pack, "measures", "measure", "indicator", "dimension", "values", "why_not"):
        if not row["indicator"] and not row["why_not"]:
            raise row.wrong("why_not", "a measure without an indicator needs a reason", "words")
        values = tuple(value.strip() for value in row["values"].split("|") if value.strip())
        link = MeasureLink(row["measure"], row["indicator"], row["dimension"], values, row["why_not"])
        links.setdefault(row["measure"], []).append(link)
    return links


def checks(pack: Pack) -> tuple[Check, ...]:
    """The published summaries that the pack wants checked."""
    file = pack.folder / "decisions" / "checks.toml"
    return read_toml(file, ChecksFile).check if file.is_file() else ()

"""What is published and cannot all be true: each kind found, with both sides and their places, and no other."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from given import observations, region
from watling.figures.contradictions import Finding, find
from watling.figures.figure import Figure, FigureSet
from watling.packs.contract import TableContract
from watling.packs.decisions import Check, Choice, Side
from watling.packs.pack import Table

from .conftest import Evidence

PLACE = region()
SEX = {"role": "breakdown"}
VALUE = {"role": "value", "measure": "claimants", "unit": "people"}


def check(
    rows: list[dict[str, Any]],
    *checks: Check,
    choices: tuple[Choice, ...] = (),
    exhaustive: tuple[str, ...] = (),
    growth: tuple[Figure, ...] = (),
) -> list[Finding]:
    contract = TableContract.model_validate(
        {
            "title": "",
            "file": "",
            "document": "",
            "place": "",
            "period": "2021",
            "exhaustive": exhaustive,
            "columns": {"sex": SEX, "value": VALUE},
        }
    )
    pack: Any = SimpleNamespace(tables={"table": Table("table", contract, Path(), Path())})
    found = observations(PLACE, rows, measure="claimants", period="2021-11")
    return find(found, choices, pack, PLACE, checks, FigureSet(growth))


TWICE = [
    {"table": "claimants", "value": 46815, "rounded_to": 5},
    {"table": "headlines", "value": 46818, "rounded_to": 1},
]


def test_a_quantity_published_twice_with_values_that_rounding_does_not_reconcile() -> None:
    [finding] = check(TWICE)
    assert (finding.kind, finding.agrees, finding.decision) == ("published twice", False, "")
    assert finding.title == "claimants, Bedford and Luton, November 2021"
    assert [str(place) for place in finding.places] == [
        "46815 (bedford-and-luton/claimants, row 2, column 'value')",
        "46818 (bedford-and-luton/headlines, row 3, column 'value')",
    ]


def test_what_the_pack_chose_is_said_and_does_not_make_it_agree() -> None:
    choice = Choice("claimants", PLACE.code, "2021-11", {}, "claimants", "all rounded alike", 2)
    [finding] = check(TWICE, choices=(choice,))
    assert not finding.agrees
    assert finding.decision == "The value of claimants is used: all rounded alike."


def test_values_that_agree_within_their_rounding_are_checked_and_no_contradiction() -> None:
    [finding] = check([TWICE[0], TWICE[1] | {"value": 46816}])
    assert (finding.kind, finding.agrees) == ("published twice", True)


def parts(whole: int, male: int | str, female: int) -> list[Finding]:
    rows = [
        {"value": whole},
        {"value": male, "breakdown": {"sex": "Male"}},
        {"value": female, "breakdown": {"sex": "Female"}},
    ]
    return check([row | {"rounded_to": 5} for row in rows], exhaustive=("sex",))


@pytest.mark.parametrize(
    ("male", "female", "agrees"),
    [
        pytest.param(60, 40, True, id="the parts add up"),
        pytest.param(60, 45, True, id="they do within the rounding of all three"),
        pytest.param(60, 50, False, id="they do not"),
        pytest.param(60, 30, False, id="nor the other way"),
    ],
)
def test_a_total_and_its_parts(male: int, female: int, agrees: bool) -> None:
    [finding] = parts(100, male, female)
    assert (finding.kind, finding.agrees) == ("parts", agrees)
    assert str(finding.places[0]).startswith("100 (")
    assert str(finding.places[1]).startswith(f"{male + female}, the sum of 2 parts")
    assert str(finding.places[1]).endswith("rows 3, 4")


def test_a_part_that_is_not_available_contradicts_nothing() -> None:
    assert parts(100, "[c]", 50) == []


MEAN = Check(title="The average", kind="mean", measure="average", of="benchmark", over="number")


@pytest.mark.parametrize(("average", "agrees"), [(84, False), (83, True), (82, True), (81, False)])
def test_a_published_mean_and_the_mean_of_what_is_published(average: int, agrees: bool) -> None:
    """The eight Gatsby Benchmarks of 2019/20: 85, 85, 87, 85, 84, 76, 82 and 75 have the mean 82.4."""
    values = [85, 85, 87, 85, 84, 76, 82, 75]
    rows = [
        {"measure": "benchmark", "value": value, "breakdown": {"number": str(number)}}
        for number, value in enumerate(values)
    ]
    rows += [{"measure": "average", "value": average}]
    [finding] = check([row | {"rounded_to": 1} for row in rows], MEAN)
    assert (finding.kind, finding.agrees) == ("summary", agrees)
    assert str(finding.places[1]) == "82.4, the mean of 8 published values (between 81.9 and 82.9)"


SAME = Check(
    title="No gaps",
    kind="same",
    left=Side(measure="gaps", breakdown={"answer": "None"}),
    right=Side(measure="actions", breakdown={"answer": "No gaps"}),
)


@pytest.mark.parametrize(("other", "agrees"), [(66, False), (33, False), (82, True)])
def test_two_answers_that_say_the_same(other: int, agrees: bool) -> None:
    rows = [
        {"measure": "gaps", "value": 82, "breakdown": {"answer": "None"}},
        {"measure": "actions", "value": other, "breakdown": {"answer": "No gaps"}},
        {"measure": "actions", "value": 5, "breakdown": {"answer": "Training"}},
    ]
    [finding] = check([row | {"rounded_to": 1} for row in rows], SAME)
    assert (finding.kind, finding.agrees) == ("same quantity", agrees)
    assert [place.says for place in finding.places] == ["82", str(other)]


RATIO = Check(title="The base", kind="ratio", count="claimants", ratio="ratio")


@pytest.mark.parametrize(("later", "agrees"), [(1.8, True), (1.5, False)])
def test_ratios_that_lead_to_different_bases(later: float, agrees: bool) -> None:
    rows: list[dict[str, Any]] = [
        {"period": "2020-08", "value": 65085, "rounded_to": 1},
        {"period": "2020-08", "value": 2.6, "rounded_to": 0.1, "measure": "ratio"},
        {"value": 46815, "rounded_to": 5},
        {"value": later, "rounded_to": 0.1, "measure": "ratio"},
    ]
    [finding] = check(rows, RATIO)
    assert (finding.kind, finding.agrees) == ("ratio", agrees)
    assert finding.places[0].says == "65085 / 2.6 in August 2020: between 24,560 and 25,524"


DIRECTION = Check(title="Trend", kind="direction", trend="trend", growth="growth")


@pytest.mark.parametrize(
    ("trend", "bounds", "agrees"),
    [
        pytest.param(1, (2, 4), True, id="increasing, and it grew"),
        pytest.param(-1, (2, 4), False, id="decreasing, but it grew"),
        pytest.param(0, (-1, 4), True, id="level, and it may have stayed"),
        pytest.param(1, (-1, 4), False, id="increasing, but it may have shrunk"),
        pytest.param(-1, (-4, -2), True, id="decreasing, and it shrank"),
    ],
)
def test_a_direction_in_words_and_the_numbers(trend: int, bounds: tuple[float, float], agrees: bool) -> None:
    rows = [{"measure": "trend", "value": trend, "period": "2021", "breakdown": {"sector": "Retail"}}]
    growth = Figure("growth", PLACE.code, "2021", {"sector": "Retail"}, sum(bounds) / 2, "percent change", "e", *bounds)
    [finding] = check(rows, DIRECTION, growth=(growth,))
    assert (finding.kind, finding.agrees, finding.title) == ("direction", agrees, "Trend, Retail")


def test_contradictions_come_first() -> None:
    rows = [TWICE[0] | {"area": "Bedford"}, TWICE[0] | {"area": "Bedford", "table": "text"}, *TWICE]
    assert [finding.agrees for finding in check(rows)] == [False, True]


def test_the_contradictions_of_the_south_east_midlands(evidence: Evidence) -> None:
    found = [
        (
            finding.kind,
            [place.says.partition(",")[0] if index else place.says for index, place in enumerate(finding.places)],
        )
        for finding in evidence.findings
        if not finding.agrees
    ]
    assert found == [
        ("published twice", ["46815", "46818"]),
        ("published twice", ["70", "68"]),
        ("parts", ["61470", "61"]),
        ("summary", ["84", "82.4"]),
        ("same quantity", ["82", "66"]),
        ("same quantity", ["82", "33"]),
    ]


def test_what_agrees_in_the_south_east_midlands_is_not_called_a_contradiction(evidence: Evidence) -> None:
    agreeing = {(finding.kind, finding.title) for finding in evidence.findings if finding.agrees}
    assert ("parts", "claimants, South East Midlands, November 2021") in agreeing  # 46,815 against 46,820
    assert ("summary", "Gatsby Benchmarks, average of all eight, academic year 2021/22") in agreeing  # 85 against 84.9
    assert ("ratio", "Claimants of January 2020, as each ratio implies them, South East Midlands") in agreeing
    assert any(kind == "published twice" and "6. Experiences" in title for kind, title in agreeing)  # 76 and 76

"""What a panel or an analyst has settled, read from the pack's tables. Their faults stand in test_broken_packs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from watling.packs.decisions import RatingRule, Side, checks, choices, measure_links, rating_rule
from watling.packs.pack import Pack

GOOD = Path(__file__).parent / "bedford-and-luton"


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return Pack(Path(shutil.copytree(GOOD, tmp_path / "bedford-and-luton")))


def settle(pack: Pack, name: str, text: str) -> None:
    (pack.folder / "decisions" / name).write_text(text, "utf-8")


def test_what_is_not_settled_is_empty(pack: Pack) -> None:
    shutil.rmtree(pack.folder / "decisions")
    assert rating_rule(pack) == RatingRule()
    assert (choices(pack), measure_links(pack), checks(pack)) == ([], {}, ())


def test_a_rule_has_its_criteria_in_order_and_its_grades_from_the_most_pressing(pack: Pack) -> None:
    settle(pack, "grades.csv", "grade,from_points,meaning\ngood,0,\nurgent attention,9,\nreview,4,\nattention,6,\n")
    rule = rating_rule(pack)
    assert [criterion.name for criterion in rule.criteria] == ["Vacancies", "Learners"]
    assert rule.criteria[1].thresholds == (1.4, 1.1, 0.9)
    assert [(grade.name, grade.from_points) for grade in rule.grades] == [
        ("urgent attention", 9), ("attention", 6), ("review", 4), ("good", 0),
    ]  # fmt: skip
    assert rule.matches["Digital"].learner_group == "Digital"


def test_an_override_is_found_by_sector_and_group(pack: Pack) -> None:
    line = "Retail,Digital,good,they left,R. Patel,2022-01-01"
    settle(pack, "overrides.csv", f"sector,group,grade,reason,by,on\n{line}\n")
    assert rating_rule(pack).overrides["Retail", "Digital"].by == "R. Patel"


def test_a_choice_is_of_one_quantity(pack: Pack) -> None:
    line = "gatsby-benchmark,E06000055,2021/22,benchmark=6. Experiences; stage = two,claimants,a reason"
    settle(pack, "choices.csv", f"measure,area,period,breakdown,table,reason\n{line}\n")
    [choice] = choices(pack)
    assert choice.breakdown == {"benchmark": "6. Experiences", "stage": "two"}
    assert (choice.period, choice.row) == ("2021-08-01/P1Y", 2)


def test_a_phrase_may_be_measured_by_several_indicators_or_none(pack: Pack) -> None:
    lines = (
        "starts,learner-start-quotient,,,\nstarts,key-stage-4,subject,English | Maths,\nstarts,,,,not all published\n"
    )
    settle(pack, "measures.csv", f"measure,indicator,dimension,values,why_not\n{lines}")
    quotient, key_stage, rest = measure_links(pack)["starts"]
    assert quotient.values == ()
    assert key_stage.values == ("English", "Maths")
    assert (rest.indicator, rest.why_not) == ("", "not all published")


def test_a_check_says_what_must_follow_from_what(pack: Pack) -> None:
    settle(
        pack,
        "checks.toml",
        '[[check]]\ntitle = "A"\nkind = "same"\nleft = { measure = "a" }\nright = { measure = "b" }',
    )
    [check] = checks(pack)
    assert (check.left, check.right) == (Side(measure="a"), Side(measure="b"))

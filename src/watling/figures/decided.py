"""Decisions held against what there is: a name that matches nothing is a mistake, not a decision to be passed over."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from watling.errors import InputError, raise_all
from watling.figures.figure import FigureSet
from watling.figures.rating import LEARNERS, SURVEY
from watling.packs.decisions import RatingRule
from watling.packs.reading import Row


def check_rule(rule: RatingRule, indicators: Collection[str], figures: FigureSet) -> None:
    """Hold the rating rule, its matches and overrides against the indicators and the figures.

    Raises InputError (InputErrors where there are several) for an indicator that does not exist, a learner group, an
    answer of the survey, or an overridden group that no figure is about. What has no figures at all is not checked.
    """
    raise_all(list(_unknown(rule, indicators, figures)))


def _unknown(rule: RatingRule, indicators: Collection[str], figures: FigureSet) -> Iterator[InputError]:
    for criterion in rule.criteria:
        if criterion.row and criterion.indicator not in indicators:
            expected = "an id listed by: watling indicators"
            yield criterion.row.wrong("indicator", f"there is no indicator '{criterion.indicator}'", expected)
    learner_groups = figures.values(LEARNERS, "learner group")
    answers = figures.values(SURVEY, "answer")
    for match in rule.matches.values():
        yield from _absent(match.row, "learner_group", match.learner_group, learner_groups)
        yield from _absent(match.row, "survey_answer", match.survey_answer, answers)
    rated = {(f.breakdown.get("sector"), f.breakdown.get("group")) for f in figures.of("vacancies")}
    for sector, group in rule.overrides:
        row = rule.overrides[sector, group].row
        if row and rated and (sector, group) not in rated:
            expected = "a sector and a group of it that vacancies are published for"
            yield row.wrong("group", f"there is no group '{group}' in the sector '{sector}'", expected)


def _absent(row: Row | None, column: str, value: str, known: list[str]) -> Iterator[InputError]:
    if row and value and known and value not in known:
        yield row.wrong(column, f"'{value}' is in no published figure", f"one of {', '.join(known)}")

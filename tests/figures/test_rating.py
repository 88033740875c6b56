"""Ratings beyond the examples of the indicator supply-and-demand: what is looked at, and what is published of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from watling.figures.figure import Figure, FigureSet
from watling.figures.rating import NO_MEASURE, NOT_RATED, Rating, Unrated, rate, rating_figures
from watling.packs.decisions import Criterion, Grade, Match, Override, RatingRule

from .conftest import Evidence

HERE = "two-towns"
RULE = RatingRule(
    criteria=(
        Criterion("Vacancies", "vacancies", "higher", (500, 2000, 5000), ""),
        Criterion("Learners", "learner-start-quotient", "lower", (1.4, 1.1, 0.9), ""),
        Criterion("Survey", "business-survey", "higher", (10, 25, 50), ""),
    ),
    grades=(Grade("attention", 4, ""), Grade("good", 0, "")),
    matches={"Digital": Match("IT", "Hard to find", "Digital skills"), "Sales": Match("", "", "")},
)


def figure(
    indicator: str, value: float | None, period: str = "2021", status: str = "final", **breakdown: str
) -> Figure:
    named = {name.replace("_", " "): text for name, text in breakdown.items()}
    return Figure(indicator, HERE, period, named, value, "postings", status, releases=(indicator,))


VACANCIES = figure("vacancies", 2500, sector="Retail", group="Digital")
LEARNERS = figure("learner-start-quotient", 0.8, learner_group="IT")
SURVEY = figure("business-survey", 12, question="Hard to find", answer="Digital skills", status="p")


def rated(*figures: Figure, rule: RatingRule = RULE) -> Rating | Unrated:
    [only] = rate(rule, FigureSet(figures), HERE).values()
    return only


def test_each_criterion_looks_at_the_figure_that_the_pack_matches() -> None:
    others = [
        figure("learner-start-quotient", 5, learner_group="Law"),
        figure("business-survey", 99, question="Hard to find", answer="Sales"),
    ]
    rating = rated(VACANCIES, LEARNERS, SURVEY, *others)
    assert isinstance(rating, Rating)
    assert [(one.figure, one.points) for one in rating.scored] == [(VACANCIES, 2), (LEARNERS, 3), (SURVEY, 1)]
    assert (rating.points, rating.grade, rating.shown) == (6, "attention", "attention")


def test_the_latest_figure_counts() -> None:
    rating = rated(VACANCIES, LEARNERS, SURVEY, replace(LEARNERS, period="2022", value=1.5))
    assert isinstance(rating, Rating)
    assert rating.points == 3


@pytest.mark.parametrize(
    ("figures", "label"),
    [
        pytest.param([VACANCIES, SURVEY], NO_MEASURE, id="no quotient is published"),
        pytest.param([VACANCIES, SURVEY, replace(LEARNERS, value=None)], NO_MEASURE, id="it is not available"),
        pytest.param(
            [replace(VACANCIES, breakdown={"sector": "Retail", "group": "Sales"})], NO_MEASURE, id="nothing is matched"
        ),
        pytest.param(
            [replace(VACANCIES, breakdown={"sector": "Retail", "group": "Law"})], NO_MEASURE, id="the group is unknown"
        ),
        pytest.param(
            [replace(VACANCIES, value=None), replace(LEARNERS, value=1.5), SURVEY],
            NOT_RATED,
            id="vacancies are not available",
        ),
    ],
)
def test_a_group_without_its_measures_has_no_grade(figures: list[Figure], label: str) -> None:
    rating = rated(*figures)
    assert isinstance(rating, Unrated)
    assert rating.label == label


def test_a_pack_without_a_rule_or_without_grades_rates_nothing() -> None:
    figures = FigureSet([VACANCIES, LEARNERS, SURVEY])
    assert rate(RatingRule(), figures, HERE) == {}
    assert rate(replace(RULE, grades=()), figures, HERE) == {}


def test_only_groups_of_a_sector_are_rated_in_the_order_they_are_published() -> None:
    totals = [
        figure("vacancies", 9000),
        figure("vacancies", 9000, sector="Retail"),
        figure("vacancies", 9000, group="Sales"),
    ]
    groups = [replace(VACANCIES, breakdown={"sector": sector, "group": "Digital"}) for sector in ("Retail", "Arts")]
    found = rate(RULE, FigureSet([*totals, *groups, LEARNERS, SURVEY]), HERE)
    assert list(found) == [("Retail", "Digital"), ("Arts", "Digital")]


def test_a_rating_is_published_with_its_points_its_range_and_all_it_was_made_from() -> None:
    override = Override("Retail", "Digital", "good", "a college opens", "R. Patel", "2022-03-01")
    figures = FigureSet([VACANCIES, LEARNERS, SURVEY])
    found = rate(replace(RULE, overrides={("Retail", "Digital"): override}), figures, HERE)
    [one] = rating_figures(found, figures, HERE)
    assert (one.id, one.value, one.rating) == (
        "supply-and-demand:two-towns:2021:group=digital,sector=retail",
        6,
        "good",
    )
    assert (one.lower, one.upper, one.interval) == (6, 6, "derived")
    assert one.status == "e", "the survey is provisional"
    assert one.releases == ("business-survey", "learner-start-quotient", "vacancies")
    assert one.note == "the rule gives attention; set to good by R. Patel: a college opens"


def test_every_group_of_the_south_east_midlands_has_a_grade_or_says_why_not(evidence: Evidence) -> None:
    published = evidence.figures.of("supply-and-demand")
    pairs = [one for one in evidence.figures.of("vacancies", evidence.region.code) if len(one.breakdown) == 2]
    assert len(published) == len(evidence.ratings) == len(pairs) == 81
    for one in published:
        rating = evidence.ratings[one.breakdown["sector"], one.breakdown["group"]]
        if isinstance(rating, Unrated):
            assert (one.value, one.rating, one.note) == (None, rating.label, rating.reason)
        else:
            assert one.value == rating.points == sum(scored.points for scored in rating.scored)
            assert rating.least <= rating.points <= rating.most
            assert one.rating == rating.grade

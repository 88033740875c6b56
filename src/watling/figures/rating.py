"""The supply and demand rating: the pack's rule applied to the figures of each sector and occupational group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import nan

from watling.figures.definition import Indicator
from watling.figures.figure import Figure, FigureSet
from watling.figures.lineage import Lineage, Step
from watling.methods import ratings
from watling.packs.decisions import Criterion, Override, RatingRule

INDICATOR = "supply-and-demand"
LEARNERS = "learner-start-quotient"
SURVEY = "business-survey"
NO_MEASURE = "no learner measure"
NOT_RATED = "not rated"


@dataclass(frozen=True)
class Scored:
    """One criterion of one rating: the figure it looked at and the points that figure gives."""

    criterion: Criterion
    figure: Figure | None
    points: int


@dataclass(frozen=True)
class Rating:
    """The rating of a sector's occupational group.

    ``grade`` is by the rule; ``shown`` is what is published: the override's where there is one. ``up`` and ``down``
    say what would bring the next more and less pressing grade; ``least`` and ``most`` are the points within the bounds.
    """

    sector: str
    group: str
    scored: tuple[Scored, ...]
    points: int
    least: int
    most: int
    grade: str
    holds: bool
    up: ratings.Distance | None
    down: ratings.Distance | None
    override: Override | None

    @property
    def shown(self) -> str:
        """The grade that is published."""
        return self.override.grade if self.override else self.grade


@dataclass(frozen=True)
class Unrated:
    """A group that gets no grade: ``label`` is said in its place, ``reason`` says why."""

    label: str
    reason: str


def criterion_figure(
    criterion: Criterion, rule: RatingRule, figures: FigureSet, area: str, sector: str, group: str
) -> Figure | None:
    """The figure a criterion looks at for one sector and group.

    None where the pack matches none with the group, or none is published.
    """
    match = rule.matches.get(group)
    if criterion.indicator == LEARNERS:
        breakdown: Mapping[str, str] = {"learner group": match.learner_group} if match and match.learner_group else {}
    elif criterion.indicator == SURVEY:
        answer = match and match.survey_answer
        breakdown = {"question": match.survey_question, "answer": answer} if match and answer else {}
    else:
        breakdown = {"sector": sector, "group": group}
    return figures.get(criterion.indicator, area, breakdown=breakdown) if breakdown else None


def rate(rule: RatingRule, figures: FigureSet, area: str) -> dict[tuple[str, str], Rating | Unrated]:
    """The ratings of an area by sector and group, in the order the vacancies are published.

    A group without a learner measure is not given a colour. Nor is one that misses the value of another criterion,
    unless its grade would be the same whatever points that criterion gave.
    """
    found: dict[tuple[str, str], Rating | Unrated] = {}
    if not rule.criteria or not rule.grades:
        return found
    for vacancies in figures.of("vacancies", area):
        if {"sector", "group"} <= set(vacancies.breakdown):
            sector, group = vacancies.breakdown["sector"], vacancies.breakdown["group"]
            found[sector, group] = _rate_one(rule, figures, area, sector, group)
    return found


def _rate_one(rule: RatingRule, figures: FigureSet, area: str, sector: str, group: str) -> Rating | Unrated:
    scored, criteria = [], []
    for criterion in rule.criteria:
        figure = criterion_figure(criterion, rule, figures, area, sector, group)
        if criterion.indicator == LEARNERS and (figure is None or figure.value is None):
            return Unrated(NO_MEASURE, "no measure of learner starts matches this occupational group")
        with_value = _with_value(criterion, figure)
        given = ratings.points(with_value.value, criterion.thresholds, criterion.direction)
        criteria.append(with_value)
        scored.append(Scored(criterion, figure, given or 0))
    grades = [(grade.name, grade.from_points) for grade in rule.grades]
    holds = ratings.holds(criteria, grades)
    absent = [one.criterion.name for one in scored if one.figure is None or one.figure.value is None]
    if absent and not holds:
        return Unrated(NOT_RATED, f"not available: {', '.join(absent)}")
    total = sum(one.points for one in scored)
    least, most = ratings.total_range(criteria)
    up, down = ratings.distance(criteria, grades)
    return Rating(
        sector=sector,
        group=group,
        scored=tuple(scored),
        points=total,
        least=least,
        most=most,
        grade=ratings.grade(total, grades),
        holds=holds,
        up=up,
        down=down,
        override=rule.overrides.get((sector, group)),
    )


def _with_value(criterion: Criterion, figure: Figure | None) -> ratings.Criterion:
    """A criterion with the value and bounds of the figure it looks at; all missing where there is none."""
    ends = (figure.value, figure.lower, figure.upper) if figure else (None, None, None)
    value, lower, upper = (nan if end is None else end for end in ends)
    return ratings.Criterion(criterion.name, value, criterion.thresholds, criterion.direction, lower, upper)


def rating_figures(
    ratings_by_group: Mapping[tuple[str, str], Rating | Unrated], figures: FigureSet, area: str
) -> list[Figure]:
    """Ratings as figures of the indicator supply-and-demand: the points, their range, and the grade as the rating."""
    made = []
    for (sector, group), rating in ratings_by_group.items():
        breakdown = {"sector": sector, "group": group}
        vacancies = figures.get("vacancies", area, breakdown=breakdown)
        assert vacancies is not None  # the ratings were made from the vacancies
        bare = Figure(INDICATOR, area, vacancies.period, breakdown, None, "points", "x")
        if isinstance(rating, Unrated):
            made.append(replace(bare, rating=rating.label, note=rating.reason, releases=vacancies.releases))
        else:
            made.append(_rated(bare, rating))
    return made


def _rated(bare: Figure, rating: Rating) -> Figure:
    """A figure with what a rating says."""
    used = [one.figure for one in rating.scored if one.figure]
    by = rating.override
    return replace(
        bare,
        value=float(rating.points),
        status="e" if any(figure.status != "final" for figure in used) else "final",
        lower=float(rating.least),
        upper=float(rating.most),
        interval="derived",
        rating=rating.shown,
        note=f"the rule gives {rating.grade}; set to {by.grade} by {by.by}: {by.reason}" if by else "",
        releases=tuple(sorted({release for figure in used for release in figure.releases})),
    )


def explain(
    figure: Figure, rule: RatingRule, figures: FigureSet, lineage: Lineage, indicators: Mapping[str, Indicator]
) -> Step:
    """A rating's lineage: its criteria with their points, each traced to the cells it stands on."""
    sector, group = figure.breakdown["sector"], figure.breakdown["group"]
    rating = _rate_one(rule, figures, figure.area, sector, group)
    title = f"supply and demand rating: {sector}, {group}"
    if isinstance(rating, Unrated):
        return Step(figure.id, title, rating.label, None, None, None, "points", rating.reason)
    inputs = []
    for one in rating.scored:
        if one.figure:
            inner = lineage.trace(one.figure, indicators[one.figure.indicator])
            inputs.append(replace(inner, title=f"{one.criterion.name}, {one.points} of 3 points: {inner.title}"))
    return Step(
        figure=figure.id,
        title=title,
        rule=f"the sum of the points of {len(rating.scored)} criteria: {rating.grade}",
        value=float(rating.points),
        lower=float(rating.least),
        upper=float(rating.most),
        unit="points",
        note=figure.note,
        inputs=tuple(inputs),
    )

"""Ratings of supply and demand: the pack's rule in a table, every rating in a matrix, and what led to each."""

from __future__ import annotations

from collections.abc import Sequence

from watling.figures.figure import Figure, slug
from watling.figures.rating import INDICATOR, NOT_RATED, Rating
from watling.methods.ratings import Distance
from watling.publishing.document import Block, Cell, Span, Spans, Table, cell, spans
from watling.publishing.pages.parts import columns, numeric, paragraph
from watling.publishing.view import View


def rating_cell(figure: Figure) -> Cell:
    """A rating in words and colour, leading to what it was made from."""
    grade = figure.rating or NOT_RATED
    return Cell((Span(grade, figure=figure.id),), tag=None if grade == NOT_RATED else grade, raw=grade)


def rating_figure(view: View, rating: Rating) -> Figure:
    """The figure that a rating is published as."""
    figure = view.get(INDICATOR, sector=rating.sector, group=rating.group)
    assert figure is not None  # every rating is a figure
    return figure


def ratings_matrix(view: View, groups: Sequence[str], period: str) -> Table:
    """The grade of each group, in the order given, in each sector; ``period`` is in words."""
    rows = []
    for group in groups:
        found = (view.get(INDICATOR, sector=sector, group=group) for sector in view.sectors)
        grades = (rating_cell(figure) if figure else cell("–", raw="") for figure in found)
        rows.append((cell(group), *grades))
    caption = f"Supply and demand ratings by sector and occupational group, {period}"
    note = spans("The grade is by the rule below, or set by an analyst where the sector's page says so.")
    return Table("ratings-sector-by-group", caption, columns("Occupational group", *view.sectors), tuple(rows), note)


def rule(view: View) -> list[Block]:
    """The pack's rule: the points of each criterion, and the grades by their sum."""
    if not view.rule.criteria:
        return [paragraph("This pack has no rating rule (decisions/rating.csv), so nothing is rated.")]
    criteria = tuple(
        (
            cell(Span(one.name, link=f"indicators/{one.indicator}/")),
            cell("from this value up" if one.direction == "higher" else "from this value down"),
            *(cell(f"{threshold:g}") for threshold in one.thresholds),
            cell(one.why),
        )
        for one in view.rule.criteria
    )
    grades = tuple(
        (cell(grade.name, tag=grade.name), cell(f"{grade.from_points:g}"), cell(grade.meaning))
        for grade in view.rule.grades
    )
    points = map(numeric, ("1 point", "2 points", "3 points"))
    return [
        paragraph(
            "Each group in each sector gets points by the table, and a grade by their sum. A group without a measure "
            "of learners gets none: its rating says “no learner measure”. The thresholds are the panel’s, and are kept "
            "in decisions/rating.csv and decisions/grades.csv of the pack."
        ),
        Table(
            "rating-rule",
            "Points of the supply and demand rating",
            columns("Criterion", "Points are given", *points, "Why"),
            criteria,
        ),
        Table(
            "rating-grades",
            "Grades by the sum of points",
            columns("Grade", numeric("From points"), "Meaning"),
            grades,
        ),
    ]


def ratings_table(view: View, sector: str, ratings: Sequence[Rating]) -> Table:
    """Each rating with the value and points of every criterion, how far the next grades are, and whether it holds."""
    rows = []
    for rating in ratings:
        figure = rating_figure(view, rating)
        points = str(rating.points)
        rows.append(
            (
                cell(rating.group),
                rating_cell(figure),
                *(_scored(view, one.figure, one.points) for one in rating.scored),
                cell(Span(points, figure=figure.id), raw=points),
                cell(*distance_words(rating)),
                cell("yes" if rating.holds else f"no: {rating.least} to {rating.most} points within the bounds"),
            )
        )
    criteria = [numeric(f"{one.criterion.name} (points)") for one in ratings[0].scored]
    last = (numeric("Points"), "To the next grade", "Holds within the bounds")
    headers = columns("Occupational group", "Grade", *criteria, *last)
    return Table(f"ratings-{slug(sector)}", f"What led to each rating, {sector}", headers, tuple(rows))


def _scored(view: View, figure: Figure | None, points: int) -> Cell:
    """A criterion's value with the points it gives, in brackets."""
    if figure is None:
        return cell("no value (0)")
    return cell(view.span(figure), f" ({points})", raw=f"{view.raw(figure)} ({points})")


def distance_words(rating: Rating) -> Spans:
    """How far a rating is from the next more and less pressing grade."""
    said = []
    if rating.up:
        said.append(_distance(rating, rating.up, "more"))
    if rating.down:
        said.append(_distance(rating, rating.down, "fewer"))
    return spans("; ".join(said) or "there is no other grade")


def _distance(rating: Rating, distance: Distance, way: str) -> str:
    """The points to another grade, and the least change of one criterion that brings it."""
    count = abs(distance.points)
    points = f"{count} {way} point{'s' if count > 1 else ''} to {distance.grade}"
    if distance.criterion is None:
        return f"{points}: no single change brings it"
    directions = {one.criterion.name: one.criterion.direction for one in rating.scored}
    past = "" if way == "more" else "below " if directions[distance.criterion] == "higher" else "above "
    return f"{points}: {distance.criterion} from {distance.value:.4g} to {past}{distance.threshold:g}"

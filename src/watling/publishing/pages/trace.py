"""A place for every figure that a page leads to: where it comes from, step by step, to the publisher's file and row.

One page for each indicator and area, with an anchor for each figure.
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from watling.figures import wording
from watling.figures.figure import Figure
from watling.figures.lineage import Source, Step
from watling.figures.rating import INDICATOR as RATING
from watling.figures.rating import Rating
from watling.methods import periods
from watling.publishing.document import Block, Details, Page, Span, Spans, Table, Terms, cell, spans
from watling.publishing.pages.data import release_anchor
from watling.publishing.pages.parts import capital, columns, heading, numeric, paragraph
from watling.publishing.pages.ratings import distance_words
from watling.publishing.view import View

# A composition of more steps than this is folded, so that a page stays easy to read.
MANY = 12

OTHERS = (
    "Figures of this indicator and area that no page shows are in the downloads; the command watling trace, with a "
    "figure’s id, says where each comes from."
)

# One of more than so many stops at each step that has a place of its own, where it is explained: else the page of an
# indicator that is made of others would repeat theirs many times.
WHOLE = 4


Told = dict[int, str]
"""The steps that a page has told in full, by their identity, each with where: an entry's heading and a number."""


def path_of(figure_id: str) -> str:
    """A figure's place: the page of its indicator and area, and the anchor on it.

    >>> path_of("claimants:E92000001:2021-11")
    'figures/claimants/E92000001/#2021-11'
    """
    indicator, area, rest = figure_id.split(":", 2)
    return f"figures/{indicator}/{area}/#{rest}"


def pages(view: View, places: Container[str | None]) -> Iterator[Page]:
    """One page for each indicator and area of the figures whose ids are in ``places``."""
    grouped: dict[tuple[str, str], list[Figure]] = {}
    for figure in view.figures:
        if figure.id in places:
            grouped.setdefault((figure.indicator, figure.area), []).append(figure)
    for (indicator, area), figures in grouped.items():
        yield page(view, indicator, area, figures, places)


def page(view: View, indicator: str, area: str, figures: list[Figure], places: Container[str | None]) -> Page:
    """The page of an indicator and area: each figure's place, the latest period first."""
    definition = view.indicators[indicator]
    title = f"{definition.title}, {view.name(area)}"
    blocks: list[Block] = [
        paragraph(definition.description, " ", Span("Definition", link=f"indicators/{indicator}/"), "."),
        paragraph(
            "Where each figure comes from: its value, how it was composed, and the published cells it stands on."
        ),
    ]
    told: Told = {}
    for period in sorted({figure.period for figure in figures}, key=periods.last_day, reverse=True):
        blocks.append(heading(capital(periods.label(period)), f"period-{period.replace('/', '--')}"))
        for figure in figures:
            if figure.period == period:
                blocks += entry(view, figure, places, told)
    if len(figures) < len(view.figures.of(indicator, area)):
        blocks.append(paragraph(OTHERS))
    summary = f"Where the figures of {title} come from."
    above = (("Indicators", "indicators/"), (definition.title, f"indicators/{indicator}/"))
    return Page(f"figures/{indicator}/{area}/", title, summary, tuple(blocks), breadcrumbs=above)


def label(view: View, figure: Figure) -> str:
    """A figure's heading: its breakdown in words."""
    return capital(wording.breakdown(figure, view.indicators[figure.indicator]))


def entry(view: View, figure: Figure, places: Container[str | None], told: Told) -> list[Block]:
    """One figure's place: heading, what is known of it, and how it was made; what is in ``told`` is not said again."""
    anchor = path_of(figure.id).partition("#")[2]
    blocks: list[Block] = [heading(label(view, figure), anchor, level=3), Terms(tuple(facts(view, figure, places)))]
    if figure.indicator == RATING:
        rating = view.ratings.get((figure.breakdown["sector"], figure.breakdown["group"]))
        return blocks + (list(rating_blocks(view, rating, places)) if isinstance(rating, Rating) else [])
    step = view.lineage.trace(figure, view.indicators[figure.indicator])
    every = list(_flat(step, "1"))
    rows = every if len(every) <= WHOLE else list(_flat(step, "1", places, told))
    if len(rows) > 1:
        blocks.append(_folded(f"Composition, {len(rows)} steps", _steps_table(view, rows, places, told)))
    cells = list(dict.fromkeys(source for _, one in rows for source in one.sources))
    count = len(step.cells())
    if cells:
        blocks.append(_folded(f"Published cells, {len(cells)}", _sources_table(view, cells)))
    if len(cells) < count:
        said = f"It stands on {count} published cells; those not listed here are where a step above leads to or says."
        blocks.append(paragraph(said))
    for number, one in rows:
        if one.inputs and one.figure not in places:
            told.setdefault(id(one), f"{label(view, figure)}, step {number}")
    return blocks


def _folded(summary: str, table: Table) -> Table | Details:
    """A table as it is where it is short, else to be opened."""
    return Details(summary, (table,)) if len(table.rows) > MANY else table


def _span(view: View, figure: Figure, places: Container[str | None]) -> Span:
    """A figure as it is shown, leading to its place where it has one."""
    return view.span(figure) if figure.id in places else Span(view.text(figure))


def facts(view: View, figure: Figure, places: Container[str | None]) -> Iterator[tuple[str, Spans]]:
    """What is known of a figure, as pairs of terms."""
    yield "Value", spans(Span(view.text(figure), strong=True), f" {_unit(figure)}" if _unit(figure) else "")
    if view.interval(figure):
        kind = {
            "rounding": "what the publisher's rounding leaves open",
            "sampling": "95% interval of the survey",
            "derived": "derived from published roundings",
            "published": "as published",
        }.get(figure.interval, figure.interval)
        yield "Between", spans(f"{view.interval(figure)} ({kind})")
    yield "Status", spans(wording.status(figure))
    if figure.rating:
        yield "Rating", spans(figure.rating)
    if figure.comparison and view.comparator:
        other = view.figures.get(figure.indicator, view.comparator, figure.period, figure.breakdown)
        compared = (f", {view.name(view.comparator)}: ", _span(view, other, places)) if other else ()
        yield "Comparison", spans(figure.comparison, *compared)
    if figure.note:
        yield "Note", spans(capital(figure.note) + ".")
    assessment = view.assessment_of.get(figure.id)
    if assessment and assessment.baseline:
        since = f"{assessment.status} on {periods.label(assessment.baseline.period)} ("
        yield "Since the baseline", spans(since, _span(view, assessment.baseline, places), f"): {assessment.reason}.")
    yield "Figure", spans(figure.id)


def _unit(figure: Figure) -> str:
    """The unit where the value's own text does not say it."""
    return "" if figure.unit in ("percent", "percent change", "trend", "GBP") or figure.value is None else figure.unit


def _flat(
    step: Step, number: str, elsewhere: Container[str | None] = (), told: Container[int] = ()
) -> Iterator[tuple[str, Step]]:
    """A step and all below it, numbered: 1, 1.1, 1.1.1, 1.2; nothing below a step that is explained elsewhere."""
    yield number, step
    if number != "1" and (step.figure in elsewhere or id(step) in told):
        return
    for index, inner in enumerate(step.inputs, start=1):
        yield from _flat(inner, f"{number}.{index}", elsewhere, told)


def _steps_table(view: View, rows: list[tuple[str, Step]], places: Container[str | None], told: Told) -> Table:
    body = []
    for number, step in rows:
        text = _step_text(view, step)
        linked = Span(text, figure=step.figure) if step.figure in places and number != "1" else Span(text)
        again = f": see {told[id(step)]}" if number != "1" and id(step) in told and step.figure not in places else ""
        what, how = cell(capital(step.title)), cell(f"{step.rule}{again}")
        body.append((cell(number), what, how, cell(linked), cell(_between(view, step))))
    headers = columns("Step", "What", "How", numeric("Value"), "Between")
    return Table("", "How it was composed", headers, tuple(body))


def _step_text(view: View, step: Step) -> str:
    if step.figure and step.figure in view.figures:
        return view.text(view.figures.by_id(step.figure))
    if step.value is None:
        return wording.MISSING
    return wording.quantity(step.value, step.unit, 0 if step.value == int(step.value) else 1)


def _between(view: View, step: Step) -> str:
    if step.figure and step.figure in view.figures:
        return view.interval(view.figures.by_id(step.figure))
    if step.lower is None or step.upper is None:
        return ""
    decimals = 0 if abs(step.upper - step.lower) >= 10 else 2
    return f"{wording.quantity(step.lower, step.unit, decimals)} to {wording.quantity(step.upper, step.unit, decimals)}"


def _sources_table(view: View, cells: list[Source]) -> Table:
    rows = []
    for one in cells:
        release = view.release_by_sha.get(one.release)
        name = release.file if release else one.source
        rows.append(
            (
                cell(Span(name, link=f"data/#{release_anchor(one.source)}")),
                cell(f"row {one.row}, column “{one.column}”"),
                cell(one.published if one.used else f"{one.published} (not used)"),
                cell(f"{view.name(one.area)}, {periods.label(one.period)}"),
                cell(one.release[:12]),
            )
        )
    headers = columns("File", "Where", numeric("As published"), "About", "SHA-256")
    return Table("", "Published cells it stands on", headers, tuple(rows))


def rating_blocks(view: View, rating: Rating, places: Container[str | None]) -> Iterator[Block]:
    """How a rating was made: each criterion's value, thresholds and points."""
    rows = []
    for one in rating.scored:
        value = cell(_span(view, one.figure, places)) if one.figure else cell("no value")
        thresholds = " / ".join(f"{threshold:g}" for threshold in one.criterion.thresholds)
        way = "or more" if one.criterion.direction == "higher" else "or less"
        rows.append((cell(one.criterion.name), value, cell(f"{thresholds} {way}"), cell(str(one.points))))
    headers = columns("Criterion", numeric("Value"), "For 1 / 2 / 3 points", numeric("Points"))
    yield Table("", "What led to the rating", headers, tuple(rows))
    terms = [("Grade by the rule", spans(rating.grade))]
    if by := rating.override:
        terms.append(("Set by an analyst", spans(f"{by.grade}, by {by.by}: {by.reason}")))
    terms.append(("To the next grade", distance_words(rating)))
    holds = "yes" if rating.holds else f"no: {rating.least} to {rating.most} points"
    yield Terms((*terms, ("Holds within the bounds", spans(holds))))

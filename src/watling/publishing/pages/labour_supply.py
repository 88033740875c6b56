"""Labour supply: claimants by sex and age against England, claimants since January 2020, employment rates by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from watling.figures.figure import Figure, slug
from watling.methods import periods
from watling.publishing import charts
from watling.publishing.document import Block, Cell, Chart, Page, Table, cell, spans
from watling.publishing.pages.parts import (
    by_period,
    caveats,
    change_chart,
    columns,
    heading,
    missing,
    numeric,
    rows_of,
    section_page,
)
from watling.publishing.view import View

PATH = "labour-supply/"
TITLE = "Labour supply"


def page(view: View) -> Page:
    """The page of the navigation."""
    summary = f"Who looks for work in {view.region.title}: claimants by sex and age, and employment rates by group."
    return section_page(view, PATH, TITLE, summary, body(view), theme="labour supply")


@lru_cache(maxsize=1)
def body(view: View) -> tuple[Block, ...]:
    """What the page shows beside the pack's words."""
    return (
        heading("Claimants by sex and age", "claimants"),
        *claimants(view),
        heading("Claimants since January 2020", "since-january-2020"),
        *since_january_2020(view),
        heading("Employment rates by group", "employment-rates"),
        *employment_rates(view),
    )


def claimants(view: View) -> list[Block]:
    """Claimants a year before and now, and the change with its bounds: all, the comparator, then each sex and age."""
    changed = view.figures.of("claimants-change", view.region.code)
    if not changed:
        return [missing(view, "claimants", "claimants-change")]
    latest = max((figure.period for figure in changed), key=periods.last_day)
    shown = (periods.earlier(latest, "P1Y"), latest)
    changes = sorted((figure for figure in changed if figure.period == latest), key=lambda f: len(f.breakdown))
    rows = [_row(view, _people(view, figure), figure.area, shown, figure.breakdown) for figure in changes]
    if view.comparator and view.figures.get("claimants", view.comparator, latest):
        rows.insert(1, _row(view, f"All, {view.name(view.comparator)}", view.comparator, shown, {}))
    before, after = map(periods.label, shown)
    headers = columns("Sex and age", *map(numeric, (before, after, "Change", "Between, by rounding")))
    note = spans("Sums of rounded parts may differ from the published total; see the contradictions on the data page.")
    title = f"Claimants by sex and age, {before} and {after}"
    table = Table("claimants-by-sex-and-age", title, headers, tuple(rows), note)
    parts = [figure for figure in changes if len(figure.breakdown) == 2]
    counts = [(_people(view, part), _counts(view, part.area, shown, part.breakdown)) for part in parts]
    block = change_chart(view, table, counts, "people", _range_in_words(view, parts)) if parts else table
    return [block, *caveats(view, "claimants", "claimants-change")]


def _people(view: View, figure: Figure) -> str:
    """Whom a count is of, in words: ``Male, 16-24``."""
    named = (figure.breakdown[name] for name in ("sex", "age") if name in figure.breakdown)
    return ", ".join(named) or f"All, {view.region.title}"


def _counts(view: View, area: str, shown: Sequence[str], breakdown: Mapping[str, str]) -> list[Figure]:
    found = (view.figures.get("claimants", area, period, breakdown) for period in shown)
    return [figure for figure in found if figure]


def _row(view: View, label: str, area: str, shown: Sequence[str], breakdown: Mapping[str, str]) -> tuple[Cell, ...]:
    """A label, the count of each period shown, the change to the last of them, and the change's bounds."""
    counts = (view.cell(view.figures.get("claimants", area, period, breakdown)) for period in shown)
    change = view.figures.get("claimants-change", area, shown[-1], breakdown)
    return (cell(label), *counts, view.cell(change), cell(view.interval(change) if change else ""))


def _range_in_words(view: View, changes: Sequence[Figure]) -> str:
    """Between what and what the changes lie; those that are not available are left out."""
    known = sorted((figure for figure in changes if figure.value is not None), key=lambda f: f.value or 0)
    if not known:
        return "No change is available."
    least, most = (f"{view.text(figure)} ({', '.join(figure.breakdown.values())})" for figure in (known[0], known[-1]))
    return f"The change was between {least} and {most}."


def since_january_2020(view: View) -> list[Block]:
    """The published multiples of January 2020, and the counts of that month which they imply."""
    relative, implied = "claimants-relative-to-january-2020", "claimants-january-2020"
    multiples = [(view.name(area), view.figures.series(relative, area)) for area in view.compared]
    if not any(figures for _, figures in multiples):
        return [missing(view, relative)]
    blocks: list[Block] = [by_period(view, relative, "Claimants as a multiple of January 2020", "Area", multiples)]
    rows = tuple(
        (cell(view.name(area)), view.cell(figure), cell(view.interval(figure)), cell(figure.note))
        for area in view.compared
        if (figure := view.figures.get(implied, area)) is not None
    )
    course = _course(view)
    if course:
        blocks.insert(0, course)
    if rows:
        headers = columns("Area", numeric("January 2020, implied"), numeric("Between"), "How")
        blocks.append(Table(implied, "Claimants in January 2020 that the ratios imply", headers, rows))
    return [*blocks, *caveats(view, relative, implied)]


def _course(view: View) -> Chart | None:
    """The claimants from the implied count of January 2020 to the latest; None where there are fewer than three."""
    start = view.get("claimants-january-2020")
    found = [*([start] if start else []), *view.figures.series("claimants", view.region.code)]
    known = [figure for figure in found if figure.value is not None]
    if len(known) < 3:
        return None
    records = [
        {
            "period": figure.period,
            "series": view.region.title,
            "value": figure.value,
            "text": view.text(figure),
            "lower": figure.lower if figure.interval == "derived" else None,
            "upper": figure.upper if figure.interval == "derived" else None,
        }
        for figure in known
    ]
    spec = charts.lines(records, "period", "series", "value", "people", view.accent, lower="lower", upper="upper")
    rows = tuple(
        (cell(periods.label(figure.period)), view.cell(figure), cell(view.interval(figure)), cell(figure.note))
        for figure in found
    )
    first, last = (periods.label(figure.period) for figure in (known[0], known[-1]))
    title = f"Claimants in {view.region.title}, {first} to {last}"
    table = Table("claimants-course", title, columns("Month", numeric("Claimants"), numeric("Between"), "Note"), rows)
    most = max(known, key=lambda figure: figure.value or 0)
    words = (
        f"The count went from about {view.text(known[0])} in {first}, which is implied and not published, to "
        f"its most, {view.text(most)}, in {periods.label(most.period)} and was {view.text(known[-1])} in {last}."
    )
    return Chart("claimants-course-chart", title, words, spec, table)


def employment_rates(view: View) -> list[Block]:
    """A chart for each characteristic: a group a row."""
    kinds = view.figures.values("employment-rate", "characteristic")
    if not kinds:
        return [missing(view, "employment-rate")]
    blocks: list[Block] = []
    for kind in kinds:
        rows = rows_of(view, "employment-rate", "group", characteristic=kind)
        title = f"Employment rate by {kind.lower()}"
        table = by_period(view, f"employment-rate-{slug(kind)}", title, kind, rows)
        blocks.append(change_chart(view, table, rows, "percent"))
    return [*blocks, *caveats(view, "employment-rate")]

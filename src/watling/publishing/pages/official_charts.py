"""Charts of an official statistic: over time, by authority, and by what it is broken down by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from watling.figures.definition import Break
from watling.figures.figure import Figure
from watling.figures.standing import change
from watling.methods import periods
from watling.publishing import charts
from watling.publishing.document import Block, Cell, Chart, Column, Table, cell, spans
from watling.publishing.pages.parts import capital, columns, numeric, unlinked, when, when_short
from watling.publishing.pages.sentences import in_period
from watling.publishing.view import View

# Fewer values than this are no course over time, and more names than that are no chart.
LEAST = 3
MOST_NAMES = 26

# In a table of a course over time as many of the latest values lead to where they come from; the page says how to
# trace the others.
LINKED = 8


def over_time(view: View, id: str, breakdown: Mapping[str, str]) -> Chart | None:
    """The region's course with the comparator's beside it and breaks marked; None where too few values are known."""
    indicator = view.indicators[id]
    own = _from_first(view.figures.series(id, view.region.code, breakdown))
    if sum(figure.value is not None for figure in own) < LEAST:
        return None
    courses = {view.region.title: own}
    if indicator.compare and view.comparator:
        start, end = (periods.last_day(own[place].period) for place in (0, -1))
        other = [
            figure
            for figure in view.figures.series(id, view.comparator, breakdown)
            if start <= periods.last_day(figure.period) <= end
        ]
        if any(figure.value is not None for figure in other):
            courses[view.comparator_name] = _from_first(other)
    records = [_dated(view, name, figure) for name, figures in courses.items() for figure in figures]
    crossed = crossed_breaks(indicator.breaks, own)
    words = [f"break {number}" if len(crossed) > 1 else "break" for number in range(1, len(crossed) + 1)]
    spec = charts.lines(
        records,
        "period",
        "series",
        "value",
        indicator.unit,
        view.accent,
        breaks=[(one.on, word) for one, word in zip(crossed, words, strict=True)],
    )
    title = f"{indicator.title} over time"
    said = [
        f"{capital(word)}, {periods.label(one.on.isoformat())}: {one.reason.rstrip('.')}."
        for one, word in zip(crossed, words, strict=True)
    ]
    tail = " Values before and after a break cannot be compared." if said else ""
    note = spans(" ".join(said) + tail) if said else ()
    table = _course_table(view, f"{id}-course", title, courses)
    return Chart(f"{id}-course-chart", title, _course_words(view, courses), spec, table, note)


def crossed_breaks(breaks: Sequence[Break], series: Sequence[Figure]) -> list[Break]:
    """The breaks that lie inside a series, earliest first."""
    first, last = (periods.last_day(series[place].period) for place in (0, -1))
    return sorted((one for one in breaks if first < one.on <= last), key=lambda one: one.on)


def _from_first(series: Sequence[Figure]) -> list[Figure]:
    """A series from its first known value on."""
    start = next((place for place, figure in enumerate(series) if figure.value is not None), len(series))
    return list(series[start:])


def _dated(view: View, name: str, figure: Figure) -> dict[str, Any]:
    return _sampled(view, figure) | {"period": figure.period, "series": name}


def _sampled(view: View, figure: Figure) -> dict[str, Any]:
    """A figure's value, words and interval for a chart; bounds that are not a survey's are not drawn."""
    sampled = figure.interval == "sampling"
    return {
        "value": figure.value,
        "text": view.text(figure),
        "lower": figure.lower if sampled else None,
        "upper": figure.upper if sampled else None,
    }


def _course_words(view: View, courses: Mapping[str, Sequence[Figure]]) -> str:
    """What a chart over time shows: where each course began and ended, and the region's highest and lowest."""
    said = []
    for name, figures in courses.items():
        known = [figure for figure in figures if figure.value is not None]
        ends = (f"{view.text(figure)} {in_period(figure.period)}" for figure in (known[0], known[-1]))
        said.append(f"{name}: {', '.join(ends)}")
    own = [figure for figure in next(iter(courses.values())) if figure.value is not None]
    high, low = max(own, key=lambda f: f.value or 0), min(own, key=lambda f: f.value or 0)
    most = f"The highest of {view.region.title} was {view.text(high)} ({when(high.period)})"
    least = f"the lowest {view.text(low)} ({when(low.period)})"
    return f"{'. '.join(said)}. {most}, {least}."


def _course_table(view: View, name: str, title: str, courses: Mapping[str, Sequence[Figure]]) -> Table:
    """A row for each period, the latest first; only the latest lead to their places."""
    found = {figure.period for figures in courses.values() for figure in figures}
    order = sorted(found, key=periods.last_day, reverse=True)
    at = {label: {figure.period: figure for figure in figures} for label, figures in courses.items()}
    sampled = {label: any(view.interval(figure) for figure in figures) for label, figures in courses.items()}
    rows = []
    for place, period in enumerate(order):
        row: list[Cell] = [cell(capital(when(period)))]
        for label, figures in at.items():
            figure = figures.get(period)
            row.append(view.cell(figure) if place < LINKED else unlinked(view.cell(figure)))
            if sampled[label]:
                row.append(cell(view.interval(figure) if figure else ""))
        rows.append(tuple(row))
    headers: list[str | Column] = ["Period"]
    for label in courses:
        headers += [
            numeric(label),
            *(["Between" if len(courses) == 1 else f"{label}, between"] if sampled[label] else []),
        ]
    return Table(name, title, columns(*headers), tuple(rows))


def by_area(view: View, id: str, figures: Sequence[Figure], table: Table) -> Chart | None:
    """The authorities' latest values, with those of the year before where they can be compared, and the comparator's
    as a line; None for too many areas or too few values."""
    indicator = view.indicators[id]
    known = [figure for figure in figures if figure.value is not None and figure.area != view.comparator]
    if not 2 <= len(known) <= MOST_NAMES:
        return None
    latest = when_short(known[0].period)
    records: list[dict[str, Any]] = []
    for figure in known:
        found = change(view.until(figure), indicator)
        if found and found.size is not None:
            before = found.baseline
            records.append(_sampled(view, before) | {"name": view.name(figure.area), "when": when_short(before.period)})
    if len({record["when"] for record in records}) > 1:
        records = []
    records += [_sampled(view, figure) | {"name": view.name(figure.area), "when": latest} for figure in known]
    other = view.figures.get(id, view.comparator, known[0].period, known[0].breakdown) if view.comparator else None
    reference = None
    if indicator.compare and other and other.value is not None:
        reference = (view.comparator_name, float(view.raw(other)))
    spec = charts.paired(
        records,
        "name",
        "when",
        "value",
        indicator.unit,
        view.accent,
        order=[view.name(figure.area) for figure in known],
        reference=reference,
    )
    high, low = max(known, key=lambda f: f.value or 0), min(known, key=lambda f: f.value or 0)
    words = (
        f"{capital(in_period(high.period))} the highest value is that of {view.name(high.area)} ({view.text(high)}), "
        f"the lowest that of {view.name(low.area)} ({view.text(low)})."
    )
    return Chart(f"{table.name}-chart", table.caption, words, spec, table)


def by_part(view: View, id: str, pairs: Sequence[tuple[str, Figure | None, Figure | None]], table: Table) -> Block:
    """What the region's parts are, each beside the comparator's where it is compared, as dots, else as bars; where
    there are too many names the table alone. ``pairs`` are a label with the region's and the comparator's figure."""
    indicator = view.indicators[id]
    known = [pair for pair in pairs if pair[1] is not None and pair[1].value is not None]
    if not 2 <= len(pairs) <= MOST_NAMES or len(known) < 2:
        return table
    beside = indicator.compare and any(other and other.value is not None for _, _, other in pairs)
    own = [_sampled(view, figure) | {"name": name} for name, figure, _ in pairs if figure]
    if beside:
        others = [
            _sampled(view, other) | {"name": name, "series": view.comparator_name} for name, _, other in pairs if other
        ]
        records = [*others, *(record | {"series": view.region.title} for record in own)]
        names = [name for name, _, _ in pairs]
        spec = charts.paired(records, "name", "series", "value", indicator.unit, view.accent, order=names)
    else:
        spec = charts.bars(own, "name", "value", indicator.unit, view.accent)
    ranked = sorted(known, key=lambda pair: (pair[1].value if pair[1] else 0) or 0)
    ends = [f"{name} ({view.text(figure)})" for name, figure, _ in (ranked[-1], ranked[0]) if figure]
    words = f"In {view.region.title} the highest is {ends[0]}, the lowest {ends[1]}."
    return Chart(f"{table.name}-chart", table.caption, words, spec, table)

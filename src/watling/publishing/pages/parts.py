"""Parts that several pages use: tables of figures, a chart with its table, and the words for what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from watling.figures.figure import Figure
from watling.methods import periods
from watling.publishing.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Column,
    Details,
    Heading,
    Paragraph,
    Span,
    Spans,
    Table,
    cell,
    spans,
)
from watling.publishing.view import View


def heading(text: str, anchor: str, level: int = 2) -> Heading:
    return Heading(level, text, anchor)


def paragraph(*parts: str | Span) -> Paragraph:
    return Paragraph(spans(*parts))


def missing(view: View, *indicators: str) -> Callout:
    """Said in the place of figures that the pack does not have: what is missing, and what it would take."""
    titles = [view.indicators[id].title for id in indicators]
    links = [Span(title, link=f"indicators/{id}/") for title, id in zip(titles, indicators, strict=True)]
    said: list[str | Span] = []
    for index, link in enumerate(links):
        said += [", " if index else "", link]
    return Callout(
        "note",
        "No figures yet",
        (
            paragraph(f"There is no published figure for {view.region.title} in this pack for: ", *said, "."),
            paragraph(
                "A table with these measures, put into the pack with its source, fills this place at the next build."
            ),
        ),
    )


def by_period(
    view: View, name: str, caption: str, rows: Iterable[tuple[str, Sequence[Figure]]], first: str, note: Spans = ()
) -> Table:
    """A table with a row for each label and a column for each period that any of its figures has."""
    rows = list(rows)
    found = sorted({figure.period for _, figures in rows for figure in figures}, key=periods.last_day)
    body = []
    for label, figures in rows:
        at = {figure.period: figure for figure in figures}
        body.append((cell(label), *(view.cell(at.get(period)) for period in found)))
    columns = (Column(first), *(Column(_capital(periods.label(period)), numeric=True) for period in found))
    return Table(name, caption, columns, tuple(body), note)


def figure_records(view: View, figures: Iterable[tuple[str, Figure]]) -> list[dict[str, Any]]:
    """Figures as records for a chart: category, period in words, value and bounds; missing values stay missing."""
    return [
        {
            "category": label,
            "series": _capital(periods.label(figure.period)),
            "value": figure.value,
            "lower": figure.lower if figure.interval == "sampling" else None,
            "upper": figure.upper if figure.interval == "sampling" else None,
        }
        for label, figure in figures
    ]


def changes_in_words(view: View, rows: Sequence[tuple[str, Sequence[Figure]]]) -> str:
    """What a chart of two periods shows: the highest and lowest latest value, and how many rose and fell."""
    latest = [(label, figures[-1]) for label, figures in rows if figures and figures[-1].value is not None]
    if not latest:
        return "No value is available."
    high = max(latest, key=lambda pair: pair[1].value or 0)
    low = min(latest, key=lambda pair: pair[1].value or 0)
    pairs = [(f[0].value, f[-1].value) for _, f in rows if len(f) > 1]
    changes = [last - first for first, last in pairs if first is not None and last is not None]
    words = f"The highest value is that of {high[0]} ({view.text(high[1])})"
    if low[0] != high[0]:
        words += f", the lowest that of {low[0]} ({view.text(low[1])})"
    if changes:
        up, down = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
        words += f". Of {len(changes)} values with two periods, {up} {_are(up)} higher and {down} {_are(down)} lower than before"
    return words + "."


def chart(name: str, title: str, words: str, spec: dict[str, Any], table: Table, note: Spans = ()) -> Chart:
    return Chart(name, title, words, spec, table, note)


def caveats(view: View, *indicators: str) -> list[Block]:
    """What must be known of some indicators, each caveat once."""
    found = dict.fromkeys(text for id in indicators for text in view.indicators[id].caveats)
    if not found:
        return []
    return [Details("What to know about these figures", (Bullets(tuple(spans(text) for text in found)),))]


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def status_cell(status: str) -> Cell:
    return cell(status, tag=status)

"""Parts that several pages use: columns and tables of figures, charts of change, and the words for what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from watling.figures.figure import Figure, slug
from watling.methods import periods
from watling.publishing import charts
from watling.publishing.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Chart,
    Column,
    Details,
    Heading,
    Page,
    Paragraph,
    Span,
    Spans,
    Table,
    cell,
    spans,
)
from watling.publishing.view import View
from watling.publishing.words import around

Rows = Sequence[tuple[str, Sequence[Figure]]]
"""What a table or a chart of change shows: for each label its figures, earliest first."""


Shown = Sequence[tuple[str | Column, Sequence[Cell], bool]]
"""The columns a table may have: a header, the cells below it, and whether the column is shown."""


def section_page(
    view: View, path: str, title: str, summary: str, body: Sequence[Block], wide: bool = False, theme: str = ""
) -> Page:
    """A page of the navigation: its body, and around it the pack's words of the page's name (``words/business.md``).

    With a ``theme`` it leads to the theme's page of official statistics.
    """
    blocks = around(view, path.strip("/"), body)
    if theme:
        link = Span("Official statistics on the same subject", link=f"statistics/{slug(theme)}/")
        blocks = (paragraph(link, ", with their course over time."), *blocks)
    return Page(path, title, summary, blocks, section=path, wide=wide)


def heading(text: str, anchor: str, level: int = 2) -> Heading:
    """A heading; without a level one of a page's chief parts."""
    return Heading(level, text, anchor)


def paragraph(*parts: str | Span) -> Paragraph:
    """A paragraph of texts and spans."""
    return Paragraph(spans(*parts))


def capital(text: str) -> str:
    """A text with a capital at its beginning, the rest as it is.

    >>> capital("year to 30 November 2021")
    'Year to 30 November 2021'
    """
    return text[:1].upper() + text[1:]


def when(period: str) -> str:
    """A period in words; twelve months are named by their last.

    >>> when("2022-01/2022-12"), when("2022-01/2022-03"), when("2023-08-01/P1Y")
    ('year to December 2022', 'January 2022 to March 2022', 'academic year 2023/24')
    """
    return f"year to {periods.label(period[8:])}" if _is_year(period) else periods.label(period)


def when_short(period: str) -> str:
    """A period in few words, with a capital; twelve months are named by their last.

    >>> when_short("2022-01/2022-12"), when_short("2021-11")
    ('Year to Dec 2022', 'Nov 2021')
    """
    return f"Year to {periods.short(period[8:])}" if _is_year(period) else capital(periods.short(period))


def _is_year(period: str) -> bool:
    """Whether a period is twelve months, from a first to a last."""
    if periods.form_of(period) != "interval":
        return False
    first, last = ((int(month[:4]), int(month[5:])) for month in (period[:7], period[8:]))
    return 12 * (last[0] - first[0]) + last[1] - first[1] == 11


def columns(*headers: str | Column) -> tuple[Column, ...]:
    """A table's columns; a header that is only a text heads words, one made by :func:`numeric` heads numbers.

    >>> columns("Area", numeric("Value"))[1].numeric
    True
    """
    return tuple(Column(header) if isinstance(header, str) else header for header in headers)


def numeric(header: str) -> Column:
    """A column of numbers."""
    return Column(header, numeric=True)


def table_of(name: str, caption: str, shown: Shown, note: Spans = ()) -> Table:
    """A table from its columns: each a header, its cells, and whether it is shown."""
    kept = [(header, cells) for header, cells, is_shown in shown if is_shown]
    rows = tuple(zip(*(cells for _, cells in kept), strict=True))
    return Table(name, caption, columns(*(header for header, _ in kept)), rows, note)


def linked(links: Iterable[Span]) -> list[str | Span]:
    """Links with commas between them.

    >>> linked([Span("claimants"), Span("vacancies")])[1]
    ', '
    """
    said: list[str | Span] = []
    for link in links:
        said += [", ", link]
    return said[1:]


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them.

    >>> listed(["Bedford", "Luton", "Milton Keynes"]), listed(["Bedford"])
    ('Bedford, Luton and Milton Keynes', 'Bedford')
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def missing(view: View, *indicators: str) -> Callout:
    """Said in the place of figures that the pack does not have: what is missing, and what it would take."""
    links = linked(indicator_link(view, id) for id in indicators)
    said = paragraph(f"There is no published figure for {view.region.title} in this pack for: ", *links, ".")
    remedy = "A table with these measures, put into the pack with its source, fills this place at the next build."
    return Callout("note", "No figures yet", (said, paragraph(remedy)))


def indicator_link(view: View, id: str) -> Span:
    """An indicator's title, leading to its definition."""
    return Span(view.indicators[id].title, link=f"indicators/{id}/")


def rows_of(view: View, indicator: str, dimension: str, **rest: str) -> Rows:
    """For each value of a dimension, in published order, the region's figures that have also the values of the rest."""
    found: dict[str, list[Figure]] = {}
    for figure in view.figures.of(indicator, view.region.code, **rest):
        if dimension in figure.breakdown:
            found.setdefault(figure.breakdown[dimension], []).append(figure)
    return [(value, sorted(figures, key=lambda f: periods.last_day(f.period))) for value, figures in found.items()]


def by_period(view: View, name: str, caption: str, first: str, rows: Rows, note: Spans = ()) -> Table:
    """A table with a row for each label and a column for each period that any of its figures has.

    ``first`` heads the column of labels.
    """
    found = sorted({figure.period for _, figures in rows for figure in figures}, key=periods.last_day)
    body = []
    for label, figures in rows:
        at = {figure.period: figure for figure in figures}
        body.append((cell(label), *(view.cell(at.get(period)) for period in found)))
    headers = columns(first, *(numeric(capital(periods.label(period))) for period in found))
    return Table(name, caption, headers, tuple(body), note)


def unlinked(shown: Cell) -> Cell:
    """A cell as it is, but that its figures do not lead to their places."""
    return replace(shown, content=tuple(replace(span, figure=None) for span in shown.content))


def change_chart(
    view: View,
    table: Table,
    rows: Rows,
    unit: str,
    words: str | None = None,
    reference: tuple[str, float] | None = None,
) -> Chart:
    """A chart of each label's values over its periods, above the table, from which it takes its name and title.

    ``reference`` is a line that the values are held against: its words and where it stands, in the unit of the values.
    Without ``words`` the chart says what :func:`changes_in_words` finds.
    """
    pairs = [(label, figure) for label, figures in rows for figure in figures]
    # The first series met is the baseline, so the earliest period comes first whatever label has it.
    pairs.sort(key=lambda pair: periods.last_day(pair[1].period))
    records = [_record(view, label, figure) for label, figure in pairs]
    spec = charts.paired(
        records,
        category="category",
        series="series",
        value="value",
        unit=unit,
        accent=view.accent,
        order=[label for label, _ in rows],
        reference=reference,
    )
    return Chart(f"{table.name}-chart", table.caption, words or changes_in_words(view, rows), spec, table)


def _record(view: View, label: str, figure: Figure) -> dict[str, Any]:
    """A figure for a chart: whose it is, its period in words, its value and interval; what is missing stays missing."""
    sampled = figure.interval == "sampling"
    return {
        "category": label,
        "series": capital(periods.short(figure.period)),
        "value": figure.value,
        "text": view.text(figure),
        "lower": figure.lower if sampled else None,
        "upper": figure.upper if sampled else None,
    }


def changes_in_words(view: View, rows: Rows) -> str:
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
        words += f". Of {len(changes)} values with two periods, {up} {_are(up)} higher"
        words += f" and {down} {_are(down)} lower than before"
    return words + "."


def caveats(view: View, *indicators: str) -> list[Block]:
    """What must be known of some indicators, each caveat once."""
    found = dict.fromkeys(text for id in indicators for text in view.indicators[id].caveats)
    if not found:
        return []
    return [Details("What to know about these figures", (Bullets(tuple(spans(text) for text in found)),))]


def _are(count: int) -> str:
    return "is" if count == 1 else "are"

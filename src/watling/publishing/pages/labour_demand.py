"""Labour demand: the sectors, their vacancies by occupational group, the ratings, and the demand for digital skills."""

from __future__ import annotations

from functools import lru_cache

from watling.figures.figure import Figure, slug
from watling.methods import periods
from watling.packs.decisions import GRADES
from watling.publishing import charts
from watling.publishing.document import Block, Cell, Chart, Page, Span, Table, cell, spans
from watling.publishing.pages.parts import caveats, columns, heading, missing, numeric, section_page
from watling.publishing.pages.ratings import ratings_matrix, rule
from watling.publishing.view import View

PATH = "labour-demand/"
TITLE = "Labour demand"


def page(view: View) -> Page:
    """The page of the navigation."""
    about = "Which jobs are advertised in {}, by sector and occupational group, and where supply falls short."
    return section_page(
        view, PATH, TITLE, about.format(view.region.title), body(view), wide=True, theme="labour demand"
    )


@lru_cache(maxsize=1)
def body(view: View) -> tuple[Block, ...]:
    """What the page shows beside the pack's words."""
    if not view.sectors:
        nothing = missing(view, "vacancies", "vacancy-growth", "employment-trend", "top-occupations")
        return (nothing, *digital(view))
    return (
        heading("The sectors", "sectors"),
        sectors_table(view),
        heading("Sectors by occupational group", "matrix"),
        *matrix(view),
        heading("Occupational groups across sectors", "groups"),
        groups(view),
        heading("How the ratings are made", "rule"),
        *rule(view),
        *caveats(view, "vacancies", "vacancy-growth", "vacancy-growth-composed", "supply-and-demand"),
        *digital(view),
    )


def sector_path(sector: str) -> str:
    """Where a sector's page stands."""
    return f"{PATH}{slug(sector)}/"


def period_words(view: View) -> str:
    """The latest period of the vacancies in words; empty where there are none."""
    found = view.periods("vacancies", view.region.code)
    return periods.label(found[-1]) if found else ""


def digital(view: View) -> list[Block]:
    """What is published of the demand for digital skills."""
    found = (view.get(id) for id in ("digital-postings-share", "digital-skills-hard-to-find"))
    rows = tuple(
        (cell(view.indicators[figure.indicator].title), cell(periods.label(figure.period)), view.cell(figure))
        for figure in found
        if figure
    )
    first = heading("Digital skills in demand", "digital")
    if not rows:
        return [first, missing(view, "digital-postings-share")]
    headers = columns("Measure", "Period", numeric("Value"))
    table = Table("digital-skills-demand", "Demand for digital skills, as published", headers, rows)
    return [first, table, *caveats(view, "digital-postings-share")]


def sectors_table(view: View) -> Table:
    """A sector a row: trends, postings, growth, and how many of its groups have each of the most pressing grades."""
    rows = []
    for sector in view.sectors:
        ids = ("employment-trend", "vacancy-trend", "vacancies", "vacancy-growth-composed")
        grades = [rating.shown for rating in view.rated if rating.sector == sector]
        rows.append(
            (
                cell(Span(sector, link=sector_path(sector))),
                *(view.cell(view.get(id, sector=sector)) for id in ids),
                *(cell(str(grades.count(grade))) for grade in GRADES[:2]),
            )
        )
    numbers = ("Vacancies", "Growth, composed", "Groups needing urgent attention", "Groups needing attention")
    headers = columns("Sector", "Employment", "Vacancies, trend", *map(numeric, numbers))
    note = spans(
        "Postings of the listed occupational groups. Growth is composed from the groups: the earlier year's number is "
        "implied by each group's published growth."
    )
    return Table("sectors", f"The sectors, {period_words(view)}", headers, tuple(rows), note)


def _in_group_order(view: View) -> list[str]:
    """Occupational groups, the one with most postings first."""
    totals = {
        figure.breakdown["group"]: figure
        for figure in view.figures.of("vacancies", view.region.code)
        if set(figure.breakdown) == {"group"}
    }
    return sorted(totals, key=lambda group: -(totals[group].value or 0))


def matrix(view: View) -> list[Block]:
    """Sector by occupational group: postings as a chart, and the ratings as a table."""
    order = _in_group_order(view)
    records: list[dict[str, str | float | None]] = []
    rows = []
    for group in order:
        cells: list[Cell] = [cell(group)]
        for sector in view.sectors:
            figure = view.get("vacancies", sector=sector, group=group)
            cells.append(view.cell(figure) if figure else cell("–", raw=""))
            if figure:
                records.append({"row": group, "column": sector, "value": figure.value, "text": view.text(figure)})
        rows.append(tuple(cells))
    period = period_words(view)
    title = f"Vacancies by sector and occupational group, {period}"
    headers = columns("Occupational group", *map(numeric, view.sectors))
    unlisted = "A dash marks a group that is not listed for the sector: its number is not published, which is not zero."
    table = Table("vacancies-sector-by-group", title, headers, tuple(rows), spans(unlisted))
    spec = charts.matrix(records, "row", "column", "value", "text", unit="postings", accent=view.accent)
    chart = Chart("vacancies-matrix", title, _matrix_in_words(view), spec, table)
    return [chart, ratings_matrix(view, order, period)] if view.ratings else [chart]


def _matrix_in_words(view: View) -> str:
    """What the chart of sectors by groups shows: its largest cell."""
    most = max(view.figures.of("vacancies", view.region.code), key=_cell_value)
    group, sector = most.breakdown.get("group"), most.breakdown.get("sector")
    return f"The largest cell is {group} in {sector} with {view.text(most)}. Empty cells are not published."


def _cell_value(figure: Figure) -> float:
    return figure.value or 0 if {"sector", "group"} <= set(figure.breakdown) else 0


def groups(view: View) -> Chart:
    """Each occupational group over all sectors that list it, and all groups together."""
    order = _in_group_order(view)
    rows = []
    for group in order:
        total, growth = view.get("vacancies", group=group), view.get("vacancy-growth-composed", group=group)
        listed = sum(view.get("vacancies", sector=sector, group=group) is not None for sector in view.sectors)
        rows.append((cell(group), view.cell(total), view.cell(growth), cell(str(listed))))
    total, growth = view.get("vacancies"), view.get("vacancy-growth-composed")
    rows.append((cell("All listed groups"), view.cell(total), view.cell(growth), cell("")))
    period = period_words(view)
    headers = columns("Occupational group", *map(numeric, ("Vacancies", "Growth, composed", "Sectors that list it")))
    caption = f"Vacancies by occupational group across all sectors, {period}"
    table = Table("vacancies-by-group", caption, headers, tuple(rows))
    totals = {group: view.get("vacancies", group=group) for group in order}
    records = [{"category": group, "value": figure.value if figure else None} for group, figure in totals.items()]
    spec = charts.bars(records, category="category", value="value", unit="postings", accent=view.accent)
    words = _most_in_words(view, [(group, figure) for group, figure in totals.items() if figure])
    return Chart("vacancies-by-group-chart", f"Vacancies by occupational group, {period}", words, spec, table)


def _most_in_words(view: View, totals: list[tuple[str, Figure]]) -> str:
    """Which two groups have the most postings."""
    (first, most), *rest = totals
    words = f"{first} has the most postings, {view.text(most)}"
    if rest:
        second, next_most = rest[0]
        words += f", then {second} with {view.text(next_most)}"
    return words + "."

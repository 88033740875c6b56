"""Labour supply: claimants by sex and age against England, claimants since January 2020, employment rates by group."""

from __future__ import annotations

from watling.figures.figure import Figure, slug
from watling.methods import periods
from watling.publishing import charts
from watling.publishing.document import Block, Cell, Chart, Column, Page, Table, cell, spans
from watling.publishing.pages.parts import by_period, caveats, changes_in_words, figure_records, heading, missing
from watling.publishing.view import View
from watling.publishing.words import around

PATH = "labour-supply/"
TITLE = "Labour supply"


def page(view: View) -> Page:
    summary = f"Who looks for work in {view.region.title}: claimants by sex and age, and employment rates by group."
    return Page(PATH, TITLE, summary, around(view, "labour-supply", body(view)), section=PATH)


def body(view: View) -> list[Block]:
    """What the page shows beside the pack's words."""
    blocks: list[Block] = [
        heading("Claimants by sex and age", "claimants"),
        *claimants(view),
        heading("Claimants since January 2020", "since-january-2020"),
        *since_january_2020(view),
        heading("Employment rates by group", "employment-rates"),
        *employment_rates(view),
    ]
    return blocks


def claimants(view: View) -> list[Block]:
    changed = view.figures.of("claimants-change", view.region.code)
    if not changed:
        return [missing(view, "claimants", "claimants-change")]
    latest = max((figure.period for figure in changed), key=periods.last_day)
    before = periods.earlier(latest, "P1Y")
    now = {tuple(sorted(f.breakdown.items())): f for f in changed if f.period == latest}
    rows, records = [], []

    def row(label: str, area: str, breakdown: dict[str, str]) -> tuple[Cell, ...]:
        change = view.figures.get("claimants-change", area, latest, breakdown)
        between = view.interval(change) if change else ""
        values = (view.figures.get("claimants", area, period, breakdown) for period in (before, latest))
        return (cell(label), *(view.cell(value) for value in values), view.cell(change), cell(between))

    for pairs in sorted(now, key=lambda pairs: (len(pairs), list(now).index(pairs))):
        breakdown = dict(pairs)
        label = (
            ", ".join(breakdown[name] for name in ("sex", "age") if name in breakdown) or f"All, {view.region.title}"
        )
        rows.append(row(label, view.region.code, breakdown))
        if len(breakdown) == 2:
            for period in (before, latest):
                figure = view.figures.get("claimants", view.region.code, period, breakdown)
                records.append(
                    {"category": label, "series": periods.label(period), "value": figure.value if figure else None}
                )
    if view.comparator and view.figures.get("claimants", view.comparator, latest):
        rows.insert(1, row(f"All, {view.name(view.comparator)}", view.comparator, {}))
    columns = (
        Column("Sex and age"), Column(periods.label(before), numeric=True), Column(periods.label(latest), numeric=True),
        Column("Change", numeric=True), Column("Between, by rounding", numeric=True),
    )  # fmt: skip
    title = f"Claimants by sex and age, {periods.label(before)} and {periods.label(latest)}"
    note = spans("Sums of rounded parts may differ from the published total; see the contradictions on the data page.")
    table = Table("claimants-by-sex-and-age", title, columns, tuple(rows), note)
    if not records:
        return [table, *caveats(view, "claimants", "claimants-change")]
    falls = sorted((figure for figure in now.values() if len(figure.breakdown) == 2), key=lambda f: f.value or 0)
    words = (
        f"The change was between {view.text(falls[0])} ({', '.join(falls[0].breakdown.values())}) and "
        f"{view.text(falls[-1])} ({', '.join(falls[-1].breakdown.values())})."
    )
    spec = charts.paired(
        records,
        category="category",
        series="series",
        value="value",
        unit="people",
        accent=view.pack.settings.look.accent,
    )
    return [
        Chart("claimants-by-sex-and-age-chart", title, words, spec, table),
        *caveats(view, "claimants", "claimants-change"),
    ]


def since_january_2020(view: View) -> list[Block]:
    areas = [view.region.code, *([view.comparator] if view.comparator else [])]
    rows = [(view.name(area), view.figures.series("claimants-relative-to-january-2020", area)) for area in areas]
    if not any(figures for _, figures in rows):
        return [missing(view, "claimants-relative-to-january-2020")]
    blocks: list[Block] = [
        by_period(view, "claimants-relative-to-january-2020", "Claimants as a multiple of January 2020", rows, "Area")
    ]
    implied = [(area, view.figures.get("claimants-january-2020", area)) for area in areas]
    found = [
        (cell(view.name(area)), view.cell(figure), cell(view.interval(figure)), cell(figure.note))
        for area, figure in implied
        if figure
    ]
    if found:
        columns = (
            Column("Area"),
            Column("January 2020, implied", numeric=True),
            Column("Between", numeric=True),
            Column("How"),
        )
        blocks.append(
            Table("claimants-january-2020", "Claimants in January 2020 that the ratios imply", columns, tuple(found))
        )
    return [*blocks, *caveats(view, "claimants-relative-to-january-2020", "claimants-january-2020")]


def employment_rates(view: View) -> list[Block]:
    kinds = view.figures.values("employment-rate", "characteristic")
    if not kinds:
        return [missing(view, "employment-rate")]
    blocks: list[Block] = []
    for kind in kinds:
        rows = rows_of(view, "employment-rate", "group", characteristic=kind)
        name = f"employment-rate-{slug(kind)}"
        title = f"Employment rate by {kind.lower()}"
        table = by_period(view, name, title, rows, kind)
        records = figure_records(view, [(label, figure) for label, figures in rows for figure in figures])
        spec = charts.paired(
            records,
            category="category",
            series="series",
            value="value",
            unit="percent",
            accent=view.pack.settings.look.accent,
        )
        blocks.append(Chart(f"{name}-chart", title, changes_in_words(view, rows), spec, table))
    return [*blocks, *caveats(view, "employment-rate")]


def rows_of(view: View, indicator: str, dimension: str, **rest: str) -> list[tuple[str, list[Figure]]]:
    """For each value of a dimension, in published order, the region's figures, earliest first."""
    found: dict[str, list[Figure]] = {}
    for figure in view.figures.of(indicator, view.region.code, **rest):
        if dimension in figure.breakdown:
            found.setdefault(figure.breakdown[dimension], []).append(figure)
    return [(value, sorted(figures, key=lambda f: periods.last_day(f.period))) for value, figures in found.items()]

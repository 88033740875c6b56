"""Skills and learning: learner-start quotients, key stage 4 by authority, Gatsby Benchmarks."""

from __future__ import annotations

from watling.figures.figure import Figure, slug
from watling.methods import periods
from watling.publishing import charts
from watling.publishing.document import Block, Chart, Column, Page, Table, cell, spans
from watling.publishing.pages.labour_supply import rows_of
from watling.publishing.pages.parts import by_period, caveats, changes_in_words, figure_records, heading, missing
from watling.publishing.view import View
from watling.publishing.words import around

PATH = "skills-and-learning/"
TITLE = "Skills and learning"


def page(view: View) -> Page:
    summary = f"What people in {view.region.title} learn: learner starts, key stage 4, and career guidance in schools."
    return Page(PATH, TITLE, summary, around(view, "skills-and-learning", body(view)), section=PATH)


def body(view: View) -> list[Block]:
    """What the page shows beside the pack's words."""
    blocks: list[Block] = [
        heading("Learner starts by subject", "quotients"),
        *quotients(view),
        heading("English and maths at key stage 4", "key-stage-4"),
        *key_stage_4(view),
        heading("Career guidance: the Gatsby Benchmarks", "gatsby"),
        *gatsby(view),
    ]
    return blocks


def quotients(view: View) -> list[Block]:
    rows = rows_of(view, "learner-start-quotient", "learner group")
    if not rows:
        return [missing(view, "learner-start-quotient")]
    title = "Learner-start quotient by subject group"
    table = by_period(view, "learner-start-quotients", title, rows, "Subject group")
    records = figure_records(view, [(label, figure) for label, figures in rows for figure in figures])
    spec = charts.paired(
        records, category="category", series="series", value="value", unit="quotient",
        accent=view.pack.settings.look.accent, reference=("1: as elsewhere", 1.0),
    )  # fmt: skip
    words = changes_in_words(view, rows) + " At 1 starts here are as many, in proportion, as elsewhere."
    return [Chart("learner-start-quotients-chart", title, words, spec, table), *caveats(view, "learner-start-quotient")]


def key_stage_4(view: View) -> list[Block]:
    """A table for each subject: an authority a row, a year a column, and the latest against England."""
    subjects = view.figures.values("key-stage-4", "subject")
    if not subjects:
        return [missing(view, "key-stage-4")]
    blocks: list[Block] = []
    codes = dict.fromkeys(figure.area for figure in view.figures.of("key-stage-4") if figure.area != view.region.code)
    for subject in subjects:
        years = sorted({f.period for f in view.figures.of("key-stage-4", subject=subject)}, key=periods.last_day)
        rows, records = [], []
        for code in codes:
            found = {figure.period: figure for figure in view.figures.series("key-stage-4", code, {"subject": subject})}
            last = found.get(years[-1])
            rows.append(
                (
                    cell(view.name(code)),
                    *(view.cell(found.get(year)) for year in years),
                    cell(last.comparison or "–" if last else "–"),
                )
            )
            records += figure_records(view, [(view.name(code), figure) for figure in found.values()])
        columns = (
            Column("Authority"), *(Column(periods.label(year), numeric=True) for year in years),
            Column(f"{periods.label(years[-1])} against England"),
        )  # fmt: skip
        title = f"Pupils with grade 4 or above in {subject}"
        note = spans("“not published” marks a cell the report does not give; an authority that did not exist has none.")
        table = Table(f"key-stage-4-{slug(subject)}", title, columns, tuple(rows), note)
        spec = charts.paired(
            records,
            category="category",
            series="series",
            value="value",
            unit="percent",
            accent=view.pack.settings.look.accent,
        )
        latest = [
            (view.name(code), view.figures.get("key-stage-4", code, years[-1], {"subject": subject})) for code in codes
        ]
        blocks.append(Chart(f"key-stage-4-{slug(subject)}-chart", title, _against(view, latest), spec, table))
    return [*blocks, *caveats(view, "key-stage-4")]


def _against(view: View, latest: list[tuple[str, Figure | None]]) -> str:
    members = {member.name for member in view.region.members}
    here = [(name, figure) for name, figure in latest if figure and name in members]
    groups = {
        word: [name for name, figure in here if figure.comparison == word] for word in ("better", "similar", "worse")
    }
    said = [
        f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'} {word}" for word, names in groups.items() if names
    ]
    absent = [name for name in members if name not in {name for name, _ in here}]
    words = (
        f"Against England in {periods.label(here[0][1].period)}: {'; '.join(said)}."
        if said
        else "No comparison can be made."
    )
    return words + (f" Not published: {', '.join(sorted(absent))}." if absent else "")


def gatsby(view: View) -> list[Block]:
    rows = rows_of(view, "gatsby-benchmark", "benchmark")
    if not rows:
        return [missing(view, "gatsby-benchmark", "gatsby-commitment")]
    title = "Gatsby Benchmarks, average achieved"
    table = by_period(view, "gatsby-benchmarks", title, rows, "Benchmark", spans("The latest year is provisional."))
    records = figure_records(view, [(label, figure) for label, figures in rows for figure in figures])
    spec = charts.paired(
        records,
        category="category",
        series="series",
        value="value",
        unit="percent",
        accent=view.pack.settings.look.accent,
    )
    blocks: list[Block] = [Chart("gatsby-benchmarks-chart", title, changes_in_words(view, rows), spec, table)]
    areas = [view.region.code, *([view.comparator] if view.comparator else [])]
    others = [
        (f"{view.indicators[id].title}, {view.name(area)}", view.figures.series(id, area))
        for id in ("gatsby-average", "gatsby-commitment")
        for area in areas
    ]
    others = [(label, figures) for label, figures in others if figures]
    if others:
        blocks.append(
            by_period(view, "gatsby-summary", "All eight benchmarks, and commitment to them", others, "Measure")
        )
    return [*blocks, *caveats(view, "gatsby-benchmark", "gatsby-average", "gatsby-commitment")]

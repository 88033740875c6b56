"""Skills and learning: learner-start quotients, key stage 4 by authority, Gatsby Benchmarks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from watling.figures.figure import Figure, slug
from watling.methods import periods
from watling.publishing.document import Block, Chart, Page, Table, cell, spans
from watling.publishing.pages.parts import (
    by_period,
    caveats,
    change_chart,
    changes_in_words,
    columns,
    heading,
    listed,
    missing,
    numeric,
    rows_of,
    section_page,
)
from watling.publishing.view import View

PATH = "skills-and-learning/"
TITLE = "Skills and learning"


def page(view: View) -> Page:
    """The page of the navigation."""
    summary = f"What people in {view.region.title} learn: learner starts, key stage 4, and career guidance in schools."
    return section_page(view, PATH, TITLE, summary, body(view), theme="skills and learning")


@lru_cache(maxsize=1)
def body(view: View) -> tuple[Block, ...]:
    """What the page shows beside the pack's words."""
    return (
        heading("Learner starts by subject", "quotients"),
        *quotients(view),
        heading("English and maths at key stage 4", "key-stage-4"),
        *key_stage_4(view),
        heading("Career guidance: the Gatsby Benchmarks", "gatsby"),
        *gatsby(view),
    )


def quotients(view: View) -> list[Block]:
    """The learner-start quotient of each subject group, held against 1."""
    rows = rows_of(view, "learner-start-quotient", "learner group")
    if not rows:
        return [missing(view, "learner-start-quotient")]
    title = "Learner-start quotient by subject group"
    table = by_period(view, "learner-start-quotients", title, "Subject group", rows)
    words = changes_in_words(view, rows) + " At 1 starts here are as many, in proportion, as elsewhere."
    chart = change_chart(view, table, rows, "quotient", words, reference=("As elsewhere", 1.0))
    return [chart, *caveats(view, "learner-start-quotient")]


def key_stage_4(view: View) -> list[Block]:
    """A table for each subject: an authority a row, a year a column, and the latest against the comparator."""
    subjects = view.figures.values("key-stage-4", "subject")
    if not subjects:
        return [missing(view, "key-stage-4")]
    return [*(_key_stage_4(view, subject) for subject in subjects), *caveats(view, "key-stage-4")]


def _key_stage_4(view: View, subject: str) -> Chart:
    years = sorted({f.period for f in view.figures.of("key-stage-4", subject=subject)}, key=periods.last_day)
    codes = dict.fromkeys(figure.area for figure in view.figures.of("key-stage-4") if figure.area != view.region.code)
    series = {code: view.figures.series("key-stage-4", code, {"subject": subject}) for code in codes}
    latest: dict[str, Figure] = {}
    body = []
    for code, figures in series.items():
        found = {figure.period: figure for figure in figures}
        if years[-1] in found:
            latest[code] = found[years[-1]]
        against = (latest[code].comparison if code in latest else None) or ""
        values = (view.cell(found.get(year)) for year in years)
        body.append((cell(view.name(code)), *values, cell(against or "–", raw=against)))
    labels = [periods.label(year) for year in years]
    headers = columns("Authority", *map(numeric, labels), f"{labels[-1]} against {view.comparator_name}")
    title = f"Pupils with grade 4 or above in {subject}"
    note = spans("“not published” marks a cell the report does not give; an authority that did not exist has none.")
    table = Table(f"key-stage-4-{slug(subject)}", title, headers, tuple(body), note)
    rows = [(view.name(code), figures) for code, figures in series.items()]
    return change_chart(view, table, rows, "percent", _against(view, labels[-1], latest))


def _against(view: View, year: str, latest: Mapping[str, Figure]) -> str:
    """Which of the region's members are better, similar or worse than the comparator, from their figures by code."""
    members = {member.code: member.name for member in view.region.members}
    said = []
    for word in ("better", "similar", "worse"):
        names = [members[code] for code, one in latest.items() if code in members and one.comparison == word]
        if names:
            said.append(f"{listed(names)} {'is' if len(names) == 1 else 'are'} {word}")
    words = f"Against {view.comparator_name} in {year}: {'; '.join(said)}." if said else "No comparison can be made."
    absent = sorted(name for code, name in members.items() if code not in latest)
    return words + (f" Not published: {', '.join(absent)}." if absent else "")


def gatsby(view: View) -> list[Block]:
    """The average achieved of each benchmark; and of all eight, with the commitment to them, beside the comparator."""
    rows = rows_of(view, "gatsby-benchmark", "benchmark")
    if not rows:
        return [missing(view, "gatsby-benchmark", "gatsby-commitment")]
    title = "Gatsby Benchmarks, average achieved"
    note = spans("The latest year is provisional.")
    table = by_period(view, "gatsby-benchmarks", title, "Benchmark", rows, note)
    blocks: list[Block] = [change_chart(view, table, rows, "percent")]
    others = [
        (f"{view.indicators[id].title}, {view.name(area)}", view.figures.series(id, area))
        for id in ("gatsby-average", "gatsby-commitment")
        for area in view.compared
    ]
    others = [(label, figures) for label, figures in others if figures]
    if others:
        caption = "All eight benchmarks, and commitment to them"
        blocks.append(by_period(view, "gatsby-summary", caption, "Measure", others))
    return [*blocks, *caveats(view, "gatsby-benchmark", "gatsby-average", "gatsby-commitment")]

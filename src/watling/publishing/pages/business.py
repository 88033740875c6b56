"""Business: counts by size, births and deaths, and the business survey's questions."""

from __future__ import annotations

from watling.figures.figure import slug
from watling.publishing import charts
from watling.publishing.document import Block, Chart, Page
from watling.publishing.pages.labour_supply import rows_of
from watling.publishing.pages.parts import by_period, caveats, changes_in_words, figure_records, heading, missing
from watling.publishing.view import View
from watling.publishing.words import around

PATH = "business/"
TITLE = "Business"


def page(view: View) -> Page:
    summary = f"Businesses in {view.region.title}: how many, of what size, how many begin and end, and what they say of skills."
    return Page(PATH, TITLE, summary, around(view, "business", body(view)), section=PATH)


def body(view: View) -> list[Block]:
    """What the page shows beside the pack's words."""
    blocks: list[Block] = [
        heading("Businesses by size", "counts"),
        *counts(view),
        heading("Births and deaths of enterprises", "births-and-deaths"),
        *births_and_deaths(view),
        heading("The business survey", "survey"),
        *survey(view),
    ]
    return blocks


def counts(view: View) -> list[Block]:
    rows = rows_of(view, "business-counts", "size")
    if not rows:
        return [missing(view, "business-counts")]
    changes = [
        (f"{size}, change over a year", figures) for size, figures in rows_of(view, "business-counts-change", "size")
    ]
    table = by_period(view, "business-counts", "Businesses by number of people employed", [*rows, *changes], "Size")
    return [table, *caveats(view, "business-counts", "business-counts-change")]


def births_and_deaths(view: View) -> list[Block]:
    found = [
        (view.indicators[id].title, view.figures.series(id, view.region.code))
        for id in ("enterprise-births", "enterprise-deaths")
    ]
    rows = [(label, figures) for label, figures in found if figures]
    if not rows:
        return [missing(view, "enterprise-births", "enterprise-deaths")]
    table = by_period(
        view, "births-and-deaths", "Enterprise births and deaths, in per cent of active enterprises", rows, "Measure"
    )
    return [table, *caveats(view, "enterprise-births", "enterprise-deaths")]


def survey(view: View) -> list[Block]:
    questions = view.figures.values("business-survey", "question")
    if not questions:
        return [missing(view, "business-survey")]
    blocks: list[Block] = []
    for question in questions:
        rows = rows_of(view, "business-survey", "answer", question=question)
        name = f"survey-{slug(question)[:48].rstrip('-')}"
        table = by_period(view, name, question, rows, "Answer")
        records = figure_records(view, [(label, figure) for label, figures in rows for figure in figures])
        spec = charts.paired(
            records,
            category="category",
            series="series",
            value="value",
            unit="percent",
            accent=view.pack.settings.look.accent,
        )
        blocks.append(Chart(f"{name}-chart", question, changes_in_words(view, rows), spec, table))
    return [*blocks, *caveats(view, "business-survey")]

"""Business: counts by size, births and deaths, and the business survey's questions."""

from __future__ import annotations

from functools import lru_cache

from watling.figures.figure import slug
from watling.publishing.document import Block, Page
from watling.publishing.pages.parts import by_period, caveats, change_chart, heading, missing, rows_of, section_page
from watling.publishing.view import View

PATH = "business/"
TITLE = "Business"


def page(view: View) -> Page:
    """The page of the navigation."""
    region = view.region.title
    summary = f"Businesses in {region}: how many, of what size, how many begin and end, and what they say of skills."
    return section_page(view, PATH, TITLE, summary, body(view), theme="business")


@lru_cache(maxsize=1)
def body(view: View) -> tuple[Block, ...]:
    """What the page shows beside the pack's words."""
    return (
        heading("Businesses by size", "counts"),
        *counts(view),
        heading("Births and deaths of enterprises", "births-and-deaths"),
        *births_and_deaths(view),
        heading("The business survey", "survey"),
        *survey(view),
    )


def counts(view: View) -> list[Block]:
    """Businesses by size, each size's change over a year below."""
    rows = rows_of(view, "business-counts", "size")
    if not rows:
        return [missing(view, "business-counts")]
    changed = rows_of(view, "business-counts-change", "size")
    changes = [(f"{size}, change over a year", figures) for size, figures in changed]
    table = by_period(view, "business-counts", "Businesses by number of people employed", "Size", [*rows, *changes])
    return [table, *caveats(view, "business-counts", "business-counts-change")]


def births_and_deaths(view: View) -> list[Block]:
    """The rates of births and deaths over time."""
    ids = ("enterprise-births", "enterprise-deaths")
    found = [(view.indicators[id].title, view.figures.series(id, view.region.code)) for id in ids]
    rows = [(label, figures) for label, figures in found if figures]
    if not rows:
        return [missing(view, *ids)]
    caption = "Enterprise births and deaths, in per cent of active enterprises"
    return [by_period(view, "births-and-deaths", caption, "Measure", rows), *caveats(view, *ids)]


def survey(view: View) -> list[Block]:
    """A chart for each question: an answer a row."""
    questions = view.figures.values("business-survey", "question")
    if not questions:
        return [missing(view, "business-survey")]
    blocks: list[Block] = []
    for question in questions:
        rows = rows_of(view, "business-survey", "answer", question=question)
        table = by_period(view, f"survey-{slug(question)[:48].rstrip('-')}", question, "Answer", rows)
        blocks.append(change_chart(view, table, rows, "percent"))
    return [*blocks, *caveats(view, "business-survey")]

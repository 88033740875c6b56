"""A sector's page: its occupational groups, what led to each rating, its most advertised occupations."""

from __future__ import annotations

from collections.abc import Sequence

from watling.figures.figure import slug
from watling.figures.rating import INDICATOR as RATING
from watling.figures.rating import Rating
from watling.publishing.document import Block, Bullets, Page, Paragraph, Span, Table, cell, spans
from watling.publishing.pages import labour_demand
from watling.publishing.pages.labour_demand import period_words, sector_path
from watling.publishing.pages.parts import caveats, columns, heading, missing, numeric, paragraph
from watling.publishing.pages.ratings import rating_cell, ratings_table
from watling.publishing.view import View


def pages(view: View) -> list[Page]:
    """One page for each sector, in the order they are published."""
    return [page(view, sector) for sector in view.sectors]


def page(view: View, sector: str) -> Page:
    """A sector's page, below labour demand."""
    ids = ("vacancies", "vacancy-growth", "top-occupations", "supply-and-demand")
    blocks = (
        *sentences(view, sector),
        heading("Occupational groups", "groups"),
        groups_table(view, sector),
        *ratings(view, [rating for rating in view.rated if rating.sector == sector]),
        heading("Most advertised occupations", "top-ten"),
        top_ten(view, sector),
        *caveats(view, *ids),
    )
    summary = f"Vacancies, ratings and most advertised occupations of the sector {sector} in {view.region.title}."
    above = ((labour_demand.TITLE, labour_demand.PATH),)
    return Page(sector_path(sector), sector, summary, blocks, section=labour_demand.PATH, breadcrumbs=above, wide=True)


def sentences(view: View, sector: str) -> list[Block]:
    """The sector's trends as they are stated, and its postings with their composed growth."""
    said: list[str | Span] = []
    employment, vacancies = (view.get(f"{of}-trend", sector=sector) for of in ("employment", "vacancy"))
    if employment:
        said += ["Employment in the sector is ", view.span(employment)]
    if vacancies:
        said += ["; vacancies are " if said else "Vacancies are ", view.span(vacancies)]
    blocks: list[Block] = [paragraph(*said, ", as the report states it.")] if said else []
    total, growth = view.get("vacancies", sector=sector), view.get("vacancy-growth-composed", sector=sector)
    if total and growth:
        postings = f" postings stand in the listed groups ({period_words(view)}), "
        composed = " on the year to March 2020, composed from the groups’ published growth (between "
        rounding = f"{view.interval(growth)} by rounding)."
        blocks.append(paragraph(view.span(total), postings, view.span(growth), composed + rounding))
    return blocks


def groups_table(view: View, sector: str) -> Table:
    """The groups listed for the sector, each with its postings, share, growth and rating, and all together."""
    rows = []
    for figure in view.figures.of("vacancies", view.region.code, sector=sector):
        if "group" in figure.breakdown:
            group = figure.breakdown["group"]
            rating = view.get(RATING, sector=sector, group=group)
            rows.append(
                (
                    cell(group, anchor=slug(group)),
                    view.cell(figure),
                    view.cell(view.get("vacancy-share", sector=sector, group=group)),
                    view.cell(view.get("vacancy-growth", sector=sector, group=group)),
                    view.cell(view.get("vacancies-base", sector=sector, group=group)),
                    rating_cell(rating) if rating else cell("not rated"),
                )
            )
    total, growth, base = (
        view.cell(view.get(id, sector=sector)) for id in ("vacancies", "vacancy-growth-composed", "vacancies-base")
    )
    rows.append((cell("All listed groups"), total, cell(""), growth, base, cell("")))
    numbers = ("Vacancies", "Share of the sector", "Growth on the year to March 2020", "Year to March 2020, implied")
    headers = columns("Occupational group", *map(numeric, numbers), "Supply and demand")
    caption = f"Occupational groups, {sector}, {period_words(view)}"
    note = spans("The year to March 2020 is derived from the published growth, not itself published.")
    return Table(f"groups-{slug(sector)}", caption, headers, tuple(rows), note)


def ratings(view: View, found: Sequence[Rating]) -> list[Block]:
    """What led to each of a sector's ratings, and which of them an analyst has set."""
    if not found:
        return []
    table = ratings_table(view, found[0].sector, found)
    blocks: list[Block] = [heading("What led to each rating", "ratings"), table]
    overridden = tuple(
        spans(f"{one.group}: the rule gives {one.grade}; set to {one.shown} by {by.by}, because {by.reason}")
        for one in found
        if (by := one.override)
    )
    if overridden:
        blocks += [heading("Ratings set by an analyst", "overrides", level=3), Bullets(overridden)]
    return blocks


def top_ten(view: View, sector: str) -> Block:
    """The sector's most advertised occupations by rank."""
    found = view.figures.of("top-occupations", view.region.code, sector=sector)
    if not found:
        return missing(view, "top-occupations")
    ranked = sorted(found, key=lambda figure: figure.value or 0)
    rows = tuple((view.cell(figure), cell(figure.breakdown["occupation"])) for figure in ranked)
    caption = f"Most advertised occupations, {sector}"
    return Table(f"top-ten-{slug(sector)}", caption, columns("Rank", "Occupation"), rows)


def in_short(view: View, sector: str) -> list[Block]:
    """A sector for the report: its sentences, its occupational groups and its most advertised occupations."""
    shown = [
        block
        for block in page(view, sector).blocks
        if isinstance(block, Paragraph) or (isinstance(block, Table) and not block.name.startswith("ratings-"))
    ]
    return [heading(sector, slug(sector), level=3), *shown]

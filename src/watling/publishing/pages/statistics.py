"""Official statistics: a page that leads in, and a page for each theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from watling.figures.figure import slug
from watling.publishing.document import Block, Bullets, Callout, Cell, Details, Page, Span, Table, cell, spans
from watling.publishing.pages import comparisons
from watling.publishing.pages.official import (
    against_cell,
    fetch_words,
    headline,
    is_published,
    needs,
    publishers,
    releases_of,
    section,
)
from watling.publishing.pages.parts import capital, columns, heading, numeric, paragraph, section_page, when_short
from watling.publishing.pages.sentences import change_cell
from watling.publishing.view import View

PATH = "statistics/"
TITLE = "Statistics"
THEMES = {
    "population": "Who lives here.",
    "labour supply": "Who is in work, who looks for it, and what people are qualified to do.",
    "labour demand": "What employers ask for and where people work.",
    "skills and learning": "What people learn, and where learning leads.",
    "business": "Which businesses there are, and how they come and go.",
    "digital infrastructure": "Which broadband and mobile coverage premises and places have.",
}
"""The themes of core indicators in the order of their pages, each with what it tells."""


def theme_path(theme: str) -> str:
    """Where a theme's page is.

    >>> theme_path("labour supply")
    'statistics/labour-supply/'
    """
    return f"{PATH}{slug(theme)}/"


def pages(view: View) -> list[Page]:
    """The page that leads in, each theme's, and the comparisons."""
    return [index(view), *(theme_page(view, theme) for theme in THEMES), comparisons.page(view)]


def ids_of(view: View, theme: str) -> list[str]:
    """The core indicators of a theme, by title."""
    found = [(indicator.title, id) for id, indicator in view.core.items() if indicator.theme == theme]
    return [id for _, id in sorted(found)]


def index(view: View) -> Page:
    """Every theme with its indicators at a glance."""
    summary = f"What the publishers of official statistics say about {view.region.title}, and about others beside it."
    return section_page(view, PATH, TITLE, summary, body(view), wide=True)


def body(view: View) -> list[Block]:
    """What the page that leads in shows beside the pack's words."""
    published = [id for id in view.core if is_published(view, id)]
    blocks: list[Block] = []
    if published:
        said = (
            f"{len(published)} of {len(view.core)} indicators are published here. Each is worked out for "
            f"{view.region.title} from what is published for its authorities. A percentage, median or rate that cannot "
            "be worked out from its parts is given for each authority and not for the region."
        )
        blocks += [paragraph(said), *partial_notes(view, published)]
    else:
        blocks.append(nothing_yet(view))
    for theme, about in THEMES.items():
        here = [id for id in ids_of(view, theme) if id in published]
        link = Span(f"Charts, tables and sources: {theme}", link=theme_path(theme))
        blocks += [heading(capital(theme), slug(theme)), paragraph(about, " ", link, ".")]
        blocks += [glance(view, theme, here)] if here else [paragraph("Not yet published here.")]
    beside = Span(comparisons.TITLE, link=comparisons.PATH)
    return [*blocks, heading(comparisons.TITLE, "comparisons"), paragraph(beside, f": {comparisons.ABOUT}.")]


def nothing_yet(view: View) -> Callout:
    """Said where no official statistic is published: that it is so, and what it takes."""
    said = paragraph(
        f"No official statistics are published here yet for {view.region.title}: no publisher’s release is kept. "
        "Each theme’s page lists the indicators it has a place for and where they come from."
    )
    how = paragraph(
        "Whoever keeps this site can fetch a release from its publisher (watling fetch) or add a file that is at hand "
        "(watling add)."
    )
    return Callout("note", "Not yet published here", (said, how))


def glance(view: View, theme: str, ids: Sequence[str]) -> Table:
    """A theme's indicators, a line each: the region's latest, its authorities' range, the comparator's, the change."""
    rows = []
    for id in ids:
        indicator = view.indicators[id]
        period = view.latest_period(id) or ""
        of, own = headline(view, id, period)
        title = cell(Span(indicator.title, link=f"{theme_path(theme)}#{id}"), f": {of}" if of else "")
        breakdown = own.breakdown if own else {}
        other = (
            view.figures.get(id, view.comparator, period, breakdown) if view.comparator and indicator.compare else None
        )
        row = (
            title,
            cell(when_short(period)),
            view.cell(own),
            _spread(view, id, period, breakdown),
            view.cell(other) if other else cell("–", raw=""),
            against_cell(own),
            change_cell(view, view.until(own) if own else []),
        )
        rows.append(row)
    headers = columns(
        "Indicator",
        "Latest",
        numeric(view.region.title),
        "Its authorities",
        numeric(view.comparator_name),
        f"Against {view.comparator_name}",
        "Change on a year before",
    )
    return Table(f"glance-{slug(theme)}", f"{capital(theme)} at a glance", headers, tuple(rows))


def _spread(view: View, id: str, period: str, breakdown: Mapping[str, str]) -> Cell:
    """From the lowest to the highest value of the members."""
    found = [view.figures.get(id, member.code, period, breakdown) for member in view.region.members]
    known = sorted((one for one in found if one and one.value is not None), key=lambda one: one.value or 0)
    if len(known) < 2:
        return cell("–", raw="")
    return cell(f"{view.text(known[0])} to {view.text(known[-1])}")


@lru_cache(maxsize=16)
def theme_page(view: View, theme: str) -> Page:
    """A theme's page: each of its indicators that is published, and what is not."""
    title = f"Statistics: {theme}"
    summary = f"{THEMES[theme]} Official statistics for {view.region.title}."
    above = ((TITLE, PATH),)
    return Page(theme_path(theme), title, summary, tuple(theme_body(view, theme)), section=PATH, breadcrumbs=above)


def theme_body(view: View, theme: str) -> list[Block]:
    """What a theme's page shows."""
    ids = ids_of(view, theme)
    published = [id for id in ids if is_published(view, id)]
    blocks: list[Block] = []
    if published:
        blocks += partial_notes(view, published)
        for id in published:
            blocks += section(view, id)
        blocks.append(paragraph(_how_to_trace()))
    else:
        blocks.append(nothing_yet(view) if not any(is_published(view, id) for id in view.core) else _no_theme(view))
    absent = [id for id in ids if id not in published]
    return [*blocks, *not_published(view, absent, slug(theme))]


def _how_to_trace() -> str:
    return (
        "A number that is a link leads to where it comes from. For any other, and for those of the downloads: "
        "watling trace, with the figure’s id."
    )


def _no_theme(view: View) -> Callout:
    said = paragraph(f"None of this theme’s indicators is published here yet for {view.region.title}.")
    return Callout("note", "Not yet published here", (said,))


def not_published(view: View, ids: Sequence[str], name: str) -> list[Block]:
    """The indicators without a figure: where each comes from, and what is missing."""
    if not ids:
        return []
    rows = tuple(
        (cell(Span(view.indicators[id].title, link=f"indicators/{id}/")), cell(publishers(view, id)), needs(view, id))
        for id in ids
    )
    headers = columns("Indicator", "Publisher", "What is missing")
    table = Table(f"not-published-{name}", "Indicators without a figure, and why", headers, rows)
    said: list[Block] = [heading("Not yet published here", "not-published"), table]
    if commands := fetch_words(view, ids):
        said.append(paragraph("To fetch what is missing: ", *commands, "."))
    return said


def partial_notes(view: View, ids: Sequence[str]) -> list[Block]:
    """What must be known of the releases that some indicators stand on: which are partial, and which are stale."""
    releases = {release.source: release for id in ids for release in releases_of(view, id)}
    partial = [release for release in releases.values() if release.partial]
    stale = [release for release in releases.values() if release.stale]
    blocks: list[Block] = []
    if partial:
        titles = tuple(spans(f"{one.title}, {one.publisher}: {one.rows:,} rows") for one in partial)
        are = "is" if len(partial) == 1 else "are"
        said = (
            f"{len(partial)} of the {len(releases)} releases here {are} partial: fewer "
            "areas are in them than their publishers give. Values that need the others are not available."
        )
        names = Details("Which releases are partial", (Bullets(titles),))
        blocks.append(Callout("warning", "Partial releases", (paragraph(said), names)))
    if stale:
        reasons = tuple(spans(Span(one.title, strong=True), f": {one.stale.rstrip('.')}.") for one in stale)
        said = (
            f"For {len(stale)} of the {len(releases)} releases here a newer one is not used. What stands is the newest "
            "that can be relied on."
        )
        why = Details("Which releases are stale, and why", (Bullets(reasons),))
        blocks.append(Callout("warning", "Stale releases", (paragraph(said), why)))
    return blocks

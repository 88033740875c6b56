"""Home: headline figures in sentences, what needs urgent attention, the members, what is new."""

from __future__ import annotations

from collections.abc import Sequence

from watling.figures.figure import Figure, slug
from watling.figures.rating import Rating
from watling.methods import periods
from watling.packs.decisions import GRADES
from watling.packs.pack import ReportSection
from watling.publishing import report
from watling.publishing.boundaries import outlines_of
from watling.publishing.document import Block, Bullets, Downloads, Map, Page, Span, Table, Tile, Tiles, cell, spans
from watling.publishing.maps import region_map
from watling.publishing.pages.labour_demand import PATH as DEMAND
from watling.publishing.pages.labour_demand import sector_path
from watling.publishing.pages.parts import capital, columns, heading, missing, numeric, paragraph
from watling.publishing.pages.ratings import rating_cell, rating_figure
from watling.publishing.view import View
from watling.publishing.words import around

# Indicators in the order of their interest, each with the name it has among the headlines.
HEADLINES = {
    "claimants": "Claimants",
    "vacancies": "Vacancies",
    "vacancy-growth-composed": "Growth in vacancies since the year to March 2020",
    "digital-postings-share": "Job postings that ask for digital skills",
    "gatsby-commitment": "Schools and colleges committed to the Gatsby Benchmarks",
    "claimants-relative-to-january-2020": "Claimants, times those of January 2020",
    "internet-non-users": "People who do not use the internet",
    "limited-internet-users": "People who use the internet little",
    "area-without-4g": "Area without 4G",
    "digital-skills-hard-to-find": "Employers who find digital skills hard to find",
}
MOST = 6
MOST_NEWS = 10


def page(view: View) -> Page:
    """The page the site opens with."""
    return Page("", view.pack.settings.title, view.pack.settings.summary, around(view, "home", body(view)))


def body(view: View) -> list[Block]:
    """What the page shows beside the pack's words."""
    tiles = [_tile(view, figure) for id in HEADLINES if (figure := view.get(id)) is not None]
    blocks: list[Block] = [heading("Headlines", "headlines")]
    blocks.append(Tiles(tuple(tiles[:MOST])) if tiles else missing(view, *list(HEADLINES)[:5]))
    blocks += [heading("What needs urgent attention", "urgent"), *urgent(view)]
    if view.pack.settings.report:
        blocks += [heading("The report", "report"), report_files(view.pack.settings.report)]
    blocks += [heading("The region", "region"), members_map(view)]
    blocks += [heading("What is new", "new"), *news(view)]
    return blocks


def _tile(view: View, figure: Figure) -> Tile:
    """A headline with its period, and how it changed on the year before or how it compares, beside the comparator."""
    change = view.get(f"{figure.indicator}-change", period=figure.period)
    shown = change or figure
    other = view.figures.get(shown.indicator, view.comparator, shown.period) if view.comparator else None
    detail: list[str | Span] = [capital(periods.label(figure.period))]
    if change:
        detail += [": ", view.span(change), " on a year before"]
        if other:
            detail += [" (", view.name(other.area), " ", view.span(other), ")"]
    elif figure.comparison and other:
        compared = "similar to" if figure.comparison == "similar" else f"{figure.comparison} than"
        detail += [f": {compared} ", view.name(other.area), " (", view.span(other), ")"]
    return Tile(view.span(figure), HEADLINES[figure.indicator], spans(*detail, "."))


def urgent(view: View) -> list[Block]:
    """The groups with the most pressing grade, most points first, and the indicators that worsened."""
    pressing = sorted((rating for rating in view.rated if rating.shown == GRADES[0]), key=lambda rating: -rating.points)
    blocks: list[Block] = []
    if pressing:
        more = paragraph("The rule and every other rating: ", Span("labour demand", link=DEMAND), ".")
        blocks += [_pressing_table(view, pressing), more]
    elif view.ratings:
        blocks.append(paragraph("No occupational group is rated as needing urgent attention."))
    else:
        blocks.append(paragraph("Nothing is rated yet: the pack holds no vacancies or no rating rule."))
    worsened = sum(one.status == "worsened" for one in view.assessed)
    if worsened:
        said = f"{worsened} of {len(view.assessed)} assessments of progress have worsened: "
        blocks.append(paragraph(said, Span("see which", link="progress/"), "."))
    return blocks


def _pressing_table(view: View, ratings: Sequence[Rating]) -> Table:
    rows = tuple(
        (
            cell(rating.group),
            cell(Span(rating.sector, link=f"{sector_path(rating.sector)}#{slug(rating.group)}")),
            view.cell(view.get("vacancies", sector=rating.sector, group=rating.group)),
            view.cell(view.get("vacancy-growth", sector=rating.sector, group=rating.group)),
            rating_cell(rating_figure(view, rating)),
        )
        for rating in ratings
    )
    headers = columns("Occupational group", "Sector", numeric("Vacancies"), numeric("Growth"), "Rating")
    return Table("urgent-attention", "Occupational groups that need urgent attention", headers, rows)


def members_map(view: View) -> Map:
    """The region's authorities where they lie; there is no value to show, so all have the accent."""
    region, members = view.region.title, view.region.members
    names = {member.code: member.name for member in members}
    drawn = view.outlines or outlines_of(view.region)
    svg = region_map(region, drawn.shapes, names, None, None, view.accent, drawn.note, touching=drawn.official)
    rows = tuple((cell(name), cell(code)) for code, name in names.items())
    table = Table("map-members", f"Local authorities of {region}", columns("Authority", "GSS code"), rows)
    words = f"{region} is made up of {len(members)} local authorities: {', '.join(names.values())}. {drawn.words}"
    return Map("members-map", f"The members of {region}", words, svg, table)


def report_files(section: ReportSection) -> Downloads:
    """The report in its three forms."""
    return Downloads(
        (
            (section.title, report.PATH, "web page"),
            (f"{section.title} (PDF)", f"{report.PATH}{report.NAME}.pdf", "tagged PDF, for print and screen readers"),
            (f"{section.title} (Word)", f"{report.PATH}{report.NAME}.docx", "to be edited"),
        )
    )


def news(view: View) -> list[Block]:
    """What this edition changed against the one before."""
    changes = view.changes
    if changes.first:
        tail = f" The newest was published in {view.newest}." if view.newest else ""
        counted = f"{len(view.figures):,} figures from {len(view.releases)} releases."
        return [paragraph(f"This is the first edition: {counted}{tail}")]
    if not len(changes):
        return [paragraph("No figure has changed since the edition before.")]
    added, removed, revised = (f"{len(found):,}" for found in (changes.added, changes.removed, changes.revised))
    items = []
    for before, now in changes.revised[:MOST_NEWS]:
        about = ", ".join([view.indicators[now.indicator].title, view.name(now.area), periods.label(now.period)])
        items.append(spans(f"{about}: {view.text(before)} is now ", view.span(now), "."))
    said = paragraph(f"{added} figures added, {removed} removed, {revised} revised.")
    return [said, *([Bullets(tuple(items))] if items else [])]

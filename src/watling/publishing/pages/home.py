"""Home: headline figures in sentences, what needs urgent attention, the members, what is new."""

from __future__ import annotations

from watling.figures.figure import slug
from watling.methods import periods
from watling.packs.decisions import GRADES
from watling.packs.pack import ReportSection
from watling.places.outlines import outlines
from watling.publishing import report
from watling.publishing.document import (
    Block,
    Bullets,
    Column,
    Downloads,
    Map,
    Page,
    Span,
    Spans,
    Table,
    Tile,
    Tiles,
    cell,
    spans,
)
from watling.publishing.maps import region_map
from watling.publishing.pages.labour_demand import PATH as DEMAND
from watling.publishing.pages.labour_demand import rating_cell, sector_path
from watling.publishing.pages.parts import heading, missing, paragraph
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


def page(view: View) -> Page:
    return Page("", view.pack.settings.title, view.pack.settings.summary, around(view, "home", body(view)))


def body(view: View) -> list[Block]:
    """What the page shows beside the pack's words."""
    tiles = [_tile(view, id) for id in HEADLINES if view.get(id)]
    blocks: list[Block] = [heading("Headlines", "headlines")]
    blocks.append(Tiles(tuple(tiles[:MOST])) if tiles else missing(view, *list(HEADLINES)[:5]))
    blocks += [heading("What needs urgent attention", "urgent"), *urgent(view)]
    if view.pack.settings.report:
        blocks += [heading("The report", "report"), report_files(view.pack.settings.report)]
    blocks += [heading("The region", "region"), members_map(view)]
    blocks += [heading("What is new", "new"), *news(view)]
    return blocks


def _tile(view: View, id: str) -> Tile:
    figure = view.get(id)
    assert figure is not None  # only headlines that have a figure come here
    detail: list[str | Span] = [_capital(periods.label(figure.period))]
    change = view.get(f"{id}-change", period=figure.period) if f"{id}-change" in view.indicators else None
    if change:
        detail += [": ", view.span(change), " on a year before"]
        other = view.figures.get(change.indicator, view.comparator, change.period) if view.comparator else None
        if other and view.comparator:
            detail += [" (", view.name(view.comparator), " ", view.span(other), ")"]
    elif figure.comparison and view.comparator:
        other = view.figures.get(id, view.comparator, figure.period)
        if other:
            detail += [
                f": {figure.comparison} than " if figure.comparison != "similar" else ": similar to ",
                view.name(view.comparator),
                " (",
                view.span(other),
                ")",
            ]
    return Tile(view.span(figure), HEADLINES[id], spans(*detail, "."))


def urgent(view: View) -> list[Block]:
    """The groups with the most pressing grade, most points first, and the indicators that worsened."""
    pressing = sorted((rating for rating in view.rated if rating.shown == GRADES[0]), key=lambda rating: -rating.points)
    blocks: list[Block] = []
    if pressing:
        rows = []
        for rating in pressing:
            figure = view.get("supply-and-demand", sector=rating.sector, group=rating.group)
            assert figure is not None  # every rating is a figure
            rows.append(
                (
                    cell(rating.group),
                    cell(Span(rating.sector, link=f"{sector_path(rating.sector)}#{slug(rating.group)}")),
                    view.cell(view.get("vacancies", sector=rating.sector, group=rating.group)),
                    view.cell(view.get("vacancy-growth", sector=rating.sector, group=rating.group)),
                    rating_cell(figure),
                )
            )
        columns = (
            Column("Occupational group"), Column("Sector"), Column("Vacancies", numeric=True), Column("Growth", numeric=True),
            Column("Rating"),
        )  # fmt: skip
        blocks.append(Table("urgent-attention", "Occupational groups that need urgent attention", columns, tuple(rows)))
        blocks.append(paragraph("The rule and every other rating: ", Span("labour demand", link=DEMAND), "."))
    elif view.ratings:
        blocks.append(paragraph("No occupational group is rated as needing urgent attention."))
    else:
        blocks.append(paragraph("Nothing is rated yet: the pack holds no vacancies or no rating rule."))
    worsened = [one for one in view.assessments if one.status == "worsened"]
    if worsened:
        blocks.append(
            paragraph(
                f"{len(worsened)} of {len(view.assessments)} assessments of progress have worsened: ",
                Span("see which", link="progress/"),
                ".",
            )
        )
    return blocks


def members_map(view: View) -> Map:
    members = view.region.members
    shapes = outlines(members)
    svg = region_map(
        view.region.title,
        shapes,
        {member.code: member.name for member in members},
        None,
        None,
        view.pack.settings.look.accent,
    )
    rows = tuple((cell(member.name), cell(member.code)) for member in members)
    table = Table(
        "map-members", f"Local authorities of {view.region.title}", (Column("Authority"), Column("GSS code")), rows
    )
    words = (
        f"{view.region.title} is made up of {len(members)} local authorities: {', '.join(member.name for member in members)}. "
        "The shapes are schematic: each is the ground nearest to an authority’s centre, not its boundary."
    )
    return Map("members-map", f"The members of {view.region.title}", words, svg, table)


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
        newest = max((release.published for release in view.releases), default="")
        tail = f" The newest was published in {periods.label(newest)}." if newest else ""
        return [
            paragraph(
                f"This is the first edition: {len(view.figures)} figures from {len(view.releases)} releases.{tail}"
            )
        ]
    if not len(changes):
        return [paragraph("No figure has changed since the edition before.")]
    items: list[Spans] = []
    for before, now in changes.revised[:10]:
        title = view.indicators[now.indicator].title
        items.append(
            spans(
                f"{title}, {view.name(now.area)}, {periods.label(now.period)}: {view.text(before)} is now ",
                view.span(now),
                ".",
            )
        )
    counted = f"{len(changes.added)} figures added, {len(changes.removed)} removed, {len(changes.revised)} revised."
    rest = [Bullets(tuple(items))] if items else []
    return [paragraph(counted), *rest]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Regional profile: one printable page in the manner of the Industrial Strategy summary."""

from __future__ import annotations

from watling.methods import periods
from watling.publishing.document import Block, Column, Page, Span, Table, Tile, Tiles, cell, spans
from watling.publishing.pages.parts import caveats, heading, missing
from watling.publishing.view import View
from watling.publishing.words import around

PATH = "regional-profile/"
TITLE = "Regional profile"
PROFILE = (
    "population",
    "businesses",
    "people-in-employment",
    "employment-increase",
    "minimum-wage-workers",
    "apprenticeship-starts",
    "internet-non-users",
    "limited-internet-users",
    "full-fibre",
    "area-without-4g",
    "digital-skills-hard-to-find",
)


def page(view: View) -> Page:
    return Page(
        PATH, TITLE, f"{view.region.title} on one page.", around(view, "regional-profile", body(view)), section=PATH
    )


def body(view: View) -> list[Block]:
    """What the page shows beside the pack's words."""
    found = [(id, view.get(id)) for id in PROFILE]
    tiles = tuple(
        Tile(view.span(figure), view.indicators[id].title, spans(periods.label(figure.period)))
        for id, figure in found
        if figure and figure.value is not None
    )
    blocks: list[Block] = []
    if tiles:
        blocks += [heading("In figures", "figures"), Tiles(tiles)]
    rows = [
        (
            cell(Span(view.indicators[id].title, link=f"indicators/{id}/")),
            cell(periods.label(figure.period)),
            view.cell(figure),
            cell(figure.note),
        )
        for id, figure in found
        if figure
    ]
    if rows:
        columns = (Column("Measure"), Column("Period"), Column("Value", numeric=True), Column("Note"))
        blocks.append(Table("regional-profile", f"{view.region.title}: the profile as a table", columns, tuple(rows)))
    else:
        blocks.append(missing(view, *PROFILE[:6]))
    blocks += authorities(view)
    blocks += [heading("Members", "members"), members(view), *caveats(view, *(id for id, figure in found if figure))]
    return blocks


def authorities(view: View) -> list[Block]:
    """Profile figures that are published for single authorities."""
    codes = [member.code for member in view.region.members]
    rows = [
        (cell(view.name(code)), cell(view.indicators[id].title), cell(periods.label(figure.period)), view.cell(figure))
        for id in PROFILE
        for code in codes
        if (figure := view.figures.get(id, code)) is not None
    ]
    if not rows:
        return []
    columns = (Column("Authority"), Column("Measure"), Column("Period"), Column("Value", numeric=True))
    table = Table("profile-by-authority", "The profile by authority, where it is published", columns, tuple(rows))
    return [heading("By authority", "by-authority"), table]


def members(view: View) -> Table:
    rows = tuple((cell(member.name), cell(member.code)) for member in view.region.members)
    day = periods.label(view.region.vintage.isoformat())
    return Table(
        "members",
        f"Local authorities of {view.region.title}, as on {day}",
        (Column("Authority"), Column("GSS code")),
        rows,
    )

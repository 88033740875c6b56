"""Regional profile: one printable page in the manner of the Industrial Strategy summary."""

from __future__ import annotations

from dataclasses import replace

from watling.methods import periods
from watling.publishing.document import Block, Page, Table, Tile, Tiles, cell, spans
from watling.publishing.pages.parts import caveats, columns, heading, indicator_link, missing, numeric, section_page
from watling.publishing.view import View

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
    """The page of the navigation."""
    made = section_page(view, PATH, TITLE, f"{view.region.title} on one page.", body(view))
    return replace(made, one_page=True)


def body(view: View) -> list[Block]:
    """What the page shows beside the pack's words."""
    found = {id: figure for id in PROFILE if (figure := view.get(id)) is not None}
    tiles = tuple(
        Tile(view.span(figure), view.indicators[id].title, spans(periods.label(figure.period)))
        for id, figure in found.items()
        if figure.value is not None
    )
    blocks: list[Block] = []
    if tiles:
        blocks += [heading("In figures", "figures"), Tiles(tiles)]
    rows = tuple(
        (cell(indicator_link(view, id)), cell(periods.label(figure.period)), view.cell(figure), cell(figure.note))
        for id, figure in found.items()
    )
    if rows:
        headers = columns("Measure", "Period", numeric("Value"), "Note")
        blocks.append(Table("regional-profile", f"{view.region.title}: the profile as a table", headers, rows))
    else:
        blocks.append(missing(view, *PROFILE[:6]))
    return [*blocks, *authorities(view), heading("Members", "members"), members(view), *caveats(view, *found)]


def authorities(view: View) -> list[Block]:
    """Profile figures that are published for single authorities."""
    codes = [member.code for member in view.region.members]
    rows = tuple(
        (cell(view.name(code)), cell(view.indicators[id].title), cell(periods.label(figure.period)), view.cell(figure))
        for id in PROFILE
        for code in codes
        if (figure := view.figures.get(id, code)) is not None
    )
    if not rows:
        return []
    headers = columns("Authority", "Measure", "Period", numeric("Value"))
    table = Table("profile-by-authority", "The profile by authority, where it is published", headers, rows)
    return [heading("By authority", "by-authority"), table]


def members(view: View) -> Table:
    """The region's authorities with their codes."""
    rows = tuple((cell(member.name), cell(member.code)) for member in view.region.members)
    day = periods.label(view.region.vintage.isoformat())
    title = f"Local authorities of {view.region.title}, as on {day}"
    return Table("members", title, columns("Authority", "GSS code"), rows)

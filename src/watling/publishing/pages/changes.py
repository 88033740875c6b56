"""Changes: what this edition adds, removes and revises, and which published values were first published otherwise."""

from __future__ import annotations

from collections import Counter

from watling.figures.figure import Figure
from watling.methods import periods
from watling.publishing.document import Block, Downloads, Page, Table, cell
from watling.publishing.pages.parts import columns, heading, numeric, paragraph
from watling.publishing.view import View

PATH = "data/changes/"
TITLE = "Changes and revisions"
MOST = 200
"""As many rows are shown; the download has them all."""


def page(view: View) -> Page:
    """The page of changes."""
    summary = f"The figures of {view.region.title} that this edition adds, removes and revises, old and new."
    return Page(PATH, TITLE, summary, tuple(body(view)), section="data/", breadcrumbs=(("Data", "data/"),), wide=True)


def body(view: View) -> list[Block]:
    """What the page shows."""
    downloads = (
        ("Every change as CSV", "data/changes.csv", f"{len(view.changes):,} rows"),
        ("Follow the editions (Atom feed)", "data/changes.atom", "XML"),
    )
    return [
        heading("Since the edition before", "since"),
        *since(view),
        Downloads(downloads),
        heading("As first published, and now", "revisions"),
        *revisions(view),
    ]


def since(view: View) -> list[Block]:
    """How many figures changed, by indicator, and those revised with old and new values."""
    found = view.changes
    if found.first:
        return [paragraph("This is the first edition, so nothing has changed yet.")]
    if not len(found):
        return [paragraph("No figure has changed.")]
    kinds = {
        "added": Counter(figure.indicator for figure in found.added),
        "removed": Counter(figure.indicator for figure in found.removed),
        "revised": Counter(figure.indicator for _, figure in found.revised),
    }
    ids = sorted(set().union(*kinds.values()))
    counts = tuple((cell(title_of(view, id)), *(cell(f"{kind[id]:,}") for kind in kinds.values())) for id in ids)
    headers = columns("Indicator", numeric("Added"), numeric("Removed"), numeric("Revised"))
    blocks: list[Block] = [Table("changes-by-indicator", "Figures added, removed and revised", headers, counts)]
    if found.revised:
        rows = tuple(
            (
                cell(title_of(view, now.indicator)),
                cell(view.name(now.area)),
                cell(periods.label(now.period)),
                cell(view.text(before)),
                view.cell(now),
            )
            for before, now in found.revised[:MOST]
        )
        shown = f", the first {MOST} of {len(found.revised):,}" if len(found.revised) > MOST else ""
        headers = columns("Indicator", "Area", "Period", numeric("Before"), numeric("Now"))
        blocks.append(Table("revised-figures", f"Figures revised{shown}", headers, rows))
    return blocks


def title_of(view: View, indicator: str) -> str:
    """An indicator's title; of one that is gone, its id."""
    return view.indicators[indicator].title if indicator in view.indicators else indicator


def last_said(view: View, figure: Figure) -> str:
    """What a figure said; of one whose indicator is gone only the number is known."""
    if figure.indicator in view.indicators:
        return view.text(figure)
    return "" if figure.value is None else f"{figure.value:g}"


def revisions(view: View) -> list[Block]:
    """The publishers' own revisions of values for the areas here."""
    if view.revisions.empty:
        return [paragraph("No value of the areas here has been published with more than one number.")]
    rows = tuple(
        (
            cell(row["measure"]),
            cell(view.name(row["area"])),
            cell(periods.label(row["period"])),
            cell(f"{row['first']:g} ({periods.label(row['first_published'])})", raw=f"{row['first']:g}"),
            cell(f"{row['now']:g} ({periods.label(row['now_published'])})", raw=f"{row['now']:g}"),
        )
        for row in view.revisions.head(MOST).to_dict("records")
    )
    headers = columns("Measure", "Area", "Period", numeric("First published"), numeric("Now"))
    count = len(view.revisions)
    shown = f", {MOST} of {count:,}" if count > MOST else ""
    said = "Values that their publishers have changed since they first published them, with the days of both releases."
    return [paragraph(said), Table("revisions", f"Values revised by their publishers{shown}", headers, rows)]

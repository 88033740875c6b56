"""Data: downloads, releases with hashes and licences, contradictions and choices, corrections."""

from __future__ import annotations

from watling.figures.contradictions import Finding, Place
from watling.methods import periods
from watling.publishing.document import (
    Block,
    Callout,
    Cell,
    Column,
    Downloads,
    Page,
    Span,
    Spans,
    Table,
    Terms,
    cell,
    spans,
)
from watling.publishing.pages.parts import heading, paragraph
from watling.publishing.view import View
from watling.publishing.words import around

PATH = "data/"
TITLE = "Data"


def page(view: View) -> Page:
    summary = f"The data behind every page of {view.region.title}: downloads, releases, contradictions and choices."
    return Page(PATH, TITLE, summary, around(view, "data", body(view)), section=PATH, wide=True)


def body(view: View) -> list[Block]:
    """What the page shows beside the pack's words."""
    blocks: list[Block] = [
        heading("Every figure", "figures"),
        Downloads(
            (
                ("Every figure as CSV", "data/figures.csv", f"{len(view.figures)} rows"),
                ("Its description (CSVW)", "data/figures.csv-metadata.json", "JSON"),
                ("Every figure as Parquet", "data/figures.parquet", f"{len(view.figures)} rows"),
            )
        ),
        paragraph(
            "Under every table of the site stands its own CSV, each with a description in CSV on the Web beside it."
        ),
    ]
    blocks += [heading("Contradictions", "contradictions"), *contradictions(view)]
    blocks += [heading("Releases", "releases"), *releases(view)]
    blocks += [heading("Corrections", "corrections"), *corrections(view)]
    return blocks


def contradictions(view: View) -> list[Block]:
    """Both values and both places of everything that cannot all be true, and what was checked and agrees."""
    against = [finding for finding in view.findings if not finding.agrees]
    agreeing = [finding for finding in view.findings if finding.agrees]
    blocks: list[Block] = []
    if against:
        rows = tuple(_row(view, finding) for finding in against)
        columns = (
            Column("What"), Column("Said here"), Column("And here"), Column("Why they cannot both be true"), Column("What is used"),
        )  # fmt: skip
        blocks.append(Table("contradictions", "Published values that contradict each other", columns, rows))
    else:
        blocks.append(paragraph("No contradiction was found among the published values."))
    if agreeing:
        rows = tuple(_row(view, finding)[:4] for finding in agreeing)
        checked = (Column("What"), Column("Said here"), Column("And here"), Column("What was checked"))
        blocks.append(Table("agreements", "Checked, and found to agree", checked, rows))
    return blocks


def _row(view: View, finding: Finding) -> tuple[Cell, ...]:
    first, *rest = finding.places
    others: list[str | Span] = []
    for place in rest:
        others += ["; " if others else "", *_place(view, place)]
    decision = finding.decision or "Nothing is chosen: both stand as published."
    title = finding.title[:1].upper() + finding.title[1:]
    return (cell(title), Cell(_place(view, first)), Cell(spans(*others)), cell(finding.explanation), cell(decision))


def _place(view: View, place: Place) -> Spans:
    """What is said and where, leading to the release."""
    if not place.source:
        return spans(place.says)
    release = view.release_by_sha.get(place.release)
    name = release.file if release else place.source
    return spans(
        f"{place.says} (",
        Span(name, link=f"data/#{release_anchor(place.source)}"),
        f", row {place.row}, column {place.column})",
    )


def release_anchor(source: str) -> str:
    """The anchor of a source's release on the data page."""
    return f"release-{source.rpartition('/')[2]}"


def releases(view: View) -> list[Block]:
    if not view.releases:
        return [paragraph("The pack holds no tables, so there are no releases.")]
    blocks: list[Block] = [
        paragraph(
            "Each table is kept as it was published, under the SHA-256 of its bytes, and can be downloaded here unchanged."
        )
    ]
    for release in view.releases:
        pairs = [
            ("Document", spans(release.document)),
            ("Publisher", spans(release.publisher)),
            ("Published", spans(periods.label(release.published))),
            ("Where in the document", spans(release.place)),
            ("Licence", spans(release.licence)),
            (
                "File",
                spans(
                    Span(release.file, link=f"data/releases/{release.sha256}/{release.file}"),
                    f", {release.rows} rows, {release.size:,} bytes",
                ),
            ),
            ("SHA-256", spans(release.sha256)),
        ]
        if release.address:
            pairs.insert(3, ("Address", spans(Span(release.address, link=release.address))))
        if release.note:
            pairs.append(("Note", spans(release.note)))
        anchor = release_anchor(release.source)
        blocks += [heading(release.title, anchor, level=3), Terms(tuple(pairs))]
    return blocks


def releases_table(view: View) -> Table:
    """The releases in one table, for the report's annex."""
    rows = tuple(
        (
            cell(r.title),
            cell(r.publisher),
            cell(r.document),
            cell(periods.label(r.published)),
            cell(r.licence),
            cell(r.sha256[:12]),
        )
        for r in view.releases
    )
    columns = tuple(Column(name) for name in ("Table", "Publisher", "Document", "Published", "Licence", "SHA-256"))
    return Table("releases", "Releases", columns, rows)


def corrections(view: View) -> list[Block]:
    """Which values the pack chose, and where an analyst has set a rating."""
    overrides = [rating for rating in view.rated if rating.override]
    chosen = [finding for finding in view.findings if finding.decision and not finding.agrees]
    blocks: list[Block] = []
    if not overrides and not chosen:
        return [paragraph("Nothing has been corrected, chosen or overridden.")]
    if chosen:
        items = tuple((finding.title[:1].upper() + finding.title[1:], spans(finding.decision)) for finding in chosen)
        blocks += [paragraph("Between values that contradict each other the pack has chosen:"), Terms(items)]
    for rating in overrides:
        assert rating.override  # the list holds only those
        said = (
            f"The rule gives {rating.grade}; {rating.override.by} set {rating.override.grade}: {rating.override.reason}"
        )
        blocks.append(Callout("note", f"{rating.group} in {rating.sector}", (paragraph(said),)))
    return blocks

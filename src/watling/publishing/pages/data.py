"""Data: downloads, releases with hashes and licences, contradictions and choices, corrections."""

from __future__ import annotations

from collections.abc import Iterator

from watling.evidence.releases import Release
from watling.figures.contradictions import Finding, Place
from watling.figures.figure import Figure
from watling.methods import periods
from watling.publishing.document import Block, Callout, Cell, Downloads, Page, Span, Spans, Table, Terms, cell, spans
from watling.publishing.pages.parts import capital, columns, heading, numeric, paragraph, section_page
from watling.publishing.view import View

PATH = "data/"
TITLE = "Data"


def page(view: View) -> Page:
    """The page of the navigation."""
    summary = f"The data behind every page of {view.region.title}: downloads, releases, contradictions and choices."
    return section_page(view, PATH, TITLE, summary, body(view), wide=True)


def body(view: View) -> list[Block]:
    """What the page shows beside the pack's words."""
    return [
        heading("Every figure", "figures"),
        Downloads(
            (
                ("Every figure as CSV", "data/figures.csv", f"{len(view.figures):,} rows"),
                ("Its description (CSVW)", "data/figures.csv-metadata.json", "JSON"),
                ("Every figure as Parquet", "data/figures.parquet", f"{len(view.figures):,} rows"),
            )
        ),
        paragraph(
            "Under every table of the site stands its own CSV, each with a description in CSV on the Web beside it."
        ),
        heading("Changes since the edition before", "changes"),
        *changes(view),
        heading("Contradictions", "contradictions"),
        *contradictions(view),
        heading("Releases", "releases"),
        *releases(view),
        heading("Corrections", "corrections"),
        *corrections(view),
    ]


def changes(view: View) -> list[Block]:
    """Every figure that this edition added, removed or revised, with what it was and what it is."""
    found = view.changes
    if found.first:
        return [paragraph("This is the first edition.")]
    rows = [
        *((cell("revised"), cell(now.id), cell(view.text(old)), view.cell(now)) for old, now in found.revised),
        *((cell("added"), cell(figure.id), cell(""), view.cell(figure)) for figure in found.added),
        *((cell("removed"), cell(figure.id), cell(_last_said(view, figure)), cell("")) for figure in found.removed),
    ]
    if not rows:
        return [paragraph("No figure has changed.")]
    headers = columns("Change", "Figure", numeric("Before"), numeric("Now"))
    return [Table("changes", "Figures added, removed and revised", headers, tuple(rows), filter_by=("Change",))]


def _last_said(view: View, figure: Figure) -> str:
    """What a removed figure said; of one whose indicator is gone only the number is known."""
    if figure.indicator in view.indicators:
        return view.text(figure)
    return "" if figure.value is None else f"{figure.value:g}"


def contradictions(view: View) -> list[Block]:
    """Both values and both places of everything that cannot all be true, and what was checked and agrees."""
    against = [finding for finding in view.findings if not finding.agrees]
    agreeing = [finding for finding in view.findings if finding.agrees]
    blocks: list[Block] = []
    if against:
        rows = tuple(_row(view, finding) for finding in against)
        headers = columns("What", "Said here", "And here", "Why they cannot both be true", "What is used")
        blocks.append(Table("contradictions", "Published values that contradict each other", headers, rows))
    else:
        blocks.append(paragraph("No contradiction was found among the published values."))
    if agreeing:
        rows = tuple(_row(view, finding)[:4] for finding in agreeing)
        headers = columns("What", "Said here", "And here", "What was checked")
        blocks.append(Table("agreements", "Checked, and found to agree", headers, rows))
    return blocks


def _row(view: View, finding: Finding) -> tuple[Cell, ...]:
    first, *rest = finding.places
    others: list[str | Span] = []
    for place in rest:
        others += ["; " if others else "", *_place(view, place)]
    decision = finding.decision or "Nothing is chosen: both stand as published."
    here, there = Cell(_place(view, first)), cell(*others)
    return (cell(capital(finding.title)), here, there, cell(finding.explanation), cell(decision))


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
    """What is known of each release, and its bytes to take away."""
    if not view.releases:
        return [paragraph("The pack holds no tables, so there are no releases.")]
    kept = "Each table is kept as it was published, under the SHA-256 of its bytes, to be downloaded here unchanged."
    blocks: list[Block] = [paragraph(kept)]
    for release in view.releases:
        blocks += [heading(release.title, release_anchor(release.source), level=3), Terms(tuple(_facts(release)))]
    return blocks


def _facts(release: Release) -> Iterator[tuple[str, Spans]]:
    """What is known of a release, as pairs of terms."""
    yield "Document", spans(release.document)
    yield "Publisher", spans(release.publisher)
    yield "Published", spans(periods.label(release.published))
    if release.address:
        yield "Address", spans(Span(release.address, link=release.address))
    yield "Where in the document", spans(release.place)
    yield "Licence", spans(release.licence)
    file = Span(release.file, link=f"data/releases/{release.sha256}/{release.file}")
    yield "File", spans(file, f", {release.rows} rows, {release.size:,} bytes")
    yield "SHA-256", spans(release.sha256)
    if release.note:
        yield "Note", spans(release.note)


def releases_table(view: View) -> Table:
    """The releases in one table, for the report's annex."""
    facts = (
        (one.title, one.publisher, one.document, periods.label(one.published), one.licence, one.sha256[:12])
        for one in view.releases
    )
    rows = tuple(tuple(map(cell, texts)) for texts in facts)
    headers = columns("Table", "Publisher", "Document", "Published", "Licence", "SHA-256")
    return Table("releases", "Releases", headers, rows)


def corrections(view: View) -> list[Block]:
    """Which values the pack chose, and where an analyst has set a rating."""
    overrides = [(rating, rating.override) for rating in view.rated if rating.override]
    chosen = [finding for finding in view.findings if finding.decision and not finding.agrees]
    if not overrides and not chosen:
        return [paragraph("Nothing has been corrected, chosen or overridden.")]
    blocks: list[Block] = []
    if chosen:
        items = tuple((capital(finding.title), spans(finding.decision)) for finding in chosen)
        blocks += [paragraph("Between values that contradict each other the pack has chosen:"), Terms(items)]
    for rating, override in overrides:
        said = f"The rule gives {rating.grade}; {override.by} set {override.grade}: {override.reason}"
        blocks.append(Callout("note", f"{rating.group} in {rating.sector}", (paragraph(said),)))
    return blocks

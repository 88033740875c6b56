"""Data: downloads, releases with hashes and licences, contradictions and choices, corrections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from watling.evidence.releases import Release
from watling.figures.contradictions import Finding, Place
from watling.methods import periods
from watling.publishing.document import Block, Callout, Cell, Downloads, Page, Span, Spans, Table, Terms, cell, spans
from watling.publishing.pages.parts import capital, columns, heading, numeric, paragraph, section_page
from watling.publishing.view import View
from watling.sources import all_sources

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
        heading("Sources of official statistics", "sources"),
        *sources(view),
        heading("Releases", "releases"),
        *releases(view),
        heading("Corrections", "corrections"),
        *corrections(view),
    ]


def changes(view: View) -> list[Block]:
    """How many figures this edition added, removed and revised, and where they are listed."""
    found = view.changes
    link = Span("Changes and revisions", link=f"{PATH}changes/")
    if found.first:
        return [paragraph("This is the first edition. ", link, ".")]
    if not len(found):
        return [paragraph("No figure has changed. ", link, ".")]
    counts = (len(found.added), len(found.removed), len(found.revised))
    said = "{:,} figures added, {:,} removed, {:,} revised. ".format(*counts)
    return [paragraph(said, link, ".")]


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


def sources(view: View) -> list[Block]:
    """Every source that Watling can read: whose it is, how often it comes, on what terms, and what is kept of it."""
    rows = []
    for id, source in all_sources().items():
        kept = [release for release in view.releases if release.source == id]
        rows.append(
            (
                cell(Span(source.title, link=source.address)),
                cell(source.publisher),
                cell(source.cadence),
                cell(source.licence),
                _kept(kept),
                cell(Span(f"watling fetch {id}", emphasis=True)),
            )
        )
    if not rows:
        return []
    lacking = len(rows) - len(view.kept_sources & set(all_sources()))
    said = paragraph(
        f"{len(rows)} datasets can be read, each as its publisher gives it. Of {lacking} no release is kept here: "
        "what they give is missing from the pages."
    )
    headers = columns("Dataset", "Publisher", "How often", "Licence", "Newest release here", "To fetch it")
    return [said, Table("sources", "Sources of official statistics", headers, tuple(rows), filter_by=("Publisher",))]


def _kept(kept: Sequence[Release]) -> Cell:
    """The newest release of a source and what must be known of it; that there is none."""
    if not kept:
        return cell("no release", tag="missing")
    newest = max(kept, key=lambda release: release.published)
    anchor = Span(periods.label(newest.published), link=f"{PATH}#{release_anchor(newest.source)}")
    marks = [mark for mark in ("partial", "stale") if any(getattr(release, mark) for release in kept)]
    return cell(anchor, f", {' and '.join(marks)}" if marks else "", tag=marks[0] if marks else None)


def releases(view: View) -> list[Block]:
    """What is known of each release, and its bytes to take away: the pack's tables, then the publishers'."""
    if not view.releases:
        return [paragraph("The pack holds no tables, so there are no releases.")]
    kept = "Each release is kept as it was published, under the SHA-256 of its bytes, to be downloaded here unchanged."
    blocks: list[Block] = [paragraph(kept)]
    published = [release for release in view.releases if is_official(release)]
    if published:
        blocks += [heading("Of official statistics", "releases-official", level=3), official_table(published)]
    for release in view.releases:
        if not is_official(release):
            blocks += [heading(release.title, release_anchor(release.source), level=3), Terms(tuple(_facts(release)))]
    return blocks


def is_official(release: Release) -> bool:
    """Whether a release is a publisher's own file and not a table of the pack."""
    return "/" not in release.source


def official_table(published: Sequence[Release]) -> Table:
    """The publishers' releases that stand, each with its file, its hash and what must be known of it."""
    rows = []
    seen: set[str] = set()
    for one in published:
        anchor = None if one.source in seen else release_anchor(one.source)
        seen.add(one.source)
        rows.append(
            (
                cell(one.title, anchor=anchor),
                cell(periods.label(one.published)),
                cell(one.place or "–", raw=one.place),
                _marks(one),
                cell(Span(one.file, link=f"data/releases/{one.sha256}/{one.file}")),
                cell(f"{one.rows:,}", raw=str(one.rows)),
                cell(one.sha256[:12]),
            )
        )
    headers = columns("Release of", "Published", "Part", "State", "File", numeric("Rows"), "SHA-256")
    return Table("official-releases", "Publishers’ releases", headers, tuple(rows))


def _marks(release: Release) -> Cell:
    """Whether a release is whole and the newest: partial, stale or neither, in words."""
    if release.stale:
        return cell(f"stale: {release.stale.rstrip('.')}", tag="stale")
    return cell("partial", tag="partial") if release.partial else cell("whole, in force")


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


def releases_in_short(view: View) -> list[Block]:
    """The releases in tables, for the report's annex: the pack's, and of the publishers' the newest of each source."""
    own = [release for release in view.releases if not is_official(release)]
    blocks: list[Block] = []
    if own:
        blocks.append(_own_in_short(own))
    newest: dict[str, Release] = {}
    stood_on = {sha for figure in view.figures for sha in figure.releases}
    for release in sorted(view.releases, key=lambda release: release.published):
        if is_official(release) and release.sha256 in stood_on:
            newest[release.source] = release
    if newest:
        blocks.append(_official_in_short([newest[source] for source in sorted(newest)]))
    return blocks


def _own_in_short(found: Sequence[Release]) -> Table:
    facts = (
        (one.title, one.publisher, one.document, periods.label(one.published), one.licence, one.sha256[:12])
        for one in found
    )
    rows = tuple(tuple(map(cell, texts)) for texts in facts)
    headers = columns("Table", "Publisher", "Document", "Published", "Licence", "SHA-256")
    return Table("releases", "Releases: the pack’s tables", headers, rows)


def _official_in_short(found: Sequence[Release]) -> Table:
    rows = tuple(
        (cell(one.title), cell(one.publisher), cell(periods.label(one.published)), _short_marks(one)) for one in found
    )
    headers = columns("Dataset", "Publisher", "Newest release", "State")
    licences = "; ".join(sorted({one.licence for one in found}))
    title = "Releases: official statistics that figures stand on"
    return Table("releases-official", title, headers, rows, spans(f"Licences: {licences}."))


def _short_marks(release: Release) -> Cell:
    marks = [mark for mark in ("partial", "stale") if getattr(release, mark)]
    return cell(" and ".join(marks), tag=marks[0]) if marks else cell("whole, in force")


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

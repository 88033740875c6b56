"""What changed, for machines: every change as CSV, and the editions as an Atom feed (RFC 4287)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from watling.figures.figure import Figure
from watling.publishing.changes import Changes
from watling.sources.observation import breakdown_text

ATOM = "http://www.w3.org/2005/Atom"
COLUMNS = (
    "change", "figure", "indicator", "area", "period", "breakdown",
    "value_before", "status_before", "value", "status",
)  # fmt: skip


def write_changes(changes: Changes, file: Path) -> None:
    """Write every figure added, removed and revised as CSV, numbers in full."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, COLUMNS, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(_rows(changes))


def _rows(changes: Changes) -> Iterator[dict[str, Any]]:
    for figure in changes.added:
        yield _row("added", None, figure)
    for figure in changes.removed:
        yield _row("removed", figure, None)
    for before, now in changes.revised:
        yield _row("revised", before, now)


def _row(change: str, before: Figure | None, now: Figure | None) -> dict[str, Any]:
    of = now or before
    assert of is not None
    return {
        "change": change,
        "figure": of.id,
        "indicator": of.indicator,
        "area": of.area,
        "period": of.period,
        "breakdown": breakdown_text(of.breakdown),
        "value_before": before.value if before else None,
        "status_before": before.status if before else "",
        "value": now.value if now else None,
        "status": now.status if now else "",
    }


def write_feed(title: str, editions: Sequence[Mapping[str, Any]], file: Path) -> None:
    """Write the feed: an entry for each edition, the newest first.

    An edition is told of by ``edition.json``: number, ``inputs``, ``newest`` (the day of its newest release) and
    ``changes``. Its days are those of the releases, so that the same inputs give the same feed.
    """
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _add(feed, "title", f"{title}: what changed")
    _add(feed, "id", f"urn:watling:{editions[0]['pack']}" if editions else "urn:watling")
    _add(feed, "updated", _instant(editions[0]["newest"]) if editions else _instant(""))
    _add(_add(feed, "author"), "name", title)
    etree.SubElement(feed, f"{{{ATOM}}}link", rel="alternate", href="changes/")
    for edition in editions:
        entry = _add(feed, "entry")
        _add(entry, "title", f"Edition of {edition['newest'] or 'an unknown day'}")
        _add(entry, "id", f"urn:sha256:{edition['inputs']}")
        _add(entry, "updated", _instant(edition["newest"]))
        etree.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href="changes/")
        _add(entry, "summary", in_words(edition["changes"]))
    etree.ElementTree(feed).write(str(file), encoding="utf-8", xml_declaration=True, pretty_print=True)


def _add(parent: Any, name: str, text: str | None = None) -> Any:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = text
    return element


def _instant(day: str) -> str:
    """A day, as exactly as it is known, as an instant.

    >>> _instant("2025-07")
    '2025-07-01T00:00:00Z'
    """
    year, month, number = [*(day or "1970").split("-"), "01", "01"][:3]
    return f"{year}-{month}-{number}T00:00:00Z"


def in_words(counts: Mapping[str, int] | None) -> str:
    """How many figures an edition changed.

    >>> in_words({"added": 12, "removed": 0, "revised": 3})
    '12 figures added, 0 removed, 3 revised.'
    """
    if counts is None:
        return "The first edition."
    return f"{counts['added']:,} figures added, {counts['removed']:,} removed, {counts['revised']:,} revised."

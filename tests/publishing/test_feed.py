"""What changed, for machines: the CSV of changes and the Atom feed of editions."""

from __future__ import annotations

import csv
from pathlib import Path

from lxml import etree

from watling.figures.figure import Figure, FigureSet
from watling.publishing.changes import Changes, compare, counted
from watling.publishing.feed import ATOM, write_changes, write_feed


def figure(value: float | None, period: str = "2025-01", status: str = "final") -> Figure:
    return Figure("gigabit-availability", "E06000055", period, {}, value, "percent", status)


BEFORE = FigureSet([figure(94.0), figure(90.0, "2024-07"), figure(80.0, "2024-01")])
NOW = FigureSet([figure(95.7), figure(90.0, "2024-07"), figure(None, "2025-07", "c")])


def test_each_figure_added_removed_and_revised_stands_in_the_csv_with_old_and_new(tmp_path: Path) -> None:
    write_changes(compare(BEFORE, NOW), tmp_path / "changes.csv")
    rows = list(csv.DictReader((tmp_path / "changes.csv").open(encoding="utf-8")))
    assert [(row["change"], row["period"], row["value_before"], row["value"], row["status"]) for row in rows] == [
        ("added", "2025-07", "", "", "c"),
        ("removed", "2024-01", "80.0", "", ""),
        ("revised", "2025-01", "94.0", "95.7", "final"),
    ]


def test_what_an_edition_changed_is_counted() -> None:
    assert counted(compare(BEFORE, NOW)) == {"added": 1, "removed": 1, "revised": 1}
    assert counted(Changes(first=True)) is None


def test_the_feed_has_an_entry_for_each_edition_and_the_same_bytes_for_the_same_editions(tmp_path: Path) -> None:
    editions = [
        {"pack": "cumbria", "inputs": "b" * 64, "newest": "2026-01-14", "changes": counted(compare(BEFORE, NOW))},
        {"pack": "cumbria", "inputs": "a" * 64, "newest": "2025-07", "changes": None},
    ]
    write_feed("Cumbria", editions, tmp_path / "changes.atom")
    first = (tmp_path / "changes.atom").read_bytes()
    write_feed("Cumbria", editions, tmp_path / "changes.atom")
    assert (tmp_path / "changes.atom").read_bytes() == first
    feed = etree.fromstring(first)
    name = {"a": ATOM}
    assert feed.findtext("a:updated", namespaces=name) == "2026-01-14T00:00:00Z"
    summaries = [entry.findtext("a:summary", namespaces=name) for entry in feed.findall("a:entry", name)]
    assert summaries == ["1 figures added, 1 removed, 1 revised.", "The first edition."]
    ids = [entry.findtext("a:id", namespaces=name) for entry in feed.findall("a:entry", name)]
    assert len(set(ids)) == len(ids) == 2

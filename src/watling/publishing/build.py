"""Building: from a pack to an edition."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import watling
from watling.announce import Announce, silent
from watling.errors import InputError, WatlingError
from watling.evidence.kept import Shelf
from watling.evidence.workspace import Edition, Workspace
from watling.fingerprint import code_fingerprint
from watling.packs.pack import Pack
from watling.places.regions import Region

FEED = 20
"""As many editions before are told of in the feed of changes."""


@dataclass(frozen=True)
class Built:
    """What a build came to. ``changed`` is False where nothing was to be done; then the counts are None."""

    edition: Edition
    changed: bool
    figures: int | None = None
    pages: int | None = None
    contradictions: int | None = None


def region_of(pack: Pack) -> Region:
    """The pack's region.

    Raises InputError, naming pack.toml, for a code that is no area's, or no area's on the vintage's day.
    """
    section = pack.settings.region
    file = pack.folder / "pack.toml"
    try:
        vintage = date.fromisoformat(section.vintage)
    except ValueError:
        raise InputError(
            file, f"'{section.vintage}' is not a day", column="region.vintage", expected="2021-04-01"
        ) from None
    try:
        return Region.make(
            pack.name, pack.settings.title, section.members, vintage, section.comparators, section.aliases
        )
    except WatlingError as error:
        raise InputError(file, str(error).rstrip("."), column="region") from None


def inputs(pack: Pack, workspace: Workspace, as_at: str | None = None) -> str:
    """A hash of all that an edition is made from: the pack's files, the kept releases and Watling's own code."""
    releases = [repr(release) for release in Shelf(workspace.evidence).all()]
    parts = [pack.name, pack.fingerprint(), code_fingerprint(), as_at or "", *releases]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def build(pack: Pack, workspace: Workspace, announce: Announce = silent, as_at: str | None = None) -> Built:
    """Build an edition of a pack, unless the edition in force was made from the very same inputs.

    ``as_at`` is a day: what was published after it is left out. Whatever goes wrong, the edition in force stays. Raises
    WatlingError.
    """
    key = inputs(pack, workspace, as_at)
    current = workspace.current()
    if current and current.facts["inputs"] == key:
        workspace.put_in_force(current.number)  # a build killed while it switched may have left some links behind
        return Built(current, changed=False)
    return _build(pack, workspace, key, announce, as_at)


def _build(pack: Pack, workspace: Workspace, key: str, announce: Announce, as_at: str | None) -> Built:
    # Imported here so that a build with nothing to do does not wait for them.
    from watling.publishing.assemble import assemble, previous_figures
    from watling.publishing.changes import counted
    from watling.publishing.feed import write_changes, write_feed
    from watling.publishing.report import report as make_report
    from watling.publishing.site import write_site

    region = region_of(pack)
    before = previous_figures(workspace, pack.name)
    view, files = assemble(pack, region, workspace, before, announce, as_at)
    report = make_report(view)
    with workspace.new_edition() as edition:
        site = edition.folder / "site"
        site.mkdir()
        written = write_site(view, report, site, workspace, announce)
        shutil.copyfile(site / "data" / "figures.parquet", edition.folder / "figures.parquet")
        write_changes(view.changes, site / "data" / "changes.csv")
        _copy_pack(pack, edition.folder / "pack" / pack.name)
        facts = {
            "pack": pack.name,
            "title": pack.settings.title,
            "inputs": key,
            "as_at": as_at,
            "watling": watling.__version__,
            "newest": max((release.published for release in view.releases), default=""),
            "changes": counted(view.changes),
            "figures": len(view.figures),
            "observations": [file.name for file in files],
            "releases": [release.as_dict() for release in view.releases],
            "report": report.name if report else None,
        }
        write_feed(pack.settings.title, [facts, *_before(workspace, pack)], site / "data" / "changes.atom")
        (edition.folder / "edition.json").write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n", "utf-8")
        stamp = {"built": datetime.now(UTC).isoformat(timespec="seconds"), "edition": edition.number}
        (site / "build.json").write_text(json.dumps(stamp) + "\n", "utf-8")
        number = edition.number
    against = sum(not finding.agrees for finding in view.findings)
    return Built(Edition(number, workspace.editions / str(number)), True, len(view.figures), written.pages, against)


def _before(workspace: Workspace, pack: Pack) -> list[dict[str, Any]]:
    """What is known of the pack's editions before, the newest first."""
    current = workspace.current()
    numbers = range(current.number, max(0, current.number - FEED), -1) if current else ()
    editions = [workspace.edition(number) for number in numbers]
    facts = [edition.facts for edition in editions if edition.folder.is_dir()]
    return [one for one in facts if one["pack"] == pack.name and "newest" in one]  # older ones do not say it


def _copy_pack(pack: Pack, folder: Path) -> None:
    """Keep the pack beside what was made from it, so that a trace reads what the edition read."""
    for file in pack.files():
        copy = folder / file.relative_to(pack.folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)

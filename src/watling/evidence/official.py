"""Official statistics: the publishers' releases that stand, read into observations."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq

from watling.announce import Announce, silent
from watling.errors import InputError, InputErrors
from watling.evidence.kept import Kept, Shelf, standing
from watling.evidence.observations import write
from watling.evidence.releases import Release
from watling.evidence.workspace import Workspace
from watling.fingerprint import code_fingerprint
from watling.sources import all_sources, find_source
from watling.sources.source import Reading, read


@dataclass(frozen=True)
class Official:
    """What stands of the official statistics: releases, the Parquet files of their observations, and by source why it
    is stale, where it is."""

    releases: tuple[Kept, ...] = ()
    files: tuple[Path, ...] = ()
    stale: dict[str, str] = field(default_factory=dict)


def gather_official(workspace: Workspace, as_at: str | None = None, announce: Announce = silent) -> Official:
    """The releases that stand (as at a day), each read into observations unless it has been.

    A release that no longer meets its contract is left out; the newest before it stands, and the source is stale.
    """
    shelf, known = Shelf(workspace.folder), all_sources()
    releases: list[Kept] = []
    files: list[Path] = []
    stale: dict[str, str] = {}
    sources = [id for id in shelf.sources() if id in known]
    for number, id in enumerate(sources):
        announce(known[id].title, number / len(sources))
        kept = shelf.releases(id)
        while True:
            stands = standing(kept, as_at)
            try:
                found = [observations_of(release, workspace) for release in stands]
                break
            except _Unreadable as wrong:
                kept = [
                    one.model_copy(update={"state": "refused", "questions": wrong.errors})
                    if one.sha256 == wrong.release.sha256
                    else one
                    for one in kept
                ]
        releases += stands
        files += [file for file in found if file is not None]
        if why := stale_because(kept, as_at):
            stale[id] = why
    return Official(tuple(releases), tuple(files), stale)


def stale_because(kept: list[Kept], as_at: str | None = None) -> str:
    """Why what stands of a source is not its newest release; empty where it is."""
    for release in reversed(kept):
        if as_at is not None and release.published > as_at:
            continue
        newer = [one for one in standing(kept, as_at) if one.part == release.part or not release.part]
        if release.state == "accepted" or any(one.published > release.published for one in newer):
            continue
        why = {
            "refused": "does not meet the contract",
            "waiting": "waits for a person's decision",
            "held": "is held back",
        }[release.state]
        said = release.reason or (release.questions[0] if release.questions else "")
        return f"the release {release.file}, published {release.published}, {why}" + (f": {said}" if said else "")
    return ""


class _Unreadable(Exception):
    """A kept release that its source can no longer read."""

    def __init__(self, release: Kept, errors: tuple[str, ...]) -> None:
        self.release, self.errors = release, errors
        super().__init__(release.name)


def observations_of(release: Kept, workspace: Workspace) -> Path | None:
    """The Parquet file of a release's observations, made where it is not there; None where the source gives places."""
    source = find_source(release.source)
    file = _parquet(release, workspace)
    if not file.exists():
        try:
            read_release(release, workspace)
        except InputError as error:
            raise _Unreadable(release, (str(error),)) from None
        except InputErrors as several:
            raise _Unreadable(release, tuple(map(str, several.errors))) from None
    return file if source.observe is not None else None


def read_release(release: Kept, workspace: Workspace) -> Reading:
    """Read a release's kept bytes by its source's contract, and keep what was read as Parquet.

    Raises InputError or InputErrors.
    """
    content = (workspace.releases / release.sha256).read_bytes()
    source = find_source(release.source)
    reading = read(release.source, source, Path(release.file), content, release.sha256, release.partial)
    file = _parquet(release, workspace)
    if source.observe is not None:
        write(reading.table, file)
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(reading.table, file, compression="zstd")
    return reading


def _parquet(release: Kept, workspace: Workspace) -> Path:
    digest = hashlib.sha256(f"{release.sha256}\0{release.partial}\0{code_fingerprint()}".encode())
    return workspace.observations / f"{release.source}-{digest.hexdigest()[:16]}.parquet"


def described(release: Kept, stale: str = "") -> Release:
    """A kept release as an edition tells of it."""
    source = find_source(release.source)
    notes = [source.note, f"The release is partial: {release.rows:,} rows." if release.partial else ""]
    notes.append(f"Stale: {stale}." if stale else "")
    return Release(
        source=release.source,
        sha256=release.sha256,
        title=source.title,
        publisher=source.publisher,
        document=source.title,
        place=release.part,
        published=release.published,
        licence=source.licence,
        address=source.address,
        note=" ".join(filter(None, notes)),
        file=release.file,
        size=release.size,
        rows=release.rows,
        partial=release.partial,
        stale=stale,
    )

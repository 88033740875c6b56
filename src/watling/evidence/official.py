"""Official statistics: the publishers' releases that stand, read into observations."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq

from watling.announce import Announce, silent
from watling.errors import InputError, InputErrors, WatlingError
from watling.evidence.kept import Kept, Shelf, standing
from watling.evidence.observations import write
from watling.evidence.releases import Release
from watling.evidence.workspace import Workspace
from watling.fingerprint import code_fingerprint
from watling.methods.periods import last_day
from watling.sources import all_sources, find_source
from watling.sources.source import Reading, read

READING = ("methods", "packs", "places", "sources")
"""The floors that observations are read by: what changes above them leaves the observations as they are."""


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
    shelf, known = Shelf(workspace.evidence), all_sources()
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
            except Unreadable as wrong:
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
    stands = standing(kept, as_at)
    for release in sorted(kept, key=lambda one: one.age, reverse=True):
        later = as_at is not None and release.published > as_at
        if release.state == "accepted" or later or _superseded(release, stands):
            continue
        why = {
            "refused": "does not meet the contract",
            "waiting": "waits for a person's decision",
            "held": "is held back",
        }[release.state]
        said = release.reason or (release.questions[0] if release.questions else "")
        return f"the release {release.file}, published {release.published}, {why}" + (f": {said}" if said else "")
    return ""


def _superseded(release: Kept, stands: list[Kept]) -> bool:
    """Whether newer releases stand for all that a release is about, or for later periods.

    Of a file that could not be read the part may not be known: then a newer file of its name will do, or one that was
    published on a later day.
    """

    def same(one: Kept) -> bool:
        unknown = not release.part and (one.file == release.file or one.published > release.published)
        return one.part == release.part or unknown

    newer = [one for one in stands if one.age > release.age and same(one)]
    covered = {period for one in newer for period in one.periods}
    latest = max(covered, key=last_day, default="")
    overtaken = bool(latest) and all(last_day(period) < last_day(latest) for period in release.periods)
    return bool(newer) and (set(release.periods) <= covered or overtaken)


class Unreadable(WatlingError):
    """A kept release that its source can no longer read."""

    def __init__(self, release: Kept, errors: tuple[str, ...]) -> None:
        self.release, self.errors = release, errors
        super().__init__(f"{release.name}: {errors[0]}")


def observations_of(release: Kept, workspace: Workspace) -> Path | None:
    """The Parquet file of a release's observations, made where it is not there; None where the source gives places."""
    source = find_source(release.source)
    whole = release.model_copy(update={"stands_for": ()})
    file = _parquet(whole, workspace)
    if not file.exists():
        try:
            read_release(whole, workspace)
        except InputError as error:
            raise Unreadable(release, (str(error),)) from None
        except InputErrors as several:
            raise Unreadable(release, tuple(map(str, several.errors))) from None
    if release.stands_for:
        narrowed = _parquet(release, workspace)
        if not narrowed.exists():
            write(pq.read_table(file, filters=[("period", "in", release.stands_for)]), narrowed)
        file = narrowed
    return file if source.observe is not None else None


def tables_of(id: str, workspace: Workspace, as_at: str | None = None) -> dict[str, Path]:
    """The Parquet files of a source of places, by the part of it that each holds (a year, a postcode area): those that
    stand, made where they are not there. A release that can no longer be read is left out."""
    found = {}
    for release in standing(Shelf(workspace.evidence).releases(id), as_at):
        try:
            observations_of(release, workspace)
        except Unreadable:
            continue
        found[release.part] = _parquet(release, workspace)
    return found


def read_release(release: Kept, workspace: Workspace) -> Reading:
    """Read a release's kept bytes by its source's contract, and keep what was read as Parquet.

    Whatever goes wrong in reading is an error of the file, so that it stops its own source and no other. Raises
    InputError or InputErrors.
    """
    source, name = find_source(release.source), Path(release.file)
    try:
        content = (workspace.releases / release.sha256).read_bytes()
        if hashlib.sha256(content).hexdigest() != release.sha256:
            raise InputError(name, "its kept bytes are not those that were added", remedy="add the file anew")
        reading = read(release.source, source, name, content, release.sha256, release.partial)
    except WatlingError:
        raise
    except FileNotFoundError:
        raise InputError(name, "its kept bytes are gone", remedy="add the file anew") from None
    except Exception as error:
        problem = f"the file cannot be read ({type(error).__name__}: {error})"
        raise InputError(name, problem, expected=f"a file of the source {release.source}") from error
    write(reading.table, _parquet(release, workspace))
    return reading


def _parquet(release: Kept, workspace: Workspace) -> Path:
    parts = (release.sha256, release.partial, release.stands_for, code_fingerprint(*READING))
    digest = hashlib.sha256("\0".join(map(str, parts)).encode())
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

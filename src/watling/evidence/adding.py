"""Adding: from a file at hand, or fetched, to a kept release."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from watling.errors import InputError, InputErrors, NoSource, WatlingError, raise_all
from watling.evidence.kept import Kept, Shelf
from watling.evidence.official import read_release
from watling.evidence.releases import keep
from watling.evidence.workspace import Workspace
from watling.sources import find_source, recognise


@dataclass(frozen=True)
class Added:
    """What came of adding a file: the release, and whether it is new."""

    release: Kept
    new: bool


def add(
    file: Path,
    workspace: Workspace,
    source: str | None = None,
    published: str | None = None,
    partial: bool = False,
    content: bytes | None = None,
    address: str = "",
    etag: str = "",
    modified: str = "",
) -> list[Added]:
    """Keep a file as a release of the sources it is of; several may read the same file.

    ``source`` names the one meant, ``published`` the day of publication where the file does not say it; ``content`` are
    the bytes where they are not to be read from the file. A file that does not meet its contract is kept as refused, so
    that what stands is known to be stale, and its errors are raised: InputError, or InputErrors.
    """
    content = file.read_bytes() if content is None else content
    ids = [source] if source else recognise(file, content)
    if not ids:
        raise NoSource(
            file,
            "the file is of no source that Watling knows",
            remedy="see what each source's file looks like with: watling sources; name the source with --source",
        )
    workspace.make()
    given = published and _day(published)
    errors: list[InputError] = []
    added = []
    for id in ids:
        try:
            added.append(_add(id, file, content, workspace, given, partial, address, etag, modified))
        except InputError as error:
            errors.append(error)
        except InputErrors as several:
            errors += several.errors
    raise_all(errors)
    return added


def _add(
    id: str,
    file: Path,
    content: bytes,
    workspace: Workspace,
    published: str | None,
    partial: bool,
    address: str,
    etag: str,
    modified: str,
) -> Added:
    source, shelf, today = find_source(id), Shelf(workspace.folder), date.today().isoformat()
    sha256 = hashlib.sha256(content).hexdigest()
    before = next((one for one in shelf.releases(id) if one.sha256 == sha256), None)
    if before and before.state != "refused" and before.partial == partial:
        return Added(before, new=False)
    known = published or source.published(file, content) or day_in(file.name) or today
    release = Kept(
        source=id,
        sha256=keep(content, workspace.releases),
        file=file.name,
        published=known,
        added=today,
        size=len(content),
        partial=partial,
        address=address,
        etag=etag,
        modified=modified,
    )
    try:
        reading = read_release(release, workspace)
    except (InputError, InputErrors) as wrong:
        each = wrong.errors if isinstance(wrong, InputErrors) else [wrong]
        shelf.write(release.model_copy(update={"state": "refused", "questions": tuple(map(str, each))}))
        raise
    release = release.model_copy(update={"rows": reading.rows, "part": reading.part})
    shelf.write(release)
    return Added(release, new=True)


def day_in(name: str) -> str | None:
    """A day that stands in a file's name.

    >>> day_in("gigabit-capable-broadband__2026-01-12_1d33e9.csv"), day_in("202507_fixed_laua_coverage_r01.csv")
    ('2026-01-12', None)
    """
    found = re.search(r"(?<!\d)(20\d{2}-[01]\d-[0-3]\d)(?!\d)", name)
    return found[1] if found else None


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named, in order; hidden ones are left out."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise WatlingError(f"{path} is not there. Name a file, or a folder of files.")
        below = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        found += [one for one in below if not one.name.startswith(".")]
    return found


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise WatlingError(f"'{text}' is not a day. Write it as 2025-11-20.") from None

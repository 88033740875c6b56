"""Adding: from a file at hand, or fetched, to a kept release."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pandas as pd

from watling.errors import InputError, InputErrors, NoSource, WatlingError, raise_all
from watling.evidence.kept import Kept, Shelf
from watling.evidence.official import read_release
from watling.evidence.releases import keep
from watling.evidence.workspace import Workspace
from watling.sources import find_source, recognise
from watling.sources.source import Reading


@dataclass(frozen=True)
class Added:
    """What came of adding a file to one source: the release, whether it is new, and what is wrong with the file.

    A file that is refused is kept as a release in the state ``refused``, unless it had been accepted before: then the
    release is as it was.
    """

    release: Kept
    new: bool
    errors: tuple[InputError, ...] = ()


@dataclass(frozen=True)
class Origin:
    """Where a fetched file came from, and what its publisher's server said of its version."""

    address: str = ""
    etag: str = ""
    modified: str = ""


def add(
    file: Path,
    workspace: Workspace,
    source: str | None = None,
    published: str | None = None,
    partial: bool = False,
    content: bytes | None = None,
    origin: Origin | None = None,
) -> list[Added]:
    """Keep a file as a release of the sources it is of; several may read the same file.

    ``source`` names the one meant, ``published`` the day of publication where the file does not say it; ``content`` are
    the bytes where they are not to be read from the file. A file that does not meet its contract is kept as refused, so
    that what stands is known to be stale, and its errors are raised: InputError, or InputErrors.
    """
    added = add_each(file, workspace, source, published, partial, content, origin)
    raise_all([error for one in added for error in one.errors])
    return added


def add_each(
    file: Path,
    workspace: Workspace,
    source: str | None = None,
    published: str | None = None,
    partial: bool = False,
    content: bytes | None = None,
    origin: Origin | None = None,
) -> list[Added]:
    """As ``add``, but what is wrong with the file for each source is returned, not raised.

    Raises NoSource for a file of no known source, InputError for one that is empty, WatlingError for one that cannot be
    read from the disk, and for a source or a day that is none.
    """
    given = published and _day(published)
    if source is not None:
        find_source(source)
    if content is None:
        try:
            content = file.read_bytes()
        except OSError as error:
            raise WatlingError(f"{file} cannot be read: {error.strerror}.") from None
    if not content:
        raise InputError(file, "the file is empty", expected="a publisher's file", remedy="download it again")
    ids = [source] if source else recognise(file, content)
    if not ids:
        raise NoSource(
            file,
            "the file is of no source that Watling knows",
            remedy="see what each source's file looks like with: watling sources; name the source with --source",
        )
    workspace.make()
    sha256 = keep(content, workspace.releases)
    return [_add(id, file, sha256, content, workspace, given, partial, origin or Origin()) for id in ids]


def _add(
    id: str,
    file: Path,
    sha256: str,
    content: bytes,
    workspace: Workspace,
    published: str | None,
    partial: bool,
    origin: Origin,
) -> Added:
    source, shelf, today = find_source(id), Shelf(workspace.evidence), date.today().isoformat()
    before = shelf.release(id, sha256)
    if before and before.state != "refused" and before.partial <= partial:
        same = before.model_copy(update=_given(origin) | ({"published": published} if published else {}))
        if same != before:
            shelf.write(same)
        return Added(same, new=False)
    day = published or _or_none(lambda: source.published(file, content)) or day_in(file.name)
    known = day or (before.published if before else _changed(origin, shelf.releases(id)) or today)
    release = Kept(
        source=id,
        sha256=sha256,
        file=file.name,
        published=known,
        added=today,
        number=shelf.next_number(id, known),
        size=len(content),
        partial=partial,
        **_given(origin),
    )
    if before and before.state != "refused":  # what a person has decided of these bytes stays
        decided = {"state": before.state, "questions": before.questions, "reason": before.reason}
        release = release.model_copy(update=decided)
    try:
        release, reading = _read(release, workspace)
    except (InputError, InputErrors) as wrong:
        errors = tuple(wrong.errors) if isinstance(wrong, InputErrors) else (wrong,)
        if before and before.state != "refused":
            return Added(before, new=False, errors=errors)
        part = _or_none(lambda: source.part(file.name, pd.DataFrame())) or ""  # where the name alone says it
        said = {"state": "refused", "questions": tuple(map(str, errors)), "part": part}
        refused = release.model_copy(update=said)
        shelf.write(refused)
        return Added(refused, new=before is None, errors=errors)
    release = release.model_copy(update={"rows": reading.rows, "part": reading.part, "periods": reading.periods})
    shelf.write(release)
    return Added(release, new=True)


def _read(release: Kept, workspace: Workspace) -> tuple[Kept, Reading]:
    """A release as it turns out to be, and what was read from it: one that may be partial is so only if it has fewer
    areas than its source."""
    if release.partial:
        whole = release.model_copy(update={"partial": False})
        with suppress(InputError, InputErrors):
            return whole, read_release(whole, workspace)
    return release, read_release(release, workspace)


def _or_none(say: Callable[[], str | None]) -> str | None:
    """What a source says of a file before it is known to be one of its files; None where it finds nothing to go by."""
    try:
        return say()
    except Exception:
        return None


def _given(origin: Origin) -> dict[str, Any]:
    """What is known of where a file came from."""
    return {name: value for name, value in vars(origin).items() if value}


def _changed(origin: Origin, releases: list[Kept]) -> str | None:
    """The day on which the publisher's server says the file was last changed, unless it is before that of a release
    that is kept already: what is fetched now is what the publisher gives now, so it is not the older of the two."""
    try:
        day = parsedate_to_datetime(origin.modified).date().isoformat()
    except (ValueError, TypeError):
        return None
    return day if all(one.published <= day for one in releases) else None


def day_in(name: str) -> str | None:
    """A day that stands in a file's name.

    >>> day_in("gigabit-capable-broadband__2026-01-12_1d33e9.csv"), day_in("202507_fixed_laua_coverage_r01.csv")
    ('2026-01-12', None)
    >>> day_in("table-2026-13-41.csv")
    """
    found = re.search(r"(?<!\d)(20\d{2}-[01]\d-[0-3]\d)(?!\d)", name)
    try:
        return date.fromisoformat(found[1]).isoformat() if found else None
    except ValueError:
        return None


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named, each once and in order; in a folder, hidden ones are left out.

    Raises WatlingError for a path where there is nothing.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.exists():
            raise WatlingError(f"{path} is not there. Name a file, or a folder of files.")
        if path.is_dir():
            below = sorted(one for one in path.rglob("*") if one.is_file())
            found |= dict.fromkeys(
                one for one in below if not any(p.startswith(".") for p in one.relative_to(path).parts)
            )
        else:
            found[path] = None
    return list(found)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise WatlingError(f"'{text}' is not a day. Write it as 2025-11-20.") from None

"""Kept releases: which editions of the publishers' datasets a workspace has, and which of them stand.

releases/<sha256>                        the bytes, as published
sources/<source>/<day>-<sha12>.json      what is known of one release of a source

Of each part of a source the newest release stands that a person has not held back and that meets the contract; as at
a day, the newest that was published by then. Of two of one day the one that was added later is the newer.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from watling.errors import WatlingError
from watling.packs.contract import Strict

State = Literal["accepted", "waiting", "held", "refused"]


class Kept(Strict):
    """What is known of one release.

    ``published`` is the day it was published (or, where that is not known, the day it was added), ``added`` the day it
    was added, ``number`` counts those of its source that were published on one day, as they were added. ``part`` names
    the part of the dataset it holds. ``periods`` are the periods it has where releases stand by period, ``stands_for``
    those of which it is the newest, where these are not all. ``state`` is ``accepted``, ``waiting`` (its values ask for
    a person's decision, ``questions`` says why), ``held`` (a person holds it back) or ``refused`` (it does not meet the
    contract: ``questions`` are the errors). ``etag`` and ``modified`` are what the publisher's server said of the
    version; no page shows them, so they are no part of what an edition is made from.
    """

    source: str
    sha256: str
    file: str
    published: str
    added: str
    number: int = 0
    part: str = ""
    periods: tuple[str, ...] = ()
    stands_for: tuple[str, ...] = ()
    rows: int = 0
    size: int = 0
    partial: bool = False
    state: State = "accepted"
    questions: tuple[str, ...] = ()
    reason: str = ""
    address: str = ""
    etag: str = Field("", repr=False)
    modified: str = Field("", repr=False)

    @property
    def name(self) -> str:
        """How a person names it: its source and the first twelve digits of its hash."""
        return f"{self.source}@{self.sha256[:12]}"

    @property
    def age(self) -> tuple[str, str, int, str]:
        """By which releases of a source are put in order, the oldest first."""
        return self.published, self.added, self.number, self.sha256


class Shelf:
    """The kept releases of a workspace's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "sources"

    def write(self, release: Kept) -> None:
        """Keep what is known of a release, in place of what was known before; a reader sees the one or the other."""
        file = self.folder / release.source / f"{release.published}-{release.sha256[:12]}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.{os.getpid()}.{threading.get_ident()}")
        beside.write_text(json.dumps(release.model_dump(), indent=1, ensure_ascii=False) + "\n", "utf-8")
        beside.replace(file)
        for other in self._files(release.source, release.sha256):
            if other != file:
                other.unlink(missing_ok=True)

    def _files(self, source: str, sha256: str = "*", published: str = "*") -> list[Path]:
        return sorted((self.folder / source).glob(f"{published}-{sha256[:12]}.json"))

    def sources(self) -> list[str]:
        """The sources that have a kept release, in order."""
        return sorted(path.name for path in self.folder.glob("*") if path.is_dir()) if self.folder.is_dir() else []

    def releases(self, source: str) -> list[Kept]:
        """Every kept release of a source, the earliest published first. Raises WatlingError for a file that is none."""
        found = {one.sha256: one for one in map(_read, self._files(source)) if one is not None}
        return sorted(found.values(), key=lambda one: one.age)

    def release(self, source: str, sha256: str) -> Kept | None:
        """The release of a source whose bytes have this SHA-256, where it is kept."""
        found = [one for one in map(_read, self._files(source, sha256)) if one is not None]
        return max(found, key=lambda one: one.age) if found else None

    def next_number(self, source: str, published: str) -> int:
        """The number of the next release of a source that was published on a day."""
        same = map(_read, self._files(source, published=published))
        return 1 + max((one.number for one in same if one is not None), default=0)

    def all(self) -> list[Kept]:
        """Every kept release of every source."""
        return [release for source in self.sources() for release in self.releases(source)]

    def find(self, name: str) -> Kept:
        """The release that a person names: ``source@hash``, a hash's beginning, or a source whose newest is meant.

        Raises WatlingError where there is none, or more than one.
        """
        source, _, digits = name.rpartition("@") if "@" in name else ("", "", name)
        if not source and (of_source := self.releases(name)):
            return of_source[-1]
        known = self.releases(source) if source else self.all()
        found = [one for one in known if digits and one.sha256.startswith(digits)]
        if len(found) != 1:
            said = "several releases are" if found else "no release is"
            raise WatlingError(f"In this workspace {said} called '{name}'. List them with: watling releases --every")
        return found[0]


def standing(releases: Iterable[Kept], as_at: str | None = None) -> list[Kept]:
    """Of some releases of one source those that stand: of each part (and of each period, where releases stand by
    period) the newest that is accepted.

    ``as_at`` is a day: what was published after it is left out.

    >>> def release(day, state="accepted", part=""):
    ...     return Kept(source="s", sha256=day, file="f", published=day, added=day, state=state, part=part)
    >>> year = [release("2024-01-09"), release("2025-01-08"), release("2026-01-12", "waiting")]
    >>> [one.published for one in standing(year)], [one.published for one in standing(year, "2024-06-30")]
    (['2025-01-08'], ['2024-01-09'])
    """
    newest: dict[tuple[str, str], Kept] = {}
    for release in sorted(releases, key=lambda one: one.age):
        if release.state == "accepted" and (as_at is None or release.published <= as_at):
            newest |= {(release.part, period): release for period in release.periods or ("",)}
    found: dict[str, tuple[Kept, list[str]]] = {}
    for (_, period), release in sorted(newest.items(), key=lambda item: item[0]):
        found.setdefault(release.sha256, (release, []))[1].append(period)
    return [
        release.model_copy(update={"stands_for": tuple(periods) if len(periods) < len(release.periods) else ()})
        for release, periods in found.values()
    ]


def _read(file: Path) -> Kept | None:
    """What a file says of a release; None where it has gone meanwhile, put away by another process."""
    try:
        return Kept.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError as error:
        raise WatlingError(
            f"{file} does not describe a release: {error.errors()[0]['msg']}. Add its file anew."
        ) from None

"""Kept releases: which editions of the publishers' datasets a workspace has, and which of them stand.

releases/<sha256>                        the bytes, as published
sources/<source>/<day>-<sha12>.json      what is known of one release of a source

Of each part of a source the newest release stands that a person has not held back and that meets the contract; as at
a day, the newest that was published by then.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from watling.errors import WatlingError
from watling.packs.contract import Strict

State = Literal["accepted", "waiting", "held", "refused"]


class Kept(Strict):
    """What is known of one release.

    ``published`` is the day it was published (or, where that is not known, the day it was added), ``added`` the day it
    was added. ``part`` names the part of the dataset it holds. ``state`` is ``accepted``, ``waiting`` (its values ask
    for a person's decision, ``questions`` says why), ``held`` (a person holds it back) or ``refused`` (it does not
    meet the contract: ``questions`` are the errors). ``etag`` and ``modified`` are what the publisher's server said.
    """

    source: str
    sha256: str
    file: str
    published: str
    added: str
    part: str = ""
    rows: int = 0
    size: int = 0
    partial: bool = False
    state: State = "accepted"
    questions: tuple[str, ...] = ()
    reason: str = ""
    address: str = ""
    etag: str = ""
    modified: str = ""

    @property
    def name(self) -> str:
        """How a person names it: its source and the first twelve digits of its hash."""
        return f"{self.source}@{self.sha256[:12]}"


class Shelf:
    """The kept releases of a workspace's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "sources"

    def write(self, release: Kept) -> None:
        """Keep what is known of a release, in place of what was known before."""
        for file in self._files(release.source, release.sha256):
            file.unlink()
        file = self.folder / release.source / f"{release.published}-{release.sha256[:12]}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.{os.getpid()}")
        beside.write_text(json.dumps(release.model_dump(), indent=1, ensure_ascii=False) + "\n", "utf-8")
        beside.replace(file)

    def _files(self, source: str, sha256: str = "") -> list[Path]:
        return sorted((self.folder / source).glob(f"*-{sha256[:12]}*.json"))

    def sources(self) -> list[str]:
        """The sources that have a kept release, in order."""
        return sorted(path.name for path in self.folder.glob("*") if path.is_dir()) if self.folder.is_dir() else []

    def releases(self, source: str) -> list[Kept]:
        """Every kept release of a source, the earliest published first."""
        found = [Kept.model_validate_json(file.read_bytes()) for file in self._files(source)]
        return sorted(found, key=lambda one: (one.published, one.added, one.sha256))

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
    """Of some releases of one source those that stand: of each part the newest that is accepted.

    ``as_at`` is a day: what was published after it is left out.

    >>> def release(day, state="accepted", part=""):
    ...     return Kept(source="s", sha256=day, file="f", published=day, added=day, state=state, part=part)
    >>> year = [release("2024-01-09"), release("2025-01-08"), release("2026-01-12", "waiting")]
    >>> [one.published for one in standing(year)], [one.published for one in standing(year, "2024-06-30")]
    (['2025-01-08'], ['2024-01-09'])
    """
    newest: dict[str, Kept] = {}
    for release in sorted(releases, key=lambda one: (one.published, one.added, one.sha256)):
        if release.state == "accepted" and (as_at is None or release.published <= as_at):
            newest[release.part] = release
    return [newest[part] for part in sorted(newest)]

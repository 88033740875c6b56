"""The workspace: a folder of releases, observations and editions.

releases/<sha256>          the bytes as published
sources/<source>/*.json    what is known of each release of a publisher's dataset
observations/*.parquet     the observations read from them
fetching/                  downloads under way
editions/<n>/              everything published at one time; never changed
current -> editions/<n>    the edition in force; switching it is one rename
site -> current/site       so that the addresses of the site and of the figures never change
figures.parquet -> current/figures.parquet
as-at/<day>/               editions as they would have been at a day, on the same evidence
regions/<name>/            editions of ready regions, on the same evidence
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from watling.errors import WatlingError

INSIDE = ("as-at", "regions")
"""The folders of a workspace that hold others on the same evidence."""


@dataclass(frozen=True)
class Edition:
    """One edition: its number and its folder."""

    number: int
    folder: Path

    @property
    def facts(self) -> dict[str, Any]:
        """What ``edition.json`` says: pack, inputs, releases, observation files, the previous edition."""
        facts: dict[str, Any] = json.loads((self.folder / "edition.json").read_text("utf-8"))
        return facts


@dataclass(frozen=True)
class Workspace:
    """A workspace's folder and what lies where in it; nothing needs to be there yet."""

    folder: Path

    @property
    def evidence(self) -> Path:
        """The folder in which releases, what is known of them, and observations lie: for a workspace inside another,
        the outer one's.

        >>> Workspace(Path("workspace/regions/cumbria")).evidence.as_posix()
        'workspace'
        """
        folder = self.folder
        while folder.parent.name in INSIDE:
            folder = folder.parents[1]
        return folder

    @property
    def releases(self) -> Path:
        """The folder of the releases' bytes."""
        return self.evidence / "releases"

    @property
    def observations(self) -> Path:
        """The folder of the observations."""
        return self.evidence / "observations"

    def within(self, kind: Literal["as-at", "regions"], name: str) -> Workspace:
        """A workspace inside this one, with editions of its own on the same evidence."""
        return Workspace(self.folder / kind / name)

    @property
    def editions(self) -> Path:
        """The folder of the editions."""
        return self.folder / "editions"

    def make(self) -> None:
        """Make the folder where it is not there. Raises WatlingError where it cannot be."""
        try:
            self.editions.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise WatlingError(f"{self.folder} cannot be a workspace: {error.strerror}. Name another folder.") from None

    def current(self) -> Edition | None:
        """The edition in force, or None where nothing has been built."""
        link = self.folder / "current"
        if not (link / "edition.json").is_file():
            return None
        folder = link.resolve()
        return Edition(int(folder.name), folder)

    def edition(self, number: int) -> Edition:
        """An edition by its number."""
        return Edition(number, self.editions / str(number))

    def require_current(self) -> Edition:
        """The edition in force. Raises WatlingError where nothing has been built."""
        edition = self.current()
        if edition is None:
            raise WatlingError(f"There is no edition in {self.folder}. Build one with: watling build")
        return edition

    @contextmanager
    def new_edition(self) -> Iterator[Edition]:
        """A folder to write the next edition in; it comes into force when the block ends without an error.

        A build that fails or is killed leaves the edition in force as it was; what it left beside is swept away by
        the next build. Raises WatlingError where another build is at work here.
        """
        self.make()
        with (self.folder / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # given back by the system, also when killed
            except BlockingIOError:
                raise WatlingError(f"Another build is at work in {self.folder}. Wait until it is done.") from None
            yield from self._new_edition()

    def _new_edition(self) -> Iterator[Edition]:
        for rest in self.editions.glob(".building-*"):
            if not _alive(int(rest.name.rpartition("-")[2])):
                shutil.rmtree(rest, ignore_errors=True)
        number = max((int(p.name) for p in self.editions.iterdir() if p.name.isdigit()), default=0) + 1
        beside = self.editions / f".building-{os.getpid()}"
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()
        try:
            yield Edition(number, beside)
            beside.rename(self.editions / str(number))
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        self.put_in_force(number)

    def put_in_force(self, number: int) -> None:
        """Point the workspace's links at an edition; those that already do are left alone."""
        _link(self.folder / "current", Path("editions") / str(number))
        _link(self.folder / "site", Path("current") / "site")
        _link(self.folder / "figures.parquet", Path("current") / "figures.parquet")


def _link(link: Path, target: Path) -> None:
    """Point a link at a target in one rename, whether or not it was there."""
    if link.is_symlink() and Path(os.readlink(link)) == target:
        return
    beside = link.with_name(f".{link.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    beside.symlink_to(target)
    beside.replace(link)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

"""Releases: the bytes as published, kept under their SHA-256 and never changed."""

from __future__ import annotations

import hashlib
import os
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Release:
    """One edition of a source: what it is, who published it when, and which bytes it is.

    ``published`` is as exact as it is known (``2022-01``); ``place`` says where in the document the table stands.
    A ``partial`` release has fewer areas than its source; ``stale`` says why a newer one does not stand in its place.
    """

    source: str
    sha256: str
    title: str
    publisher: str
    document: str
    place: str
    published: str
    licence: str
    address: str
    note: str
    file: str
    size: int
    rows: int
    partial: bool = False
    stale: str = ""

    def as_dict(self) -> dict[str, Any]:
        """What is known of the release, by name."""
        return asdict(self)


def keep(content: bytes, folder: Path) -> str:
    """Keep bytes in ``folder`` under their SHA-256, which is returned. Bytes already kept are left alone."""
    digest = hashlib.sha256(content).hexdigest()
    file = folder / digest
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f".{digest}.{os.getpid()}.{threading.get_ident()}"
        beside.write_bytes(content)
        beside.replace(file)
    return digest

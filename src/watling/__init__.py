"""Watling: a region's evidence on digital infrastructure, skills and the labour market, and the plan made from it.

From Python::

    import watling

    evidence = watling.open("workspace")
    evidence.figures(indicator="claimants", area="E92000001")   # a tidy frame
    evidence.trace("claimants-change:south-east-midlands:2021-11")   # its lineage
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from watling.publishing.opened import Opened

__version__ = "0.1.0"


def open(workspace: str | Path = "workspace") -> Opened:  # noqa: A001 - read as watling.open
    """The current edition of a workspace. Raises WatlingError where nothing has been built in it."""
    from watling.publishing.opened import Opened

    return Opened.of(Path(workspace))


@cache
def code_fingerprint() -> str:
    """SHA-256 over Watling's own files: what was made by other code is made anew."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".pyc" and "bundled_packs" not in file.parts:
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()

"""The fingerprint of Watling's own code: what was made by other code is made anew."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def code_fingerprint(*floors: str) -> str:
    """SHA-256 over the names and bytes of Watling's own files: of some floors, or of all."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for top in [folder / floor for floor in floors] or [folder]:
        for file in sorted(top.rglob("*")):
            if file.is_file() and file.suffix != ".pyc" and "bundled_packs" not in file.parts:
                digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()

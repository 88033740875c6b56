"""Reports of an edition as files of their own."""

from __future__ import annotations

import shutil
from pathlib import Path

from watling.errors import WatlingError
from watling.evidence.workspace import Edition

FORMATS = ("html", "pdf", "docx")


def write_report(edition: Edition, name: str, format: str, output: Path | None) -> Path:
    """Copy a report of an edition to ``output`` (by default ``NAME.FORMAT``), and return where it is.

    Raises WatlingError for a name or a format there is not.
    """
    published = edition.facts["report"]
    if published is None:
        raise WatlingError(f"The pack '{edition.facts['pack']}' has no report: its pack.toml has no [report].")
    if name != published:
        raise WatlingError(f"There is no report '{name}': the edition has {published}.")
    if format not in FORMATS:
        raise WatlingError(f"The format '{format}' is not known: choose one of {', '.join(FORMATS)}.")
    folder = edition.folder / "site" / "report"
    source = folder / ("index.html" if format == "html" else f"{name}.{format}")
    file = output or Path(f"{name}.{format}")
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, file)
    return file

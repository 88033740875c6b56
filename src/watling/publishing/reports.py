"""Reports of an edition as files of their own."""

from __future__ import annotations

from pathlib import Path

import lxml.html

from watling.errors import WatlingError
from watling.evidence.workspace import Edition

FORMATS = ("html", "pdf", "docx")


def write_report(edition: Edition, name: str, format: str, output: Path | None) -> Path:
    """Write a report of an edition to ``output`` (by default ``NAME.FORMAT``), and return where it is.

    A web page is written so that it stands on its own: with its style, and without links into the site. Raises
    WatlingError for a name or a format there is not, or a file that cannot be written.
    """
    published = edition.facts["report"]
    if published is None:
        raise WatlingError(f"The pack '{edition.facts['pack']}' has no report: its pack.toml has no [report].")
    if name != published:
        raise WatlingError(f"There is no report '{name}': the edition has {published}.")
    if format not in FORMATS:
        raise WatlingError(f"The format '{format}' is not known: choose one of {', '.join(FORMATS)}.")
    folder = edition.folder / "site" / "report"
    content = _on_its_own(folder / "index.html") if format == "html" else (folder / f"{name}.{format}").read_bytes()
    file = output or Path(f"{name}.{format}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    except OSError as error:
        raise WatlingError(f"{file} cannot be written: {error.strerror}. Name another file with --output.") from None
    return file


def _on_its_own(page: Path) -> bytes:
    """A page of the site with its style inside; a link that leads into the site is left as its text."""
    root = lxml.html.fromstring(page.read_bytes())
    for sheet in root.xpath("//link[@rel='stylesheet']"):
        style = lxml.html.Element("style")
        style.text = (page.parent / sheet.get("href")).read_text("utf-8")
        sheet.getparent().replace(sheet, style)
    for around in root.xpath("//nav | //button[@popovertarget] | //footer"):
        around.drop_tree()
    for link in root.xpath("//a[@href]"):
        if not link.get("href").startswith(("#", "https://", "http://", "mailto:")):
            link.drop_tag()
    written: bytes = lxml.html.tostring(root, doctype="<!DOCTYPE html>", encoding="utf-8")
    return written

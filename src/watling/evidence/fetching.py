"""Fetching: from a source's publisher to kept releases."""

from __future__ import annotations

import csv
import io
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlencode, urljoin

import lxml.html

from watling.announce import Announce, silent
from watling.errors import WatlingError
from watling.evidence.adding import Added, Origin, add_each
from watling.evidence.downloads import Publishers
from watling.evidence.kept import Shelf
from watling.evidence.workspace import Workspace
from watling.sources.request import Request
from watling.sources.source import Source

NOMIS_ROWS = 25_000
"""The most rows of one answer that Nomis gives to those without a key; with one it would give 100,000, if asked."""

ERROR = re.compile(rb"""[\s"'{\[\xef\xbb\xbf]*error\b""", re.IGNORECASE)
PAGE = re.compile(rb"[\s\xef\xbb\xbf]*<(!doctype\s+html|html|head|body|!--)", re.IGNORECASE)


@dataclass(frozen=True)
class Fetched:
    """What came of one request: the releases it gave, and what went wrong. Neither means that nothing has changed."""

    source: str
    address: str
    added: tuple[Added, ...] = ()
    errors: tuple[WatlingError, ...] = ()


def fetch(
    id: str, source: Source, workspace: Workspace, publishers: Publishers, announce: Announce = silent
) -> Iterator[Fetched]:
    """Ask a source's publisher for its current release; what comes is kept as if its file had been added by hand.

    Each request is made for itself: what goes wrong with one is told and stops no other, and the last good release
    stays. Raises WatlingError for a source that has no request.
    """
    if not source.requests:
        raise WatlingError(
            f"{id} cannot be fetched: its publisher gives no address that stays. Get its file from {source.address} "
            f"and add it with: watling add FILE --source {id}"
        )
    for number, request in enumerate(source.requests):

        def each(what: str, share: float, number: int = number) -> None:
            announce(what, (number + share) / len(source.requests))

        try:
            yield _fetch(id, source, request, workspace, publishers, each)
        except WatlingError as error:
            yield Fetched(id, address_of(request), errors=(error,))


def address_of(request: Request) -> str:
    """The address that a request asks for, without any key.

    >>> address_of(Request("https://www.nomisweb.co.uk/api/v01/dataset/NM_162_1.data.csv", {"age": "0,2...4"}))
    'https://www.nomisweb.co.uk/api/v01/dataset/NM_162_1.data.csv?age=0,2...4'
    """
    return _with(request.address, request.parameters)


def _with(address: str, parameters: Mapping[str, str]) -> str:
    query = urlencode(parameters, safe=",.:*/~")
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


def _fetch(
    id: str, source: Source, request: Request, workspace: Workspace, publishers: Publishers, announce: Announce
) -> Fetched:
    key = os.environ.get(request.key, "") if request.key else ""
    address = _followed(request, publishers)
    if request.pages == "nomis":
        content = _nomis(address, request, key, publishers, announce)
        name = request.file or PurePosixPath(address.partition("?")[0]).name
        return _kept(id, address, [(name, content)], workspace, Origin(address))
    known = _known(id, address, request, workspace)
    answer = publishers.get(address, known.etag, known.modified, key, request.pause, announce)
    if answer.file is None:
        return Fetched(id, address)
    origin = Origin(address, answer.etag, answer.modified)
    if request.member:
        return _kept(id, address, members(answer.file, request.member, address), workspace, origin, inside=True)
    content = _data(answer.file, answer.type, address)
    name = answer.name if source.recognises(answer.name, content) else request.file or answer.name
    return _kept(id, address, [(name, content)], workspace, origin)


def _kept(
    id: str,
    address: str,
    files: list[tuple[str, bytes]],
    workspace: Workspace,
    origin: Origin,
    inside: bool = False,
) -> Fetched:
    """The files of one answer, each added. What the server said of the version is kept with the last of them, and only
    where all are good: as long as something is wrong, the next fetch asks for everything again."""
    added: list[Added] = []
    for number, (name, content) in enumerate(files, start=1):
        whole = number == len(files) and not any(one.errors for one in added)
        place = f"{address}#{name}" if inside else address
        said = Origin(place, origin.etag, origin.modified) if whole else Origin(place)
        file = workspace.evidence / "fetching" / PurePosixPath(name).name  # not there, and no other file beside it
        added += add_each(file, workspace, id, content=content, origin=said)
    return Fetched(id, address, tuple(added), tuple(error for one in added for error in one.errors))


def _known(id: str, address: str, request: Request, workspace: Workspace) -> Origin:
    """What is known of the version at hand, of a good release that came from the same address."""
    for release in reversed(Shelf(workspace.evidence).releases(id)):
        same = release.address.partition("#")[0] == address
        meant = not request.member or re.fullmatch(request.member, release.file, re.IGNORECASE)
        if same and meant and release.state != "refused" and (release.etag or release.modified):
            return Origin(address, release.etag, release.modified)
    return Origin(address)


def _followed(request: Request, publishers: Publishers) -> str:
    """The address of the file: that of the request, or the one that its links lead to."""
    address = address_of(request)
    for link in request.links:
        answer = publishers.get(address, pause=request.pause)
        assert answer.file is not None  # nothing is known of a page, so it cannot be as it was
        page = lxml.html.document_fromstring(answer.file.read_bytes() or b"<html/>")
        found = [urljoin(address, href.strip()) for href in page.xpath("//a/@href")]
        address, before = next((one for one in found if re.search(link, one)), ""), address
        if not address:
            raise WatlingError(f"{before} has no link that leads on to the file (one with {link}).")
    return address


def _data(file: Path, type: str, address: str) -> bytes:
    """The bytes of an answer. Raises WatlingError where they are a web page or an error in place of data."""
    content = file.read_bytes()
    start = content[:500]
    if not start:
        raise WatlingError(f"{address} answered with nothing. What stood before stands; fetch again later.")
    if PAGE.match(start) or (type == "text/html" and start.lstrip().startswith(b"<")):
        raise WatlingError(f"{address} answered with a web page in place of data. It is not kept; fetch again later.")
    if ERROR.match(start):
        said = " ".join(re.sub(r"[\s\"'{}\[\]]+", " ", start[:200].decode("utf-8", "replace")).split())
        raise WatlingError(f"{address} answered with an error in place of data: {said}")
    return content


def _nomis(address: str, request: Request, key: str, publishers: Publishers, announce: Announce) -> bytes:
    """All pages of a Nomis query, joined under one heading.

    Where the answer counts its records (``RECORD_COUNT``), as many must come. Raises WatlingError.
    """
    pages: list[bytes] = []
    body, come, records = b"", 0, -1
    while True:
        announce(f"{come:,} rows", come / records if records > 0 else 0.0)
        asked = _with(address, {"recordlimit": str(NOMIS_ROWS), "recordoffset": str(come)})
        answer = publishers.get(asked, key=key, pause=request.pause)
        assert answer.file is not None  # nothing is known of a page of rows, so it cannot be as it was
        content = _data(answer.file, answer.type, asked).removeprefix(b"\xef\xbb\xbf")
        before = body
        heading, _, body = content.partition(b"\n")
        rows, counted = _counted(content)
        if pages and (heading.strip() != pages[0].partition(b"\n")[0].strip() or (rows and body == before)):
            raise WatlingError(f"{asked} does not go on from the page before it. Nothing is kept; fetch again later.")
        pages.append(body if pages else content)
        records, come = (records if come else counted), come + rows
        if rows < NOMIS_ROWS:
            break
        if not content.endswith(b"\n"):
            pages.append(b"\n")
    if records >= 0 and come != records:
        raise WatlingError(
            f"{address} announced {records:,} rows and gave {come:,}. Nothing is kept; fetch again later."
        )
    return b"".join(pages)


def _counted(content: bytes) -> tuple[int, int]:
    """How many rows a page of CSV has, and how many records it says there are in all (-1 where it does not)."""
    rows = csv.reader(io.StringIO(content.decode("latin-1"), newline=""))  # to count them, any bytes are text
    heading = [cell.upper() for cell in next(rows, [])]
    first = next(rows, [])
    count = dict(zip(heading, first, strict=False)).get("RECORD_COUNT", "")
    return (1 if first else 0) + sum(1 for row in rows if row), int(count) if count.isdigit() else -1


def members(file: Path, member: str, address: str) -> list[tuple[str, bytes]]:
    """The files of a zip, and of the zips in it, whose name matches: each one's place in the zip, and its bytes.

    Raises WatlingError where there is none, and where the file is no zip.
    """
    names: list[str] = []
    try:
        found = list(_members(file, re.compile(member, re.IGNORECASE), "", names))
    except (zipfile.BadZipFile, RuntimeError) as error:  # the second where it is packed in a way not known, or locked
        _data(file, "", address)  # a web page, or an error, says so itself
        raise WatlingError(f"{address} is no zip that can be read: {error}.") from None
    if not found:
        some = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
        raise WatlingError(f"{address} has no file called {member} in it. It has {some or 'none'}.")
    return found


def _members(
    file: Path | io.BytesIO, member: re.Pattern[str], within: str, names: list[str]
) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(file) as opened:
        for one in sorted(opened.namelist()):
            name = PurePosixPath(one).name
            if one.endswith("/") or name.startswith("."):
                continue
            names.append(f"{within}{one}")
            if member.fullmatch(name):
                yield names[-1], opened.read(one)
            elif name.lower().endswith(".zip"):
                yield from _members(io.BytesIO(opened.read(one)), member, f"{within}{one}/", names)

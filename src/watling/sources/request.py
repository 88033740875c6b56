"""The request: what ``watling fetch`` asks a publisher's server for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Pages = Literal["", "nomis"]


@dataclass(frozen=True)
class Request:
    """What to ask a publisher for; what is answered becomes a release, kept as if its file had been added by hand.

    ``address`` and ``parameters`` make the address that is asked. ``file`` is the name the answer is kept under, where
    neither the address nor the server gives one that the source can read (a Nomis query, for one).

    ``links`` are regular expressions, where the release's own address changes with each release: ``address`` is then a
    page, the first link on it whose address has the first expression in it is followed, and so on; the last leads to
    the file. ``member`` is a regular expression for the name of a file inside a zip, or inside a zip in it: each file
    whose whole name matches, whatever its capitals, becomes a release of its own.

    ``pages`` says how a long answer is divided, if it is:

    nomis       ``recordoffset`` in steps of 25,000 rows of CSV, joined under one heading

    ``key`` names the environment variable that may hold the publisher's key, which is sent as ``uid``. ``pause`` is the
    least time between two requests to the publisher's server, in seconds.
    """

    address: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    links: tuple[str, ...] = ()
    member: str = ""
    pages: Pages = ""
    key: str = ""
    pause: float = 1.0

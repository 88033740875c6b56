"""A local server that stands for the publishers, and a source that one of them publishes."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pandas as pd

from watling.packs.contract import Measure
from watling.sources.contract import Column, Contract
from watling.sources.readers.csv import csv_rows
from watling.sources.source import Source, named, number, observed

HOST = "publisher.example"
ADDRESS = f"https://{HOST}/data/masts.csv"
HEADING = "code,period,masts\n"
CODES = ("E06000032", "E06000042", "E06000055", "E06000056")


@dataclass(frozen=True)
class Reply:
    """What the server answers. ``cut`` closes the connection after so many bytes, or, with ``stall``, keeps it open
    and sends no more; ``etag`` and ``modified`` name the version, so that the server answers 304 and, with ``ranges``,
    206 as they should be."""

    body: bytes = b""
    status: int = 200
    type: str = "text/csv"
    etag: str = ""
    modified: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    stall: threading.Event | None = None
    ranges: bool = True


@dataclass(frozen=True)
class Asked:
    """What the server was asked."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


class Publisher:
    """The server: for each path, what it answers to one request after another (the last answer stays)."""

    def __init__(self) -> None:
        self.replies: dict[str, list[Reply] | Callable[[Asked], Reply]] = {}
        self.asked: list[Asked] = []
        self.address = ""

    def on(self, address: str, *replies: Reply) -> None:
        self.replies[re.sub("^https?:/", "", address)] = list(replies)

    def reply(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        found = self.replies.get(asked.path, [Reply(status=404)])
        if callable(found):
            return found(asked)
        reply = found.pop(0) if len(found) > 1 else found[0]
        known = asked.headers.get("if-none-match") or asked.headers.get("if-modified-since")
        if known and known in (reply.etag, reply.modified):
            return replace(reply, status=304, body=b"")
        begun = re.fullmatch(r"bytes=(\d+)-", asked.headers.get("range", ""))
        if begun and reply.ranges and reply.status == 200:
            start, size = int(begun[1]), len(reply.body)
            if asked.headers.get("if-range") in (reply.etag, reply.modified):
                if start >= size:
                    return replace(reply, status=416, body=b"")
                content = {"Content-Range": f"bytes {start}-{size - 1}/{size}"}
                return replace(reply, status=206, body=reply.body[start:], headers={**reply.headers, **content})
        return reply


@contextmanager
def publisher() -> Iterator[Publisher]:
    """The server, at work in a thread."""
    stands = Publisher()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            url = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(url.query, keep_blank_values=True).items()}
            reply = stands.reply(Asked(url.path, query, {name.lower(): value for name, value in self.headers.items()}))
            self.send_response(reply.status)
            headers = {"Content-Type": reply.type, "ETag": reply.etag, "Last-Modified": reply.modified}
            if reply.status != 304:
                headers["Content-Length"] = str(len(reply.body))
            for name, value in {**headers, **reply.headers}.items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body[: reply.cut])
            if reply.cut is not None:
                self.wfile.flush()
                if reply.stall:
                    reply.stall.wait(30)
                self.close_connection = True

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    stands.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield stands
    finally:
        server.shutdown()
        server.server_close()


def masts(count: int = 40, heading: str = HEADING, period: str = "2025-01", codes: tuple[str, ...] = CODES) -> bytes:
    """A file of the source: one row an authority."""
    return (heading + "".join(f"{code},{period},{count + place}\n" for place, code in enumerate(codes))).encode()


def _observe(rows: pd.DataFrame) -> pd.DataFrame:
    return observed(
        rows, measure="masts", area=rows["code"], period=rows["period"], column="masts", published=rows["masts"],
        value=number(rows["masts"]),
    )  # fmt: skip


MASTS = Source(
    title="Masts by authority",
    publisher="Nobody",
    address=f"https://{HOST}/masts",
    cadence="once a year",
    contract=Contract(
        columns={"code": Column(), "period": Column(), "masts": Column(pattern="[0-9]+")},
        rows=(4, 100_000),
        areas={"lad": 4},
        measures=(Measure(measure="masts", unit="masts", minimum=0),),
        periods=("month",),
    ),
    recognises=named(r"masts.*\.csv"),
    rows=csv_rows,
    observe=_observe,
)

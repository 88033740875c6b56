"""Serving the site's files, for one's own machine; any file server does for the public."""

from __future__ import annotations

import functools
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Handler(SimpleHTTPRequestHandler):
    """Files below the folder. Nothing of the asker is logged."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


def server(folder: Path, host: str, port: int) -> ThreadingHTTPServer:
    """A server of a folder, listening but not yet serving. A link that is switched is followed from then on.

    Raises OSError where the port cannot be used.
    """
    return ThreadingHTTPServer((host, port), functools.partial(_Handler, directory=str(folder)))

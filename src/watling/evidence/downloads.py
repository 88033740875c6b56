"""Downloads: bytes from a publisher's server, with patience and within its limits.

fetching/<name>.part    what has come so far; a download that was cut or killed goes on from there
fetching/<name>.json    which address that is of, and which version of its file

One request is made at a time, with a pause between two to the same server. What may pass (a lost connection, 429, 5xx)
is tried again after a wait that grows, or after the wait that the server asks for.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Self

import httpx2
from tenacity import RetryCallState, Retrying, retry_if_exception_type, wait_exponential_jitter

from watling.announce import Announce, silent
from watling.errors import WatlingError

TRIES, UNREACHABLE = 6, 3
"""How often a request is made at most, and how often where no connection comes about at all."""

LONGEST = 120.0
"""The longest wait that a server may ask for, in seconds; one that asks for more is left in peace."""

BACKOFF = wait_exponential_jitter(initial=1, max=60, jitter=1)
TIMEOUT = httpx2.Timeout(30, read=90)
"""Seconds to wait for a connection and for the next bytes: a long query takes its publisher a minute."""


@dataclass(frozen=True)
class Answer:
    """What a server answered: the file that holds the bytes (None where nothing has changed), the name it gives them,
    their content type, and what it says of their version."""

    file: Path | None = None
    name: str = ""
    type: str = ""
    etag: str = ""
    modified: str = ""


class _Again(Exception):
    """Something that may pass. ``after`` is the wait until then in seconds, where it is known."""

    def __init__(self, problem: str, after: float | None = None) -> None:
        self.after = after
        super().__init__(problem)


class Publishers:
    """The publishers' servers as one run asks them; to be used in a ``with`` block.

    ``folder`` holds what is under way. ``mirror`` is the address of a server that stands for all of them: it is asked
    for ``MIRROR/HOST/PATH``. ``sleep`` waits for a number of seconds. Raises WatlingError where another run is at work
    in the folder, and for a mirror that has no address.
    """

    def __init__(self, folder: Path, mirror: str = "", sleep: Callable[[float], None] = time.sleep) -> None:
        if mirror and not re.match("https?://[^/]", mirror):
            raise WatlingError(f"'{mirror}' is no address of a mirror. Write it as https://mirror.example.org")
        self.folder, self.mirror, self.sleep = folder, mirror.rstrip("/"), sleep
        self._answers: dict[str, Answer] = {}
        self._asked: dict[str, float] = {}
        self._silent: dict[str, str] = {}

    def __enter__(self) -> Self:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._lock = (self.folder / ".lock").open("w")
        except OSError as error:
            raise WatlingError(f"{self.folder} cannot be written: {error.strerror}. Name another workspace.") from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # given back by the system, also when killed
        except BlockingIOError:
            self._lock.close()
            raise WatlingError(f"Another fetch is at work in {self.folder}. Wait until it is done.") from None
        self._sweep()
        agent = f"Watling/{version('watling')} (a region's evidence from open statistics)"
        self._client = httpx2.Client(headers={"User-Agent": agent}, timeout=TIMEOUT)
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()
        self._sweep()
        self._lock.close()

    def _sweep(self) -> None:
        """Delete the files that have come whole, also those of a run that was killed; they are kept as releases."""
        for file in self.folder.glob("*.whole"):
            file.unlink(missing_ok=True)

    def get(
        self,
        address: str,
        etag: str = "",
        modified: str = "",
        key: str = "",
        pause: float = 1.0,
        announce: Announce = silent,
    ) -> Answer:
        """Ask for an address, once in a run. ``etag`` and ``modified`` are of the version at hand; ``key`` is sent as
        the parameter ``uid`` and stands in no log; ``pause`` is the least time since the last request in seconds.

        Raises WatlingError, which says what the server answered and what a person can do.
        """
        if address in self._answers:
            return self._answers[address]
        url = self._url(address)
        if url.host in self._silent:
            raise WatlingError(self._silent[url.host])
        known = {"If-None-Match": etag, "If-Modified-Since": "" if etag else modified}
        part = Part(self.folder, address)
        again = retry_if_exception_type((_Again, httpx2.RequestError))
        tries = Retrying(sleep=self.sleep, stop=_stop, wait=_wait, retry=again, reraise=True)
        try:
            answer = tries(self._ask, address, url, part, {k: v for k, v in known.items() if v}, key, pause, announce)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            self._silent[url.host] = f"{url.host} cannot be reached ({error}). Nothing is lost: fetch again later."
            raise WatlingError(self._silent[url.host]) from None
        except httpx2.RequestError as error:
            rest = "the next fetch goes on from there" if part.validator else "the next fetch begins anew"
            raise WatlingError(f"{address}: the connection was lost {TRIES} times ({error}); {rest}.") from None
        except _Again as error:
            raise WatlingError(f"{address} {error} {TRIES} times. Nothing is lost: fetch again later.") from None
        except OSError as error:
            raise WatlingError(f"{self.folder} cannot be written: {error.strerror}.") from None
        if answer.file:
            self._answers[address] = answer
        return answer

    def _url(self, address: str) -> httpx2.URL:
        return httpx2.URL(re.sub("^https?:/", self.mirror, address) if self.mirror else address)

    def _ask(
        self,
        address: str,
        url: httpx2.URL,
        part: Part,
        known: Mapping[str, str],
        key: str,
        pause: float,
        announce: Announce,
    ) -> Answer:
        begun = part.begun()
        headers = dict(known)
        if begun:  # what is resumed must be the bytes themselves, not packed once more for the way
            headers = {"Range": f"bytes={begun}-", "If-Range": part.validator, "Accept-Encoding": "identity"}
        # Given as the target, the key is in no address, so in no log and no error; nor does it go where others lead.
        target = {"target": url.copy_merge_params({"uid": key}).raw_path} if key else {}
        if (left := self._asked.get(url.host, -1e9) + pause - time.monotonic()) > 0:
            self.sleep(left)
        try:
            with self._client.stream(
                "GET", url, headers=headers, extensions=target, follow_redirects=not key
            ) as response:
                self._check(address, url.host, response)
                if response.status_code == 304:
                    if not known or begun:
                        raise WatlingError(f"{address} answered 304 Not Modified, though it was asked for all.")
                    return Answer()
                if response.status_code == 416 or (response.status_code == 206 and not part.goes_on(response)):
                    part.drop()
                    raise _Again("answered with another part of the file than was asked for", after=0)
                if response.status_code != 206:
                    part.begin(address, _validator(response))
                part.take(response, announce)
        finally:
            self._asked[url.host] = time.monotonic()
        return Answer(
            file=part.finish(),
            name=_name(response),
            type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
            etag=response.headers.get("ETag", ""),
            modified=response.headers.get("Last-Modified", ""),
        )

    def _check(self, address: str, host: str, response: httpx2.Response) -> None:
        code = response.status_code
        if code in (200, 206, 304, 416):
            return
        said = f"answered {code} {response.reason_phrase}".rstrip()
        if code != 429 and code < 500:
            raise WatlingError(f"{address} {said}.")
        after = _retry_after(response.headers.get("Retry-After", ""))
        if after is not None and after > LONGEST:
            back = datetime.now().astimezone() + timedelta(seconds=after)
            self._silent[host] = (
                f"{host} {said} and asks to come back after {back:%H:%M on %-d %B %Y}. Fetch again then."
            )
            raise WatlingError(self._silent[host])
        raise _Again(said, after)


class Part:
    """What has come so far of one address's file, and the version it is of."""

    def __init__(self, folder: Path, address: str) -> None:
        last = re.sub(r"[^\w.-]+", "-", PurePosixPath(httpx2.URL(address).path).name)[-60:] or "index"
        name = f"{last}-{hashlib.sha256(address.encode()).hexdigest()[:12]}"
        self.whole, self.file, self.facts = (folder / f"{name}.{end}" for end in ("whole", "part", "json"))
        self.validator = ""
        if self.file.exists() and self.facts.exists():
            facts = json.loads(self.facts.read_text("utf-8"))
            self.validator = facts["validator"] if facts["address"] == address else ""

    def begun(self) -> int:
        """How many bytes have come that can be gone on from."""
        return self.file.stat().st_size if self.validator and self.file.exists() else 0

    def begin(self, address: str, validator: str) -> None:
        """Begin anew, with the version that ``validator`` (an ETag or a date; empty where none is sure) names."""
        self.drop()
        self.validator = validator
        beside = self.facts.with_name(f".{self.facts.name}")
        beside.write_text(json.dumps({"address": address, "validator": validator}), "utf-8")
        beside.replace(self.facts)

    def goes_on(self, response: httpx2.Response) -> bool:
        """Whether an answer (206) goes on where the part ends, to the end of the file, in the same version."""
        found = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", response.headers.get("Content-Range", ""))
        rest = found is not None and (int(found[1]), int(found[2]) + 1) == (self.begun(), int(found[3]))
        same = _validator(response) in ("", self.validator) or not self.validator.startswith('"')
        plain = response.headers.get("Content-Encoding", "identity") == "identity"
        return rest and self.begun() > 0 and same and plain

    def take(self, response: httpx2.Response, announce: Announce) -> None:
        """Append what an answer brings. Raises httpx2.RequestError where less comes than was announced."""
        begun = self.begun() if response.status_code == 206 else 0
        length = int(response.headers.get("Content-Length", 0))
        with self.file.open("ab", buffering=0) as file:
            for chunk in response.iter_bytes():  # as they come, so that nothing is held back when the rest is cut
                file.write(chunk)
                come = begun + response.num_bytes_downloaded
                share = come / (begun + length) if length else 0.0
                announce(f"{come / 1e6:,.1f} MB", min(share, 1.0))
        if length and response.num_bytes_downloaded != length:
            raise httpx2.ReadError(f"{response.num_bytes_downloaded:,} of {length:,} bytes came")

    def finish(self) -> Path:
        """The whole file, now that all has come."""
        self.file.replace(self.whole)
        self.facts.unlink(missing_ok=True)
        return self.whole

    def drop(self) -> None:
        """Leave what has come."""
        self.file.unlink(missing_ok=True)
        self.facts.unlink(missing_ok=True)
        self.validator = ""


def _stop(state: RetryCallState) -> bool:
    error = state.outcome.exception() if state.outcome else None
    unreachable = isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.UnsupportedProtocol)
    return state.attempt_number >= (UNREACHABLE if unreachable else TRIES)


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    return error.after if isinstance(error, _Again) and error.after is not None else BACKOFF(state)


def _retry_after(header: str) -> float | None:
    """The wait that a server asks for, in seconds: it may be written as a number of them or as a date.

    >>> _retry_after("7"), _retry_after("Wed, 21 Oct 2015 07:28:00 GMT"), _retry_after("soon")
    (7.0, 0.0, None)
    """
    if header.strip().isdigit():
        return float(header)
    try:
        return max((parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None


def _validator(response: httpx2.Response) -> str:
    """What names the version for sure: a strong ETag, else the day and second it was changed (RFC 9110, 13.1.5)."""
    etag: str = response.headers.get("ETag", "")
    return etag if etag.startswith('"') else response.headers.get("Last-Modified", "")


def _name(response: httpx2.Response) -> str:
    """The file's name as the server gives it, else as it stands at the end of the address."""
    header = Message()
    header["Content-Disposition"] = response.headers.get("Content-Disposition", "")
    given = header.get_filename() or ""
    ends = [PurePosixPath(end).name for end in (response.url.path, *response.url.params.values())]
    named = [end for end in ends if re.search(r"\.[A-Za-z]\w*$", end)]
    return PurePosixPath(given.replace("\\", "/")).name or (named[0] if named else "index")

"""Asks the web for a page: politely, within bounds, and with every hop as a payload of its own.

Nothing is followed or unpacked by the HTTP library, so that each step can be checked and recorded.

Source: RFC 9110 (HTTP semantics), sections 13 (conditional requests) and 15.4 (redirection).
"""

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache
from types import TracebackType
from typing import NamedTuple, Self

import certifi
import httpcore
import msgspec
import stamina

from tocsin.capture.fetch import body
from tocsin.capture.fetch.address import Address, joined, parse
from tocsin.capture.fetch.guard import GuardedBackend, Resolve, resolve
from tocsin.capture.fetch.means import Means
from tocsin.capture.fetch.politeness import Turns, retry_after
from tocsin.capture.fetch.robots import Robots
from tocsin.capture.media import declared
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload
from tocsin.records.watch import CaptureRules

ORIGIN = "web"
REDIRECTS = (301, 302, 303, 307, 308)
BUSY = (429, 500, 502, 503, 504)
ACCEPT = (
    "text/html, application/xhtml+xml, application/pdf, application/rss+xml, application/atom+xml, */*;q=0.5"
)
LONGEST_RETRY_SECONDS = 60.0
Headers = tuple[tuple[str, str], ...]

# Its remarks about each attempt are ours to make, in the issue.
logging.getLogger("stamina").addHandler(logging.NullHandler())


class Known(NamedTuple):
    """What the last full answer of an address said of its version."""

    address: str
    """The address that gave it, after redirects."""
    etag: str | None
    """Its validator."""
    last_modified: str | None
    """Its date, as the server wrote it."""


class _UnreachedError(CaptureError):
    """Nobody answered; another attempt may do better."""


class _BusyError(Exception):
    """The server asks for patience."""

    def __init__(self, answer: Payload) -> None:
        super().__init__(answer.status)
        self.answer = answer


class Web:
    """One run's way to the web; robots files and turns are remembered while it is open."""

    def __init__(
        self,
        rules: CaptureRules,
        means: Means,
        *,
        look_up: Resolve = resolve,
        wire: httpcore.NetworkBackend | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.rules = rules
        self._means = means
        self._turns = Turns(means)
        self._robots = Robots(self._plainly)
        backend = GuardedBackend(allow_private=rules.allow_private, look_up=look_up, wire=wire)
        self._pool = httpcore.ConnectionPool(
            ssl_context=trust or trusted(), network_backend=backend, max_connections=4
        )

    def retrieve(self, address: str, known: Known | None = None) -> Iterator[Payload]:
        """Every answer on the way from an address to its page, in order; the last one is no redirect.

        Args:
            known: asks for the page only if it is another than this one; the answer may be 304.

        Raises:
            CaptureError: it may not be asked, nobody answered, or the answer is beyond the limits. What
                was yielded before that stands.
        """
        here = parse(address)
        visited: list[str] = []
        while True:
            visited.append(str(here))
            answer = self._allowed(here, known)
            yield answer
            target = header(answer.headers, "location")
            if answer.status not in REDIRECTS or not target:
                return
            here = joined(str(here), target)
            if str(here) in visited or len(visited) > self.rules.redirects:
                found = "a circle" if str(here) in visited else f"more than {self.rules.redirects} of them"
                raise CaptureError(
                    address, "redirects that lead to a page", found, "the address of the page itself"
                )

    def part(self, address: str, origin: str) -> Payload:
        """Something that a page loads to be shown: it belongs to that one look, so no turn is waited for.

        Raises:
            CaptureError: it may not be asked, or nobody answered.
        """
        return msgspec.structs.replace(self._plainly(parse(address)), address=address, origin=origin)

    def close(self) -> None:
        """Lets go of every connection."""
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _allowed(self, here: Address, known: Known | None = None) -> Payload:
        delay = self.rules.delay_seconds
        if self.rules.robots:
            self._robots.verify_allowed(here)
            delay = max(delay, self._robots.delay(here))
        return self._patiently(here, delay, _conditions(here, known))

    def _plainly(self, here: Address) -> Payload:
        """The answer after redirects, without asking robots: for what robots are told."""
        for _ in range(self.rules.redirects):
            answer = self._patiently(here, 0.0, ())
            target = header(answer.headers, "location")
            if answer.status not in REDIRECTS or not target:
                return answer
            here = joined(str(here), target)
        raise CaptureError(str(here), "redirects that lead to a file", "too many of them", "another time")

    def _patiently(self, here: Address, delay: float, conditions: Headers) -> Payload:
        """The answer, asked for again where nobody answered or the server was busy."""
        retries = stamina.retry_context(
            on=(_UnreachedError, _BusyError),
            attempts=self.rules.attempts,
            timeout=None,
            wait_initial=timedelta(seconds=self.rules.retry_seconds),
            wait_max=timedelta(seconds=LONGEST_RETRY_SECONDS),
            wait_jitter=timedelta(seconds=self.rules.retry_seconds),
        )
        try:
            for attempt in retries:
                with attempt:
                    self._turns.wait(here.authority, delay)
                    answer = self._once(here, conditions)
                    if answer.status in BUSY and self._may_wait(here, answer):
                        raise _BusyError(answer)
        except _BusyError as busy:
            return busy.answer
        return answer

    def _may_wait(self, here: Address, answer: Payload) -> bool:
        """Whether another attempt in this run is welcome; takes the pause the server asks for."""
        pause = retry_after(header(answer.headers, "retry-after"), self._means.now())
        if pause is None:
            return True
        self._turns.postpone(here.authority, min(pause, self.rules.patience_seconds))
        return pause <= self.rules.patience_seconds

    def _once(self, here: Address, conditions: Headers) -> Payload:
        asked: Headers = (
            ("Host", here.authority),
            ("User-Agent", self.rules.user_agent),
            ("Accept", ACCEPT),
            ("Accept-Encoding", body.ACCEPTED),
            *conditions,
        )
        where, silence = str(here), self.rules.timeout_seconds
        url = httpcore.URL(
            scheme=here.scheme.encode(), host=here.host.encode(), port=here.port, target=here.target.encode()
        )
        timeouts = {"connect": silence, "read": silence, "write": silence, "pool": silence}
        with (
            _reported(where, silence),
            self._pool.stream(
                "GET",
                url,
                headers=[(n.encode(), _safe(v)) for n, v in asked],
                extensions={"timeout": timeouts},
            ) as answer,
        ):
            came = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in answer.headers)
            coding = header(came, "content-encoding") or ""
            taken = body.gathered(
                self._timely(answer.iter_stream(), where), coding, self.rules.max_bytes, where
            )
            return Payload(
                address=where,
                media_type=declared(header(came, "content-type"), taken, here.target),
                body=taken,
                captured_at=self._means.now(),
                status=answer.status,
                headers=came,
                request_headers=asked,
                origin=ORIGIN,
            )

    def _timely(self, chunks: Iterator[bytes], where: str) -> Iterator[bytes]:
        """The chunks, as long as they do not trickle in for ever."""
        start = self._means.now()
        for chunk in chunks:
            yield chunk
            if (self._means.now() - start).total_seconds() > self.rules.total_seconds:
                found = f"one that takes over {self.rules.total_seconds:g} seconds"
                raise CaptureError(where, "a whole answer", found, "another time")


@cache
def trusted() -> ssl.SSLContext:
    """Authorities of this machine, and those that come with us for machines that have none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def header(headers: Headers, name: str) -> str | None:
    """The first value of a header; `None` where it was not sent."""
    return next((value for key, value in headers if key.lower() == name), None)


def _conditions(here: Address, known: Known | None) -> Headers:
    if known is None or known.address != str(here):
        return ()
    asked = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
    return tuple((name, value) for name, value in asked if value)


def _safe(value: str) -> bytes:
    """A header value that cannot end its line: settings and servers may hold anything."""
    if any(letter in value for letter in "\r\n\0"):
        raise CaptureError(
            "request header", "one line", repr(value)[:80], "removing the line break from case.toml"
        )
    return value.encode("latin-1", "replace")


@contextmanager
def _reported(where: str, silence: float) -> Iterator[None]:
    """Tells in our words what the library says went wrong on the way."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise _UnreachedError(
            where, "an answer", f"silence for {silence:g} seconds", "another time"
        ) from error
    except httpcore.ConnectError as error:
        if isinstance(error.__cause__, ssl.SSLError) or "certificate" in str(error).lower():
            raise CaptureError(
                where, "a certificate that can be trusted", str(error), "asking whoever runs the site"
            ) from error
        raise _UnreachedError(where, "a server that answers", str(error), "another time") from error
    except httpcore.RemoteProtocolError as error:
        raise _UnreachedError(where, "a whole answer", str(error), "another time") from error
    except (httpcore.NetworkError, httpcore.LocalProtocolError, ssl.SSLError) as error:
        raise _UnreachedError(where, "an answer", str(error) or "a broken line", "another time") from error

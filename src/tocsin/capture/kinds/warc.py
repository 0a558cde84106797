"""WARC files of other archives: every page as a capture of its own, at the instant it was captured then.

Source: ISO 28500:2017 (WARC 1.1), sections 6.3-6.7; IIPC revisit profile.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from fastwarc.warc import WarcRecord, WarcRecordType

from tocsin.archive.warc import NOT_MODIFIED, original_headers
from tocsin.capture import carriers, media
from tocsin.capture.kinds.warc_records import Flaw, Found, find_records, holds, load_record
from tocsin.capture.limits import Limits
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue, Stage, issue

ORIGIN = "warc"
_PAGES = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.revisit)
# What a browser that was logged in sent is the archivist's own, and no evidence.
_SECRET = ("cookie", "authorization", "proxy-authorization")
# Programs keep notes about themselves as resources.
_NOTES = ("metadata:", "dns:", "whois:", "warcinfo:")
HEAD_END = b"\r\n\r\n"
LONGEST_HEAD = 1 << 16
_ENCODED = re.compile(rb"^(content|transfer)-encoding", re.IGNORECASE | re.MULTILINE)
Headers = tuple[tuple[str, str], ...]


class WarcFile:
    """A WARC file, packed or plain."""

    def accepts(self, path: Path, media_type: str) -> bool:
        """Anything that starts as a WARC record does."""
        return media_type == carriers.WARC

    def load(self, path: Path, now: datetime, limits: Limits) -> Iterator[Payload | Issue]:
        """Its captures in the file's order; a damaged record is an issue."""
        yield from find_captures(path, path.name, now, limits)


def find_captures(path: Path, name: str, now: datetime, limits: Limits) -> Iterator[Payload | Issue]:
    """The captures of one WARC file that the user knows as `name`."""
    reader = _Reader(path, name, now, limits)
    for item in find_records(path, limits):
        if isinstance(item, Flaw):
            where = f"{name}, byte {item.offset}"
            said = CaptureError(where, item.expected, item.found, "another copy of the archive")
            yield issue(Stage.CAPTURE, where, str(said), now)
        else:
            yield from reader.take(item)
    yield from reader.end()


class _Reader:
    """Joins requests with their answers, and revisits with what they refer to."""

    def __init__(self, path: Path, name: str, now: datetime, limits: Limits) -> None:
        self._path, self._name, self._now, self._limits = path, name, now, limits
        self._asked: tuple[str, str, Headers] = ("", "", ())
        self._waiting: tuple[str, Payload] | None = None
        self._bodies: dict[str, int] = {}
        self._later: list[int] = []

    def take(self, found: Found) -> Iterator[Payload | Issue]:
        """What the record adds: an answer is held back by one record, since its request may follow it."""
        record = found.record
        if record.record_type == WarcRecordType.request:
            self._note_request(record, found.block)
        yield from self.rest()
        if record.record_type not in _PAGES or _target(record).startswith(_NOTES):
            return
        digest = _payload_digest(record)
        if _is_reference(record) and digest not in self._bodies:
            # Some programs sort their files, so that the page may come after what refers to it.
            self._later.append(found.offset)
            return
        yield from self._taken(found)

    def _taken(self, found: Found) -> Iterator[Issue]:
        record, where = found.record, f"{self._name}, byte {found.offset}"
        try:
            payload = self._payload(found, where)
        except CaptureError as error:
            yield issue(Stage.CAPTURE, where, str(error), self._now)
            return
        self._waiting = (record.headers.get("WARC-Record-ID") or "", payload)
        if self._asked[1] in (self._waiting[0], record.headers.get("WARC-Concurrent-To")) and self._asked[1]:
            self._waiting = (self._waiting[0], _with_request(payload, self._asked[2]))

    def end(self) -> Iterator[Payload | Issue]:
        """What had to wait for the whole file."""
        yield from self.rest()
        for offset in self._later:
            found = load_record(self._path, offset, self._limits)
            if isinstance(found, Found):
                yield from self._taken(found)
                yield from self.rest()

    def rest(self) -> Iterator[Payload]:
        """The answer that was held back."""
        if self._waiting is not None:
            yield self._waiting[1]
        self._waiting = None

    def _note_request(self, record: WarcRecord, block: bytes) -> None:
        headers = _request_headers(record, block, self._limits)
        name = record.headers.get("WARC-Record-ID") or ""
        answer = record.headers.get("WARC-Concurrent-To") or name
        self._asked = (name, answer, headers)
        if self._waiting is not None and answer == self._waiting[0]:
            self._waiting = (self._waiting[0], _with_request(self._waiting[1], headers))

    def _payload(self, found: Found, where: str) -> Payload:
        record = found.record
        at = _instant(record, where, self._now)
        digest = _payload_digest(record)
        if _is_reference(record):
            status, headers, body = self._revisited(found, digest, where)
        elif record.record_type == WarcRecordType.revisit:
            status, headers, body = _unmodified(found, self._limits)
        else:
            status, headers, body = _answer(found, where, self._limits)
        if digest and record.record_type != WarcRecordType.revisit:
            self._bodies.setdefault(digest, found.offset)
        declared = next((value for name, value in headers if name.lower() == "content-type"), None)
        if not record.is_http and record.record_type == WarcRecordType.resource:
            declared = record.headers.get("Content-Type")
        address = _target(record)
        return Payload(
            address=address,
            media_type=media.declared(declared, body, address) if body else (declared or media.HTML),
            body=body,
            captured_at=at,
            status=status,
            headers=headers,
            origin=ORIGIN,
            provenance=f"{where}, {record.headers.get('WARC-Record-ID') or 'a record without a name'}",
        )

    def _revisited(self, found: Found, digest: str, where: str) -> tuple[int, Headers, bytes]:
        """The body that an unchanged page refers to, from the same file, with this answer's own head."""
        place = self._bodies.get(digest)
        first = load_record(self._path, place, self._limits) if place is not None else None
        if not isinstance(first, Found):
            raise CaptureError(
                where, "the page that this revisit refers to", "none in this file", "adding that file too"
            )
        status, headers, body = _answer(first, where, self._limits)
        head, _ = _parsed(found.block, "none", self._limits)
        if head is not None and head.status_code:
            status, headers = int(head.status_code), _headers(head)
        return status, headers, body


def _is_reference(record: WarcRecord) -> bool:
    """Whether the page is another record's: a server's "not modified" is an answer without a page."""
    profile = (record.headers.get("WARC-Profile") or "").rstrip("/")
    return record.record_type == WarcRecordType.revisit and not profile.endswith("/server-not-modified")


def _unmodified(found: Found, limits: Limits) -> tuple[int, Headers, bytes]:
    head, _ = _parsed(found.block, "none", limits)
    return NOT_MODIFIED, _headers(head) if head is not None else (), b""


def _answer(found: Found, where: str, limits: Limits) -> tuple[int, Headers, bytes]:
    """Status, headers and decoded body.

    Raises:
        CaptureError: the body is not what its digest says, or unpacks without end.
    """
    record = found.record
    if not record.is_http or record.record_type == WarcRecordType.resource:
        _verify_payload(record, where, found.block)
        return 200, (), found.block
    head, raw = _parsed(found.block, "none", limits)
    if head is None or not head.status_code:
        raise CaptureError(where, "an answer with an HTTP status", "none", "another copy of the archive")
    decoded, body = _parsed(found.block, "all", limits)
    if decoded is None:
        # Some programs unpack the body and leave the header that says it is packed.
        body = raw
    if len(body) > limits.file_bytes:
        expected = f"a body that unpacks to under {limits.file_bytes / 1e6:g} MB"
        raise CaptureError(where, expected, "a larger one", "leaving it out: it may be a trap")
    if "WARC-Block-Digest" not in record.headers:
        _verify_payload(record, where, raw, body)
    return int(head.status_code), _headers(head), body


def _headers(head: Any) -> Headers:
    return original_headers((str(name), str(value)) for name, value in head)


def _parsed(
    block: bytes, decoding: Literal["none", "all"], limits: Limits, kind: str = "response"
) -> tuple[Any, bytes]:
    """HTTP head and body of a block; no head where it cannot be read or decoded so.

    A record of our own is made for it: one that fails to decode would stop the file it came from. Where the
    body is as it came, only the head is made a record of, since a body may be large.
    """
    end = block.find(HEAD_END, 0, LONGEST_HEAD)
    if end >= 0 and (decoding == "none" or not _ENCODED.search(block, 0, end)):
        whole = end + len(HEAD_END)
        head, _ = _recorded(block[:whole], "none", 1, kind)
        return head, block[whole : whole + limits.file_bytes + 1] if head is not None else b""
    return _recorded(block, decoding, limits.file_bytes + 1, kind)


def _recorded(block: bytes, decoding: Literal["none", "all"], most: int, kind: str) -> tuple[Any, bytes]:
    lines = (
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"Content-Type: application/http; msgtype={kind}",
        f"Content-Length: {len(block)}",
    )
    try:
        own = WarcRecord.from_bytes("\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n")
        own.parse_http(auto_decode=decoding)
        return own.http_headers, own.reader.read(most)
    except OSError:
        return None, b""


def _payload_digest(record: WarcRecord) -> str:
    """The digest in one spelling, so that records of one file find each other."""
    name, _, value = (record.headers.get("WARC-Payload-Digest") or "").partition(":")
    return f"{name.lower().replace('-', '')}:{value}" if value else ""


def _verify_payload(record: WarcRecord, where: str, *bodies: bytes) -> None:
    digest = record.headers.get("WARC-Payload-Digest")
    if digest and holds(digest, *bodies) is False:
        raise CaptureError(
            where, f"a payload with digest {digest}", "other bytes", "another copy of the archive"
        )


def _instant(record: WarcRecord, where: str, now: datetime) -> datetime:
    at = record.record_date
    if at is None:
        raise CaptureError(where, "a WARC-Date", "none that can be read", "another copy of the archive")
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    if at > now:
        raise CaptureError(where, "a WARC-Date that has come", at.isoformat(), "the clock of this machine")
    return at


def _target(record: WarcRecord) -> str:
    """The address, without the brackets that some programs put round it, on one line."""
    written = (record.headers.get("WARC-Target-URI") or "").strip().removeprefix("<").removesuffix(">")
    return quote(written, safe=":/?#[]@!$&'()*+,;=%~-._")


def _request_headers(record: WarcRecord, block: bytes, limits: Limits) -> Headers:
    head, _ = _parsed(block, "none", limits, "request") if record.is_http else (None, b"")
    pairs = ((str(name), str(value)) for name, value in head or ())
    return tuple((name, value) for name, value in pairs if name.lower() not in _SECRET)


def _with_request(payload: Payload, headers: Headers) -> Payload:
    fields = {name: getattr(payload, name) for name in Payload.__struct_fields__}
    return Payload(**(fields | {"request_headers": headers}))

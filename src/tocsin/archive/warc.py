"""Payloads as WARC/1.1 records, one gzip member each, and back.

What came over HTTP with its headers becomes a `response` (and a `request` where we know what was asked);
anything else becomes a `resource`. A payload that is stored already becomes a `revisit`. HTTP bodies are
kept after transfer and content decoding, and the headers that no longer hold are kept under
`X-Archive-Orig-`.

Source: ISO 28500:2017 (WARC 1.1), sections 6.3-6.7; revisit profiles identical-payload-digest and
server-not-modified.
"""

import uuid
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tocsin.records.capture import Capture, Payload

OK = 200
NOT_MODIFIED = 304
REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
UNMODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
GZIP_LEVEL = 6
_ORIGINAL = "X-Archive-Orig-"
_OUTDATED = ("content-encoding", "transfer-encoding", "content-length")


def render_info(file: str, software: str, at: datetime) -> bytes:
    """The record that opens an archive file and says what wrote it."""
    fields = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
    record = _record(WarcRecordType.warcinfo, f"{file}#info", at)
    record.headers["WARC-Filename"] = file
    record.headers["Content-Type"] = "application/warc-fields"
    return _member(record, fields)


def render_request(payload: Payload, capture_id: str) -> bytes:
    """What was asked, as far as the caller knows; empty where nothing was."""
    if not payload.request_headers:
        return b""
    record = _record(WarcRecordType.request, f"{capture_id}#request", payload.captured_at)
    record.headers["WARC-Target-URI"] = _one_line(payload.address)
    record.headers["WARC-Concurrent-To"] = _urn(capture_id)
    record.headers["Content-Type"] = "application/http; msgtype=request"
    path = "/" + payload.address.partition("://")[2].partition("/")[2]
    return _member(record, _http_head(f"GET {path} HTTP/1.1", payload.request_headers))


def render_capture(payload: Payload, capture_id: str, digest: str, first: Capture | None) -> bytes:
    """The record of the capture itself; a revisit of `first` where that holds the payload.

    An answer 304 has no payload: it revisits the page that the server says is unchanged.
    """
    is_http = bool(payload.headers) or payload.status != OK
    kind = WarcRecordType.response if is_http else WarcRecordType.resource
    record = _record(kind if first is None else WarcRecordType.revisit, capture_id, payload.captured_at)
    record.headers["WARC-Target-URI"] = _one_line(payload.address)
    is_unmodified = first is not None and payload.status == NOT_MODIFIED
    if not is_unmodified:
        record.headers["WARC-Payload-Digest"] = digest
    record.headers["Content-Type"] = (
        "application/http; msgtype=response" if is_http else _one_line(payload.media_type)
    )
    if payload.sealed is not None:
        record.headers["X-Clear-Payload-Digest"] = payload.sealed.digest
        record.headers["X-Clear-Content-Type"] = _one_line(payload.sealed.media_type)
    if first is not None:
        record.headers["WARC-Profile"] = UNMODIFIED if is_unmodified else REVISIT
        record.headers["WARC-Refers-To-Target-URI"] = _one_line(first.address)
        record.headers["WARC-Refers-To-Date"] = _instant(first.captured_at)
    body = payload.body if first is None else b""
    if not is_http:
        return _member(record, body)
    headers = payload.headers or (("Content-Type", payload.media_type),)
    # RFC 9112 lets the reason phrase be empty, and a capture does not know which words the server used.
    status = f"HTTP/1.1 {payload.status} "
    return _member(record, _http_head(status, _true_headers(headers, len(payload.body))), body)


def load_record(stream: BinaryIO) -> WarcRecord | None:
    """The first record of the stream; `None` where there is none.

    Raises:
        OSError: the record cannot be decompressed or parsed.
    """
    return next(iter(ArchiveIterator(stream, parse_http=True)), None)


def body_of(record: WarcRecord) -> bytes:
    """The payload of a record whose HTTP head, if any, was parsed away."""
    return bytes(record.reader.read())


def _record(kind: WarcRecordType, name: str, at: datetime) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(record_type=kind, record_urn=_urn(name)[5:-1].encode())
    record.headers["WARC-Date"] = _instant(at)
    return record


def _member(record: WarcRecord, *content: bytes) -> bytes:
    """The record packed, piece by piece: a large body is never copied."""
    record.headers["Content-Length"] = str(sum(map(len, content)))
    fields = "".join(f"{name}: {value}\r\n" for name, value in record.headers.items())
    head = f"WARC/1.1\r\n{fields}\r\n"
    # No time stamp in the gzip header: the same record gives the same bytes.
    packing = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    pieces = [packing.compress(piece) for piece in (head.encode(), *content, b"\r\n\r\n")]
    return b"".join([*pieces, packing.flush()])


def _urn(name: str) -> str:
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'tocsin:' + name)}>"


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"


def _http_head(first_line: str, headers: tuple[tuple[str, str], ...]) -> bytes:
    # A line break inside a header would let a server write records of its own.
    lines = [first_line, *(f"{_one_line(name)}: {_one_line(value)}" for name, value in headers)]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n"


def _one_line(value: str) -> str:
    return " ".join(value.splitlines())


def _true_headers(headers: tuple[tuple[str, str], ...], n_bytes: int) -> tuple[tuple[str, str], ...]:
    """The headers as they came, those that no longer hold set apart; a length that holds stays."""
    kept = []
    length = ("Content-Length", str(n_bytes))
    for name, value in headers:
        holds = name.lower() not in _OUTDATED or (name.lower() == "content-length" and value == length[1])
        kept.append((name if holds else f"{_ORIGINAL}{name}", value))
    has_length = any(name.lower() == "content-length" for name, _ in kept)
    return tuple(kept) if has_length else (*kept, length)


def original_headers(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """HTTP headers of a record as the server sent them: what `X-Archive-Orig-` set apart is put back."""
    found = tuple(headers)
    apart = {name[len(_ORIGINAL) :].lower() for name, _ in found if name.startswith(_ORIGINAL)}
    return tuple(
        (name.removeprefix(_ORIGINAL), value)
        for name, value in found
        if name.startswith(_ORIGINAL) or name.lower() not in apart
    )

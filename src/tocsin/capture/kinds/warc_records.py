"""The records of a WARC file one at a time, whole and checked; a damaged stretch is said and stepped over.

Memory is bounded by the largest record that is allowed: nothing but places and digests is remembered.

Source: ISO 28500:2017 (WARC 1.1), section 5 (named fields) and annex A (digests).
"""

import base64
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from fastwarc.warc import ArchiveIterator, WarcRecord

from tocsin.capture.limits import Limits

GZIP = b"\x1f\x8b\x08"
PLAIN = b"WARC/1."
_STEP = 1 << 20
_ALGORITHMS = {"sha1": "sha1", "sha256": "sha256", "sha-256": "sha256", "sha512": "sha512", "md5": "md5"}


class Found(NamedTuple):
    """One record whose block is whole."""

    offset: int
    record: WarcRecord
    block: bytes


class Flaw(NamedTuple):
    """A record, or a stretch of the file, that cannot be used."""

    offset: int
    expected: str
    found: str


def find_records(path: Path, limits: Limits) -> Iterator[Found | Flaw]:
    """Every record in order; after a damaged one, reading goes on where the next one starts."""
    size = path.stat().st_size
    with path.open("rb") as file:
        marker = GZIP if file.read(3) == GZIP else PLAIN
        start: int | None = 0
        while start is not None and start < size:
            at = start
            file.seek(start)
            try:
                for record in ArchiveIterator(file, parse_http=False, max_header_len=1 << 20):
                    at = start + record.stream_pos
                    yield _whole(record, at, limits)
                return
            except OSError as error:
                if _is_padding(file, at, size):
                    return
                yield Flaw(at, "a WARC record", str(error) or "bytes of another kind")
            start = _next(file, at + 1, marker)


def load_record(path: Path, offset: int, limits: Limits) -> Found | Flaw:
    """The record that starts there."""
    with path.open("rb") as file:
        file.seek(offset)
        try:
            for record in ArchiveIterator(file, parse_http=False):
                return _whole(record, offset, limits)
        except OSError as error:
            return Flaw(offset, "a WARC record", str(error))
    return Flaw(offset, "a WARC record", "none")


def holds(written: str, *candidates: bytes) -> bool | None:
    """Whether a digest fits one of the bytes; `None` for one we cannot check."""
    name, _, value = written.partition(":")
    algorithm = _ALGORITHMS.get(name.strip().lower())
    if algorithm is None or not value:
        return None
    for body in candidates:
        raw = hashlib.new(algorithm, body, usedforsecurity=False).digest()
        # The standard leaves the writing of the digits open.
        forms = (raw.hex(), base64.b32encode(raw).decode().lower())
        if value.strip().lower() in forms or value.strip() == base64.b64encode(raw).decode():
            return True
    return False


def _whole(record: WarcRecord, at: int, limits: Limits) -> Found | Flaw:
    said = int(record.content_length)
    if said >= limits.file_bytes:
        return Flaw(at, f"a record under {limits.file_bytes / 1e6:g} MB", f"{said / 1e6:.1f} MB")
    block = record.reader.read()
    if len(block) != said:
        return Flaw(at, f"{said} bytes", f"{len(block)}: the record is cut short")
    digest = record.headers.get("WARC-Block-Digest")
    if digest and holds(digest, block) is False:
        return Flaw(at, f"a block with digest {digest}", "other bytes: it was altered after it was written")
    return Found(at, record, block)


def _is_padding(file: BinaryIO, at: int, size: int) -> bool:
    """Whether nothing but line breaks and zeros follows."""
    file.seek(at)
    return size - at < _STEP and not file.read(_STEP).strip(b"\r\n\x00")


def _next(file: BinaryIO, at: int, marker: bytes) -> int | None:
    """Where the next record may start."""
    while True:
        file.seek(at)
        chunk = file.read(_STEP)
        place = chunk.find(marker)
        if place >= 0:
            return at + place
        if len(chunk) < _STEP:
            return None
        at += len(chunk) - len(marker) + 1

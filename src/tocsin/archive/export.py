"""Captures written out for other programs: WARC for archives, WACZ for people with a player in their browser.

Records are copied byte for byte. Only a revisit whose first record is not taken along is written in full, so
that what is exported can be replayed by itself. Nothing is redacted: an export shows what was captured,
names and all.

Source: ISO 28500:2017 (WARC 1.1); Web Archive Collection Zipped (WACZ) 1.1.1; CDXJ 0.1.0.
"""

import gzip
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import IO, NamedTuple

from tocsin.archive import warc
from tocsin.archive.archive import SOFTWARE, Archive
from tocsin.archive.custody import Witness, custody
from tocsin.archive.durable import unwritable
from tocsin.archive.pieces import load_pieces
from tocsin.archive.surt import surt
from tocsin.records.capture import Capture
from tocsin.records.record import encode

WACZ_VERSION = "1.1.1"
LINES_PER_BLOCK = 1_000
OK = 200
# Players look for a packed file right behind its name; the longer heads of large files hide it from them.
_LARGE = 2**30
_READABLE = ("text/", "application/pdf", "application/xhtml")


class Indexed(NamedTuple):
    """Where a capture lies in the exported file."""

    capture: Capture
    is_revisit: bool
    offset: int
    length: int


def export_warc(archive: Archive, captures: Sequence[Capture], target: Path, now: datetime) -> list[Indexed]:
    """Write the captures into one WARC file, whole or not at all.

    Raises:
        ArchiveError: it cannot be written.
        DamageError: a capture is not what the ledger says it was.
    """
    return _whole(target, lambda file: _write(archive, captures, file, target.name, now))


def export_wacz(
    archive: Archive, captures: Sequence[Capture], target: Path, titles: Mapping[str, str], now: datetime
) -> list[Indexed]:
    """Write the captures, their index, a list of pages and the custody of each into one WACZ file.

    Args:
        titles: titles of pages by id of capture.

    Raises:
        ArchiveError: it cannot be written.
        DamageError: a capture is not what the ledger says it was.
    """
    return _whole(target, lambda file: write_wacz(archive, captures, file, titles, now))


def _whole(target: Path, work: Callable[[IO[bytes]], list[Indexed]]) -> list[Indexed]:
    draft = target.with_name(f"{target.name}.new")
    try:
        with draft.open("wb") as file:
            indexed = work(file)
        draft.replace(target)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        draft.unlink(missing_ok=True)
    return indexed


def _write(
    archive: Archive, captures: Iterable[Capture], file: IO[bytes], name: str, now: datetime
) -> list[Indexed]:
    info = warc.render_info(name, SOFTWARE, now)
    file.write(info)
    at, indexed, written = len(info), [], set()
    for capture in captures:
        entry = archive.entry(capture.id)
        pieces = load_pieces(archive.folder, entry)
        is_revisit = entry.revisit_of is not None and entry.revisit_of in written
        answered = pieces.answered
        if entry.revisit_of is not None and not is_revisit:
            payload = archive.restore(capture)
            answered = warc.render_capture(payload, capture.id, capture.payload_digest, None)
        file.write(pieces.asked + answered)
        indexed.append(Indexed(capture, is_revisit, at + len(pieces.asked), len(answered)))
        at += len(pieces.asked) + len(answered)
        written.add(capture.id)
    return indexed


class _Counted:
    """A file that keeps the digest and the length of what is written to it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._digest = hashlib.sha256()
        self.n_bytes = 0

    def write(self, data: bytes) -> int:
        """Write, and count."""
        self._digest.update(data)
        self.n_bytes += len(data)
        return self._file.write(data)

    def digest(self) -> str:
        """Of everything written."""
        return "sha256:" + self._digest.hexdigest()


def write_wacz(
    archive: Archive,
    captures: Sequence[Capture],
    file: IO[bytes],
    titles: Mapping[str, str],
    now: datetime,
    beside: Mapping[str, bytes] = MappingProxyType({}),
) -> list[Indexed]:
    """Write a WACZ of the captures into an open file; the same captures at the same instant, the same bytes.

    Args:
        titles: titles of pages by id of capture.
        now: the instant the file is dated.
        beside: other files to take along, by their path.

    Raises:
        DamageError: a capture is not what the ledger says it was.
    """
    resources: list[dict[str, object]] = []
    is_large = sum(one.n_bytes for one in captures) > _LARGE
    with zipfile.ZipFile(file, "w", allowZip64=True) as packed:

        def add(
            path: str, work: Callable[[IO[bytes]], object], packing: int = zipfile.ZIP_DEFLATED
        ) -> object:
            entry = zipfile.ZipInfo(path, now.astimezone(UTC).timetuple()[:6])
            entry.compress_type = packing
            with packed.open(entry, "w", force_zip64=is_large) as member:
                counted = _Counted(member)
                made = work(counted)  # type: ignore[arg-type]
            resources.append(
                {
                    "name": path.rpartition("/")[2],
                    "path": path,
                    "hash": counted.digest(),
                    "bytes": counted.n_bytes,
                }
            )
            return made

        # A player reads records at their place in the packed file: it must not be packed twice.
        name = "data.warc.gz"
        indexed: list[Indexed] = []
        add(
            f"archive/{name}",
            lambda out: indexed.extend(_write(archive, captures, out, name, now)),
            zipfile.ZIP_STORED,
        )
        index, directory = _index(indexed, name)
        add("indexes/index.cdx.gz", lambda out: out.write(index), zipfile.ZIP_STORED)
        add("indexes/index.idx", lambda out: out.write(directory))
        pages = _pages(captures, titles)
        add("pages/pages.jsonl", lambda out: out.write(pages))
        witness = Witness(archive)
        held = b"".join(encode(custody(archive, one, now, witness)) + b"\n" for one in captures)
        add("custody/custody.jsonl", lambda out: out.write(held))
        for path, data in beside.items():
            add(path, partial(_put, data))
        listed = _package(resources, now)
        seal = {"path": "datapackage.json", "hash": "sha256:" + hashlib.sha256(listed).hexdigest()}
        add("datapackage.json", lambda out: out.write(listed))
        add("datapackage-digest.json", lambda out: out.write(json.dumps(seal).encode()))
    return indexed


def _put(data: bytes, out: IO[bytes]) -> int:
    return out.write(data)


def _index(indexed: Iterable[Indexed], name: str) -> tuple[bytes, bytes]:
    """The packed index, and the directory that says where in it each key starts."""
    lines = sorted(_index_line(one, name) for one in indexed)
    packed, directory = b"", [b'!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    for start in range(0, len(lines), LINES_PER_BLOCK):
        block = gzip.compress("".join(lines[start : start + LINES_PER_BLOCK]).encode(), mtime=0)
        key = " ".join(lines[start].split(" ", 2)[:2])
        place = {
            "offset": len(packed),
            "length": len(block),
            "digest": "sha256:" + hashlib.sha256(block).hexdigest(),
            "filename": "index.cdx.gz",
        }
        directory.append(f"{key} {json.dumps(place)}\n".encode())
        packed += block
    return packed, b"".join(directory)


def _index_line(one: Indexed, name: str) -> str:
    capture = one.capture
    told = {
        "url": capture.address,
        "mime": "warc/revisit" if one.is_revisit else capture.media_type.partition(";")[0],
        "status": str(capture.status),
        "digest": capture.payload_digest,
        "length": str(one.length),
        "offset": str(one.offset),
        "filename": name,
    }
    return f"{surt(capture.address)} {capture.captured_at.astimezone(UTC):%Y%m%d%H%M%S} {json.dumps(told)}\n"


def _pages(captures: Iterable[Capture], titles: Mapping[str, str]) -> bytes:
    lines: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
    for one in captures:
        if one.status == OK and one.media_type.startswith(_READABLE):
            at = one.captured_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
            lines.append(
                {"id": one.id, "url": one.address, "ts": at, "title": titles.get(one.id, one.address)}
            )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _package(resources: list[dict[str, object]], now: datetime) -> bytes:
    said = {
        "profile": "data-package",
        "wacz_version": WACZ_VERSION,
        "software": SOFTWARE,
        "created": now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "title": "Captures unaltered since capture",
        "resources": resources,
    }
    return json.dumps(said, indent=2).encode()

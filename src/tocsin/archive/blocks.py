"""The blocks of the archive against their digests, and what is wrong with one that does not fit.

Large blocks are hashed by threads while the ledger is read on, since hashing lets go of the interpreter's
lock; small ones are hashed at once, since handing them over costs more. Reports keep the order of the ledger.
"""

import hashlib
import io
import mmap
import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from tocsin.archive import warc
from tocsin.archive.entry import Entry
from tocsin.records.identity import digest
from tocsin.records.record import Record

N_THREADS = 2
LARGE_BYTES = 8_000
"""Blocks from this size on are hashed by threads."""
CHUNK_BYTES = 2_000_000
CHUNKS_AHEAD = 8


class Damage(Record):
    """One thing in the archive that is not what the ledger says it was."""

    record: str
    """Capture id, or the line of the ledger."""
    file: str
    """Name of the file."""
    offset: int
    """Byte offset of the damaged record or line in that file."""
    reason: str
    """What differs."""


Found = list[Damage]


class Blocks:
    """Checks blocks; the file of the last one stays at hand, since opening costs more than reading."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = ""
        self._view = memoryview(b"")
        self._threads = ThreadPoolExecutor(N_THREADS)
        self._chunk: list[tuple[Entry, memoryview]] = []
        self._n_bytes = 0
        self._results: deque[Found | Future[Found]] = deque()

    def note(self, damage: Damage) -> None:
        """Something found elsewhere, to be reported in its place."""
        self._send()
        self._results.append([damage])

    def check(self, entry: Entry) -> None:
        """Check the block of an entry, now or soon."""
        try:
            block = self._block(entry)
        except OSError as error:
            capture, reason = entry.capture, f"the file cannot be read: {error.strerror}"
            start = entry.block_start
            self.note(Damage(record=capture.id, file=capture.warc_file, offset=start, reason=reason))
            return
        if len(block) < LARGE_BYTES and not self._chunk:
            found = _damage(entry, block)
            if found:
                self._results.append(found)
            return
        self._chunk.append((entry, block))
        self._n_bytes += len(block)
        if self._n_bytes >= CHUNK_BYTES:
            self._send()

    def due(self) -> Iterator[Damage]:
        """What is known by now; waits only where much is under way."""
        while self._results:
            first = self._results[0]
            if isinstance(first, Future) and not first.done() and len(self._results) <= CHUNKS_AHEAD:
                return
            self._results.popleft()
            yield from first.result() if isinstance(first, Future) else first

    def rest(self) -> Iterator[Damage]:
        """Everything that is still to be said."""
        self._send()
        while self._results:
            first = self._results.popleft()
            yield from first.result() if isinstance(first, Future) else first

    def _send(self) -> None:
        if self._chunk:
            self._results.append(self._threads.submit(_damages, self._chunk))
            self._chunk, self._n_bytes = [], 0

    def _block(self, entry: Entry) -> memoryview:
        """The block's bytes, fewer where the file ends early; never copied."""
        capture = entry.capture
        if capture.warc_file != self._name:
            self._view, self._name = memoryview(b""), capture.warc_file
            with (self._folder / self._name).open("rb") as file:
                if file.seek(0, io.SEEK_END):
                    self._view = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        start = entry.block_start
        return self._view[start : start + entry.n_block]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)


def _damages(chunk: list[tuple[Entry, memoryview]]) -> Found:
    return [damage for entry, block in chunk for damage in _damage(entry, block)]


def _damage(entry: Entry, block: memoryview) -> Found:
    if "sha256:" + hashlib.sha256(block).hexdigest() == entry.block_digest:
        return []
    at, reason = _diagnose(bytes(block), entry)
    capture = entry.capture
    return [Damage(record=capture.id, file=capture.warc_file, offset=entry.block_start + at, reason=reason)]


def _diagnose(block: bytes, entry: Entry) -> tuple[int, str]:
    """Where in the block the first damaged record starts, and what is wrong with it."""
    if len(block) < entry.n_block:
        return 0, f"expected {entry.n_block} bytes, found {len(block)}"
    at = 0
    while at < len(block):
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            member.decompress(block[at:])
        except zlib.error as error:
            return at, f"the record cannot be decompressed: {error}"
        if not member.eof:
            return at, "the record cannot be decompressed: it has no end"
        at = len(block) - len(member.unused_data)
    return _payload_fault(block, entry)


def _payload_fault(block: bytes, entry: Entry) -> tuple[int, str]:
    """For a block whose members all unpack: only headers that no checksum covers can have changed."""
    own = entry.capture.warc_offset - entry.block_start
    packing = (
        "the bytes are not those that were written, though every record unpacks: a packing header changed"
    )
    if entry.revisit_of is not None:
        return 0, packing
    try:
        record = warc.load_record(io.BytesIO(block[own:]))
    except (OSError, ValueError) as error:
        return own, f"the record cannot be parsed: {error}"
    found = digest(warc.body_of(record)) if record is not None else "no record"
    if found != entry.capture.payload_digest:
        return own, f"expected payload {entry.capture.payload_digest}, found {found}"
    return 0, packing

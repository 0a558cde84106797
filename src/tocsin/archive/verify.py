"""Every byte of the archive against the ledger, and the reason where they differ.

The ledger says for every block where it starts, how long it is and what its digest is; blocks lie end to
end. So one pass at the speed of the disk finds any changed, missing or added byte. Only a block that does
not fit is taken apart, to say which record it is and what is wrong with it.
"""

import io
import mmap
import zlib
from collections.abc import Iterator
from pathlib import Path

from tocsin.archive import ledger, warc
from tocsin.archive.entry import Entry, parse
from tocsin.archive.seal import find_fault
from tocsin.records.identity import digest
from tocsin.records.record import Record

PATTERN = "tocsin-*.warc.gz"


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


def find_damage(folder: Path) -> Iterator[Damage]:
    """Everything that differs, in the order of the ledger."""
    path = folder / ledger.NAME
    ends: dict[str, int | None] = {}
    index = 0
    fresh: int | None = 0
    is_whole = True
    blocks = _Blocks(folder)
    for number, (offset, line) in enumerate(ledger.lines(path)):
        try:
            entry = parse(line)
        except ValueError as error:
            yield Damage(record=f"ledger line {number + 1}", file=path.name, offset=offset, reason=str(error))
            # Which block the line spoke of is not known, so neither is where the next one should start.
            ends, fresh, is_whole = dict.fromkeys(ends), None, False
            index = -1
            continue
        if index >= 0 and entry.capture.ledger_index != index:
            reason = f"expected the entry of leaf {index}, found {entry.capture.ledger_index}"
            yield Damage(record=f"ledger line {number + 1}", file=path.name, offset=offset, reason=reason)
        index = entry.capture.ledger_index + 1
        yield from _gap(entry, ends.get(entry.capture.warc_file, fresh))
        fresh = 0
        ends[entry.capture.warc_file] = entry.block_start + entry.n_block
        yield from _block_damage(blocks, entry)
    if path.stat().st_size and not _ends_whole(path):
        yield Damage(record="ledger", file=path.name, offset=path.stat().st_size, reason="no last line break")
    if is_whole:
        yield from _strangers(folder, ends)
    for name, reason in find_fault(folder):
        yield Damage(record="checkpoint", file=name, offset=0, reason=reason)


def _gap(entry: Entry, expected: int | None) -> Iterator[Damage]:
    capture = entry.capture
    if expected is not None and expected != entry.block_start:
        reason = f"bytes {expected} to {entry.block_start} belong to no entry of the ledger"
        yield Damage(record=capture.id, file=capture.warc_file, offset=expected, reason=reason)


def _strangers(folder: Path, ends: dict[str, int | None]) -> Iterator[Damage]:
    for path in sorted(folder.glob(PATTERN)):
        end = ends.get(path.name, 0)
        if end is not None and path.stat().st_size > end:
            yield Damage(
                record="none",
                file=path.name,
                offset=end,
                reason="bytes here belong to no entry of the ledger",
            )


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, io.SEEK_END)
        return file.read(1) == b"\n"


class _Blocks:
    """Reads blocks, keeping the file of the last one at hand: opening it for each costs more than reading."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = ""
        self._whole: mmap.mmap | None = None

    def load(self, entry: Entry) -> bytes:
        """The block's bytes, fewer where the file ends early."""
        if entry.capture.warc_file != self._name:
            self._whole, self._name = None, entry.capture.warc_file
            with (self._folder / self._name).open("rb") as file:
                if file.seek(0, io.SEEK_END):
                    self._whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._whole is None:
            return b""
        return self._whole[entry.block_start : entry.block_start + entry.n_block]


def _block_damage(blocks: _Blocks, entry: Entry) -> Iterator[Damage]:
    capture = entry.capture
    try:
        block = blocks.load(entry)
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror}"
        yield Damage(record=capture.id, file=capture.warc_file, offset=entry.block_start, reason=reason)
        return
    if digest(block) != entry.block_digest:
        at, reason = _diagnose(block, entry)
        yield Damage(record=capture.id, file=capture.warc_file, offset=entry.block_start + at, reason=reason)


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

"""One line of the ledger: what was captured, and exactly which bytes of the archive say so.

A *record* is one WARC record. A *block* is the run of bytes that one append writes: the record of the
capture, the request before it where one was made, and the file's own `warcinfo` where the append opened
a new file. Blocks lie end to end, so that no byte of an archive file belongs to nobody.

A line is the leaf hash in hexadecimal, a space, the canonical JSON of the entry, and a line break. The
hash at its head is what makes a changed line speak for itself.
"""

from datetime import datetime

import msgspec

from tocsin.archive.merkle import leaf_hash
from tocsin.records.capture import Capture
from tocsin.records.record import Record, decode, encode


class Carrier(Record, omit_defaults=True):
    """What the carrier of a payload (a feed, an export, a manifest) told about it."""

    title: str | None = None
    """Title."""
    author: str | None = None
    """Author."""
    published_at: datetime | None = None
    """Publication instant: aware, UTC."""
    provenance: str | None = None
    """The other archive it came from: file, byte and record."""


class Entry(Record, omit_defaults=True):
    """What the ledger keeps of one append."""

    capture: Capture
    """The capture, with its place."""
    block_start: int
    """Offset of the block in the archive file."""
    n_block: int
    """Length of the block."""
    block_digest: str
    """`sha256:` of the block as stored."""
    revisit_of: str | None = None
    """Id of the capture that holds the payload, where this one only refers to it."""
    carrier: Carrier = Carrier()
    """What the carrier told."""


def render(entry: Entry) -> bytes:
    """The entry as a line of the ledger."""
    written = encode(entry)
    return leaf_hash(written).hex().encode() + b" " + written + b"\n"


def leaf(line: bytes) -> bytes:
    """Leaf hash at the head of a line that has been checked."""
    return bytes.fromhex(line[:64].decode("ascii"))


def verify_line(line: bytes) -> bytes:
    """The words of a line whose hash fits them.

    Raises:
        ValueError: the line is not what was written.
    """
    head, _, written = line.partition(b" ")
    if head != leaf_hash(written).hex().encode():
        raise ValueError("the line's hash does not fit its words")
    return written


def parse(line: bytes) -> Entry:
    """The entry of a line, without its line break.

    Raises:
        ValueError: the line is not what was written.
    """
    try:
        return decode(verify_line(line), Entry)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error

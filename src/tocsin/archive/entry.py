"""One line of the ledger: what was captured, and exactly which bytes of the archive say so.

A *record* is one WARC record. A *block* is the run of bytes that one append writes: the record of the
capture, the request before it where one was made, and the file's own `warcinfo` where the append opened
a new file. Blocks lie end to end, so that no byte of an archive file belongs to nobody.

A line is the leaf hash in Base64, a space, the JSON of the entry without what is at its default, and a line
break. The hash at its head is what makes a changed line speak for itself. Short, since an unchanged page that
is captured every hour costs little more than its line.
"""

from base64 import b64decode, b64encode
from binascii import b2a_base64
from datetime import datetime

import msgspec

from tocsin.archive.merkle import leaf_hash
from tocsin.records.capture import Capture, Sealed
from tocsin.records.record import Record, decode, encode, plain

# SHA-256 in Base64.
_HASH_LETTERS = 44


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


# The names of the fields in a line of the ledger.
_SHORT = {"n_block": "length", "block_digest": "digest", "revisit_of": "first"}


class Entry(Record, omit_defaults=True, rename=_SHORT.get):
    """What the ledger keeps of one append."""

    capture: Capture
    """The capture, with its place."""
    n_block: int
    """Length of the block."""
    block_digest: str
    """`sha256:` of the block as stored."""
    revisit_of: str | None = None
    """Id of the capture that holds the payload, where this one only refers to it."""
    lead: int = 0
    """Bytes of the block before the capture's own record: a request, or the record that opens a file."""
    carrier: Carrier = Carrier()
    """What the carrier told."""
    sealed: Sealed | None = None
    """What was encrypted, where the payload is the encrypted form of it."""

    @property
    def block_start(self) -> int:
        """Offset of the block in the archive file."""
        return self.capture.warc_offset - self.lead


_DEFAULTS = dict(
    zip(
        Capture.__struct_fields__[-len(Capture.__struct_defaults__) :],
        Capture.__struct_defaults__,
        strict=True,
    )
)


def render(entry: Entry) -> bytes:
    """The entry as a line of the ledger."""
    told = {name: value for name, value in plain(entry).items() if value != {}}
    told["capture"] = {
        name: value
        for name, value in told["capture"].items()
        if name not in _DEFAULTS or value != _DEFAULTS[name]
    }
    written = encode(told)
    return b64encode(leaf_hash(written)) + b" " + written + b"\n"


def leaf(line: bytes) -> bytes:
    """Leaf hash at the head of a line.

    Raises:
        ValueError: there is none.
    """
    return b64decode(line[:_HASH_LETTERS], validate=True)


def leaf_of(line: bytes) -> list[bytes]:
    """The leaf hash at the head of a line that may be damaged; none where it has none."""
    try:
        return [leaf(line)]
    except ValueError:
        return []


def verify_line(line: bytes) -> bytes:
    """The words of a line whose hash fits them.

    Raises:
        ValueError: the line is not what was written.
    """
    return _checked(line)[0]


def parse(line: bytes) -> Entry:
    """The entry of a line, without its line break.

    Raises:
        ValueError: the line is not what was written.
    """
    return parse_with_leaf(line)[0]


def parse_with_leaf(line: bytes) -> tuple[Entry, bytes]:
    """The entry of a line, without its line break, and its leaf hash.

    Raises:
        ValueError: the line is not what was written.
    """
    written, found = _checked(line)
    try:
        return decode(written, Entry), found
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def _checked(line: bytes) -> tuple[bytes, bytes]:
    head, _, written = line.partition(b" ")
    found = leaf_hash(written)
    if head != b2a_base64(found, newline=False):
        raise ValueError("the line's hash does not fit its words")
    return written, found

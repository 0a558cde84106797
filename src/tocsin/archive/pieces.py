"""One entry of the ledger taken apart: its bytes as stored, and the heads of request and answer.

Source: ISO 28500:2017 (WARC 1.1), annex D (one gzip member a record).
"""

import io
import zlib
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

from tocsin.archive.entry import Entry
from tocsin.archive.warc import original_headers
from tocsin.errors import DamageError
from tocsin.records.identity import digest
from tocsin.records.record import Record

Headers = tuple[tuple[str, str], ...]


class Pieces(Record):
    """What one append wrote, without the record that opened its file."""

    asked: bytes
    """The packed record of the request; empty where none was kept."""
    answered: bytes
    """The packed record of the capture."""


class Heads(Record):
    """HTTP headers on both sides, as they were sent."""

    request: Headers = ()
    """What was asked."""
    response: Headers = ()
    """What came."""


def load_pieces(folder: Path, entry: Entry) -> Pieces:
    """The stored bytes of an entry.

    Raises:
        DamageError: they are not those that the ledger speaks of.
    """
    capture = entry.capture
    try:
        with (folder / capture.warc_file).open("rb") as file:
            file.seek(entry.block_start)
            block = file.read(entry.n_block)
    except OSError as error:
        raise _damaged(entry, error.strerror or str(error)) from error
    if digest(block) != entry.block_digest:
        raise _damaged(entry, "other bytes")
    own = capture.warc_offset - entry.block_start
    head = block[:own]
    # A block that opens a file starts with that file's own record.
    info = _first_member(head) if entry.block_start == 0 else 0
    return Pieces(asked=head[info:], answered=block[own:])


def load_heads(folder: Path, entry: Entry) -> Heads:
    """The HTTP headers of an entry; empty for what did not come over HTTP.

    Raises:
        DamageError: the bytes are not those that the ledger speaks of.
    """
    pieces = load_pieces(folder, entry)
    request: Headers = ()
    response: Headers = ()
    for record in ArchiveIterator(io.BytesIO(pieces.asked + pieces.answered), parse_http=True):
        if not record.is_http or record.http_headers is None:
            continue
        headers = original_headers((str(name), str(value)) for name, value in record.http_headers)
        if record.record_type == WarcRecordType.request:
            request = headers
        else:
            response = headers
    return Heads(request=request, response=response)


def _first_member(packed: bytes) -> int:
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    member.decompress(packed)
    return len(packed) - len(member.unused_data)


def _damaged(entry: Entry, found: str) -> DamageError:
    capture = entry.capture
    return DamageError(
        f"{capture.warc_file}, byte {entry.block_start}, {capture.id}",
        f"the block {entry.block_digest}",
        found,
        "`tocsin verify`, then a copy from a backup",
    )

"""From a payload and its place in the archive to the capture that the ledger keeps."""

from typing import NamedTuple

from tocsin.archive.entry import Carrier, Entry
from tocsin.errors import DamageError
from tocsin.records.capture import Capture, Payload, capture_id
from tocsin.records.identity import digest


class Place(NamedTuple):
    """Where a record lies."""

    file: str
    """Name of the archive file."""
    offset: int
    """Byte offset in it."""
    leaf: int
    """Position of its leaf in the ledger."""


def name_of(payload: Payload) -> str:
    """The id its capture has."""
    return capture_id(payload.address, payload.captured_at, digest(payload.body))


def place(payload: Payload, payload_digest: str, at: Place) -> Capture:
    """The capture of a payload that lies there."""
    return Capture(
        id=capture_id(payload.address, payload.captured_at, payload_digest),
        address=payload.address,
        captured_at=payload.captured_at,
        status=payload.status,
        media_type=payload.media_type,
        payload_digest=payload_digest,
        n_bytes=len(payload.body),
        warc_file=at.file,
        warc_offset=at.offset,
        ledger_index=at.leaf,
        source_id=payload.source_id,
        origin=payload.origin,
    )


def entered(payload: Payload, capture: Capture, block: bytes, start: int, first: Capture | None) -> Entry:
    """What the ledger keeps of a capture whose block starts there; `first` is what it revisits, if any."""
    return Entry(
        capture=capture,
        lead=capture.warc_offset - start,
        n_block=len(block),
        block_digest=digest(block),
        revisit_of=first.id if first else None,
        carrier=Carrier(
            title=payload.title,
            author=payload.author,
            published_at=payload.published_at,
            provenance=payload.provenance,
        ),
        sealed=payload.sealed,
    )


def altered(capture: Capture, found: str) -> DamageError:
    """The error for a payload that is not the one that was kept."""
    return DamageError(
        f"{capture.warc_file}, byte {capture.warc_offset}, {capture.id}",
        f"payload {capture.payload_digest}",
        found,
        "`tocsin verify`, then a copy from a backup",
    )

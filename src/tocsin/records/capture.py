"""The act of retrieving, and what an address showed then.

A *capture* is an event with a digest and a place in the archive. A *memento* is what the address
showed at that instant, made readable: title, author, date, language, text. Two captures with the same
payload are two captures and one payload.

Source: ISO 28500 (WARC 1.1) for record and payload digest; RFC 7089 for memento.
"""

from bisect import bisect_right
from datetime import UTC, datetime
from enum import StrEnum

from tocsin.records.identity import content_id
from tocsin.records.record import Record

SEALED = "sealed"
"""Origin of what is kept encrypted."""


class Sealed(Record):
    """What the public may know of bytes that are kept encrypted."""

    digest: str
    """`sha256:` of the clear bytes."""
    media_type: str
    """Their type."""


class Payload(Record):
    """Bytes as they came, before anything is made of them."""

    address: str
    """URL, or `file:` and the file's name for something the user had on disk."""
    media_type: str
    """Type as declared or detected, such as `text/html`."""
    body: bytes
    """The bytes."""
    captured_at: datetime
    """When they were retrieved: aware, UTC."""
    status: int = 200
    """HTTP status; 200 for a file that was there."""
    headers: tuple[tuple[str, str], ...] = ()
    """HTTP response headers in order, empty for a file."""
    request_headers: tuple[tuple[str, str], ...] = ()
    """HTTP request headers in order, empty for a file."""
    source_id: str | None = None
    """The source it belongs to where the caller knows."""
    title: str | None = None
    """Title where the carrier (a feed, an export) tells it."""
    author: str | None = None
    """Author where the carrier tells it."""
    published_at: datetime | None = None
    """Publication instant where the carrier tells it: aware, UTC."""
    origin: str = "user"
    """How it came here: `user`, `feed`, `web`, `warc`, `telegram` …"""
    provenance: str | None = None
    """Where exactly it came from, where that was another archive: file, byte and record."""
    sealed: Sealed | None = None
    """What was encrypted, where `body` is the encrypted form of it."""


class Capture(Record):
    """One act of retrieving, as the archive keeps it."""

    id: str
    """Derived from address, instant and payload digest."""
    address: str
    """What was asked for."""
    captured_at: datetime
    """When: aware, UTC."""
    status: int
    """HTTP status; 200 for a file that was there."""
    media_type: str
    """Declared or detected type."""
    payload_digest: str
    """`sha256:` and 64 hexadecimal digits."""
    n_bytes: int
    """Length of the payload."""
    warc_file: str
    """Name of the archive file that holds the record."""
    warc_offset: int
    """Byte offset of the record in that file."""
    ledger_index: int
    """Position of the record's leaf in the ledger, from 0."""
    source_id: str | None = None
    """The source it belongs to, once known."""
    origin: str = "user"
    """How it came here."""


class DateBasis(StrEnum):
    """How a publication date was found, best first."""

    CARRIER = "carrier"
    """A feed, an export or the user told it."""
    METADATA = "metadata"
    TEXT = "text"
    UNKNOWN = "unknown"


class Memento(Record):
    """What an address showed at the instant of a capture, made readable."""

    id: str
    """Derived from the capture."""
    capture_id: str
    """The capture it was made from."""
    address: str
    """The address."""
    captured_at: datetime
    """When it was captured: aware, UTC."""
    source_id: str | None
    """The source, once known."""
    title: str
    """Title, or a first line where there is none."""
    author: str | None
    """Author as printed."""
    published_at: datetime | None
    """Publication instant: aware, UTC; `None` when nothing tells."""
    date_basis: DateBasis
    """How the publication date was found."""
    language: str
    """Language of the text, BCP 47; `und` when it could not be told."""
    text: str
    """Main text, paragraphs separated by a line break."""
    method: str
    """What made the text of the payload, with its version."""
    pages: tuple[int, ...] = ()
    """For a document with pages: where in the text each page starts, from page 1."""


class Presence(StrEnum):
    """What a retrieval says about whether the page is there."""

    PRESENT = "present"
    GONE = "gone"
    BLOCKED = "blocked"
    SOFT_GONE = "soft_gone"
    MOVED = "moved"
    EMPTIED = "emptied"
    UNREACHABLE = "unreachable"


class Vanishing(Record):
    """A page that was there and then was not, with both captures as evidence."""

    id: str
    """Derived from address and the two captures."""
    address: str
    """The address."""
    presence: Presence
    """How it is gone."""
    last_seen: str
    """Id of the last capture that showed the page."""
    last_seen_at: datetime
    """The last instant at which it was there: that capture's, or a later answer that it was unchanged."""
    first_missed: str
    """Id of the first capture that did not."""
    first_missed_at: datetime
    """Its instant."""
    confirmed_at: datetime | None = None
    """When the last of the tries that confirm it found the page still lost; nobody knew of it before."""
    title: str
    """Title of the page when it was last seen."""
    source_id: str | None = None
    """The source, where known."""


class EditKind(StrEnum):
    """What happened to a run of words."""

    ADDED = "added"
    REMOVED = "removed"
    REPLACED = "replaced"


class Edit(Record):
    """One run of words that differs, with a few words on either side to be read by."""

    kind: EditKind
    """What happened."""
    lead: str
    """The words before it, as the later version has them."""
    before: str
    """The words that went; empty where nothing did."""
    after: str
    """The words that came; empty where nothing did."""
    trail: str
    """The words after it."""
    before_start: int
    """Where the words that went start in the earlier text, or where they would have stood."""
    after_start: int
    """Where the words that came start in the later text, or where they would have stood."""
    page: int | None = None
    """For a document with pages: the page of the later version, from 1."""


class Change(Record):
    """Two versions of one address whose stable part differs, with both captures as evidence."""

    id: str
    """Derived from address and the two captures."""
    address: str
    """The address."""
    before: str
    """Id of the capture of the earlier version."""
    before_at: datetime
    """Its instant."""
    after: str
    """Id of the capture of the later version."""
    after_at: datetime
    """Its instant."""
    title: str
    """Title of the later version."""
    edits: tuple[Edit, ...]
    """What differs, in the order of the later text."""
    n_removed: int
    """Words that went."""
    n_added: int
    """Words that came."""
    changed_share: float
    """Share of the words of both versions that differ, 0 to 1."""
    method: str
    """What compared them, with its version."""
    source_id: str | None = None
    """The source, where known."""


def change_id(address: str, before: str, after: str) -> str:
    """The id of the change that lies between two captures of an address."""
    return content_id("change", address, before, after)


def page_at(memento: Memento, offset: int) -> int | None:
    """The number of the page on which that character stands; `None` for a text without pages."""
    return bisect_right(memento.pages, offset) or None


def capture_id(address: str, captured_at: datetime, payload_digest: str) -> str:
    """The id of the capture that found this payload at this address at this instant."""
    return content_id("capture", address, captured_at.astimezone(UTC), payload_digest)


def memento_id(capture: str) -> str:
    """The id of the memento made from the capture whose id is given."""
    return content_id("memento", capture)


def vanishing_id(address: str, last_seen: str, first_missed: str) -> str:
    """The id of the vanishing that lies between two captures of an address."""
    return content_id("vanishing", address, last_seen, first_missed)

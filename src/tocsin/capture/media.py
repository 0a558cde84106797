"""What a file holds, by its first bytes; its name decides only where the bytes leave it open."""

import re
from pathlib import Path

from tocsin.errors import CaptureError

HEAD_BYTES = 8_192
PDF = "application/pdf"
HTML = "text/html"
TEXT = "text/plain"
MARKDOWN = "text/markdown"
RSS = "application/rss+xml"
ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"
FEEDS = (RSS, ATOM, JSON_FEED)
MANIFEST = "application/toml"
OCTETS = "application/octet-stream"
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BINARY = {
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"MZ": "a program",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"SQLite format 3": "a database",
    b"OggS": "sound",
    b"ID3": "sound",
}
_FEED = re.compile(rb"<(rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/(www\.)?jsonfeed\.org\\?/version\\?/')
_CHARSET = re.compile(r"charset\s*=\s*\"?([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_MARKUP = re.compile(rb"<(!doctype html|html|head|body|article|meta|title|div|p)[\s>]", re.IGNORECASE)
# Tab, line feed, form feed, carriage return and escape occur in old text files; the rest do not.
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


def classify(head: bytes, name: str) -> str:
    """The media type of a file that starts with `head`.

    Raises:
        CaptureError: it is empty or binary.
    """
    suffix = Path(name).suffix.lower()
    start = head.lstrip()
    if not start:
        raise CaptureError(
            name, "text, HTML, PDF or a feed", "an empty file", "the file again, with its words"
        )
    if b"%PDF-" in head[:1024]:
        return PDF
    _verify_words(head, name)
    if start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:RDF", b"<!--")) and _FEED.search(head):
        return ATOM if b"<feed" in head else RSS
    if start.startswith(b"{") and _JSON_FEED.search(head):
        return JSON_FEED
    if suffix in (".rss", ".atom"):
        return RSS if suffix == ".rss" else ATOM
    if suffix in (".html", ".htm", ".xhtml") or (start.startswith(b"<") and _MARKUP.search(head)):
        return HTML
    if Path(name).name == "captures.toml":
        return MANIFEST
    return MARKDOWN if suffix in (".md", ".markdown") else TEXT


def _verify_words(head: bytes, name: str) -> None:
    found = next((what for magic, what in _BINARY.items() if head.startswith(magic)), None)
    if found is None and not head.startswith(BOMS) and _CONTROL.search(head):
        found = "binary"
    if found is not None:
        raise CaptureError(name, "text", found, "the text itself, saved as .txt, .html or .pdf")


def declared(content_type: str | None, body: bytes, target: str) -> str:
    """The media type of an answer: what its server says, unless its bytes are plainly a feed or a PDF.

    A charset other than UTF-8 is kept, since the words cannot be read without it.
    """
    kind, _, rest = (content_type or "").partition(";")
    kind = kind.strip().lower()
    try:
        seen = classify(body[:HEAD_BYTES], target.partition("?")[0])
    except CaptureError:
        return kind or OCTETS
    if seen in (PDF, *FEEDS) or not kind or kind == OCTETS:
        return seen
    match = _CHARSET.search(rest)
    charset = match[1].lower() if match else "utf-8"
    return kind if charset in ("utf-8", "utf8") else f"{kind}; charset={charset}"


def charset_of(media_type: str) -> str | None:
    """The charset that a media type names."""
    match = _CHARSET.search(media_type)
    return match[1] if match else None

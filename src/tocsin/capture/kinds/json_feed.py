"""JSON feeds: every item as a payload of its own.

Source: JSON Feed 1.1 (jsonfeed.org).
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import PurePath
from urllib.parse import quote

import msgspec

from tocsin.capture import media
from tocsin.capture.interface import local_address
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload

ORIGIN = "feed"


class Author(msgspec.Struct, frozen=True):
    """Who wrote an item."""

    name: str | None = None


class Item(msgspec.Struct, frozen=True):
    """One item; keys we do not use are left alone, as the standard asks."""

    id: str | int | float | None = None
    url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    author: Author | None = None
    authors: tuple[Author, ...] = ()


class Feed(msgspec.Struct, frozen=True):
    """The feed, as far as we use it."""

    version: str
    items: tuple[Item, ...]


def entries(feed: Payload, path: PurePath) -> Iterator[Payload]:
    """Every item that says something, captured when the feed was.

    Raises:
        CaptureError: it is not a JSON feed.
    """
    try:
        written = msgspec.json.decode(feed.body.removeprefix(b"\xef\xbb\xbf"), type=Feed)
    except msgspec.DecodeError as error:
        raise CaptureError(path.name, "a JSON feed", str(error), "the feed itself") from error
    return (_payload(item, feed, path) for item in written.items if _words(item) or item.title)


def entry_address(link: str, feed: Payload, path: PurePath, name: str) -> str:
    """Where an entry stands: its link, or its name in the feed where it has none."""
    if link.startswith(("http://", "https://")):
        return quote(link, safe=":/?#[]@!$&'()*+,;=%~-._")
    if feed.address.startswith(("http://", "https://")):
        return f"{feed.address}#{quote(name[:200], safe='')}"
    return local_address(path, name[:200])


def _words(item: Item) -> str:
    """The words of an item as HTML."""
    html = (item.content_html or "").strip()
    text = (item.content_text or item.summary or "").strip()
    return html or "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _payload(item: Item, feed: Payload, path: PurePath) -> Payload:
    names = [author.name for author in (*item.authors, item.author) if author and author.name]
    title = (item.title or "").strip()
    return Payload(
        address=entry_address(item.url or "", feed, path, str(item.id or title)),
        media_type=media.HTML,
        body=(_words(item) or f"<p>{escape(title)}</p>").encode("utf-8", "replace"),
        captured_at=feed.captured_at,
        source_id=feed.source_id,
        title=title or None,
        author=", ".join(dict.fromkeys(names)) or None,
        published_at=_instant(item.date_published),
        origin=ORIGIN,
    )


def _instant(written: str | None) -> datetime | None:
    """The instant in UTC; nonsense is no date."""
    try:
        read = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)

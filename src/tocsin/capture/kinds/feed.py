"""Saved feeds: the feed as it is, and every entry as a payload of its own.

Source: RSS 2.0; RFC 4287 (Atom); RSS 1.0; JSON Feed 1.1.
"""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from pathlib import Path, PurePath
from time import struct_time
from typing import Any

import feedparser

from tocsin.capture import media
from tocsin.capture.interface import local_address
from tocsin.capture.kinds import json_feed
from tocsin.capture.kinds.json_feed import ORIGIN, entry_address
from tocsin.capture.limits import Limits
from tocsin.errors import CaptureError
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue

_ENTITY = re.compile(rb"<!ENTITY\s", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")


class FeedFile:
    """A feed saved to disk."""

    def accepts(self, path: Path, media_type: str) -> bool:
        """RSS, Atom and JSON Feed."""
        return media_type in media.FEEDS

    def load(self, path: Path, now: datetime, limits: Limits) -> Iterator[Payload | Issue]:
        """The feed, then its entries in the order of the feed.

        Raises:
            CaptureError: it is not a feed.
        """
        body = path.read_bytes()
        feed = Payload(
            address=local_address(path),
            media_type=media.classify(body, path.name),
            body=body,
            captured_at=now,
            origin=ORIGIN,
        )
        carried = entries(feed, path)
        yield feed
        yield from carried


def entries(feed: Payload, path: PurePath) -> Iterator[Payload]:
    """Every entry of a captured feed as a payload of its own, captured when the feed was.

    Args:
        feed: the feed as it came.
        path: where it lies; an entry without a link is named after it.

    Raises:
        CaptureError: it is not a feed.
    """
    if feed.media_type == media.JSON_FEED:
        return json_feed.entries(feed, path)
    if _ENTITY.search(feed.body):
        raise CaptureError(
            path.name, "a plain feed", "one that declares entities, which can grow for ever", "another feed"
        )
    # Handed over as a stream: a string would be taken for a URL and fetched.
    parsed = feedparser.parse(io.BytesIO(feed.body))
    if not parsed.entries and not parsed.version:
        raise CaptureError(path.name, "an RSS or Atom feed", "XML of another kind", "the feed itself")
    payloads = (_payload(entry, feed, path) for entry in parsed.entries)
    return (payload for payload in payloads if payload is not None)


def _payload(entry: Any, feed: Payload, path: PurePath) -> Payload | None:
    """The entry as a small HTML page; `None` for one that says nothing at all."""
    title = _TAGS.sub("", _words(entry.get("title"))).strip()
    contents = [_words(part.get("value")) for part in entry.get("content") or () if hasattr(part, "get")]
    words = max([*contents, _words(entry.get("summary"))], key=len)
    link, name = _words(entry.get("link")), _words(entry.get("id")) or title
    if not (words.strip() or title):
        return None
    return Payload(
        address=entry_address(link, feed, path, name),
        media_type=media.HTML,
        body=(words if words.strip() else f"<p>{escape(title)}</p>").encode("utf-8", "replace"),
        captured_at=feed.captured_at,
        source_id=feed.source_id,
        title=title or None,
        author=_words(entry.get("author")) or None,
        published_at=_instant(entry.get("published_parsed") or entry.get("updated_parsed")),
        origin=ORIGIN,
    )


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _instant(value: struct_time | None) -> datetime | None:
    """The parsed date, which feedparser gives in UTC; nonsense such as a 30 February is no date."""
    if value is None:
        return None
    try:
        return datetime(*value[:6], tzinfo=UTC)
    except ValueError:
        return None

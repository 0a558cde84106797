"""Plain text and Markdown files."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tocsin.capture import media
from tocsin.capture.interface import local_address
from tocsin.capture.limits import Limits
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue


class TextFile:
    """A file of words."""

    def accepts(self, path: Path, media_type: str) -> bool:
        """Text and Markdown."""
        return media_type in (media.TEXT, media.MARKDOWN)

    def load(self, path: Path, now: datetime, limits: Limits) -> Iterator[Payload | Issue]:
        """The file as one payload."""
        body = path.read_bytes()
        media_type = media.classify(body, path.name)
        yield Payload(address=local_address(path), media_type=media_type, body=body, captured_at=now)

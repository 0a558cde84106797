"""Saved HTML pages."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tocsin.capture import media
from tocsin.capture.interface import local_address
from tocsin.capture.limits import Limits
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue


class HtmlFile:
    """A page saved from a browser."""

    def accepts(self, path: Path, media_type: str) -> bool:
        """HTML, however broken."""
        return media_type == media.HTML

    def load(self, path: Path, now: datetime, limits: Limits) -> Iterator[Payload | Issue]:
        """The page as one payload."""
        body = path.read_bytes()
        yield Payload(address=local_address(path), media_type=media.HTML, body=body, captured_at=now)

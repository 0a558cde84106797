"""PDF files."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tocsin.capture import media
from tocsin.capture.extract.pdf import verify_whole
from tocsin.capture.interface import local_address
from tocsin.capture.limits import Limits
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue


class PdfFile:
    """A PDF, whatever its name says."""

    def accepts(self, path: Path, media_type: str) -> bool:
        """Anything that starts as a PDF does."""
        return media_type == media.PDF

    def load(self, path: Path, now: datetime, limits: Limits) -> Iterator[Payload | Issue]:
        """The document as one payload, if it has an end."""
        body = path.read_bytes()
        verify_whole(body, path.name)
        yield Payload(address=local_address(path), media_type=media.PDF, body=body, captured_at=now)

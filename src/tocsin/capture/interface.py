"""The promise every kind of source keeps."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from tocsin.capture.limits import Limits
from tocsin.records.capture import Payload
from tocsin.records.issue import Issue


class Kind(Protocol):
    """One kind of source. A target is what the user names; what it holds is found by looking at it."""

    def accepts(self, path: Path, media_type: str) -> bool:
        """Whether this kind reads a file of that name and detected type."""
        ...

    def load(self, path: Path, now: datetime, limits: Limits) -> Iterator[Payload | Issue]:
        """The payloads in the file; one bad item among several is an issue.

        Raises:
            CaptureError: nothing in the file can be used.
        """
        ...


def local_address(path: Path, fragment: str = "") -> str:
    """The address of a file on the user's disk: its name alone, since its folders are nobody's business."""
    return f"file:///{quote(path.name)}" + (f"#{quote(fragment, safe='')}" if fragment else "")

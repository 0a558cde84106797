"""The two promises: what reads a file that the user has, and what reads an answer of the web.

A file is opened where it lies, since it may be larger than memory. An answer has been taken whole, within
its limit, and is looked at: a feed has entries, a sitemap and an index page lead on, a page is itself.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePath
from typing import Protocol
from urllib.parse import quote

from tocsin.capture.fetch.client import Known, Web
from tocsin.capture.limits import Limits
from tocsin.records.capture import SEALED, Payload
from tocsin.records.issue import Issue
from tocsin.records.record import Record

SHELL = "shell"
"""Origin of a page as it was sent, where a browser then showed more of it."""
PART = "part"
"""Origin of what a page loads to be shown."""
MUTE = (SHELL, PART, SEALED)
"""Origins of what is kept and shows nothing by itself."""


class Kind(Protocol):
    """One kind of file. A target is what the user names; what it holds is found by looking at it."""

    def accepts(self, path: Path, media_type: str) -> bool:
        """Whether this kind reads a file of that name and detected type."""
        ...

    def load(self, path: Path, now: datetime, limits: Limits) -> Iterator[Payload | Issue]:
        """The payloads in the file; one bad item among several is an issue.

        Raises:
            CaptureError: nothing in the file can be used.
        """
        ...


class Wanted(Record):
    """An address that is to be asked, and what is to be made of the answer."""

    address: str
    """Where."""
    follow: str | None = None
    """Regular expression for the addresses to be followed from there; `None` follows none."""
    browser: bool = False
    """Whether the page needs a browser to show its text."""
    known: Known | None = None
    """The version that is at hand already, so that only another one is sent."""


class Link(Record):
    """An address that an answer leads to and that was asked for."""

    address: str
    """Where it leads."""
    found_on: str
    """The page it stands on."""


class Answer(Protocol):
    """One kind of thing that an address may answer with. Several may have something to say of one answer."""

    def accepts(self, wanted: Wanted, answer: Payload) -> bool:
        """Whether this kind finds more in the answer than the answer itself."""
        ...

    def load(self, wanted: Wanted, answer: Payload, web: Web) -> Iterator[Payload | Link | Issue]:
        """What the answer holds besides itself.

        Raises:
            CaptureError: it cannot be read.
        """
        ...


def local_address(path: PurePath, fragment: str = "") -> str:
    """The address of a file on the user's disk: its name alone, since its folders are nobody's business."""
    return f"file:///{quote(path.name)}" + (f"#{quote(fragment, safe='')}" if fragment else "")

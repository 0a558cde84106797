"""What a run could not fetch, read or trust, and why.

One bad item among many becomes an `Issue` and the run goes on; the reader of the briefing sees it.
"""

from datetime import datetime
from enum import StrEnum

from tocsin.records.identity import content_id
from tocsin.records.record import Record


class Stage(StrEnum):
    """The stage in which something went wrong."""

    CAPTURE = "capture"
    READING = "reading"
    ASSESS = "assess"
    PROTECT = "protect"
    BRIEFING = "briefing"


class Issue(Record):
    """One thing that could not be done, with the reason."""

    id: str
    """Content-derived."""
    stage: Stage
    """Where it happened."""
    subject: str
    """What it happened to: an address, a file, a source id."""
    reason: str
    """A sentence for the reader: expected this, found that."""
    seen_at: datetime | None = None
    """When it was seen: aware, UTC; `None` where no clock was in reach (a text on standard input)."""


def issue(stage: Stage, subject: str, reason: str, seen_at: datetime | None = None) -> Issue:
    """An issue whose id follows from stage, subject and reason: the same trouble twice is one."""
    name = content_id("issue", stage, subject, reason)
    return Issue(id=name, stage=stage, subject=subject, reason=reason, seen_at=seen_at)

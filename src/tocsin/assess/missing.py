"""Who should have spoken and was not heard: silence is not absence.

A source we await that is silent for longer than it ever should be, a page that could not be fetched, a text
that could not be read: each is listed with since when and why, and widens the band. None of them counts as
"looked, and nothing there".
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tocsin.records.assessment import Missing
from tocsin.records.capture import Memento
from tocsin.records.issue import Issue, Stage
from tocsin.records.source import Source


def find_missing(
    sources: Sequence[Source], mementos: Sequence[Memento], issues: Sequence[Issue], as_of: datetime
) -> tuple[Missing, ...]:
    """Silent sources in the catalogue's order, then what could not be retrieved or read, by name."""
    last: dict[str, datetime] = {}
    for memento in mementos:
        if memento.source_id is not None and memento.captured_at <= as_of:
            spoke_at = memento.published_at or memento.captured_at
            last[memento.source_id] = max(last.get(memento.source_id, spoke_at), spoke_at)
    silent = [missing for source in sources if (missing := _silent(source, last.get(source.id), as_of))]
    unread = {
        issue.subject: Missing(source=issue.subject, reason=issue.reason)
        for issue in sorted(issues, key=lambda issue: issue.id)
        if issue.stage in (Stage.CAPTURE, Stage.READING) and (issue.seen_at is None or issue.seen_at <= as_of)
    }
    return (*silent, *(unread[subject] for subject in sorted(unread)))


def _silent(source: Source, last: datetime | None, as_of: datetime) -> Missing | None:
    """The source as missing, if it is awaited and overdue."""
    if source.expected_every_days is None:
        return None
    if last is None:
        return Missing(source=source.id, reason="never heard")
    days = (as_of - last) / timedelta(days=1)
    if days <= source.expected_every_days:
        return None
    every = f"expected every {source.expected_every_days:g} days"
    return Missing(source=source.id, reason=f"silent since {last.date()}, {days:.0f} days; {every}")

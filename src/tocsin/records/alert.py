"""What watching has to tell somebody, and to whom.

An alert is kept before it is sent and marked when it has been, so that a machine that was off, a quiet
night or a broken mail server delays it and does not lose it.
"""

from datetime import datetime
from enum import StrEnum

from msgspec import field

from tocsin.records.identity import content_id
from tocsin.records.marking import Tlp
from tocsin.records.record import Record


class News(StrEnum):
    """What an alert is about."""

    VANISHED = "vanished"
    RETURNED = "returned"
    CHANGED = "changed"
    APPEARED = "appeared"


class Alert(Record):
    """One thing to be told."""

    id: str
    """Derived from what it is about."""
    news: News
    """What happened."""
    at: datetime
    """When it was noticed: aware, UTC."""
    address: str
    """Where."""
    title: str
    """One line."""
    text: str
    """What is known, in a few lines."""
    cites: tuple[str, ...] = ()
    """Captures that show it."""
    taken_at: dict[str, datetime] = field(default_factory=dict)
    """Digest of a target → when it took this; what another target did not take is sent to that one again."""


class Alerts(Record):
    """Who is told, and when: `[alerts]` in `case.toml`."""

    to: tuple[str, ...] = ()
    """Targets in the notation of apprise: `mailto://…`, `json://…`, `tgram://…`."""
    to_file: str | None = None
    """A file in the case folder with more targets, a line each: the place for those that hold a password."""
    news: tuple[News, ...] = (News.VANISHED, News.RETURNED, News.CHANGED, News.APPEARED)
    """What is told; everything stands in the feed all the same."""
    quiet_from: str | None = None
    """Time of day such as `22:00` from which nothing is sent."""
    quiet_to: str | None = None
    """Time of day until which nothing is sent."""
    time_zone: str = "UTC"
    """Zone of the quiet hours, such as `Europe/Riga`."""
    digest_hours: float = 0.0
    """Least time between two messages: what comes in between is told together; 0 tells at once."""
    tlp: Tlp = Tlp.CLEAR
    """Whom feed and messages are for: what is marked more strictly is left out of both."""


def alert_id(news: News, address: str, *cites: str) -> str:
    """The id of the alert about this news at this address, shown by these captures."""
    return content_id("alert", news, address, *cites)

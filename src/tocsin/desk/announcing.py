"""Tells people what watching found: in the feed at once, by message when their hours and digests allow it.

Titles and words of pages may hold the names of private people, so they pass through the redactor here, on
their way out and not before: what is compared and kept stays what was captured.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from tocsin.alert import feed
from tocsin.alert.deliver import send, targets
from tocsin.alert.message import compose
from tocsin.alert.timing import may_send
from tocsin.briefing.writing import write
from tocsin.desk.desk import Desk
from tocsin.errors import AlertError
from tocsin.records.alert import Alert
from tocsin.store.watching import WatchStore

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for the sending of what nobody asked to be sent, so that it delays no digest."""


class Told(NamedTuple):
    """What was told to whom."""

    news: tuple[Alert, ...]
    """What the round found, fit to be shown."""
    n_sent: int
    """Alerts that went out, those that had waited among them."""
    troubles: tuple[AlertError, ...]
    """Targets that did not take their message."""
    feed: Path
    """The feed."""


def announce(desk: Desk, news: Iterable[Alert], now: datetime) -> Told:
    """Writes the feed, and sends what waits if this is the hour for it.

    What the news was read in must have been read, or a private name would go unnoticed.
    """
    memory, rules, fresh = WatchStore(desk.store), desk.case.alerts, tuple(news)
    path = desk.folder / feed.NAME
    to = targets(rules, desk.folder)
    waiting = memory.alerts(waiting=True)
    wanted = [one for one in waiting if to and one.news in rules.news]
    memory.mark_sent([one for one in waiting if one not in wanted], NEVER)
    if not fresh and not wanted and path.is_file():
        return Told((), 0, (), path)
    redact = desk.redactor()[0].text
    shown = [_redacted(one, redact) for one in memory.alerts()]
    rendered = feed.render(desk.case.title, shown, now)
    desk.gate().verify({path.name: rendered.encode()})
    write(path, rendered)
    troubles: tuple[AlertError, ...] = ()
    n_sent = 0
    if wanted and may_send(rules, now, memory.last_sent_at()):
        message = compose(desk.case.title, [_redacted(one, redact) for one in wanted])
        troubles = tuple(send(message, to))
        # One target that took it is enough: the others would get it twice.
        if len(troubles) < len(to):
            memory.mark_sent(wanted, now)
            n_sent = len(wanted)
    return Told(tuple(_redacted(one, redact) for one in fresh), n_sent, troubles, path)


def _redacted(alert: Alert, redact: Callable[[str], str]) -> Alert:
    return msgspec.structs.replace(
        alert, title=redact(alert.title), text=redact(alert.text), address=redact(alert.address)
    )

"""Tells people what watching found: in the feed at once, by message when their hours and digests allow it.

Titles and words of pages may hold the names of private people, so they pass through the redactor here, on
their way out and not before: what is compared and kept stays what was captured.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from tocsin.alert import feed
from tocsin.alert.deliver import name_of, send, targets
from tocsin.alert.message import compose
from tocsin.alert.timing import may_send
from tocsin.briefing.writing import write
from tocsin.desk.desk import Desk
from tocsin.desk.showing import show
from tocsin.errors import AlertError
from tocsin.records.alert import Alert, Alerts
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
    # Feed and messages go to whoever follows them; what they may not see is never queued for them.
    seen = show(desk, rules.tlp)
    wanted = [one for one in waiting if to and one.news in rules.news and seen.curtain.alert(one)]
    memory.mark_sent([one for one in waiting if one not in wanted], NEVER)
    if not fresh and not wanted and path.is_file():
        return Told((), 0, (), path)
    redact = desk.redactor()[0].text
    shown = [_redacted(one, redact) for one in memory.alerts() if seen.curtain.alert(one)]
    rendered = feed.render(desk.case.title, shown, now, rules.tlp)
    seen.gate().verify({path.name: rendered.encode()})
    write(path, rendered)
    sent: set[str] = set()
    troubles: list[AlertError] = []
    for target in to:
        due = _due(memory, rules, wanted, name_of(target), now)
        if not due:
            continue
        message = compose(desk.case.title, [_redacted(one, redact) for one in due], rules.tlp)
        seen.gate().verify({"message.txt": f"{message.title}\n\n{message.body}".encode()})
        trouble = send(message, target)
        if trouble is not None:
            troubles.append(trouble)
            continue
        memory.mark_taken(due, name_of(target), now)
        sent.update(one.id for one in due)
    names = {name_of(target) for target in to}
    memory.mark_sent([one for one in memory.alerts(waiting=True) if names <= one.taken_at.keys()], now)
    return Told(tuple(_redacted(one, redact) for one in fresh), len(sent), tuple(troubles), path)


def _due(
    memory: WatchStore, rules: Alerts, wanted: Sequence[Alert], target: str, now: datetime
) -> list[Alert]:
    """What a target has not taken yet, if this is the hour to send it.

    Each target is remembered by itself: it gets nothing twice, and what it did not take waits for it alone.
    """
    due = [one for one in wanted if target not in one.taken_at]
    if not due:
        return []
    last = max((one.taken_at[target] for one in memory.alerts() if target in one.taken_at), default=None)
    return due if may_send(rules, now, last) else []


def _redacted(alert: Alert, redact: Callable[[str], str]) -> Alert:
    return msgspec.structs.replace(
        alert, title=redact(alert.title), text=redact(alert.text), address=redact(alert.address)
    )

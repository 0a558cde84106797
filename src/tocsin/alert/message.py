"""What is sent: one alert by itself, or several as a digest."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tocsin.records.alert import Alert, News
from tocsin.records.marking import Tlp

WORDS = {
    News.VANISHED: "vanished",
    News.RETURNED: "came back",
    News.CHANGED: "changed",
    News.APPEARED: "appeared",
}


class Message(NamedTuple):
    """One thing to be sent."""

    title: str
    """Subject line."""
    body: str
    """Plain text."""


def compose(case: str, alerts: Sequence[Alert], audience: Tlp = Tlp.CLEAR) -> Message:
    """The message that tells these alerts of the case titled `case`, under the label of its audience."""
    if audience is not Tlp.CLEAR:
        title, body = compose(case, alerts)
        return Message(f"{audience.label} {title}", f"{audience.label}\n\n{body}\n\n{audience.label}")
    if len(alerts) == 1:
        return Message(f"{case}: {alerts[0].title}", _told(alerts[0]))
    counted = Counter(one.news for one in alerts)
    summary = ", ".join(f"{counted[news]} {WORDS[news]}" for news in News if counted[news])
    return Message(f"{case}: {summary}", "\n\n".join(f"{one.title}\n{_told(one)}" for one in alerts))


def _told(alert: Alert) -> str:
    cites = "".join(f"\nCapture {cite}" for cite in alert.cites)
    return f"{alert.text}\n{alert.address}\nNoticed {alert.at:%d %B %Y, %H:%M} UTC{cites}"

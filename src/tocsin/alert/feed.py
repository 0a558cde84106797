"""Alerts as an Atom feed, which any feed reader can follow without an account.

Source: RFC 4287 (Atom).
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from tocsin.records.alert import Alert
from tocsin.records.identity import content_id
from tocsin.records.marking import Tlp

NAME = "alerts.atom"
MOST_ENTRIES = 200
_XML_FORBIDS = dict.fromkeys([*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF])


def render(case: str, alerts: Sequence[Alert], now: datetime, audience: Tlp = Tlp.CLEAR) -> str:
    """The feed of the case titled `case`: the newest alerts first."""
    newest = sorted(alerts, key=lambda one: (one.at, one.id), reverse=True)[:MOST_ENTRIES]
    updated = newest[0].at if newest else now
    entries = "".join(_entry(one) for one in newest)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>urn:tocsin:{content_id('alerts', case)}</id>\n"
        f"<title>{_plain(case)}: alerts</title>\n"
        f"<updated>{_instant(updated)}</updated>\n"
        "<author><name>Tocsin</name></author>\n"
        f"<rights>{audience.label}</rights>\n"
        f"{entries}</feed>\n"
    )


def _entry(alert: Alert) -> str:
    cites = "".join(f"\nCapture {cite}" for cite in alert.cites)
    return (
        "<entry>\n"
        f"<id>urn:tocsin:{alert.id}</id>\n"
        f"<title>{_plain(alert.title)}</title>\n"
        f"<updated>{_instant(alert.at)}</updated>\n"
        f'<category term="{alert.news.value}"/>\n'
        f'<link href="{_plain(alert.address)}"/>\n'
        f'<content type="text">{_plain(alert.text + cites)}</content>\n'
        "</entry>\n"
    )


def _plain(text: str) -> str:
    return escape(text.translate(_XML_FORBIDS).encode("utf-8", "replace").decode(), {'"': "&quot;"})


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

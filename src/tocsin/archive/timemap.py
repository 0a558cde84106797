"""The versions of one address as a list that other programs of web archives read.

Source: RFC 7089, section 5 (TimeMaps); RFC 6690 (link format).
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime

from tocsin.records.capture import Capture

MEDIA_TYPE = "application/link-format"


def render(address: str, captures: Sequence[Capture]) -> str:
    """The TimeMap in link format; a version is named by its capture: it lies in a case, not on the web."""
    ordered = sorted(captures, key=lambda one: (one.captured_at, one.ledger_index))
    lines = [f'<{_target(address)}>; rel="original"']
    about = f'<urn:tocsin:timemap:{_target(address)}>; rel="self"; type="{MEDIA_TYPE}"'
    if ordered:
        first, last = _instant(ordered[0].captured_at), _instant(ordered[-1].captured_at)
        about += f'; from="{first}"; until="{last}"'
    lines.append(about)
    for place, one in enumerate(ordered):
        ends = [name for name, is_it in (("first", place == 0), ("last", place == len(ordered) - 1)) if is_it]
        relation = " ".join([*ends, "memento"])
        lines.append(f'<urn:tocsin:{one.id}>; rel="{relation}"; datetime="{_instant(one.captured_at)}"')
    return ",\n".join(lines) + "\n"


def _instant(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)


def _target(address: str) -> str:
    """An address that cannot end the link it stands in."""
    return address.replace("<", "%3C").replace(">", "%3E").replace("\n", "%0A").replace(" ", "%20")

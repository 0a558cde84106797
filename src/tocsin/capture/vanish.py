"""Pages that were there and then were not.

A page that answers 404 has *vanished*; a server that does not answer has not said anything. The first is
evidence, the second is a gap.

Source: RFC 9110, section 15 (status codes); RFC 7725 (451).
"""

import re
from collections.abc import Iterable, Iterator
from operator import attrgetter

from tocsin.records.capture import Capture, Memento, Presence, Vanishing, vanishing_id

# A page that says it is not there with status 200 says so at its head and says little else.
SOFT_LENGTH = 600
_SOFT = re.compile(
    r"\b(page|document|article|bill)( \w+){0,3} (not found|no longer (available|exists))"
    r"|\b(page|document|article|bill) (was|has been) removed"
    r"|(страница|документ|материал|законопроект)( \w+){0,3} не (найден|существует)"
    r"|\b(страница|материал) удал[её]н"
    r"|\b404\b.{0,20}(not found|не найден)",
    re.IGNORECASE,
)
LOST = (Presence.GONE, Presence.BLOCKED, Presence.SOFT_GONE, Presence.MOVED, Presence.EMPTIED)


def classify(status: int, text: str | None = None) -> Presence:
    """What an answer with that status and main text says about the page; `None` when no text was made."""
    if status in (404, 410):
        return Presence.GONE
    if status in (401, 403, 451):
        return Presence.BLOCKED
    if 300 <= status < 400 and status != 304:
        return Presence.MOVED
    if not 200 <= status < 400:
        return Presence.UNREACHABLE
    if text is None:
        return Presence.PRESENT
    if not text.strip():
        return Presence.EMPTIED
    is_soft = len(text) <= SOFT_LENGTH and _SOFT.search(text)
    return Presence.SOFT_GONE if is_soft else Presence.PRESENT


def find_vanishings(captures: Iterable[Capture], mementos: Iterable[Memento] = ()) -> Iterator[Vanishing]:
    """Each time a page went from present to lost, once; a page that returned may vanish again."""
    shown = {memento.capture_id: memento for memento in mementos}
    last_seen: dict[str, Capture] = {}
    for capture in sorted(captures, key=attrgetter("captured_at", "ledger_index")):
        memento = shown.get(capture.id)
        presence = classify(capture.status, memento.text if memento else None)
        if presence is Presence.PRESENT:
            last_seen[capture.address] = capture
        elif presence in LOST and capture.address in last_seen:
            before = last_seen.pop(capture.address)
            yield _vanishing(before, capture, presence, shown.get(before.id))


def _vanishing(before: Capture, after: Capture, presence: Presence, shown: Memento | None) -> Vanishing:
    return Vanishing(
        id=vanishing_id(before.address, before.id, after.id),
        address=before.address,
        presence=presence,
        last_seen=before.id,
        last_seen_at=before.captured_at,
        first_missed=after.id,
        first_missed_at=after.captured_at,
        title=shown.title if shown else before.address,
        source_id=after.source_id or before.source_id,
    )

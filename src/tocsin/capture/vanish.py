"""Pages that were there and then were not, and those that came back.

A page that answers 404 has *vanished*; a server that does not answer has not said anything. The first is
evidence, the second is a gap. One answer may be a slip, so a page that we ask ourselves has vanished only
when it was still lost at every one of several tries, each longer after the last. What an analyst recorded
elsewhere is taken at its word.

Source: RFC 9110, section 15 (status codes); RFC 7725 (451).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import attrgetter
from urllib.parse import urlsplit

from tocsin.capture import media
from tocsin.capture.fetch.client import ORIGIN as WEB
from tocsin.capture.interface import MUTE
from tocsin.capture.presence import LOST, classify
from tocsin.records.capture import Capture, Memento, Presence, Vanishing, vanishing_id
from tocsin.records.watch import Return, return_id

# What is left of an emptied page is its frame: a heading, a menu. A page that is rewritten keeps more.
FRAME_SHARE = 0.1
# A hop follows the redirect at once, but for retries and for the pause that its host may ask for.
HOP_WITHIN = timedelta(minutes=10)


@dataclass
class Page:
    """What is known of one address after its captures so far."""

    presence: Presence | None = None
    """What the last answer said; silence says nothing."""
    last_seen: Capture | None = None
    """The last capture that showed the page."""
    last_seen_at: datetime | None = None
    """The last instant at which it was there; later than that capture where it was "not modified"."""
    shown: Memento | None = None
    """The last text it had."""
    missed: list[Capture] = field(default_factory=list)
    """Tries that found it lost, each at its time after the one before."""
    gone: Vanishing | None = None
    """Its vanishing, until it returns."""

    @property
    def unconfirmed(self) -> int:
        """Tries so far that found it lost, while it has not been called vanished."""
        return 0 if self.gone else len(self.missed)


def find_vanishings(
    captures: Iterable[Capture], mementos: Iterable[Memento] = (), confirming: Sequence[timedelta] = ()
) -> Iterator[Vanishing]:
    """Each time a page went from present to lost, once; a page that returned may vanish again."""
    found, _ = trace(captures, mementos, confirming)
    return (one for one in found if isinstance(one, Vanishing))


def trace(
    captures: Iterable[Capture], mementos: Iterable[Memento] = (), confirming: Sequence[timedelta] = ()
) -> tuple[list[Vanishing | Return], dict[str, Page]]:
    """Vanishings and returns in the order of time, and how each address stands after them.

    Args:
        confirming: waits between the tries that must all find a page lost before it has vanished.
    """
    ordered = sorted(captures, key=attrgetter("captured_at", "ledger_index"))
    judge = _Judge(ordered, mementos)
    pages: dict[str, Page] = {}
    found: list[Vanishing | Return] = []
    for capture in ordered:
        if capture.origin in MUTE and capture.status < 300:
            continue
        page = pages.setdefault(capture.address, Page())
        presence, shown_by = judge(capture, page)
        if presence is Presence.UNREACHABLE:
            continue
        page.presence = presence
        if presence is Presence.PRESENT:
            found += _seen(page, capture, shown_by, judge.shown.get(shown_by.id))
        elif presence in LOST:
            found += _missed(page, capture, presence, confirming)
    return found, pages


def _seen(page: Page, capture: Capture, shown_by: Capture, memento: Memento | None) -> Iterator[Return]:
    if page.gone is not None:
        yield Return(
            id=return_id(page.gone.id, capture.id),
            vanishing_id=page.gone.id,
            address=capture.address,
            capture_id=capture.id,
            returned_at=capture.captured_at,
            title=page.gone.title,
        )
    page.gone, page.missed = None, []
    if memento is not None or page.shown is None:
        page.last_seen, page.shown = shown_by, memento or page.shown
    page.last_seen_at = capture.captured_at


def _missed(
    page: Page, capture: Capture, presence: Presence, confirming: Sequence[timedelta]
) -> Iterator[Vanishing]:
    if page.last_seen is None or page.gone is not None:
        return
    waits = confirming if capture.origin == WEB else ()
    step = len(page.missed)
    if 0 < step <= len(waits) and capture.captured_at - page.missed[-1].captured_at < waits[step - 1]:
        return
    page.missed.append(capture)
    if len(page.missed) > len(waits):
        page.gone = _vanishing(page, page.last_seen, presence)
        yield page.gone


class _Judge:
    """Says of each capture whether it shows the page: from its status, its text, and where it leads."""

    def __init__(self, ordered: Sequence[Capture], mementos: Iterable[Memento]) -> None:
        self.shown: Mapping[str, Memento] = {memento.capture_id: memento for memento in mementos}
        self._at: Mapping[int, Capture] = {capture.ledger_index: capture for capture in ordered}
        self._texts = {
            capture.payload_digest: self.shown[capture.id].text
            for capture in ordered
            if capture.id in self.shown
        }

    def __call__(self, capture: Capture, page: Page) -> tuple[Presence, Capture]:
        """The presence, and the capture that shows the page where it is present."""
        text = self._text(capture, page)
        presence = classify(capture.status, text)
        if presence is Presence.PRESENT and text is not None and page.shown is not None:
            is_frame = len(text) < FRAME_SHARE * len(page.shown.text)
            presence = Presence.EMPTIED if is_frame else presence
        if presence is not Presence.MOVED or capture.origin != WEB:
            return presence, capture
        hop = self._at.get(capture.ledger_index + 1)
        if hop is None or not _follows(capture, hop):
            # The redirect led to nobody who answered: the page may be there as before.
            return Presence.UNREACHABLE, capture
        beyond, shown_by = self(hop, page)
        if same_place(capture.address, hop.address) or beyond in (Presence.GONE, Presence.SOFT_GONE):
            return beyond, shown_by
        if _path(hop.address) == "/" != _path(capture.address):
            return Presence.SOFT_GONE, capture
        return Presence.MOVED, capture

    def _text(self, capture: Capture, page: Page) -> str | None:
        """What the capture shows; empty where a page that had words has none left."""
        if capture.id in self.shown:
            return self.shown[capture.id].text
        known = self._texts.get(capture.payload_digest)
        if known is not None and capture.n_bytes:
            return known
        had_words = page.shown is not None and 200 <= capture.status < 300
        wordless = capture.n_bytes == 0 or capture.media_type.startswith(media.HTML)
        return "" if had_words and wordless and capture.origin == WEB else None


def same_place(one: str, other: str) -> bool:
    """Whether two addresses differ only in scheme, `www.`, letter case of the host, or a final slash."""
    return _plain(one) == _plain(other)


def _follows(capture: Capture, hop: Capture) -> bool:
    """Whether one capture is the next hop of the other."""
    is_web = hop.origin in (WEB, *MUTE) and hop.address != capture.address
    return is_web and hop.captured_at - capture.captured_at <= HOP_WITHIN


def _plain(address: str) -> tuple[str, str, str]:
    parts = urlsplit(address)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query


def _path(address: str) -> str:
    return urlsplit(address).path or "/"


def _vanishing(page: Page, before: Capture, presence: Presence) -> Vanishing:
    first, last = page.missed[0], page.missed[-1]
    return Vanishing(
        id=vanishing_id(first.address, before.id, first.id),
        address=first.address,
        presence=presence,
        last_seen=before.id,
        last_seen_at=page.last_seen_at or before.captured_at,
        first_missed=first.id,
        first_missed_at=first.captured_at,
        confirmed_at=last.captured_at,
        title=page.shown.title if page.shown else first.address,
        source_id=first.source_id or before.source_id,
    )

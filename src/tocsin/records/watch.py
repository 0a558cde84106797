"""What a case watches on the web, how politely, and what watching has seen so far.

A *watch* is what the analyst asks for: an address and how often. A *round* is the state that watching keeps
for one address between two looks. A *look* is one of them, with what it said about the page; a look that
reached nobody leaves no capture, and so is kept here.
"""

from datetime import datetime, timedelta

from tocsin.records.capture import Presence
from tocsin.records.identity import content_id
from tocsin.records.record import Record


class Stamping(Record):
    """Who stamps the ledger's checkpoints, once every round of watching: `[stamping]` in `case.toml`."""

    authority: str
    """Address of the time stamping authority (RFC 3161)."""
    roots: str
    """Its root certificates, a PEM file beside `case.toml`, to verify its answers with."""


class CaptureRules(Record):
    """How the case retrieves pages: `[capture]` in `case.toml`."""

    allow_private: bool = False
    """Whether addresses inside one's own network may be asked: off, since a page could lead there."""
    robots: bool = True
    """Whether what a site asks of robots is obeyed."""
    user_agent: str = "tocsin (web archive of public pages)"
    """How we name ourselves; a way to reach you belongs in it."""
    delay_seconds: float = 2.0
    """Least time between two requests to one host."""
    patience_seconds: float = 120.0
    """Longest wait that a host may ask of a run; one that asks for more is looked at another time."""
    timeout_seconds: float = 30.0
    """Longest silence of a server."""
    total_seconds: float = 180.0
    """Longest time for one answer."""
    max_bytes: int = 50_000_000
    """Largest body, once unpacked."""
    redirects: int = 10
    """Most hops from an address to its page."""
    attempts: int = 3
    """Times an address is asked before the run gives up on it."""
    retry_seconds: float = 1.0
    """Wait before the second attempt; it doubles after that."""
    follow_most: int = 40
    """Most pages followed from one index page, feed or sitemap in one look."""
    confirm_minutes: tuple[float, ...] = (15, 120)
    """Waits between the tries that confirm a vanishing, each longer than the one before."""

    @property
    def confirming(self) -> tuple[timedelta, ...]:
        """The waits between the tries that confirm a vanishing."""
        return tuple(timedelta(minutes=wait) for wait in self.confirm_minutes)


class Watch(Record):
    """One address that is looked at again and again: `[[watch]]` in `case.toml`."""

    address: str
    """Page, feed, sitemap or index page."""
    every_hours: float = 6.0
    """Time between two looks."""
    jitter_share: float = 0.1
    """Share of that time by which a look may come early or late, so that no rhythm shows."""
    follow: str | None = None
    """Regular expression: addresses on the page that match are captured and watched too."""
    keep_days: float = 30.0
    """How long a followed page is watched."""
    select: tuple[str, ...] = ()
    """CSS selectors: only these parts count as the page when it is compared."""
    ignore: tuple[str, ...] = ()
    """CSS selectors of parts whose change is of no interest."""
    ignore_text: tuple[str, ...] = ()
    """Regular expressions: words whose change is of no interest."""
    browser: bool = False
    """Whether the page needs a browser to show its text."""


class Round(Record):
    """What watching knows of one address between two looks."""

    id: str
    """Derived from the address."""
    address: str
    """What is looked at."""
    watch: str
    """Address of the watch it belongs to; its own, or that of the page which led to it."""
    next_at: datetime
    """When it is due: aware, UTC."""
    until: datetime | None = None
    """When watching it ends, for a page that was followed."""
    presence: Presence | None = None
    """What the last look said; `None` before the first."""
    n_unreached: int = 0
    """Looks in a row that reached nobody."""
    n_missed: int = 0
    """Looks in a row that found the page lost."""
    memento_id: str | None = None
    """The memento that a new one is compared with."""
    final_address: str | None = None
    """Where the page was found after redirects."""
    etag: str | None = None
    """Validator of the last full answer, if the server gave one."""
    last_modified: str | None = None
    """Date of the last full answer as the server wrote it."""
    added: Watch | None = None
    """How it is watched where a user added the address and `case.toml` says nothing of it."""


class Look(Record):
    """One look at a watched address."""

    id: str
    """Derived from address and instant."""
    address: str
    """What was looked at."""
    at: datetime
    """When: aware, UTC."""
    presence: Presence
    """What it said about the page."""
    capture_id: str | None = None
    """The capture, where anybody answered."""
    reason: str = ""
    """Why nobody was reached, in a sentence."""


class Return(Record):
    """A page that had vanished and is there again."""

    id: str
    """Derived from the vanishing and the capture."""
    vanishing_id: str
    """The vanishing it ends."""
    address: str
    """The address."""
    capture_id: str
    """The capture that shows the page again."""
    returned_at: datetime
    """Its instant."""
    title: str
    """Title of the page when it was last seen before."""


def return_id(vanishing: str, capture: str) -> str:
    """The id of the return from a vanishing that a capture shows."""
    return content_id("return", vanishing, capture)


def round_id(address: str) -> str:
    """The id of the round of an address."""
    return content_id("round", address)


def look_id(address: str, at: datetime) -> str:
    """The id of the look at an address at an instant."""
    return content_id("look", address, at)

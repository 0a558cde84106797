"""One round of watching: what is due is looked at, what it shows is kept, and what is news is noted.

Every look is on the disk before the next one begins, so that a killed run loses none and repeats at most one.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec

from tocsin.archive.warc import NOT_MODIFIED
from tocsin.capture.asking import ask
from tocsin.capture.caring import cared_for
from tocsin.capture.compare import compare
from tocsin.capture.fetch.address import parse
from tocsin.capture.fetch.client import ORIGIN as WEB
from tocsin.capture.fetch.client import REDIRECTS, Known, Web, header
from tocsin.capture.fetch.means import Means
from tocsin.capture.fetch.politeness import retry_after
from tocsin.capture.interface import SHELL, Link, Wanted
from tocsin.capture.kinds.browser import ORIGIN as BROWSER
from tocsin.capture.presence import classify
from tocsin.capture.schedule import added, due, followed, next_at, planned
from tocsin.capture.vanish import Page
from tocsin.catalogue.lookup import source_of
from tocsin.desk.desk import Desk
from tocsin.desk.news import appeared, changed, told
from tocsin.errors import CaptureError, UsageError
from tocsin.records.alert import Alert
from tocsin.records.capture import Capture, Memento, Payload, Presence, Vanishing
from tocsin.records.identity import digest
from tocsin.records.issue import Issue, Stage, issue
from tocsin.records.watch import Look, Return, Round, Watch, look_id
from tocsin.store.versions import Versions
from tocsin.store.watching import WatchStore


class Seen(NamedTuple):
    """What one round found."""

    n_looked: int
    """Addresses that were due and were looked at."""
    n_unchanged: int
    """Those that showed what they had shown before."""
    news: tuple[Alert, ...]
    """What there is to tell, in order."""
    issues: tuple[Issue, ...]
    """What could not be had, and why."""
    missed: tuple[Round, ...]
    """Pages that are lost and not yet called vanished, with when they are tried again."""
    next_at: datetime | None
    """When something is due next; `None` where nothing is watched."""


class _Visit(NamedTuple):
    """What one look brought."""

    final: Payload | None
    """The answer that is no redirect, if one came."""
    shown: Payload | None
    """What is to be read: that answer, or what a browser made of it."""
    capture: Capture | None
    """The capture of what is to be read."""
    addresses: frozenset[str]
    """Every address that gave something."""
    links: tuple[Link, ...]
    """Pages to be followed."""
    issues: tuple[Issue, ...]
    """What could not be used."""
    reason: str
    """Why there is no final answer."""


def look_round(desk: Desk, web: Web, means: Means) -> Seen:
    """Looks at everything that is due, and at the pages it newly leads to.

    Raises:
        UsageError: nothing is watched.
    """
    memory = WatchStore(desk.store)
    plan = planned(desk.case.watch, memory.rounds(), means.now())
    if not plan:
        where, advice = f"{desk.folder}/case.toml", 'adding one with address = "https://…"'
        raise UsageError(where, "at least one [[watch]], or an address added", "none", advice)
    queue = due(plan, means.now())
    news: list[Alert] = []
    issues: list[Issue] = []
    n_looked = n_unchanged = 0
    while queue:
        watch, one = queue.pop(0)
        visit = _visit(desk, web, watch, one, means)
        after, told_now = _note(desk, web, means, watch, one, visit)
        n_looked += 1
        n_unchanged += one.memento_id is not None and after.memento_id == one.memento_id and not told_now
        news += told_now
        issues += visit.issues
        queue += _followed(desk, watch, one, visit, means.now(), web.rules.follow_most)
    plan = planned(desk.case.watch, memory.rounds(), means.now())
    coming = min((one.next_at for _, one in plan), default=None)
    missed = tuple(one for _, one in plan if one.n_missed)
    return Seen(n_looked, n_unchanged, tuple(news), tuple(issues), missed, coming)


def _visit(desk: Desk, web: Web, watch: Watch, one: Round, means: Means) -> _Visit:
    """Asks, and keeps what comes as it comes."""
    validated = one.final_address and (one.etag or one.last_modified) and not watch.browser
    known = Known(one.final_address or "", one.etag, one.last_modified) if validated else None
    wanted = Wanted(address=watch.address, follow=watch.follow, browser=watch.browser, known=known)
    final = shown = capture = None
    addresses: set[str] = {one.address, *filter(None, [one.final_address])}
    links: list[Link] = []
    issues: list[Issue] = []
    reason = ""
    try:
        for item in ask(wanted, web):
            if isinstance(item, Link):
                links.append(item)
            elif isinstance(item, Issue):
                issues.append(item)
            else:
                kept = _keep(desk, item, issues)
                addresses.add(item.address)
                if final is None and item.origin in (WEB, SHELL) and item.status not in REDIRECTS:
                    final = shown = item
                    capture = kept
                elif final is not None and item.origin == BROWSER and item.address == final.address:
                    shown, capture = item, kept
    except CaptureError as error:
        reason = str(error)
    desk.store.put(issues)
    if reason:
        # Not kept as an issue: the look says it, and the next look may say that it is over.
        issues.append(issue(Stage.CAPTURE, one.address, reason, means.now()))
    return _Visit(final, shown, capture, frozenset(addresses), tuple(links), tuple(issues), reason)


def _keep(desk: Desk, payload: Payload, issues: list[Issue]) -> Capture | None:
    """Archives and stores one payload; what a feed carries again is left as it is."""
    source = payload.source_id or source_of(
        payload.address.removeprefix("urn:screenshot:"), desk.case.sources
    )
    payload = msgspec.structs.replace(payload, source_id=source)
    if desk.store.holds(payload):
        return None
    kept = desk.archive.append(payload, _unchanged(desk, payload))
    trouble = desk.keep(payload, kept)
    if trouble is not None:
        issues.append(trouble)
    return kept


def _unchanged(desk: Desk, payload: Payload) -> Capture | None:
    """The capture that an answer 304 speaks of."""
    if payload.status != NOT_MODIFIED:
        return None
    shown = [one for one in Versions(desk.store).captures(payload.address) if 200 <= one.status < 300]
    return shown[-1] if shown else None


def _note(
    desk: Desk, web: Web, means: Means, watch: Watch, one: Round, visit: _Visit
) -> tuple[Round, list[Alert]]:
    """Keeps what the look means: for the page's standing, for the next look, and for those who are told."""
    now = means.now()
    announced: list[Alert] = []

    def tell(found: Vanishing | Return) -> Alert:
        announced.append(told(found, now))
        return announced[-1]

    _, pages = desk.note_vanishings(visit.addresses, tell)
    after = _after(desk, one, visit, pages.get(one.address, Page()))
    patience = timedelta()
    if visit.final is not None:
        pause = retry_after(header(visit.final.headers, "retry-after"), now)
        patience = timedelta(seconds=min(pause or 0.0, timedelta(days=7).total_seconds()))
    after = msgspec.structs.replace(
        after, next_at=next_at(watch, after, now, means.rng, web.rules.confirming, patience)
    )
    news = list(_news(desk, watch, one, after, visit, now))
    look = Look(
        id=look_id(one.address, now),
        address=one.address,
        at=now,
        presence=after.presence or Presence.UNREACHABLE,
        capture_id=visit.capture.id if visit.capture else None,
        reason=visit.reason,
    )
    desk.store.put([look, *news])
    WatchStore(desk.store).keep(after)
    return after, announced + news


def _after(desk: Desk, one: Round, visit: _Visit, page: Page) -> Round:
    """The round after a look, but for its next instant."""
    final = visit.final
    if final is None or classify(final.status) is Presence.UNREACHABLE:
        return msgspec.structs.replace(
            one, presence=Presence.UNREACHABLE, n_unreached=one.n_unreached + 1, n_missed=page.unconfirmed
        )
    one = msgspec.structs.replace(one, presence=page.presence, n_unreached=0, n_missed=page.unconfirmed)
    if not 200 <= final.status < 300 or visit.shown is None:
        return one
    made = WatchStore(desk.store).memento_of(final.address, digest(visit.shown.body))
    return msgspec.structs.replace(
        one,
        memento_id=made.id if made and page.presence is Presence.PRESENT else one.memento_id,
        final_address=final.address,
        etag=header(final.headers, "etag"),
        last_modified=header(final.headers, "last-modified"),
    )


def _news(
    desk: Desk, watch: Watch, before: Round, after: Round, visit: _Visit, now: datetime
) -> Iterator[Alert]:
    """That a followed page appeared, or that a page changed in what is cared for."""
    memory = WatchStore(desk.store)
    new = memory.memento(after.memento_id)
    if new is None or visit.shown is None or after.memento_id == before.memento_id:
        return
    old = memory.memento(before.memento_id)
    if old is None and visit.capture is not None:
        old = Versions(desk.store).before(visit.capture)
    if old is None:
        if before.until is not None and before.presence is None and _was_looked_at(memory, watch, before):
            yield appeared(new, now)
        return
    if visit.capture is not None:
        # A page that goes back to an earlier version shows that version's text, in a capture of its own.
        new = msgspec.structs.replace(new, capture_id=visit.capture.id, captured_at=visit.capture.captured_at)
    ours = cared_for(new, visit.shown.body, watch)
    theirs = cared_for(old, _body(desk, memory, old, watch), watch)
    change = compare(theirs, ours)
    if change is not None:
        yield changed(change, now)


def _was_looked_at(memory: WatchStore, watch: Watch, page: Round) -> bool:
    """Whether the index that leads to a page had been seen before: at first sight nothing on it is new."""
    return len(list(memory.looks(page.watch))) > 1


def _body(desk: Desk, memory: WatchStore, memento: Memento, watch: Watch) -> bytes:
    """The page itself, where parts are to be cut from it."""
    capture = memory.capture(memento.capture_id) if watch.select or watch.ignore else None
    return desk.archive.payload(capture) if capture else b""


def _followed(
    desk: Desk, watch: Watch, one: Round, visit: _Visit, now: datetime, most: int
) -> list[tuple[Watch, Round]]:
    """Rounds for the pages that the look newly led to, the first `most` of them."""
    if not visit.links:
        return []
    memory = WatchStore(desk.store)
    known = memory.rounds()
    fresh = [link.address for link in visit.links if link.address not in known][:most]
    for address in fresh:
        memory.keep(followed(address, watch, now))
    return [pair for pair in planned(desk.case.watch, memory.rounds(), now) if pair[1].address in fresh]


def remember(desk: Desk, asked: Iterable[Watch], came: Iterable[str], now: datetime) -> None:
    """Notes the addresses that a user added, so that they are looked at again.

    Args:
        asked: what was asked for.
        came: addresses that gave a capture; what never came is not awaited.
    """
    memory, captured = WatchStore(desk.store), set(came)
    known = memory.rounds().keys() | {watch.address for watch in desk.case.watch}
    for watch in asked:
        try:
            address = str(parse(watch.address))
        except CaptureError:
            continue
        if address in captured and not {address, watch.address} & known:
            memory.keep(added(msgspec.structs.replace(watch, address=address), now))

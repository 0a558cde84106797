"""An open case: its folder, its archive, its database, and what was known in it at an instant.

The archive is the memory that counts. The database can be rebuilt from it, and whatever a killed run left
in the archive only is put into the database when the case is next opened.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import msgspec

from tocsin.archive.archive import Archive
from tocsin.assess.evidence import Evidence, gather
from tocsin.assess.missing import find_missing
from tocsin.assess.sifting import sift
from tocsin.capture.caring import cared_for
from tocsin.capture.compare import compare
from tocsin.capture.extract.extract import attempt, readable
from tocsin.capture.fetch.client import ORIGIN as WEB
from tocsin.capture.vanish import Page, trace
from tocsin.capture.vanished import COUNTED, indicate
from tocsin.catalogue.load import load_case
from tocsin.desk.people import find_names, find_people
from tocsin.protect.gate import Gate
from tocsin.protect.marking import OPEN, Curtain
from tocsin.protect.pseudonym import Person
from tocsin.protect.redact import Redactor
from tocsin.protect.renaming import rename
from tocsin.records.alert import Alert
from tocsin.records.capture import Capture, Change, Memento, Payload, Vanishing, memento_id
from tocsin.records.case import Case
from tocsin.records.identity import digest
from tocsin.records.indication import Indication, Observer
from tocsin.records.issue import Issue, Stage, issue
from tocsin.records.record import Record, encode
from tocsin.records.review import Sifted
from tocsin.records.source import Genre
from tocsin.records.watch import Look, Return
from tocsin.store.store import Store
from tocsin.store.versions import Versions
from tocsin.store.watching import WatchStore

AUTHORITIES = (Genre.LEGISLATURE, Genre.OFFICIAL)
"""Whose vanished pages are an indication."""


class Clock(StrEnum):
    """Which clock "by then" is read on.

    `captured` is the honest one: what we did not have, we could not use. `published` is for old material
    that is added later; a briefing made with it says so.
    """

    CAPTURED = "captured"
    PUBLISHED = "published"


class Desk(NamedTuple):
    """A case that is open for work."""

    folder: Path
    case: Case
    archive: Archive
    store: Store
    curtain: Curtain = OPEN
    """What may be seen through this desk: everything, unless it was drawn for an audience."""

    def keep(self, payload: Payload, kept: Capture) -> Issue | None:
        """Stores an archived capture with what it showed; one that cannot be read is kept all the same."""
        found = attempt(payload, kept) if self.is_to_be_read(kept) else None
        self.store.put(self.known_of(kept, found))
        return found if isinstance(found, Issue) else None

    def is_to_be_read(self, kept: Capture) -> bool:
        """Whether a capture has a text that is not at hand yet."""
        return readable(kept) and not self._shown_before(kept)

    def known_of(self, kept: Capture, found: Memento | Issue | None) -> list[Record]:
        """Everything to be stored of a capture: itself, what it showed, and what changed."""
        if isinstance(found, Issue):
            return [kept, found]
        return [kept, *([found] if found else []), *self._changed(kept, found)]

    def _changed(self, kept: Capture, shown: Memento | None) -> list[Change]:
        """What changed since the version before; one that goes back to an earlier version changed too."""
        before = Versions(self.store).before(kept) if readable(kept) else None
        if before is None:
            return []
        now = shown or WatchStore(self.store).memento_of(kept.address, kept.payload_digest)
        if now is None:
            return []
        earlier = WatchStore(self.store).capture(before.capture_id)
        now = msgspec.structs.replace(now, capture_id=kept.id, captured_at=kept.captured_at)
        change = compare(self._cared_for(before, earlier), self._cared_for(now, kept))
        return [change] if change is not None else []

    def _cared_for(self, memento: Memento, kept: Capture | None) -> Memento:
        """The memento with only the parts that its watch says matter."""
        watch = next((one for one in self.case.watch if one.address == memento.address), None)
        if watch is None or kept is None or not (watch.select or watch.ignore or watch.ignore_text):
            return memento
        return cared_for(memento, self.archive.payload(kept), watch)

    def _shown_before(self, kept: Capture) -> bool:
        """Whether a watched page shows the very bytes that it showed before: one text is enough for them."""
        if kept.origin != WEB:
            return False
        return WatchStore(self.store).memento_of(kept.address, kept.payload_digest) is not None

    def note_vanishings(
        self,
        addresses: Iterable[str] | None = None,
        tell: Callable[[Vanishing | Return], Alert] | None = None,
    ) -> tuple[list[Vanishing | Return], dict[str, Page]]:
        """Stores what has vanished or returned and was not known to have; gives it, and how each page stands.

        Args:
            addresses: those that were looked at; every address when left out.
            tell: makes the alert that is kept with each.
        """
        known = {one.id for one in self.store.vanishings()}
        known |= {one.id for one in WatchStore(self.store).returns()}
        # Texts are many and large: only those of addresses that were looked at again are brought to mind.
        again = WatchStore(self.store).seen_again() if addresses is None else addresses
        captures, mementos = WatchStore(self.store).history(again)
        found, pages = trace(captures, mementos, self.case.capture.confirming)
        fresh = [one for one in found if one.id not in known]
        self.store.put([*fresh, *map(tell, fresh)] if tell else fresh)
        return fresh, pages

    def vanished(self, as_of: datetime, bearing: Iterable[str]) -> list[Indication]:
        """What vanished pages of authorities show.

        Args:
            bearing: ids of mementos in which reading found something; any other page must be watched by name.
        """
        names = [one.id for one in self.case.indicators if one.observed_by is Observer.VANISHING]
        authorities = {one.id for one in self.case.sources if one.genre in AUTHORITIES}
        rounds, matter = WatchStore(self.store).rounds(), set(bearing)
        watched = {one.address for one in self.case.watch}
        watched |= {address for address, one in rounds.items() if one.added is not None}
        found = []
        for one in self.vanishings(as_of):
            shown = WatchStore(self.store).memento(memento_id(one.last_seen))
            if shown is None or one.presence not in COUNTED or one.source_id not in authorities:
                continue
            if shown.id in matter or one.address in watched:
                found += [indicate(one, shown, name) for name in names]
        return found

    def evidence(self, as_of: datetime, clock: Clock) -> Evidence:
        """What was known at an instant on a clock: nothing later is in it."""
        found = self.material(as_of, clock)
        return gather(
            found.mementos,
            found.claims,
            found.indications,
            sources=self.case.sources,
            weighing=self.case.weighing,
            missing=find_missing(self.case.sources, found.mementos, self.troubles(as_of), as_of),
            as_of=as_of,
            findings=found.findings,
        )

    def material(self, as_of: datetime, clock: Clock) -> Evidence:
        """What evidence is gathered from: no origins found yet, no claim graded, nobody missed."""
        store = self.store
        mementos = [_on(clock, shown) for one in store.mementos() if (shown := self.curtain.memento(one))]
        texts = {one.id: one.text for one in mementos}
        claims = [one for one in self.sifted().admitted if self.curtain.claim(one, texts)]
        indications = [one for one in store.indications() if self.curtain.indication(one, texts)]
        bearing = {one.memento_id for one in claims} | {one.memento_id for one in indications}
        known = {one.id for one in mementos if one.captured_at <= as_of}
        return Evidence(
            as_of=as_of,
            mementos=tuple(one for one in mementos if one.id in known),
            origins=(),
            claims=tuple(one for one in claims if one.memento_id in known),
            indications=tuple(
                one for one in (*indications, *self.vanished(as_of, bearing)) if one.memento_id in known
            ),
            missing=(),
            findings=tuple(one for one in store.findings(as_of) if self.curtain.shows_captures(*one.cites)),
        )

    def sifted(self) -> Sifted:
        """The claims that count, and those that wait for the analyst."""
        return sift(self.store.claims(), self.case.reviews, self.case.weighing.review_below)

    def waiting(self, as_of: datetime) -> list[Issue]:
        """How many claims of an instant wait, as the briefing says it."""
        waiting = [one for one in self.sifted().waiting if self.curtain.shows_claim(one)]
        n_claims = sum(one.clocks.captured_at <= as_of for one in waiting)
        if not n_claims:
            return []
        said = f"expected every claim to be read with confidence, found {n_claims} that wait for review"
        return [issue(Stage.READING, "claims", f"{said}; try tocsin review")]

    def troubles(self, as_of: datetime) -> list[Issue]:
        """What could not be had or read by an instant, and was not had later; a silent host among it."""
        had: dict[str, datetime] = {}
        for one in self.store.captures(as_of):
            if one.status < 400:
                had[one.address] = max(one.captured_at, had.get(one.address, one.captured_at))
        lasting = [
            one
            for one in self.issues(as_of)
            if one.stage is not Stage.CAPTURE
            or one.seen_at is None
            or had.get(one.subject, one.seen_at) <= one.seen_at
        ]
        silent = WatchStore(self.store).silent(as_of)
        unheard = [issue(Stage.CAPTURE, one.address, _silence(one), one.at) for one in silent]
        return lasting + [one for one in unheard if self.curtain.issue(one)]

    def issues(self, as_of: datetime) -> list[Issue]:
        """What could not be done by an instant."""
        return [one for one in self.store.issues(as_of) if self.curtain.issue(one)]

    def vanishings(self, as_of: datetime) -> list[Vanishing]:
        """What had vanished by an instant."""
        return [one for one in self.store.vanishings(as_of) if self.curtain.vanishing(one)]

    def captures(self, known: Evidence) -> list[Capture]:
        """The captures behind the evidence, and those by then that showed nothing to read."""
        seen = {memento.capture_id for memento in known.mementos}
        known_by = [one for one in self.store.captures() if one.id in seen or one.captured_at <= known.as_of]
        return [one for one in known_by if self.curtain.shows_captures(one.id)]

    def redactor(self) -> tuple[Redactor, tuple[str, ...]]:
        """What takes private names out of every text, and the pseudonyms it puts in."""
        people, public = self._people()
        others = find_names(self.store, self.case)
        renamed = rename(self.folder, people, self.case.naming, public, secrets.token_bytes, others)
        hidden = self.curtain.withheld.ids
        met = {one.name for memento, one in self.store.protected() if memento not in hidden}
        told = {renamed[name] for name in (*met, *self.case.people.private) if name in renamed}
        return Redactor(renamed, public), tuple(sorted(told))

    def gate(self) -> Gate:
        """The last look at what is about to leave the case."""
        people, public = self._people()
        known = {alias for one in self.case.sources for alias in (*one.hosts, *one.aliases)}
        private = [person.name for person in people]
        return Gate(private, public, {*known, *self.case.people.public}, self.curtain.withheld)

    def _people(self) -> tuple[list[Person], set[str]]:
        """Everybody the case protects, and the public people beside whom they stand."""
        case = self.case
        people = [*find_people(self.store, case)]
        private = {person.name for person in people}
        speakers = {one.speaker for one in self.store.claims() if one.speaker}
        return people, {*case.people.public, *(name for name in speakers if name not in private)}

    def inputs(self) -> tuple[tuple[str, str], ...]:
        """Name and digest of everything an answer rests on."""
        return (
            ("ledger root", self.archive.root()),
            ("case and catalogue", digest(encode(self.case))),
        )


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """The case in `folder`, with what an earlier run could not finish made good.

    Raises:
        CatalogueError, CaseError: the folder is not a case, or its files have a wrong key or value.
        ArchiveError, StoreError: archive or database cannot be opened.
    """
    case = load_case(folder)
    with (
        Archive.open(folder / "archive", create=True) as archive,
        Store.open(f"sqlite:///{folder / 'tocsin.db'}") as store,
    ):
        desk = Desk(folder, case, archive, store)
        unfinished: list[Capture] = []
        # Counting is enough to see that nothing is missing, and a large case opens as fast as a small one.
        if Versions(store).n_captures() != archive.n_captures:
            known = {one.id for one in store.captures()}
            unfinished = [kept for kept in archive.captures() if kept.id not in known]
        for kept in unfinished:
            desk.keep(archive.restore(kept), kept)
        if unfinished:
            desk.note_vanishings()
        yield desk


def _silence(look: Look) -> str:
    return look.reason or "the server answered, and said that it could not serve the page"


def _on(clock: Clock, memento: Memento) -> Memento:
    if clock is Clock.CAPTURED or memento.published_at is None:
        return memento
    return msgspec.structs.replace(memento, captured_at=min(memento.published_at, memento.captured_at))

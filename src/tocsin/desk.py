"""An open case: its folder, its archive, its database, and what was known in it at an instant.

The archive is the memory that counts. The database can be rebuilt from it, and whatever a killed run left
in the archive only is put into the database when the case is next opened.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import msgspec

from tocsin.archive.archive import Archive
from tocsin.assess.evidence import Evidence, gather
from tocsin.assess.missing import find_missing
from tocsin.capture.extract.extract import extract, readable
from tocsin.capture.vanish import find_vanishings
from tocsin.catalogue.load import load_case
from tocsin.errors import CaptureError
from tocsin.protect.pseudonym import Person
from tocsin.protect.redact import Redactor
from tocsin.protect.renaming import rename
from tocsin.records.capture import Capture, Memento, Payload, Vanishing
from tocsin.records.case import Case
from tocsin.records.identity import digest
from tocsin.records.issue import Issue, Stage, issue
from tocsin.records.record import encode
from tocsin.store.store import Store


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

    def keep(self, payload: Payload, kept: Capture) -> Issue | None:
        """Stores an archived capture with what it showed; one that cannot be read is kept all the same."""
        if not readable(kept):
            self.store.put([kept])
            return None
        try:
            self.store.put([kept, extract(payload, kept)])
        except CaptureError as error:
            trouble = issue(Stage.CAPTURE, payload.address, str(error), kept.captured_at)
            self.store.put([kept, trouble])
            return trouble
        return None

    def note_vanishings(self) -> list[Vanishing]:
        """Stores what has vanished and was not known to have, and gives it."""
        known = {one.id for one in self.store.vanishings()}
        found = find_vanishings(self.store.captures(), self.store.mementos())
        fresh = [one for one in found if one.id not in known]
        self.store.put(fresh)
        return fresh

    def evidence(self, as_of: datetime, clock: Clock) -> Evidence:
        """What was known at an instant on a clock: nothing later is in it."""
        store, case = self.store, self.case
        mementos = [_on(clock, one) for one in store.mementos()]
        return gather(
            mementos,
            list(store.claims()),
            list(store.indications()),
            sources=case.sources,
            weighing=case.weighing,
            missing=find_missing(case.sources, mementos, list(store.issues(as_of)), as_of),
            as_of=as_of,
        )

    def captures(self, known: Evidence) -> list[Capture]:
        """The captures behind the evidence, and those by then that showed nothing to read."""
        seen = {memento.capture_id for memento in known.mementos}
        return [one for one in self.store.captures() if one.id in seen or one.captured_at <= known.as_of]

    def redactor(self) -> tuple[Redactor, tuple[str, ...]]:
        """What takes private names out of every text, and the pseudonyms it puts in."""
        case = self.case
        languages = {one.id: one.language for one in self.store.mementos()}
        named = [*self.store.protected()]
        people = [Person(mention.name, languages[memento]) for memento, mention in named]
        people += [Person(name, "und") for name in case.people.private]
        private = {person.name for person in people}
        speakers = {one.speaker for one in self.store.claims() if one.speaker}
        public = {*case.people.public, *(name for name in speakers if name not in private)}
        renamed = rename(self.folder, people, case.naming, public, secrets.token_bytes)
        return Redactor(renamed, public), tuple(sorted(set(renamed.values())))

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
        known = {one.id for one in store.captures()}
        unfinished = [kept for kept in archive.captures() if kept.id not in known]
        for kept in unfinished:
            desk.keep(archive.restore(kept), kept)
        if unfinished:
            desk.note_vanishings()
        yield desk


def _on(clock: Clock, memento: Memento) -> Memento:
    if clock is Clock.CAPTURED or memento.published_at is None:
        return memento
    return msgspec.structs.replace(memento, captured_at=min(memento.published_at, memento.captured_at))

"""The store of a case: put records in once, ask for them as of an instant.

*As of* an instant means: what had been captured by then. Everything here can be made again from the
archive; the archive cannot be made again from here.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from tocsin.errors import StoreError
from tocsin.records.assessment import Assessment
from tocsin.records.briefing import Briefing
from tocsin.records.capture import Capture, Memento, Payload, Vanishing, capture_id
from tocsin.records.claim import Claim
from tocsin.records.finding import Finding
from tocsin.records.identity import digest
from tocsin.records.indication import Indication
from tocsin.records.issue import Issue
from tocsin.records.prediction import Outcome, Prediction
from tocsin.records.reading import ProtectedMention
from tocsin.records.record import Record, decode
from tocsin.store import schema
from tocsin.store.connect import engine, migrate
from tocsin.store.holding import Held
from tocsin.store.rows import KEEPINGS, mention_row, row

R = TypeVar("R", bound=Record)
# "Insert unless it is there" is not in the SQL standard; both databases word it alike.
INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
# Payloads that come from the user's own disk are the same however often they are added; a page that is
# fetched again unchanged is a new observation.
OWN_ORIGINS = ("user", "feed", "telegram", "email")
EVIDENCE = (Capture, Memento, Claim, Indication)
"""What many parts of one answer ask for."""


class Store:
    """One database."""

    def __init__(self, database: sa.Engine, where: str) -> None:
        self._engine = database
        self._where = where
        self._held = Held()

    @classmethod
    def open(cls, url: str) -> Self:
        """The database at `url`, made or brought up to date first.

        Raises:
            StoreError: it cannot be opened or written, or a newer program made it.
        """
        database = engine(url)
        store = cls(database, database.url.render_as_string(hide_password=True))
        if database.dialect.name not in INSERTS:
            raise StoreError(store._where, "SQLite or PostgreSQL", database.dialect.name, "a sqlite:/// URL")
        try:
            with store.transaction() as connection:
                migrate(connection, store._where)
        except StoreError:
            store.close()
            raise
        return store

    def put(self, records: Iterable[Record]) -> None:
        """Keep records, all or none; those that are there already are left as they are.

        Raises:
            StoreError: a record refers to one that is not there, or the disk is full.
        """
        by_kind: dict[type[Record], list[dict[str, Any]]] = {}
        for record in records:
            by_kind.setdefault(type(record), []).append(row(record))
        with self.transaction() as connection:
            for kind, keeping in KEEPINGS.items():
                self._insert(connection, keeping.table, by_kind.get(kind, []))
        self._held.forget(by_kind)

    def put_reading(
        self,
        memento: Memento,
        method: str,
        claims: Sequence[Claim],
        indications: Sequence[Indication],
        protected: Sequence[ProtectedMention],
        issues: Sequence[Issue],
    ) -> None:
        """Keep what `method` read in a memento, in place of what was read in it before."""
        mentions = [mention_row(memento, mention) for mention in protected]
        troubles = [row(issue) | {"memento_id": memento.id} for issue in issues]
        with self.transaction() as connection:
            for table in (
                schema.reading,
                schema.claim,
                schema.indication,
                schema.protected_mention,
                schema.issue,
            ):
                connection.execute(sa.delete(table).where(table.c.memento_id == memento.id))
            self._insert(connection, schema.claim, [row(claim) for claim in claims])
            self._insert(connection, schema.indication, [row(found) for found in indications])
            self._insert(connection, schema.protected_mention, mentions)
            self._insert(connection, schema.issue, troubles)
            connection.execute(sa.insert(schema.reading), {"memento_id": memento.id, "method": method})
        self._held.forget((Claim, Indication, ProtectedMention))

    def captures(self, as_of: datetime | None = None) -> Iterator[Capture]:
        """Captures in the order of the ledger."""
        return self._find(Capture, schema.capture.c.captured_at, as_of, schema.capture.c.ledger_index)

    def mementos(self, as_of: datetime | None = None) -> Iterator[Memento]:
        """Mementos by instant of capture."""
        table = schema.memento
        return self._find(Memento, table.c.captured_at, as_of, table.c.captured_at, table.c.id)

    def claims(self, as_of: datetime | None = None) -> Iterator[Claim]:
        """Claims by instant of capture, then by place in the text."""
        table = schema.claim
        order = (table.c.captured_at, table.c.memento_id, table.c.start, table.c.id)
        return self._find(Claim, table.c.captured_at, as_of, *order)

    def indications(self, as_of: datetime | None = None) -> Iterator[Indication]:
        """Indications by instant of capture, then by place in the text."""
        table = schema.indication
        order = (table.c.captured_at, table.c.memento_id, table.c.start, table.c.id)
        return self._find(Indication, table.c.captured_at, as_of, *order)

    def findings(self, as_of: datetime | None = None) -> Iterator[Finding]:
        """What models found, by the instant it was known."""
        table = schema.finding
        return self._find(Finding, table.c.known_at, as_of, table.c.known_at, table.c.id)

    def protected(self, as_of: datetime | None = None) -> Iterator[tuple[str, ProtectedMention]]:
        """Memento id and mention of every private person, in order."""
        table = schema.protected_mention
        asked = sa.select(table.c.memento_id, table.c.body)
        asked = asked.order_by(table.c.captured_at, table.c.memento_id, table.c.start, table.c.id)
        if as_of is not None:
            asked = asked.where(table.c.captured_at <= as_of)
        return self._held.find(
            (ProtectedMention, as_of),
            lambda: ((found[0], decode(found[1], ProtectedMention)) for found in self._rows(asked)),
        )

    def issues(self, as_of: datetime | None = None) -> Iterator[Issue]:
        """Issues by the instant they were seen; one without an instant counts as of any."""
        table = schema.issue
        asked = sa.select(table.c.body).order_by(table.c.seen_at, table.c.id)
        if as_of is not None:
            asked = asked.where(sa.or_(table.c.seen_at <= as_of, table.c.seen_at.is_(None)))
        return (decode(body, Issue) for (body,) in self._rows(asked))

    def vanishings(self, as_of: datetime | None = None) -> Iterator[Vanishing]:
        """Vanishings by the instant of the first capture that missed the page; known once confirmed."""
        table = schema.vanishing
        found = self._find(Vanishing, table.c.first_missed_at, as_of, table.c.first_missed_at, table.c.id)
        return (one for one in found if as_of is None or (one.confirmed_at or one.first_missed_at) <= as_of)

    def predictions(self, as_of: datetime | None = None) -> Iterator[Prediction]:
        """Predictions whose capture had been made, by due date."""
        table, capture = schema.prediction, schema.capture
        asked = sa.select(table.c.body).join(capture, capture.c.id == table.c.capture_id)
        if as_of is not None:
            asked = asked.where(capture.c.captured_at <= as_of)
        asked = asked.order_by(table.c.due_on, table.c.id)
        return (decode(body, Prediction) for (body,) in self._rows(asked))

    def outcomes(self) -> Iterator[Outcome]:
        """Outcomes in the order they were entered."""
        table = schema.outcome
        return self._find(Outcome, table.c.entered_at, None, table.c.entered_at, table.c.id)

    def assessments(self, as_of: datetime | None = None) -> Iterator[Assessment]:
        """Assessments by the instant they speak of."""
        table = schema.assessment
        return self._find(Assessment, table.c.as_of, as_of, table.c.as_of, table.c.id)

    def briefings(self, as_of: datetime | None = None) -> Iterator[Briefing]:
        """Briefings by the instant they speak of."""
        return self._find(
            Briefing, schema.briefing.c.as_of, as_of, schema.briefing.c.as_of, schema.briefing.c.id
        )

    def briefed(self, audience: str, before: datetime) -> Iterator[datetime]:
        """The instants before one of which there is a briefing for an audience."""
        table = schema.briefing
        asked = sa.select(table.c.as_of).where(table.c.as_of < before, table.c.tlp == audience)
        return (as_of for (as_of,) in self._rows(asked.order_by(table.c.as_of)))

    def latest_capture(self, address: str) -> Capture | None:
        """The latest capture of an address."""
        table = schema.capture
        asked = sa.select(table.c.body).where(table.c.address == address)
        asked = asked.order_by(table.c.captured_at.desc(), table.c.ledger_index.desc()).limit(1)
        found = self._rows(asked)
        return decode(found[0][0], Capture) if found else None

    def holds(self, payload: Payload) -> bool:
        """Whether adding the payload would tell nothing new.

        A file or a feed's entry is known when the same bytes were ever found under its address; anything
        else when this very capture is known.
        """
        table, payload_digest = schema.capture, digest(payload.body)
        asked = sa.select(table.c.id).limit(1)
        if payload.origin in OWN_ORIGINS:
            asked = asked.where(table.c.address == payload.address, table.c.payload_digest == payload_digest)
        else:
            name = capture_id(payload.address, payload.captured_at, payload_digest)
            asked = asked.where(table.c.id == name)
        return bool(self._rows(asked))

    def unread(self, method: str) -> Iterator[Memento]:
        """Mementos that this method has not read, by instant of capture."""
        table, done = schema.memento, schema.reading
        read = sa.exists().where(done.c.memento_id == table.c.id, done.c.method == method)
        asked = sa.select(table.c.body).where(~read).order_by(table.c.captured_at, table.c.id)
        return (decode(body, Memento) for (body,) in self._rows(asked))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def holding(self) -> AbstractContextManager[None]:
        """Reads evidence once: what is asked for again is what it was, unless it was written here."""
        return self._held.holding()

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """A connection whose changes are kept together or not at all.

        Raises:
            StoreError: the database cannot be read or written.
        """
        try:
            with self._engine.begin() as connection:
                yield connection
        except sa.exc.IntegrityError as error:
            raise StoreError(
                self._where,
                "records whose capture and memento are stored",
                str(error.orig),
                "storing those first",
            ) from error
        except sa.exc.SQLAlchemyError as error:
            found = str(getattr(error, "orig", None) or error)
            raise StoreError(
                self._where,
                "a database that can be read and written",
                found,
                "free space or permission there",
            ) from error

    def _insert(self, connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            insert = INSERTS[self._engine.dialect.name]
            connection.execute(insert(table).on_conflict_do_nothing(), rows)

    def _find(
        self, kind: type[R], clock: sa.Column[datetime], as_of: datetime | None, *order: sa.Column[Any]
    ) -> Iterator[R]:
        asked = sa.select(KEEPINGS[kind].table.c.body).order_by(*order)
        if as_of is not None:
            asked = asked.where(clock <= as_of)

        def read() -> Iterator[R]:
            return (decode(body, kind) for (body,) in self._rows(asked))

        return self._held.find((kind, as_of), read) if kind in EVIDENCE else read()

    def _rows(self, asked: sa.Select[Any]) -> Sequence[Any]:
        # Read at once, so that no unfinished iteration holds a lock.
        with self.transaction() as connection:
            return connection.execute(asked).all()

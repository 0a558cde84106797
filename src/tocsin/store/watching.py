"""What watching asks of the store: its rounds, the history of some addresses, and alerts that wait."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.records.alert import Alert
from tocsin.records.capture import Capture, Memento, Presence
from tocsin.records.record import decode, encode
from tocsin.records.watch import Look, Return, Round
from tocsin.store import schema
from tocsin.store.rows import row
from tocsin.store.store import Store

# Databases bound the number of values in one statement.
AT_ONCE = 500


class WatchStore:
    """The part of a store that changes while watching goes on."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rounds(self) -> dict[str, Round]:
        """Address → its round, the most overdue first."""
        table = schema.watch_round
        asked = sa.select(table.c.body).order_by(table.c.next_at, table.c.id)
        with self._store.transaction() as connection:
            found = [decode(body, Round) for (body,) in connection.execute(asked).all()]
        return {one.address: one for one in found}

    def keep(self, one: Round) -> None:
        """Keeps a round in place of what was known of its address."""
        table = schema.watch_round
        with self._store.transaction() as connection:
            connection.execute(sa.delete(table).where(table.c.id == one.id))
            connection.execute(sa.insert(table), row(one))

    def looks(self, address: str) -> Iterator[Look]:
        """Every look at an address, in order."""
        table = schema.watch_look
        asked = sa.select(table.c.body).where(table.c.address == address).order_by(table.c.at, table.c.id)
        with self._store.transaction() as connection:
            found = connection.execute(asked).all()
        return (decode(body, Look) for (body,) in found)

    def silent(self, as_of: datetime) -> list[Look]:
        """The last look at each address by an instant, where it reached nobody."""
        table = schema.watch_look
        latest = (
            sa.select(table.c.address, sa.func.max(table.c.at).label("at"))
            .where(table.c.at <= as_of)
            .group_by(table.c.address)
            .subquery()
        )
        last = sa.and_(table.c.address == latest.c.address, table.c.at == latest.c.at)
        asked = sa.select(table.c.body).join(latest, last).order_by(table.c.address)
        with self._store.transaction() as connection:
            looks = [decode(one[0], Look) for one in connection.execute(asked)]
        return [look for look in looks if look.presence is Presence.UNREACHABLE]

    def returns(self) -> Iterator[Return]:
        """Every return, in order."""
        table = schema.page_return
        asked = sa.select(table.c.body).order_by(table.c.returned_at, table.c.id)
        with self._store.transaction() as connection:
            found = connection.execute(asked).all()
        return (decode(body, Return) for (body,) in found)

    def history(self, addresses: Iterable[str]) -> tuple[list[Capture], list[Memento]]:
        """Every capture and memento of some addresses."""
        names = sorted(set(addresses))
        captures: list[Capture] = []
        mementos: list[Memento] = []
        with self._store.transaction() as connection:
            for start in range(0, len(names), AT_ONCE):
                part = names[start : start + AT_ONCE]
                captures += (decode(one[0], Capture) for one in connection.execute(_of(schema.capture, part)))
                mementos += (decode(one[0], Memento) for one in connection.execute(_of(schema.memento, part)))
        return captures, mementos

    def seen_again(self) -> list[str]:
        """Addresses seen twice or led to by a redirect: no other can have vanished or returned."""
        table, hop = schema.capture, schema.capture.alias()
        again = sa.select(table.c.address).group_by(table.c.address).having(sa.func.count() > 1)
        # A record says its status between two commas; one too many costs a look, and misses nothing.
        redirect = hop.c.body.like('%"status":3__,%')
        led_to = sa.select(table.c.address).join(hop, hop.c.ledger_index == table.c.ledger_index - 1)
        with self._store.transaction() as connection:
            return [name for (name,) in connection.execute(again.union(led_to.where(redirect)))]

    def memento_of(self, address: str, payload_digest: str) -> Memento | None:
        """The text made of these very bytes under this address, if there is one."""
        table, capture = schema.memento, schema.capture
        asked = sa.select(table.c.body).join(capture, capture.c.id == table.c.capture_id)
        asked = asked.where(capture.c.address == address, capture.c.payload_digest == payload_digest)
        with self._store.transaction() as connection:
            found = connection.execute(asked.order_by(table.c.captured_at).limit(1)).first()
        return decode(found[0], Memento) if found else None

    def memento(self, name: str | None) -> Memento | None:
        """The memento of that id."""
        table = schema.memento
        with self._store.transaction() as connection:
            found = connection.execute(sa.select(table.c.body).where(table.c.id == name)).first()
        return decode(found[0], Memento) if found else None

    def capture(self, name: str) -> Capture | None:
        """The capture of that id."""
        table = schema.capture
        with self._store.transaction() as connection:
            found = connection.execute(sa.select(table.c.body).where(table.c.id == name)).first()
        return decode(found[0], Capture) if found else None

    def alerts(self, *, waiting: bool = False) -> list[Alert]:
        """Alerts in the order of time: every one, or those that nobody has been sent."""
        table = schema.alert
        asked = sa.select(table.c.body).order_by(table.c.at, table.c.id)
        if waiting:
            asked = asked.where(table.c.sent_at.is_(None))
        with self._store.transaction() as connection:
            return [decode(body, Alert) for (body,) in connection.execute(asked).all()]

    def mark_sent(self, alerts: Iterable[Alert], at: datetime) -> None:
        """Notes that alerts need not be sent any more."""
        table = schema.alert
        names = [one.id for one in alerts]
        with self._store.transaction() as connection:
            connection.execute(sa.update(table).where(table.c.id.in_(names)).values(sent_at=at))

    def mark_taken(self, alerts: Iterable[Alert], target: str, at: datetime) -> None:
        """Notes that a target took alerts, by the name it is remembered by."""
        table = schema.alert
        with self._store.transaction() as connection:
            for one in alerts:
                asked = sa.select(table.c.body).where(table.c.id == one.id)
                known = decode(connection.execute(asked).scalar_one(), Alert)
                taken = msgspec.structs.replace(known, taken_at={**known.taken_at, target: at})
                body = encode(taken).decode()
                connection.execute(sa.update(table).where(table.c.id == one.id).values(body=body))


def _of(table: sa.Table, addresses: Sequence[str]) -> sa.Select[Any]:
    return sa.select(table.c.body).where(table.c.address.in_(addresses))

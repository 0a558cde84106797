"""The versions of an address, and what changed from one to the next.

Source: RFC 7089, section 1.1 (original resource, memento, TimeMap).
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from tocsin.records.capture import Capture, Change, Memento
from tocsin.records.record import decode
from tocsin.store import schema
from tocsin.store.store import Store

FURTHEST = 50
"""Captures looked back through for one that showed something: error pages lie between."""


class Versions:
    """Questions about one address."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def captures(self, address: str) -> list[Capture]:
        """Every capture of the address, the earliest first."""
        table = schema.capture
        asked = sa.select(table.c.body).where(table.c.address == address)
        asked = asked.order_by(table.c.captured_at, table.c.ledger_index)
        return [decode(body, Capture) for body in self._bodies(asked)]

    def mementos(self, address: str) -> list[Memento]:
        """What each capture of the address showed, the earliest first; those that showed nothing left out."""
        shown = ((capture, self._shown(capture)) for capture in self.captures(address))
        return [_as_of(memento, capture) for capture, memento in shown if memento is not None]

    def before(self, kept: Capture) -> Memento | None:
        """What the address showed last before that capture."""
        table = schema.capture
        asked = sa.select(table.c.body).where(
            table.c.address == kept.address, table.c.captured_at < kept.captured_at
        )
        asked = asked.order_by(table.c.captured_at.desc(), table.c.ledger_index.desc()).limit(FURTHEST)
        for body in self._bodies(asked):
            capture = decode(body, Capture)
            memento = self._shown(capture)
            if memento is not None:
                return _as_of(memento, capture)
        return None

    def changes(self, address: str | None = None, since: datetime | None = None) -> Iterator[Change]:
        """What changed, the earliest first: at one address or anywhere, after an instant or ever."""
        table = schema.change
        asked = sa.select(table.c.body).order_by(table.c.after_at, table.c.id)
        if address is not None:
            asked = asked.where(table.c.address == address)
        if since is not None:
            asked = asked.where(table.c.after_at > since)
        return (decode(body, Change) for body in self._bodies(asked))

    def n_captures(self) -> int:
        """How many captures the database knows."""
        with self._store.transaction() as connection:
            return int(
                connection.execute(sa.select(sa.func.count()).select_from(schema.capture)).scalar() or 0
            )

    def _shown(self, capture: Capture) -> Memento | None:
        """The memento of the capture, or of another of the same bytes: an unchanged page is read once."""
        table, made_from = schema.memento, schema.capture
        asked = sa.select(table.c.body).join(made_from, made_from.c.id == table.c.capture_id)
        same = made_from.c.payload_digest == capture.payload_digest
        asked = asked.where(made_from.c.address == capture.address, same).limit(1)
        return next((decode(body, Memento) for body in self._bodies(asked)), None)

    def _bodies(self, asked: sa.Select[Any]) -> list[str]:
        with self._store.transaction() as connection:
            return [body for (body,) in connection.execute(asked)]


def _as_of(memento: Memento, capture: Capture) -> Memento:
    return msgspec.structs.replace(memento, capture_id=capture.id, captured_at=capture.captured_at)

"""The tables: a column for what is asked for, and the record itself as canonical JSON.

Instants are kept in UTC without a zone, so that every database orders them alike. The tables here are
what the newest migration leads to; a test holds the two together.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

REVISION = "0006"
"""The newest migration this program knows."""


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC without a zone."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Back to an aware instant."""
        return None if value is None else value.replace(tzinfo=UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.String(40), primary_key=True)


def _body() -> sa.Column[str]:
    return sa.Column("body", sa.Text, nullable=False)


def _of(noun: str) -> sa.Column[str]:
    """A column that refers to a row of another table."""
    return sa.Column(f"{noun}_id", sa.String(40), sa.ForeignKey(f"{noun}.id"), nullable=False, index=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=True, index=True)


def _at(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, Instant, nullable=nullable, index=True)


capture = sa.Table(
    "capture",
    metadata,
    _id(),
    sa.Column("address", sa.Text, nullable=False),
    _at("captured_at"),
    sa.Column("ledger_index", sa.Integer, nullable=False, index=True),
    sa.Column("payload_digest", sa.String(71), nullable=False, index=True),
    _text("source_id"),
    _body(),
    sa.Index("ix_capture_address", "address", "captured_at"),
)
memento = sa.Table(
    "memento",
    metadata,
    _id(),
    _of("capture"),
    _text("address"),
    _at("captured_at"),
    _at("published_at", nullable=True),
    _text("source_id"),
    sa.Column("language", sa.String(35), nullable=False),
    _body(),
)
reading = sa.Table(
    "reading",
    metadata,
    sa.Column("memento_id", sa.String(40), sa.ForeignKey("memento.id"), primary_key=True),
    sa.Column("method", sa.String(200), primary_key=True),
)
claim = sa.Table(
    "claim",
    metadata,
    _id(),
    _of("memento"),
    _of("capture"),
    _at("captured_at"),
    _at("published_at", nullable=True),
    _text("source_id"),
    _text("speaker"),
    _text("topic"),
    sa.Column("start", sa.Integer, nullable=False),
    _body(),
)
indication = sa.Table(
    "indication",
    metadata,
    _id(),
    _of("memento"),
    _of("capture"),
    _at("captured_at"),
    _at("published_at", nullable=True),
    _text("source_id"),
    _text("indicator"),
    sa.Column("start", sa.Integer, nullable=False),
    _body(),
)
protected_mention = sa.Table(
    "protected_mention",
    metadata,
    _id(),
    _of("memento"),
    _at("captured_at"),
    sa.Column("start", sa.Integer, nullable=False),
    _body(),
)
issue = sa.Table(
    "issue",
    metadata,
    _id(),
    sa.Column("memento_id", sa.String(40), sa.ForeignKey("memento.id"), nullable=True, index=True),
    sa.Column("stage", sa.String(20), nullable=False),
    _text("subject"),
    _at("seen_at", nullable=True),
    _body(),
)
vanishing = sa.Table(
    "vanishing",
    metadata,
    _id(),
    _text("address"),
    _at("first_missed_at"),
    _text("source_id"),
    _body(),
)
page_return = sa.Table(
    "page_return",
    metadata,
    _id(),
    sa.Column("vanishing_id", sa.String(40), nullable=False, index=True),
    _text("address"),
    _at("returned_at"),
    _body(),
)
# What watching keeps between two looks; a look that reached nobody left nothing in the archive.
watch_round = sa.Table("watch_round", metadata, _id(), _text("address"), _at("next_at"), _body())
watch_look = sa.Table("watch_look", metadata, _id(), _text("address"), _at("at"), _body())
alert = sa.Table(
    "alert", metadata, _id(), _text("address"), _at("at"), _at("sent_at", nullable=True), _body()
)
change = sa.Table(
    "change",
    metadata,
    _id(),
    _text("address"),
    _at("after_at"),
    _text("source_id"),
    _body(),
)
# What models found; the latest of an indicator counts, and the earlier ones are kept for the replay.
finding = sa.Table("finding", metadata, _id(), _text("indicator"), _at("known_at"), _body())
# A prediction is kept from the day it is made, even when a better reading replaces the claim it came from.
prediction = sa.Table(
    "prediction",
    metadata,
    _id(),
    sa.Column("claim_id", sa.String(40), nullable=False, index=True),
    _of("capture"),
    _text("speaker"),
    sa.Column("due_on", sa.Date, nullable=False, index=True),
    _body(),
)
outcome = sa.Table("outcome", metadata, _id(), _of("prediction"), _at("entered_at"), _body())
assessment = sa.Table(
    "assessment", metadata, _id(), sa.Column("question", sa.Text, nullable=False), _at("as_of"), _body()
)
briefing = sa.Table("briefing", metadata, _id(), _at("as_of"), _body(), _text("tlp"))

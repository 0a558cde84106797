"""Which table keeps which noun, and what of a record becomes a column."""

from collections.abc import Callable
from typing import Any, NamedTuple

import sqlalchemy as sa

from tocsin.records.alert import Alert
from tocsin.records.assessment import Assessment
from tocsin.records.briefing import Briefing
from tocsin.records.capture import Capture, Change, Memento, Vanishing
from tocsin.records.claim import Claim
from tocsin.records.finding import Finding
from tocsin.records.identity import content_id
from tocsin.records.indication import Indication
from tocsin.records.issue import Issue
from tocsin.records.prediction import Outcome, Prediction
from tocsin.records.reading import ProtectedMention
from tocsin.records.record import Record, encode
from tocsin.records.watch import Look, Return, Round
from tocsin.store import schema

Row = dict[str, Any]


class Keeping(NamedTuple):
    """How one kind of record is kept."""

    table: sa.Table
    """Its table."""
    columns: Callable[[Any], Row]
    """A record's columns, without id and body."""


def _fields(*names: str) -> Callable[[Any], Row]:
    return lambda record: {name: getattr(record, name) for name in names}


def _evidence(record: Claim | Indication) -> Row:
    clocks = record.clocks
    return {
        "memento_id": record.memento_id,
        "capture_id": record.capture_id,
        "source_id": record.source_id,
        "captured_at": clocks.captured_at,
        "published_at": clocks.published_at,
    }


def _claim(claim: Claim) -> Row:
    spans = claim.spans
    return _evidence(claim) | {"speaker": claim.speaker, "topic": spans.topic, "start": spans.content.start}


def _indication(found: Indication) -> Row:
    return _evidence(found) | {"indicator": found.spans.indicator, "start": found.spans.start}


# In the order in which rows may refer to each other.
KEEPINGS: dict[type[Record], Keeping] = {
    Capture: Keeping(
        schema.capture, _fields("address", "captured_at", "ledger_index", "payload_digest", "source_id")
    ),
    Memento: Keeping(
        schema.memento,
        _fields("capture_id", "address", "captured_at", "published_at", "source_id", "language"),
    ),
    Claim: Keeping(schema.claim, _claim),
    Indication: Keeping(schema.indication, _indication),
    Finding: Keeping(schema.finding, _fields("indicator", "known_at")),
    Issue: Keeping(schema.issue, _fields("stage", "subject", "seen_at")),
    Change: Keeping(schema.change, _fields("address", "after_at", "source_id")),
    Vanishing: Keeping(schema.vanishing, _fields("address", "first_missed_at", "source_id")),
    Return: Keeping(schema.page_return, _fields("vanishing_id", "address", "returned_at")),
    Round: Keeping(schema.watch_round, _fields("address", "next_at")),
    Look: Keeping(schema.watch_look, _fields("address", "at")),
    Alert: Keeping(schema.alert, _fields("address", "at")),
    Prediction: Keeping(schema.prediction, _fields("claim_id", "capture_id", "speaker", "due_on")),
    Outcome: Keeping(schema.outcome, _fields("prediction_id", "entered_at")),
    Assessment: Keeping(schema.assessment, _fields("question", "as_of")),
    Briefing: Keeping(schema.briefing, _fields("as_of", "tlp")),
}


def row(record: Any) -> Row:
    """A record as a row of its table."""
    columns = KEEPINGS[type(record)].columns(record)
    return {"id": record.id, **columns, "body": encode(record).decode()}


def mention_row(memento: Memento, mention: ProtectedMention) -> Row:
    """A mention of a private person as a row of its table."""
    return {
        "id": content_id("protected", memento.id, mention.start, mention.end),
        "memento_id": memento.id,
        "captured_at": memento.captured_at,
        "start": mention.start,
        "body": encode(mention).decode(),
    }

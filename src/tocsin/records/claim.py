"""A claim as evidence in a case: what was read, where, when, and how far to believe it."""

from enum import StrEnum

from tocsin.records.identity import content_id
from tocsin.records.moment import Clocks
from tocsin.records.reading import ClaimSpans
from tocsin.records.record import Record


class Credibility(StrEnum):
    """Admiralty credibility of the information, apart from the source's reliability."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    UNJUDGED = "6"


class Claim(Record):
    """One claim in one memento."""

    id: str
    """Derived from the memento and the content's place in it."""
    memento_id: str
    """The memento it was read in."""
    capture_id: str
    """The capture behind the memento."""
    source_id: str | None
    """The catalogue source that published it."""
    speaker: str | None
    """Innermost link of the chain, name resolved; `None` when the writer asserts it."""
    spans: ClaimSpans
    """What was read."""
    clocks: Clocks
    """Happened, published, captured."""
    credibility: Credibility = Credibility.UNJUDGED
    """Admiralty grade 1 to 6."""
    method: str
    """What read it, with its version."""


def claim_id(memento_id: str, spans: ClaimSpans) -> str:
    """The id of the claim that stands at these spans of this memento."""
    return content_id("claim", memento_id, spans.content.start, spans.content.end, spans.topic)

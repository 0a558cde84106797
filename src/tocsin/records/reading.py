"""What reading gives for one text, from raw spans to claims.

An *attribution* says who said what (source, cue, content), whatever its subject. A *claim* is an
attribution, or an assertion of the writer, that bears on the case. An *indication* is a passage that
shows an indicator. The first is grammar, the second is subject matter, the third is evidence.

Source: attribution after Pareti (2012), source/cue/content; time values after TIMEX3 (ISO 24617-1).
"""

from datetime import date
from enum import StrEnum

from tocsin.records.issue import Issue
from tocsin.records.record import Record
from tocsin.records.span import Span


class Document(Record):
    """One text to be read."""

    id: str
    """Any name that is unique in the run; the memento's id inside a case."""
    text: str
    """The text; all offsets index it."""
    published_on: date | None = None
    """Publication day (UTC), against which relative times are resolved."""
    lang: str | None = None
    """Language if known, BCP 47; otherwise reading finds it."""


class Kind(StrEnum):
    """How the content is quoted."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Polarity(StrEnum):
    """Whether the source affirms or denies the proposition named in the content."""

    AFFIRM = "affirm"
    DENY = "deny"


class Certainty(StrEnum):
    """How sure the source says it is."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNSTATED = "unstated"


class Quantity(Span):
    """A number in words or digits, as a range."""

    low: float | None
    """Lower bound; `None` when only an upper bound is given ("up to N")."""
    high: float | None
    """Upper bound; `None` when only a lower bound is given ("more than N")."""
    unit: str = ""
    """What is counted, in words of the text: `men`, `percent`, `rubles`; may be empty."""
    approx: bool = False
    """Whether the text marks it as approximate."""


class Timex(Span):
    """A time expression, resolved against the publication day."""

    earliest: date | None
    """First possible day; `None` when open or unresolved."""
    latest: date | None
    """Last possible day; `None` when open or unresolved."""
    type: str = "DATE"
    """TIMEX3 type: DATE, TIME, DURATION or SET."""
    value: str = ""
    """TIMEX3 value, such as `2023-01` or `P2W`; empty when it cannot be told."""


class Attribution(Record):
    """Who said what: spans may be several where the quotation is broken up."""

    sources: tuple[Span, ...]
    """Source spans; empty where the text names none."""
    cues: tuple[Span, ...]
    """Reporting words."""
    contents: tuple[Span, ...]
    """What was said, in order."""
    type: Kind
    """Direct, indirect or mixed."""
    confidence_p: float = 1.0
    """Probability that the reading is right."""


class ClaimSpans(Record):
    """A claim as read in one text, before it belongs to a case."""

    source: Span | None
    """The claimer as written there; `None` when the writer asserts it."""
    chain: tuple[str, ...]
    """Outer to inner source, names resolved; empty for the writer."""
    cue: Span | None
    """The reporting word nearest the claim."""
    content: Span
    """Shortest span that carries the proposition."""
    kind: Kind
    """Direct, indirect or mixed."""
    topic: str
    """Id of a catalogue topic."""
    quantities: tuple[Quantity, ...] = ()
    """Numbers that are part of the proposition."""
    times: tuple[Timex, ...] = ()
    """Expressions that place the event of the content."""
    polarity: Polarity = Polarity.AFFIRM
    """Affirmed or denied."""
    certainty: Certainty = Certainty.UNSTATED
    """How sure the source says it is."""
    prediction: bool = False
    """Whether the content speaks of what is to happen after the text's date."""
    confidence_p: float = 1.0
    """Calibrated probability that this is a claim and rightly read."""
    read_by: str = ""
    """What proposed it, where that is not the reader itself: the name of a second reader's model."""


class IndicationSpan(Span):
    """A passage that shows an indicator."""

    indicator: str
    """Id of a catalogue indicator."""
    confidence_p: float = 1.0
    """Calibrated probability that the passage shows it."""


class ProtectedMention(Span):
    """A mention of a private person, who must become a pseudonym before anything is published."""

    name: str
    """The person's name as fully as the text has it, in the nominative."""


class Reading(Record):
    """Everything read in one text. Offsets index the document's text."""

    id: str
    """Id of the document."""
    lang: str
    """Language found or given; `und` when it could not be told."""
    claims: tuple[ClaimSpans, ...] = ()
    """Claims in order of their content."""
    indications: tuple[IndicationSpan, ...] = ()
    """Indications in order."""
    protected: tuple[ProtectedMention, ...] = ()
    """Every mention of every private person, in order."""
    issues: tuple[Issue, ...] = ()
    """What could not be read, and why."""
    attributions: tuple[Attribution, ...] = ()
    """Every attribution whatever its subject; filled only when detail is asked for."""
    quantities: tuple[Quantity, ...] = ()
    """Every quantity; filled only when detail is asked for."""
    times: tuple[Timex, ...] = ()
    """Every time expression; filled only when detail is asked for."""

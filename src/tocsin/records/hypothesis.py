"""The question, its rival answers, and how it will be settled.

The hypotheses of a question exclude each other and leave nothing out, so that their probabilities sum
to one at every deadline. One of them is the *residual*: what holds as long as none of the others has
come about.
"""

from datetime import date

import msgspec

from tocsin.records.record import Record
from tocsin.records.units import Figure


class Hypothesis(Record):
    """One of the rival outcomes of a question."""

    id: str
    """Name in the question's file."""
    title: str
    """What the briefing calls it."""
    statement: str
    """A sentence that says what would be the case, with `{on}` where the deadline stands."""
    resolution: str
    """What must be observed for it to be held true."""
    residual: bool = False
    """Whether it is what holds while none of the others has come about."""
    title_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → what a briefing in that language calls it."""
    statement_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → the sentence in that language."""
    resolution_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → what must be observed, in that language."""


class Wait(Record):
    """One belligerent's wait after a call-up: until the next one, or until there could be none."""

    war: str
    """Who fought where."""
    since: str
    """The call-up, or its declared end, from which the wait is counted."""
    months: float
    """How long it was."""
    again: bool
    """Whether it ended with another openly declared call-up; otherwise with the war or our knowledge."""
    source: str
    """Where the days stand."""


class ReferenceClass(Record):
    """Past cases from which the prior is taken."""

    title: str
    """What the cases have in common."""
    rationale: str
    """Why they bear on this question."""
    hazard_per_month: dict[str, Figure]
    """Hypothesis id → chance that it comes about in the first month of waiting."""
    half_after_months: dict[str, Figure] = msgspec.field(default_factory=dict)
    """Hypothesis id → after so many months without an event its hazard is half of what it was at first;
    where it is not given, it follows from how wide the hazard's own range is."""
    waits: tuple[Wait, ...] = ()
    """The cases from which the figures were estimated."""
    title_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → what the cases have in common, in that language."""
    rationale_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → why they bear on this question, in that language."""


class Question(Record):
    """What the case asks."""

    id: str
    """Name in the catalogue."""
    title: str
    """The question as a headline."""
    text: str
    """The question in full."""
    country: str
    """Country or territory it is about, as the briefing prints it."""
    opened_on: date
    """First day on which it was open."""
    deadlines: tuple[date, ...]
    """Days for which a probability is given, ascending."""
    headline_deadline: date
    """The one of the first sentence."""
    hypotheses: tuple[Hypothesis, ...]
    """Rival and exhaustive; exactly one is residual."""
    reference_class: ReferenceClass
    """Where the prior comes from."""
    cap_bits: Figure
    """No origin moves any hypothesis further than this."""
    here: tuple[str, ...] = ()
    """Beginnings of words that name the country, its places and its leaders, any language."""
    title_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → the headline in that language."""
    text_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → the question in full in that language."""
    country_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → the country's name in that language."""
    gazetteer: str = ""
    """Name of the catalogue's file of places, for the map; no map when left out."""
    elsewhere: tuple[str, ...] = ()
    """The same of other countries: a passage whose nearest such name is one of these is about them."""

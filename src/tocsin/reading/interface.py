"""What every language owes the reader: a text parsed once, and what can be found in it.

A *proposition* is a statement with its speaker, before anyone has asked whether it bears on the case.
A language pack finds propositions; `claims.py` keeps those the catalogue's topics recognise. So a pack
knows grammar and no subject, and a trained attributor replaces the rules of one language by giving the
same propositions.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from tocsin.records.case import KnownPeople
from tocsin.records.reading import (
    Attribution,
    Certainty,
    Document,
    Kind,
    Polarity,
    ProtectedMention,
    Quantity,
    Timex,
)
from tocsin.records.record import Record
from tocsin.records.span import Span

Stretch = tuple[int, int]
"""Start and end of a piece of text, end exclusive."""


class Judgement(Record):
    """What trained heads make of a statement, whatever its words."""

    topics_p: Mapping[str, float]
    """Topic → probability, of the topics that were learned."""
    none_p: float
    """That it is on none of them."""
    denied_p: float
    """That its source denies it."""


class Proposition(Protocol):
    """A statement, who makes it, and what its grammar says of it, found when it is asked for."""

    @property
    def source(self) -> Span | None:
        """The claimer as written there; `None` when the writer asserts it."""

    @property
    def chain(self) -> tuple[str, ...]:
        """Outer to inner source, names resolved."""

    @property
    def cue(self) -> Span | None:
        """The reporting word nearest to it."""

    @property
    def content(self) -> Span:
        """Shortest span that carries it."""

    @property
    def context(self) -> Span:
        """The sentence it stands in."""

    @property
    def kind(self) -> Kind:
        """Direct, indirect or mixed."""

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Numbers that are part of it."""

    @property
    def times(self) -> tuple[Timex, ...]:
        """Expressions that place its event."""

    @property
    def polarity(self) -> Polarity:
        """Affirmed or denied."""

    @property
    def certainty(self) -> Certainty:
        """How sure the source says it is."""

    @property
    def prediction(self) -> bool:
        """Whether it speaks of what is to happen after the text's date."""

    @property
    def substantial(self) -> bool:
        """Whether it holds a number, a date, a decision, a denial, a plan or a need."""

    @property
    def by_rules(self) -> bool:
        """Whether the language's grammar shows it."""

    @property
    def encoder_p(self) -> float | None:
        """How sure trained weights are that it is said; `None` where they found nothing or are none."""

    @property
    def judgement(self) -> Judgement | None:
        """What trained heads make of it; `None` where they did not read it or are none."""


class ParsedText(Protocol):
    """One text after its language pack has parsed it; every offset indexes the document's text."""

    @property
    def sentences(self) -> tuple[Stretch, ...]:
        """Sentences of the parsed passages, in order."""

    def find_attributions(self) -> tuple[Attribution, ...]:
        """Every attribution, whatever its subject, in order of its content."""

    def find_propositions(self) -> tuple[Proposition, ...]:
        """Every attributed content and every assertion of the writer, in order of content."""

    def find_quantities(self) -> tuple[Quantity, ...]:
        """Every number in words or digits."""

    def find_times(self) -> tuple[Timex, ...]:
        """Every time expression, resolved against the document's date."""

    def find_private(self, people: KnownPeople) -> tuple[ProtectedMention, ...]:
        """Every mention of every private person in the whole text, in order."""


class LanguagePack(Protocol):
    """What one language folder offers."""

    @property
    def method(self) -> str:
        """Name and version of its rules or weights; changes whenever a reading could."""

    @property
    def whole(self) -> int:
        """Characters up to which an admitted text is parsed whole, since that costs less than to choose."""

    def leans(self, passage: str) -> bool:
        """Whether a passage cannot be understood without the one before it."""

    def parse(self, document: Document, passages: Sequence[Stretch]) -> ParsedText:
        """Parse the passages of a document; each passage is short and none overlap.

        Names are looked for in the rest of the text too: who is introduced there may speak, or be
        private, anywhere.
        """


class PackLoader(Protocol):
    """Builds a pack when it is first needed, since parsers are slow to load."""

    def __call__(self) -> LanguagePack:
        """The pack, ready to parse."""

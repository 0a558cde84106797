"""From a statement's place in the text to a proposition: what every language does alike once it is found.

A language brings its grammars, functions that find numbers and times and judge polarity, certainty and
tense; what is made of them is the same in all.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, Protocol

from tocsin.reading.interface import Judgement, Stretch
from tocsin.reading.passages import LONGEST
from tocsin.records.reading import Certainty, Document, Kind, Polarity, Quantity, Timex
from tocsin.records.span import Span, cut


class Modality(Protocol):
    """A language's judgement of a content and its reporting words; a module can be one."""

    def polarity(self, content: str, *, cue_denies: bool) -> Polarity:
        """Whether the content is affirmed."""

    def certainty(self, content: str, cue: str) -> Certainty:
        """How surely."""

    def foretells(self, content: str, cue: str) -> bool:
        """Whether it lies ahead."""

    def needs(self, content: str) -> bool:
        """Whether it states a need or a lack."""

    def decides(self, content: str) -> bool:
        """Whether it tells a decision or an act."""


class FindQuantities(Protocol):
    """Finds numbers."""

    def __call__(self, text: str, start: int, end: int) -> tuple[Quantity, ...]:
        """Every number in `text[start:end]`."""


class FindTimes(Protocol):
    """Finds time expressions."""

    def __call__(self, text: str, published_on: date | None, start: int, end: int) -> tuple[Timex, ...]:
        """Every time expression in `text[start:end]`."""


class Stated(NamedTuple):
    """A statement, by its places in the text."""

    source: Stretch | None
    cue: Stretch | None
    content: Stretch
    sentence: Stretch
    kind: Kind
    chain: tuple[str, ...]
    denies: bool
    """Whether its reporting words, or its sentence, deny it."""
    by_rules: bool = True
    encoder_p: float | None = None


class Measured:
    """The passages of a text with their numbers and times, found by one language's grammars."""

    def __init__(
        self,
        document: Document,
        passages: Sequence[Stretch],
        modality: Modality,
        quantities: FindQuantities,
        times: FindTimes,
    ) -> None:
        self._text = document.text
        self._day = document.published_on
        self._passages = tuple(passages)
        self._modality = modality
        self._find_quantities = quantities
        self._find_times = times
        self._numbers: dict[Stretch, tuple[Quantity, ...]] = {}

    def find_quantities(self) -> tuple[Quantity, ...]:
        """Every number in the parsed passages."""
        return tuple(q for a, b in self._passages for q in self._find_quantities(self._text, a, b))

    def find_times(self) -> tuple[Timex, ...]:
        """Every time expression in the parsed passages."""
        return tuple(t for a, b in self._passages for t in self._find_times(self._text, self._day, a, b))

    def propose(self, one: Stated) -> "Statement":
        """The statement with what its grammar says of it."""
        return Statement(one, self)

    def times_of(self, content: Stretch) -> tuple[Timex, ...]:
        """Every time expression in a content."""
        return self._find_times(self._text, self._day, *content)

    def quantities_of(self, content: Stretch, sentence: Stretch) -> tuple[Quantity, ...]:
        """Every number that overlaps a content.

        Numbers are read in their sentence: of "between the ages of 18 and 60" a content may hold the end.
        """
        start, end = min(sentence[0], content[0]), max(sentence[1], content[1])
        if end - start > LONGEST:
            start, end = content
        if (start, end) not in self._numbers:
            # A sentence holds several statements.
            self._numbers[start, end] = self._find_quantities(self._text, start, end)
        return tuple(n for n in self._numbers[start, end] if n.start < content[1] and content[0] < n.end)

    def judge(self, content: Stretch) -> Judgement | None:
        """What the trained heads of the language make of a content; nothing where it has none."""
        return None

    def cut(self, stretch: Stretch) -> Span:
        """A stretch of the text."""
        return cut(self._text, *stretch)

    @property
    def modality(self) -> Modality:
        """The judgement of the text's language."""
        return self._modality


class Statement:
    """A proposition whose grammar is asked only for what is wanted of it: most bear on nothing."""

    def __init__(self, one: Stated, text: Measured) -> None:
        self._one, self._in = one, text
        self._said = "" if one.cue is None else text.cut(one.cue).text
        self.source = None if one.source is None else text.cut(one.source)
        self.cue = None if one.cue is None else text.cut(one.cue)
        self.content, self.context = text.cut(one.content), text.cut(one.sentence)
        self.kind, self.chain = one.kind, one.chain
        self.by_rules, self.encoder_p = one.by_rules, one.encoder_p

    @cached_property
    def times(self) -> tuple[Timex, ...]:
        """Expressions that place its event."""
        return self._in.times_of(self._one.content)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Numbers that are part of it; one inside a date or a length of time is no quantity."""
        dates = [
            one for one in self.times if one.type == "DATE" or one.earliest or one.latest or _is_short(one)
        ]
        inside = self._in.quantities_of(self._one.content, self._one.sentence)
        return tuple(n for n in inside if not any(d.start < n.end and n.start < d.end for d in dates))

    @cached_property
    def polarity(self) -> Polarity:
        """Affirmed or denied."""
        return self._in.modality.polarity(self.content.text, cue_denies=self._one.denies)

    @cached_property
    def certainty(self) -> Certainty:
        """How sure the source says it is."""
        return self._in.modality.certainty(self.content.text, self._said)

    @cached_property
    def prediction(self) -> bool:
        """Whether it speaks of what is to happen after the text's date."""
        return self._in.modality.foretells(self.content.text, self._said)

    @cached_property
    def judgement(self) -> Judgement | None:
        """What trained heads make of it."""
        return self._in.judge(self._one.content)

    @cached_property
    def substantial(self) -> bool:
        """Whether it holds a number, a date, a decision, a denial, a plan or a need."""
        return (
            (self.source is not None and self.kind is not Kind.DIRECT)
            or self.prediction
            or self.polarity is Polarity.DENY
            or self._in.modality.needs(self.content.text)
            or self._in.modality.decides(self.content.text)
            or bool(self.quantities or self.times)
        )


def _is_short(time: Timex) -> bool:
    """Whether it is a length in days, weeks or months; in years it may be an age."""
    return time.type == "DURATION" and not time.value.endswith("Y")

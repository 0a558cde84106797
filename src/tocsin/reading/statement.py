"""From a statement's place in the text to a proposition: what every language does alike once it is found.

A language brings its grammars, functions that find numbers and times and judge polarity, certainty and
tense; what is made of them is the same in all.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from tocsin.reading.interface import Proposition, Stretch
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

    def propose(self, one: Stated) -> Proposition:
        """The statement with what its grammar says of it."""
        content = cut(self._text, *one.content)
        cue = None if one.cue is None else cut(self._text, *one.cue)
        said = "" if cue is None else cue.text
        quantities, times = self._within(content, one.sentence)
        judge = self._modality
        polarity = judge.polarity(content.text, cue_denies=one.denies)
        ahead = judge.foretells(content.text, said)
        return Proposition(
            source=None if one.source is None else cut(self._text, *one.source),
            chain=one.chain,
            cue=cue,
            content=content,
            context=cut(self._text, *one.sentence),
            kind=one.kind,
            quantities=quantities,
            times=times,
            polarity=polarity,
            certainty=judge.certainty(content.text, said),
            prediction=ahead,
            by_rules=one.by_rules,
            encoder_p=one.encoder_p,
            substantial=bool(quantities or times)
            or ahead
            or polarity is Polarity.DENY
            or (one.source is not None and one.kind is not Kind.DIRECT)
            or judge.needs(content.text)
            or judge.decides(content.text),
        )

    def _within(self, content: Span, sentence: Stretch) -> tuple[tuple[Quantity, ...], tuple[Timex, ...]]:
        """Numbers and times of a content; a number inside a date or a length of time is no quantity.

        Numbers are read in their sentence: of "between the ages of 18 and 60" a content may hold the end.
        """
        times = self._find_times(self._text, self._day, content.start, content.end)
        start, end = min(sentence[0], content.start), max(sentence[1], content.end)
        if end - start > LONGEST:
            start, end = content.start, content.end
        if (start, end) not in self._numbers:
            # A sentence holds several statements.
            self._numbers[start, end] = self._find_quantities(self._text, start, end)
        numbers = self._numbers[start, end]
        inside = [one for one in numbers if one.start < content.end and content.start < one.end]
        dates = [one for one in times if one.type == "DATE" or one.earliest or one.latest or _is_short(one)]
        kept = (n for n in inside if not any(d.start < n.end and n.start < d.end for d in dates))
        return tuple(kept), times


def _is_short(time: Timex) -> bool:
    """Whether it is a length in days, weeks or months; in years it may be an age."""
    return time.type == "DURATION" and not time.value.endswith("Y")

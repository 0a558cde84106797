"""Finds who said what in a text, by trained weights: spans in, spans out.

A long text is read in sections, so that memory and time grow with the section and the number of sections.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from typing import NamedTuple

from tocsin.reading.encoder.decode import Floats, Found, find_chains
from tocsin.reading.encoder.network import Hidden, Network
from tocsin.reading.encoder.pieces import Pieces, Places, split
from tocsin.reading.encoder.settings import Settings, load_settings
from tocsin.reading.encoder.statements import find_place, pooled
from tocsin.reading.interface import Judgement, Stretch
from tocsin.records.reading import Kind

SECTION = 24_000
"""Characters read together: longer than most articles, short enough to hold its hidden states."""

LONGEST_WORD = 40


class Attributed(NamedTuple):
    """Who said what: offsets in the text."""

    sources: tuple[Stretch, ...]
    """Empty where the text names none."""
    cue: Stretch
    """The reporting words."""
    contents: tuple[Stretch, ...]
    """What was said; several where the quotation is broken up."""
    kind: Kind
    """Direct, indirect or mixed, by its quotation marks."""
    p: float
    """How sure the network is."""
    sure: bool = True
    """Whether it stands alone, or is surer than that where it stands within what another says."""


class Encoded:
    """A text that the encoder has read: who said what in it, and what a statement in it is."""

    def __init__(self, network: Network, settings: Settings, text: str, passages: Sequence[Stretch]) -> None:
        self._network = network
        self._sections: list[_Section] = []
        attributions: list[Attributed] = []
        for section in _sections(passages):
            pieces = split(network.tokenizer, text, section, settings.shape)
            if not len(pieces):
                continue
            hidden = network.encode(pieces)
            self._sections.append(_Section(section[0][0], pieces, Places(pieces.spans), hidden))
            found = find_chains(network.candidates(pieces, hidden), settings.decoding)
            attributions.extend(_attributed(text, pieces, one) for one in found)
        self.chains = tuple(attributions)
        """Every attribution in the passages, in order of cue, those within another as well."""
        self.attributions = tuple(one for one in self.chains if one.sure)
        """Every attribution in the passages, in order of cue; within another, only what is sure."""

    def judge(self, content: Stretch) -> Judgement | None:
        """What the statement on a stretch of text is; `None` where it was not read, or nothing learned to."""
        states = self.pooled(content)
        return None if states is None else self._network.judge(states)

    def pooled(self, content: Stretch) -> Floats | None:
        """Means over a statement and its sentences, shape (4 × hidden,); `None` where it was not read."""
        number = bisect_right(self._sections, content[0], key=lambda one: one.start) - 1
        if number < 0:
            return None
        section = self._sections[number]
        place = find_place(section.pieces, section.places, content)
        return None if place is None else pooled(section.hidden.states, section.hidden.words, place)


class _Section(NamedTuple):
    start: int
    """Offset in the text."""
    pieces: Pieces
    places: Places
    hidden: Hidden


class Attributor:
    """One language's weights."""

    def __init__(self, folder: Traversable) -> None:
        self.settings = load_settings(folder)
        self._network = Network(folder, self.settings)

    def encode(self, text: str, passages: Sequence[Stretch]) -> Encoded:
        """Read the passages."""
        return Encoded(self._network, self.settings, text, passages)

    def find(self, text: str, passages: Sequence[Stretch]) -> tuple[Attributed, ...]:
        """Every attribution in the passages, in order of cue."""
        return self.encode(text, passages).attributions


def _attributed(text: str, pieces: Pieces, one: Found) -> Attributed:
    return Attributed(
        sources=tuple(whole_words(text, *pieces.stretch(*source)) for source in one.sources),
        cue=whole_words(text, *pieces.stretch(*one.cue)),
        contents=tuple(whole_words(text, *pieces.stretch(*content)) for content in one.contents),
        kind=quoted_kind(pieces, one),
        p=one.p,
        sure=one.sure,
    )


def whole_words(text: str, start: int, end: int) -> Stretch:
    """The stretch with the words whole that it cuts; a word without end stays cut."""
    low, high = max(0, start - LONGEST_WORD), end + LONGEST_WORD
    if start > low and text[start] == "." and text[start - 1].isupper():
        start -= 1  # An initial: "U.S." from its full stop on.
    while start > low and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < min(high, len(text)) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def quoted_kind(pieces: Pieces, found: Found) -> Kind:
    """Direct when all of the content stands between quotation marks, mixed when some does."""
    places = [place for low, high in found.contents for place in range(low, high)]
    n_quoted = int((pieces.marks[places, 1] > 0).sum())
    if n_quoted == len(places):
        return Kind.DIRECT
    return Kind.MIXED if n_quoted else Kind.INDIRECT


def _sections(passages: Sequence[Stretch]) -> Iterator[Sequence[Stretch]]:
    section: list[Stretch] = []
    length = 0
    for start, end in passages:
        if section and length + end - start > SECTION:
            yield section
            section, length = [], 0
        section.append((start, end))
        length += end - start
    if section:
        yield section

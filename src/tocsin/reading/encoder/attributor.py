"""Finds who said what in a text, by trained weights: spans in, spans out.

A long text is read in sections, so that memory and time grow with the section and the number of sections.
"""

from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from typing import NamedTuple

from tocsin.reading.encoder.decode import Found, find_attributions
from tocsin.reading.encoder.network import Network
from tocsin.reading.encoder.pieces import Pieces, split
from tocsin.reading.encoder.settings import load_settings
from tocsin.reading.interface import Stretch
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


class Attributor:
    """One language's weights."""

    def __init__(self, folder: Traversable) -> None:
        self.settings = load_settings(folder)
        self._network = Network(folder, self.settings)

    def find(self, text: str, passages: Sequence[Stretch]) -> tuple[Attributed, ...]:
        """Every attribution in the passages, in order of cue."""
        return tuple(one for section in _sections(passages) for one in self._find(text, section))

    def _find(self, text: str, passages: Sequence[Stretch]) -> Iterator[Attributed]:
        pieces = split(self._network.tokenizer, text, passages, self.settings.shape)
        if not len(pieces):
            return
        hidden = self._network.encode(pieces)
        for one in find_attributions(self._network.candidates(pieces, hidden), self.settings.decoding):
            yield Attributed(
                sources=tuple(whole_words(text, *pieces.stretch(*source)) for source in one.sources),
                cue=whole_words(text, *pieces.stretch(*one.cue)),
                contents=tuple(whole_words(text, *pieces.stretch(*content)) for content in one.contents),
                kind=quoted_kind(pieces, one),
                p=one.p,
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

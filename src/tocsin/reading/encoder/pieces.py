"""A text as word pieces that know their place in it: what the encoder reads.

Source: Wu et al., "Google's Neural Machine Translation System" (2016), section 4.1, for word pieces.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from tokenizers import Tokenizer

from tocsin.reading.encoder.marks import Ints, mark
from tocsin.reading.encoder.sentences import sentence_ends, sentence_of
from tocsin.reading.encoder.settings import Shape
from tocsin.reading.interface import Stretch

# A tokenizer takes no lone surrogate; one character for one, since offsets must not move.
_PLAIN = dict.fromkeys([0, *range(0xD800, 0xE000)], " ")


class Pieces(NamedTuple):
    """The pieces of a text, one row each."""

    ids: Ints
    """Number in the vocabulary, shape (piece,)."""
    spans: list[Stretch]
    """Offsets in the text."""
    marks: Ints
    """Case, quotation, paragraph, shape (piece, 3)."""
    sentence: Ints
    """Number of its sentence, shape (piece,)."""

    def __len__(self) -> int:
        return len(self.spans)

    def stretch(self, first: int, last: int) -> Stretch:
        """Offsets of the pieces from `first` up to `last`."""
        return self.spans[first][0], self.spans[last - 1][1]


def split(tokenizer: Tokenizer, text: str, passages: Sequence[Stretch], shape: Shape) -> Pieces:
    """The pieces of the passages of a text, in order."""
    ids: list[int] = []
    spans: list[Stretch] = []
    sentence: list[int] = []
    told = 0
    plain = [text[a:b].translate(_PLAIN) for a, b in passages]
    for (start, _), words, encoded in zip(
        passages, plain, tokenizer.encode_batch(plain, add_special_tokens=False), strict=True
    ):
        ends = sentence_ends(words, shape.abbreviations)
        for number, (low, high) in zip(encoded.ids, encoded.offsets, strict=True):
            while low < high and words[low].isspace():
                low += 1
            if low >= high:
                continue
            ids.append(number)
            spans.append((start + low, start + high))
            sentence.append(told + sentence_of(ends, low))
        told += len(ends)
    return Pieces(np.array(ids, np.int64), spans, mark(text, spans), np.array(sentence, np.int64))


class Places:
    """Finds pieces by offset."""

    def __init__(self, spans: Sequence[Stretch]) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def find(self, stretch: Stretch) -> Stretch | None:
        """The pieces that a stretch of text touches."""
        first, last = bisect_right(self._ends, stretch[0]), bisect_left(self._starts, stretch[1])
        return (first, last) if last > first else None


def find_chunks(pieces: Pieces, longest: int) -> list[Stretch]:
    """Runs of whole sentences with at most `longest` pieces; a longer sentence is cut."""
    chunks: list[Stretch] = []
    turns = (np.flatnonzero(np.diff(pieces.sentence)) + 1).tolist()
    start = last = 0
    for stop in [*turns, len(pieces)]:
        while stop - start > longest:
            cut = last if last > start else start + longest
            chunks.append((start, cut))
            start = cut
        last = stop
    if start < len(pieces):
        chunks.append((start, len(pieces)))
    return chunks

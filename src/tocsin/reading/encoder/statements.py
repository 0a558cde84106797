"""What a statement is, told from the encoder's hidden states: its subject, and whether it is denied.

The encoder has read the text already. Of its states, and of the words it began with, the means are taken over
a statement and its sentences, and one small graph judges them. It knows no wording: what is said without one,
it may still know, and what has one in passing, it may know not to be meant.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tocsin.reading.encoder.decode import Floats
from tocsin.reading.encoder.pieces import Pieces, Places
from tocsin.reading.interface import Judgement, Stretch

FLAGS = ("denied",)
"""What follows the topics and none among the outputs of the graph."""


class Place(NamedTuple):
    """Where a statement stands, in pieces."""

    content: Stretch
    sentences: Stretch
    """All pieces of the sentences it touches."""


def find_place(pieces: Pieces, places: Places, content: Stretch) -> Place | None:
    """The pieces of a content and of its sentences; `None` where none were encoded."""
    found = places.find(content)
    if found is None:
        return None
    first, last = pieces.sentence[found[0]], pieces.sentence[found[1] - 1]
    low = int(np.searchsorted(pieces.sentence, first, side="left"))
    high = int(np.searchsorted(pieces.sentence, last, side="right"))
    return Place(found, (low, high))


def pooled(states: Floats, words: Floats, place: Place) -> Floats:
    """Means over the statement and over its sentences of both, shape (4 × hidden size,).

    States tell what the words are to each other, since they were trained to tell who said what; what they are
    about stands in the words.
    """
    return np.concatenate(
        [part[slice(*stretch)].mean(axis=0) for part in (states, words) for stretch in place]
    )


def judgement(outputs: Floats, topics: Sequence[str]) -> Judgement:
    """What the graph's outputs say; shape (topics + none + flags,)."""
    *topics_p, none_p, denied_p = outputs.tolist()
    return Judgement(topics_p=dict(zip(topics, topics_p, strict=True)), none_p=none_p, denied_p=denied_p)

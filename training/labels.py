"""From offsets to labels on pieces: cues once for the whole text, roles once for each cue."""

from typing import NamedTuple

import numpy as np
from tokenizers import Tokenizer

from tocsin.reading.encoder.marks import Ints
from tocsin.reading.encoder.pieces import Pieces, Places, find_chunks, split
from tocsin.reading.encoder.settings import Shape
from tocsin.reading.encoder.window import find_window
from tocsin.reading.interface import Stretch
from tocsin.reading.passages import find_passages
from training.examples import Example, Told

IGNORED = -100
"""Label of padding, which the loss passes over."""
LONGEST_CUE = 12
"""Pieces; of a cue whose parts stand further apart only the first part is learned."""
SOURCE, CONTENT = 1, 3
"""Where each role's labels begin in `ROLE_LABELS`."""


class Roles(NamedTuple):
    """What the pieces around one cue are to it."""

    cue: Stretch
    window: Stretch
    labels: Ints


class Labelled(NamedTuple):
    """A text as pieces with everything to be learned from it."""

    pieces: Pieces
    chunks: list[Stretch]
    cues: Ints
    roles: list[Roles]


def label(example: Example, tokenizer: Tokenizer, shape: Shape) -> Labelled:
    """The pieces of an example and their labels."""
    pieces = split(tokenizer, example.text, tuple(find_passages(example.text)), shape)
    places = Places(pieces.spans)
    cues = np.zeros(len(pieces), np.int64)
    roles: list[Roles] = []
    for told in example.told:
        cue = _cue(told, places)
        if cue is None or not told.contents:
            continue
        cues[cue[0] : cue[1]] = 2
        cues[cue[0]] = 1
        roles.append(_roles(told, cue, find_window(pieces, cue, shape), places))
    return Labelled(pieces, find_chunks(pieces, shape.chunk), cues, roles)


def _cue(told: Told, places: Places) -> Stretch | None:
    parts = [found for cue in told.cues if (found := places.find(cue)) is not None]
    if not parts:
        return None
    whole = min(a for a, _ in parts), max(b for _, b in parts)
    return whole if whole[1] - whole[0] <= LONGEST_CUE else parts[0]


def _roles(told: Told, cue: Stretch, window: Stretch, places: Places) -> Roles:
    low, high = window
    labels = np.zeros(high - low, np.int64)
    for stretches, first in ((told.contents, CONTENT), (told.sources, SOURCE)):
        for stretch in stretches:
            found = places.find(stretch)
            start, end = (0, 0) if found is None else (max(found[0], low), min(found[1], high))
            if end > start:
                labels[start - low : end - low] = first + 1
                labels[start - low] = first
    labels[cue[0] - low : cue[1] - low] = 0
    return Roles(cue, window, labels)

"""The pieces around a cue among which its source and content are sought, and how far each is from it."""

import numpy as np

from tocsin.reading.encoder.marks import Ints
from tocsin.reading.encoder.pieces import Pieces
from tocsin.reading.encoder.settings import Shape
from tocsin.reading.interface import Stretch

_EDGES = np.array([1, 2, 3, 4, 5, 7, 10, 15, 22, 32, 48])
"""Distances at which the next step begins: fine beside the cue, coarse far from it."""
_STEPS = len(_EDGES)
DISTANCES = 2 * _STEPS + 1
"""How many values a distance can take: none, steps before the cue, steps after it."""


def find_window(pieces: Pieces, cue: Stretch, shape: Shape) -> Stretch:
    """The pieces within reach of a cue: near enough, and in its or a neighbouring sentence or in quotes."""
    first, last = cue
    low, high = max(0, first - shape.left), min(len(pieces), last + shape.right)
    sentence, quoted = pieces.sentence, pieces.marks[:, 1]
    while low < first and sentence[first] - sentence[low] > shape.sentences and not quoted[low]:
        low += 1
    while high > last and sentence[high - 1] - sentence[last - 1] > shape.sentences and not quoted[high - 1]:
        high -= 1
    return low, high


def distances(window: Stretch, cue: Stretch) -> Ints:
    """Step of each piece's distance to the cue: 0 on it, then those before, then those after."""
    places = np.arange(*window)
    before = np.searchsorted(_EDGES, np.maximum(0, cue[0] - places), side="right")
    after = np.searchsorted(_EDGES, np.maximum(0, places - cue[1] + 1), side="right")
    return np.where(before > 0, before, np.where(after > 0, after + _STEPS, 0)).astype(np.int64)

"""Names in parsed English, by spaCy's own recogniser with its decisions taken many at a time.

The recogniser walks over a text word by word, and at each asks seventy-four actions whether they are
allowed. But outside an entity what it decides depends on nothing it decided before, so those decisions
are one product of matrices for the whole batch; only inside an entity, one word in ten, is there a step to
take, and then a choice of two: to go on or to end. The weights are spaCy's and so are the answers.

Source: Lample et al., "Neural Architectures for Named Entity Recognition" (NAACL 2016), section 3.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from tocsin.reading.english.vectors import Floats, WordVectors

_BEGIN, _IN, _LAST, _UNIT, _OUT = "B-", "I-", "L-", "U-", "O"
_STARTS = 1
"""spaCy's `SENT_START` of a word that begins a sentence."""


class _Named(NamedTuple):
    """An entity by its words."""

    start: int
    end: int
    label: str


class Entities:
    """Takes the decisions of a recogniser that is loaded."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        model = recogniser.model
        network, _, self._narrowed = model.layers[0].layers
        self._vectors = WordVectors(network)
        self._features = model.get_ref("lower")
        self._bias: Floats = self._features.get_param("b")
        upper = model.get_ref("upper")
        self._weights: Floats = upper.get_param("W")
        self._weights_bias: Floats = upper.get_param("b")
        moves = recogniser.moves
        names = [moves.get_class_name(place) for place in range(moves.n_moves)]
        self._place = {name: place for place, name in enumerate(names)}
        self._outside = [
            place
            for place, name in enumerate(names)
            if name == _OUT or (name[:2] in (_BEGIN, _UNIT) and name[2:])
        ]
        self._moves = [names[place] for place in self._outside]
        self._opens = np.array([name.startswith(_BEGIN) for name in self._moves])
        self._names_something = np.array([name != _OUT for name in self._moves])

    def find(self, docs: Sequence[Doc]) -> None:
        """Label the entities of the docs, whose sentences are known if they ever will be."""
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        vectors = np.concatenate(self._vectors.find(docs))
        features = self._features.predict(self._narrowed.predict(vectors))
        padding, words = features[0], features[1:]
        hidden = _better(words[:, 0] + padding[1] + padding[2] + self._bias)
        scores = hidden @ self._weights[self._outside].T + self._weights_bias[self._outside]
        first = 0
        for doc in docs:
            last = first + len(doc)
            found = self._walk(doc, words[first:last], scores[first:last])
            doc.set_ents([Span(doc, one.start, one.end, label=one.label) for one in found], default="outside")
            first = last

    def _walk(self, doc: Doc, words: Floats, scores: Floats) -> Iterator[_Named]:
        """The entities of one doc, in order."""
        ends, space = _edges(doc)
        scores[space[:, None] & self._names_something] = -np.inf
        scores[ends[:, None] & self._opens] = -np.inf
        best = scores.argmax(axis=1)
        end = 0
        for start in np.flatnonzero(self._names_something[best]).tolist():
            if start < end:
                continue
            move = self._moves[best[start]]
            end = start + 1 if move.startswith(_UNIT) else self._end(start, move[2:], words, ends)
            yield _Named(start, end, move[2:])

    def _end(self, start: int, label: str, words: Floats, ends: npt.NDArray[np.bool_]) -> int:
        """Where an entity ends that is open behind its first word."""
        choice = [self._place[_IN + label], self._place[_LAST + label]]
        weights, bias = self._weights[choice], self._weights_bias[choice]
        place = start + 1
        while not ends[place]:
            hidden = _better(words[place, 0] + words[start, 1] + words[place - 1, 2] + self._bias)
            going_on, ending = weights @ hidden + bias
            if ending > going_on:
                break
            place += 1
        return place + 1


def _better(pieces: Floats) -> Floats:
    """The better of the two pieces of each unit, which NumPy finds soonest side by side."""
    better: Floats = np.maximum(pieces[..., 0], pieces[..., 1])
    return better


def _edges(doc: Doc) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which words no entity reaches over, and which are white space."""
    told = doc.to_array(["SENT_START", "IS_SPACE"])
    ends = np.append(told[1:, 0] == _STARTS, True)
    return ends, told[:, 1].astype(bool)

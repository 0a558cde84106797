"""Vectors of words in their context, by spaCy's own weights with what a word is worth alone remembered.

spaCy's network looks a word up by its form, mixes what it finds, and then lets neighbours look at each other
four times over. The look-up is a third of the work and is the same wherever the word stands: it is done once
for each word and known from then on. The rest is four products of matrices and little beside them.

Source: Miranda et al., "Multi hash embeddings in spaCy" (2022).
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

Floats = npt.NDArray[np.float32]
Word = tuple[int, ...]
"""What tells words apart: form and, where the network asks for them, norm and space behind."""

_OF_FORM = frozenset({"PREFIX", "SUFFIX", "SHAPE", "IS_SPACE"})
"""What the network asks of a word that its form decides."""
_MOST = 20_000
"""Words remembered at most: the words of a month's news, in 8 MB."""
_SMALL = 1e-8


class WordVectors:
    """Computes what a loaded network of spaCy's (`Tok2Vec`) would."""

    def __init__(self, network: Any) -> None:
        alone, together = network.layers  # spaCy's MultiHashEmbed and MaxoutWindowEncoder
        extract, _, hashed, mixed, _ = alone.layers
        self._columns: list[int | str] = extract.attrs["columns"]
        self._asked = ["ORTH", *(one for one in self._columns if one not in _OF_FORM)]
        self._hashed, self._mixed = hashed.layers[0], mixed.layers[0]
        self._gap = [0] * int(together.attrs["pad"])
        parts = list(together.walk())
        maxouts = (part for part in parts if part.name == "maxout")
        norms = (part for part in parts if part.name == "layernorm")
        self._layers = [_Layer.of(maxout, norm) for maxout, norm in zip(maxouts, norms, strict=True)]
        self._width: int = network.get_dim("nO")
        self._table = self._room_for(_MOST)
        self._rows: dict[Word, int] = {}

    def find(self, docs: Sequence[Doc]) -> list[Floats]:
        """The vectors of each doc's words: arrays of shape (word, width)."""
        words: list[list[Word]] = [list(map(tuple, doc.to_array(self._asked).tolist())) for doc in docs]
        self._learn(docs, words)
        rows = list(self._gap)
        for each in words:
            rows.extend(map(self._rows.__getitem__, each))
            rows.extend(self._gap)
        vectors = self._table[rows]
        for layer in self._layers:
            vectors = layer.look_around(vectors)
        return list(self._apart(vectors, words))

    def _apart(self, vectors: Floats, words: Sequence[Sequence[Word]]) -> Iterator[Floats]:
        start = 0
        for each in words:
            start += len(self._gap)
            yield vectors[start : start + len(each)]
            start += len(each)

    def _room_for(self, n_words: int) -> Floats:
        """A table whose first row stands between the docs, where there is no word."""
        return np.zeros((1 + n_words, self._width), np.float32)

    def _learn(self, docs: Sequence[Doc], words: Sequence[Sequence[Word]]) -> None:
        """Look up the words that are not known yet."""
        new = set().union(*words).difference(self._rows)
        if len(self._rows) + len(new) > _MOST:
            new = set().union(*words)
            self._rows.clear()
            self._table = self._room_for(max(_MOST, len(new)))
        if not new:
            return
        asked: dict[Word, Any] = {}
        for doc, each in zip(docs, words, strict=True):
            if new.isdisjoint(each):
                continue
            forms = doc.to_array(self._columns)
            asked.update((word, forms[place]) for place, word in enumerate(each) if word in new)
        rows = range(1 + len(self._rows), 1 + len(self._rows) + len(asked))
        told = np.array(list(asked.values()), np.uint64)
        self._table[rows.start : rows.stop] = self._mixed.predict(self._hashed.predict(told))
        self._rows.update(zip(asked, rows, strict=True))


class _Layer(NamedTuple):
    """One look at the neighbours."""

    weights: Floats
    """Shape (three words, pieces)."""
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def of(cls, maxout: Any, norm: Any) -> "_Layer":
        """The weights with each piece's columns together, so that the best piece is found at memory speed."""
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        together = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(-1, weights.shape[2]))
        return cls(together.T, bias.T.reshape(-1), norm.get_param("G"), norm.get_param("b"))

    def look_around(self, words: Floats) -> Floats:
        """The words' vectors with what the word before and the one behind add to them."""
        n_words, width = words.shape
        around = np.zeros((n_words, 3, width), np.float32)
        around[1:, 0], around[:, 1], around[:-1, 2] = words[:-1], words, words[1:]
        pieces = around.reshape(n_words, -1) @ self.weights
        pieces += self.bias
        best: Floats = pieces.reshape(n_words, -1, width).max(axis=1)
        best -= best.mean(axis=1, keepdims=True)
        best *= (np.square(best).mean(axis=1, keepdims=True) + _SMALL) ** -0.5
        best *= self.gain
        best += self.shift
        best += words
        return best

"""Pairs of texts of which one repeats the other, word for word in long stretches.

The measure is containment: the share of the shorter text's five-word sequences that stand in the other
too. Copies and light rewrites of a wire item keep a third or more; two reporters' own texts on one event
share a few fixed phrases. MinHash proposes pairs; each is confirmed exactly on the sequences.

Source: A. Broder, "On the resemblance and containment of documents" (1997).
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.assess.minhash import PLACES, Sketches, propose, propose_for, sketch

WORDS_PER_SEQUENCE = 5
LEAST_SHARED = 5
"""Five sequences in common are nine words in a row: less is a phrase, not a copy."""
AT_ONCE = 256
"""Texts that are hashed together: one call for many short texts costs a fraction of a call for each."""
FEW = 200
"""So many new texts are compared with each old sketch; more are sorted together with the old."""

Hashes = NDArray[np.uint64]
_WORD = re.compile(r"\w+")
_ODD = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.ones(1, dtype=np.bool_)


class Pair(NamedTuple):
    """Two texts by their place in the order of arrival, and how much of the shorter stands in the longer."""

    one: int
    other: int
    containment: float


class _Words(dict[str, int]):
    """Word → number, from the word alone, so that neither order nor batch decides what is proposed."""

    def __missing__(self, word: str) -> int:
        made = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self[word] = number = int.from_bytes(made)
        return number


class TextIndex:
    """Texts that were seen, as hashes of their sequences; the texts themselves are not kept.

    A text of 120 words takes about 1.3 kB: 116 sequences of 8 bytes, a sketch of 256 bytes, and a digest.
    """

    def __init__(self, containment: float) -> None:
        self._containment = containment
        self._vocabulary = _Words()
        self._first: dict[bytes, int] = {}
        self._hashes: list[Hashes] = []
        self._owners: list[int] = []
        self._sketches: Sketches = np.empty((0, PLACES), dtype=np.uint32)
        self._n_texts = 0

    def add(self, texts: Iterable[str]) -> Iterator[Pair]:
        """Every pair of a new text with a new or an old one whose containment reaches the threshold."""
        fresh: list[Hashes] = []
        waiting: list[tuple[int, str]] = []
        for text in texts:
            at, self._n_texts = self._n_texts, self._n_texts + 1
            name = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()
            if text and self._first.setdefault(name, at) != at:
                # The same to the letter: the first stands for both from here on.
                yield Pair(self._first[name], at, 1.0)
                continue
            waiting.append((at, text))
            if len(waiting) == AT_ONCE:
                fresh += self._taken(waiting)
                waiting.clear()
        fresh += self._taken(waiting)
        yield from self._confirmed(self._proposed(fresh))

    def _taken(self, waiting: Sequence[tuple[int, str]]) -> Iterator[Hashes]:
        """The hashes of these texts, of those that have any; their places are kept."""
        for (at, _), hashes in zip(waiting, self._sequences([text for _, text in waiting]), strict=True):
            if len(hashes):
                self._owners.append(at)
                yield hashes

    def _proposed(self, fresh: list[Hashes]) -> list[tuple[int, int]]:
        """Pairs worth confirming, by place among texts that have sequences; the fresh are taken in."""
        n_old = len(self._hashes)
        new = sketch(fresh)
        self._hashes += fresh
        old, self._sketches = self._sketches, np.concatenate((self._sketches, new))
        if len(fresh) > FEW:
            return [pair for pair in propose(self._sketches) if pair[1] >= n_old]
        inside = [(n_old + one, n_old + other) for one, other in propose(new)]
        return inside + [(one, n_old + other) for one, other in propose_for(old, new)]

    def _confirmed(self, proposed: Sequence[tuple[int, int]]) -> Iterator[Pair]:
        for one, other in proposed:
            first, second = self._hashes[one], self._hashes[other]
            shared = len(np.intersect1d(first, second, assume_unique=True))
            share = shared / min(len(first), len(second))
            if shared >= LEAST_SHARED and share >= self._containment:
                yield Pair(self._owners[one], self._owners[other], share)

    def _sequences(self, texts: Sequence[str]) -> Iterator[Hashes]:
        """The sorted distinct hashes of each text's five-word sequences, case and marks ignored."""
        found = [_WORD.findall(text.casefold()) for text in texts]
        every = map(self._vocabulary.__getitem__, chain.from_iterable(found))
        rolled = _rolled(np.fromiter(every, np.uint64, sum(map(len, found))))
        start = 0
        for words in found:
            # Runs that reach into the next text are left out.
            own = rolled[start : start + max(len(words) - WORDS_PER_SEQUENCE + 1, 0)]
            own.sort()
            yield own[np.concatenate((_FIRST, own[1:] != own[:-1]))] if len(own) else own
            start += len(words)


def find_duplicates(texts: Iterable[str], containment: float) -> Iterator[Pair]:
    """Every pair found whose containment reaches the threshold; identical texts always pair."""
    return TextIndex(containment).add(texts)


def _rolled(words: Hashes) -> Hashes:
    """One hash for each run of five words; 64-bit arithmetic wraps on purpose."""
    n = len(words) - WORDS_PER_SEQUENCE + 1
    if n <= 0:
        return np.empty(0, dtype=np.uint64)
    rolled = np.zeros(n, dtype=np.uint64)
    for offset in range(WORDS_PER_SEQUENCE):
        rolled = (rolled ^ words[offset : offset + n]) * _ODD
        rolled ^= rolled >> np.uint64(29)
    return rolled

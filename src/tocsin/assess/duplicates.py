"""Pairs of texts of which one repeats the other, word for word in long stretches.

The measure is containment: the share of the shorter text's five-word sequences that stand in the other
too. Copies and light rewrites of a wire item keep a third or more; two reporters' own texts on one event
share a few fixed phrases. Candidates come from an inverted index of hashed sequences rather than from all
pairs; each is confirmed exactly on the hashes.

Source: A. Broder, "On the resemblance and containment of documents" (1997).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WORDS_PER_SEQUENCE = 5
LEAST_SHARED = 5
"""Five sequences in common are nine words in a row: less is a phrase, not a copy."""
CROWDED = 48
"""A sequence that stands in more texts than this is paired with its first and next text, not all with all."""

Hashes = NDArray[np.uint64]
_WORD = re.compile(r"\w+")
_ODD = np.uint64(0x9E3779B97F4A7C15)


class Pair(NamedTuple):
    """Two texts by their place in the input, and how much of the shorter stands in the longer."""

    one: int
    other: int
    containment: float


def find_duplicates(texts: Sequence[str], containment: float) -> Iterator[Pair]:
    """Every pair found whose containment reaches the threshold; identical texts always pair."""
    yield from _same_text(texts)
    hashes = sequence_hashes(texts)
    for one, other in _candidates(hashes, containment):
        shared = len(np.intersect1d(hashes[one], hashes[other], assume_unique=True))
        share = shared / min(len(hashes[one]), len(hashes[other]))
        if shared >= LEAST_SHARED and share >= containment:
            yield Pair(one, other, share)


def _same_text(texts: Sequence[str]) -> Iterator[Pair]:
    """Texts that are the same to the letter, however short, paired with the first of them."""
    first: dict[str, int] = {}
    for at, text in enumerate(texts):
        if text and first.setdefault(text, at) != at:
            yield Pair(first[text], at, 1.0)


def sequence_hashes(texts: Sequence[str]) -> list[Hashes]:
    """For each text the sorted distinct hashes of its five-word sequences, case and marks ignored."""
    vocabulary: dict[str, int] = {}
    numbered = [
        np.fromiter(
            (vocabulary.setdefault(word, len(vocabulary) + 1) for word in _WORD.findall(text.casefold())),
            dtype=np.uint64,
        )
        for text in texts
    ]
    return [np.unique(_rolled(words)) for words in numbered]


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


def _candidates(hashes: Sequence[Hashes], containment: float) -> Iterator[tuple[int, int]]:
    """Pairs that share enough sequences in the index to be worth confirming, each once."""
    if not hashes or not sum(map(len, hashes)):
        return
    lengths = np.array([len(own) for own in hashes], dtype=np.int64)
    every = np.concatenate(hashes)
    owner = np.repeat(np.arange(len(hashes), dtype=np.int64), lengths)
    order = np.argsort(every, kind="stable")
    every, owner = every[order], owner[order]
    starts = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1])))
    sizes = np.diff(np.append(starts, len(every)))
    # Codes one * n + other, one per shared sequence; counted at the end.
    n = len(hashes)
    codes: list[NDArray[np.int64]] = []
    for size in np.unique(sizes[sizes > 1]):
        groups = owner[starts[sizes == size][:, None] + np.arange(size)]
        if size > CROWDED:
            codes.append((groups[:, :1] * n + groups[:, 1:]).ravel())
            codes.append((groups[:, :-1] * n + groups[:, 1:]).ravel())
        else:
            one, other = np.triu_indices(int(size), k=1)
            codes.append((groups[:, one] * n + groups[:, other]).ravel())
    if not codes:
        return
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    shorter = np.minimum(lengths[pairs // n], lengths[pairs % n])
    # Crowded sequences are counted for few pairs, so the bar for a candidate is half the real one.
    worth = counts * 2 >= np.minimum(containment * shorter, 2 * LEAST_SHARED)
    for code in pairs[worth].tolist():
        yield code // n, code % n

"""Sketches of sets of hashes, and the pairs of sets that probably share many of them.

Of each set the least hash is kept under each of 64 reorderings. Two sets agree in a place with a chance equal
to their Jaccard similarity, so every place is a table of its own: sets that agree in one are proposed. The
threshold is low on purpose. A short item copied into a page three times as long has a Jaccard similarity of
only 0.1 and is proposed with a chance of 0.999; what is proposed in vain is thrown out by the exact check.

Source: A. Broder, "On the resemblance and containment of documents" (1997); P. Indyk and R. Motwani,
"Approximate nearest neighbors" (1998), with bands of one row.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

PLACES = 64
CROWDED = 96
"""Where more sets agree than this they are paired with the first and the next of them, not all with all."""
_CHUNK = 250_000
_SHIFT = np.uint64(32)

Hashes = NDArray[np.uint64]
Sketches = NDArray[np.uint32]


def _multipliers() -> Hashes:
    """Odd numbers by which hashes are reordered, the same in every run."""
    rng = np.random.default_rng(0x70C51)
    return rng.integers(0, 2**63, PLACES, dtype=np.uint64) * np.uint64(2) + np.uint64(1)


_MULTIPLIERS = _multipliers()


def sketch(sets: Sequence[Hashes]) -> Sketches:
    """The sketch of each set, shape (set, place); no set may be empty."""
    sketches = np.empty((len(sets), PLACES), dtype=np.uint32)
    start = 0
    while start < len(sets):
        end, size = start, 0
        while end < len(sets) and (end == start or size + len(sets[end]) <= _CHUNK):
            size += len(sets[end])
            end += 1
        flat = np.concatenate(sets[start:end])
        firsts = np.cumsum([0, *map(len, sets[start : end - 1])])
        for place, multiplier in enumerate(_MULTIPLIERS):
            least = np.minimum.reduceat((flat * multiplier) >> _SHIFT, firsts)
            sketches[start:end, place] = least.astype(np.uint32)
        start = end
    return sketches


def propose(sketches: Sketches) -> Iterator[tuple[int, int]]:
    """Pairs that agree in at least one place, each once, the earlier first."""
    n = len(sketches)
    known = np.empty(0, dtype=np.int64)
    for place in range(PLACES if n > 1 else 0):
        codes = list(_agreeing(sketches[:, place], n))
        if codes:
            known = np.union1d(known, np.concatenate(codes))
    for code in known.tolist():
        yield code // n, code % n


def propose_for(sketches: Sketches, new: Sketches) -> Iterator[tuple[int, int]]:
    """Pairs (of the old, of the new) that agree in at least one place."""
    for at, own in enumerate(new):
        for old in np.flatnonzero((sketches == own).any(axis=1)).tolist():
            yield old, at


def _agreeing(values: NDArray[np.uint32], n: int) -> Iterator[NDArray[np.int64]]:
    """Codes one * n + other of the sets with the same value."""
    order = np.argsort(values, kind="stable").astype(np.int64)
    ordered = values[order]
    starts = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    sizes = np.diff(np.append(starts, n))
    for size in np.unique(sizes[sizes > 1]):
        groups = order[starts[sizes == size][:, None] + np.arange(size)]
        if size > CROWDED:
            yield (groups[:, :1] * n + groups[:, 1:]).ravel()
            yield (groups[:, :-1] * n + groups[:, 1:]).ravel()
        else:
            one, other = np.triu_indices(int(size), k=1)
            yield (groups[:, one] * n + groups[:, other]).ravel()

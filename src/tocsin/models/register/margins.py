"""Shares that are met exactly: so many of each kind, whoever they turn out to be."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint8]
Floats = NDArray[np.float32]


def whole(shares: Iterable[float], n: int) -> NDArray[np.int64]:
    """How many of `n` fall to each share; what is left over goes to the largest remainders."""
    wanted = np.fromiter(shares, float)
    wanted = wanted / wanted.sum() * n
    counts: NDArray[np.int64] = np.floor(wanted).astype(np.int64)
    short = n - int(counts.sum())
    counts[np.argsort(counts - wanted, kind="stable")[:short]] += 1
    return counts


def by_quota(shares: Iterable[float], n: int, rng: np.random.Generator) -> Codes:
    """Codes of kinds for `n` people in random order, as many of each as its share."""
    counts = whole(shares, n)
    codes = np.repeat(np.arange(len(counts), dtype=np.uint8), counts)
    rng.shuffle(codes)
    return codes


def by_rank(shares: Iterable[float], score: Floats) -> Codes:
    """Codes of kinds by rising score: the first kind goes to the lowest scores, as many as its share.

    So a margin is met whatever the score depends on, and the score says who is likely to be what.
    """
    edges = np.cumsum(whole(shares, len(score)))[:-1]
    if len(score) == 0:
        return np.zeros(0, np.uint8)
    ordered = np.sort(score)
    codes = np.zeros(len(score), np.uint8)
    for edge in edges:
        codes += score >= (ordered[edge] if edge < len(score) else np.inf)
    return codes

"""Shares of hits for many small records, each shrunk towards its kind.

Two hits of two are not a share of 1. Each record's share is held to be drawn from the beta law of its kind,
with mean m and concentration k (how alike the records of a kind are), and the kind's mean from a beta law
round the mean of all records. m and k are not fixed but averaged over a grid by how well they explain the
counts, so that a small record with few of its kind keeps a wide interval.

Source: A. Gelman et al., *Bayesian Data Analysis* (3rd ed.) §5.3 (hierarchical beta-binomial).
"""

from collections.abc import Mapping, Sequence
from math import lgamma
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_MEANS = (np.arange(40) + 0.5) / 40
_CONCENTRATIONS = np.geomspace(1.0, 100.0, 14)
_SHARES = (np.arange(400) + 0.5) / 400
_KIND_CONCENTRATION = 4.0
"""How strongly a kind's mean is held to the mean of all: as four records' worth of doubt."""

Array = NDArray[np.float64]


class Count(NamedTuple):
    """One record: hits (halves allowed) among settled predictions."""

    hits: float
    n: int


class Shrunk(NamedTuple):
    """Expected share, 10th and 90th percentile."""

    share: float
    low: float
    high: float


def shrink(kinds: Mapping[str, Sequence[Count]]) -> dict[str, list[Shrunk]]:
    """For each kind its records' shrunk shares, in the order given."""
    n = sum(count.n for counts in kinds.values() for count in counts)
    hits = sum(count.hits for counts in kinds.values() for count in counts)
    overall = (hits + 1) / (n + 2)
    return {kind: _kind(counts, overall) for kind, counts in kinds.items()}


def _kind(counts: Sequence[Count], overall: float) -> list[Shrunk]:
    means, concentrations = np.meshgrid(_MEANS, _CONCENTRATIONS, indexing="ij")
    alpha, beta = means * concentrations, (1 - means) * concentrations
    log_p = _log_beta_density(means, _KIND_CONCENTRATION * overall, _KIND_CONCENTRATION * (1 - overall))
    for count in counts:
        log_p = log_p + _log_beta(alpha + count.hits, beta + count.n - count.hits) - _log_beta(alpha, beta)
    p = np.exp(log_p - log_p.max())
    p /= p.sum()
    return [_record(count, p, alpha, beta) for count in counts]


def _record(count: Count, p: Array, alpha: Array, beta: Array) -> Shrunk:
    """The record's share averaged over the grid."""
    a, b = (alpha + count.hits).ravel(), (beta + count.n - count.hits).ravel()
    log_density = (
        (a[:, None] - 1) * np.log(_SHARES) + (b[:, None] - 1) * np.log1p(-_SHARES) - _log_beta(a, b)[:, None]
    )
    density = p.ravel() @ np.exp(log_density)
    density /= density.sum()
    below = np.cumsum(density)
    low, high = (float(np.interp(level, below, _SHARES)) for level in (0.1, 0.9))
    return Shrunk(float(p.ravel() @ (a / (a + b))), low, high)


_lgamma = np.vectorize(lgamma, otypes=[np.float64])


def _log_beta(a: Array, b: Array) -> Array:
    return np.asarray(_lgamma(a) + _lgamma(b) - _lgamma(a + b))


def _log_beta_density(x: Array, a: float, b: float) -> Array:
    return np.asarray((a - 1) * np.log(x) + (b - 1) * np.log1p(-x))

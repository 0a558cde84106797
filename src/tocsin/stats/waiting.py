"""How the chance of an event falls with waiting, estimated from waits of which some never ended.

Two things are easily confused. A *constant* hazard says that the tenth quiet month tells as little as the
first. Where the cases differ among themselves, it is not constant in the class: those that repeat do so
soon, and who is still waiting is more and more likely to be one that never will. With rates that vary
between cases by a gamma law the class's hazard is

    hazard(t) = first / (1 + t / half)

so that it is half of what it was at first after `half` months. A wait of which the end was not seen counts
for what it shows: so long, and nothing.

Source: K. Lomax, "Business failures: another example of the analysis of failure data" (1954); J. Vaupel,
K. Manton and E. Stallard, "The impact of heterogeneity in individual frailty" (1979).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_STEPS = 120


class Waited(NamedTuple):
    """One wait."""

    months: float
    again: bool
    share: float = 1.0
    """What it counts for: waits of one war share a whole between them."""


class Belief(NamedTuple):
    """A positive quantity before the data: its median, and the factor that one standard deviation is."""

    median: float
    factor: float


class Estimate(NamedTuple):
    """10th, 50th and 90th percentile after the data."""

    low: float
    value: float
    high: float


def estimate_waiting(waits: Sequence[Waited], first: Belief, half: Belief) -> tuple[Estimate, Estimate]:
    """The hazard of the first month and the months after which it is half, from waits.

    Args:
        waits: the cases.
        first: what is held of the first month's hazard before them; log-normal.
        half: the same of the months after which it is half.
    """
    firsts = np.geomspace(first.median / first.factor**4, first.median * first.factor**4, _STEPS)
    halves = np.geomspace(half.median / half.factor**4, half.median * half.factor**4, _STEPS)
    log_p = -0.5 * (np.log(firsts / first.median) / np.log(first.factor))[:, None] ** 2
    log_p = log_p - 0.5 * (np.log(halves / half.median) / np.log(half.factor))[None, :] ** 2
    for wait in waits:
        fallen = np.log1p(wait.months / halves)[None, :]
        told = -firsts[:, None] * halves[None, :] * fallen
        if wait.again:
            told = told + np.log(firsts)[:, None] - fallen
        log_p = log_p + wait.share * told
    p = np.exp(log_p - log_p.max())
    p /= p.sum()
    return _percentiles(firsts, p.sum(axis=1)), _percentiles(halves, p.sum(axis=0))


def _percentiles(values: Array, p: Array) -> Estimate:
    """Percentiles of a law on a grid, interpolated on the log scale."""
    below = np.cumsum(p) - p / 2
    return Estimate(*(float(np.exp(np.interp(level, below, np.log(values)))) for level in (0.1, 0.5, 0.9)))

"""How good a set of probabilities was: calibration with bands, and the Brier score taken apart.

    Brier = reliability - resolution + uncertainty + spread within the bins

*Reliability* is how far the stated chances stand from the shares that came about (lower is better),
*resolution* how far those shares stand from the overall share (higher is better), *uncertainty* what the
questions would cost anybody who always says the overall share.

Source: A. Murphy, "A new vector partition of the probability score" (1973); D. Stephenson, C. Coelho and
I. Jolliffe, "Two extra components in the Brier score decomposition" (2008); bands: E. Wilson (1927).
"""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from tocsin.stats.intervals import Z_90

BINS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


class Bin(NamedTuple):
    """Forecasts that said much the same."""

    low: float
    high: float
    n: int
    mean_p: float
    share: float
    """Share that came about."""
    band_low: float
    """10th percentile of the share such forecasts would reach in the long run."""
    band_high: float
    """90th percentile."""


class Murphy(NamedTuple):
    """The Brier score taken apart; the four add up to it as in the module's formula."""

    reliability: float
    resolution: float
    uncertainty: float
    within_bins: float


def calibration(p: Sequence[float], outcomes: Sequence[bool], edges: Sequence[float] = BINS) -> list[Bin]:
    """The bins that hold forecasts, ascending."""
    bins = []
    for low, high in pairwise(edges):
        held = [at for at, one in enumerate(p) if low <= one < high or (one == high == edges[-1])]
        if held:
            n, hits = len(held), sum(outcomes[at] for at in held)
            bins.append(Bin(low, high, n, sum(p[at] for at in held) / n, hits / n, *wilson(hits, n)))
    return bins


def wilson(hits: float, n: int) -> tuple[float, float]:
    """The 80 % interval of a share."""
    z2 = Z_90**2
    centre = (hits + z2 / 2) / (n + z2)
    reach = Z_90 / (n + z2) * sqrt(hits * (n - hits) / n + z2 / 4)
    return max(centre - reach, 0.0), min(centre + reach, 1.0)


def murphy(p: Sequence[float], outcomes: Sequence[bool], edges: Sequence[float] = BINS) -> Murphy:
    """The parts of the mean Brier score.

    Raises:
        ValueError: nothing was forecast.
    """
    if not p:
        raise ValueError("expected at least one forecast")
    n, overall = len(p), sum(outcomes) / len(p)
    bins = calibration(p, outcomes, edges)
    reliability = sum(one.n * (one.mean_p - one.share) ** 2 for one in bins) / n
    resolution = sum(one.n * (one.share - overall) ** 2 for one in bins) / n
    uncertainty = overall * (1 - overall)
    brier = sum((one - seen) ** 2 for one, seen in zip(p, outcomes, strict=True)) / n
    return Murphy(reliability, resolution, uncertainty, brier - (reliability - resolution + uncertainty))

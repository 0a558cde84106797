"""Scores of forecasts: lower is better in all of them, and all but the error are proper.

Source: T. Gneiting and A. Raftery, "Strictly proper scoring rules, prediction, and estimation" (2007):
Brier §3, logarithmic §3, interval score §6.2 (eq. 43), CRPS §4.2 (eq. 21).
"""

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray


def brier(p: float, outcome: bool) -> float:
    """Squared error of a probability: 0 perfect, 0.25 for an even chance, 1 worst."""
    return (p - outcome) ** 2


def brier_multiple(p: Mapping[str, float], outcome: str) -> float:
    """Brier score over exclusive outcomes, halved so that two outcomes score as `brier` does.

    Raises:
        KeyError: the outcome is none of those forecast.
    """
    if outcome not in p:
        raise KeyError(outcome)
    return sum((chance - (name == outcome)) ** 2 for name, chance in p.items()) / 2


def log_score_bits(p: float, outcome: bool) -> float:
    """Surprise in bits: 1 for an even chance, infinite for what was held impossible."""
    given = p if outcome else 1 - p
    return -math.log2(given) if given > 0 else math.inf


def interval_score(low: float, high: float, outcome: float, coverage: float) -> float:
    """Width of the interval plus a fine for missing the outcome, in the outcome's unit."""
    miss = max(low - outcome, 0.0) + max(outcome - high, 0.0)
    return (high - low) + 2 / (1 - coverage) * miss


def crps(draws: NDArray[np.float64], outcome: float) -> float:
    """Continuous ranked probability score of a sample; the absolute error when it has one draw.

    Args:
        draws: shape (draw,), any order.
        outcome: what came about, in the same unit.
    """
    ordered = np.sort(draws)
    n = len(ordered)
    rank = 2 * np.arange(1, n + 1) - n - 1
    spread = float(np.sum(rank * ordered)) / n**2
    return float(np.mean(np.abs(ordered - outcome))) - spread

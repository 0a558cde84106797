"""Draws from elicited intervals, and bands from draws.

A `Figure` says value, low and high, and [low, high] is held likely at 80 %. Its draws have exactly these as
their 10th, 50th and 90th percentile: two half-normals, one a side, joined at the value. A rate is drawn
from a gamma law instead, because then waiting without an event updates it in closed form.

Source: K. Wallis, "The two-piece normal, binormal, or double Gaussian distribution" (2014), here joined
at the median; gamma-Poisson waiting: A. Gelman et al., *Bayesian Data Analysis* (3rd ed.) §2.6; gamma
quantiles: E. Wilson and M. Hilferty (1931).
"""

import math

import numpy as np
from numpy.typing import NDArray

from tocsin.records.units import Figure

Z_90 = 1.2815515655446004
"""90th percentile of the standard normal law."""
LOW_SHARE, HIGH_SHARE = 0.1, 0.9
"""Ends of the 80 % band."""

Draws = NDArray[np.float64]


def draw(
    figure: Figure,
    n: int,
    rng: np.random.Generator,
    least: float = -math.inf,
    most: float = math.inf,
) -> Draws:
    """Draws of a figure, shape (draw,), held within `least` and `most`."""
    z = rng.standard_normal(n) / Z_90
    above = max(figure.high - figure.value, 0.0)
    below = max(figure.value - figure.low, 0.0)
    return np.clip(figure.value + np.where(z > 0, z * above, z * below), least, most)


def draw_ratio(figure: Figure, n: int, rng: np.random.Generator) -> Draws:
    """Draws of a positive figure in proportion to its value, shape (draw,), as in `draw` on a log scale."""
    z = rng.standard_normal(n) / Z_90
    above = math.log(max(figure.high, figure.value) / figure.value)
    below = math.log(figure.value / min(figure.low, figure.value)) if figure.low > 0 else above
    return np.exp(np.where(z > 0, z * above, z * below))


def gamma_shape(low: float, high: float) -> float:
    """Shape of the gamma law whose 90th percentile is `high / low` times its 10th.

    A shape of 400 stands for "no spread to speak of", one of 0.25 for a range too wide to tell more.
    """
    least, most = 0.25, 400.0
    if low <= 0:
        return least
    wanted = high / low
    for _ in range(60):
        shape = math.sqrt(least * most)
        if _gamma_ratio(shape) > wanted:
            least = shape
        else:
            most = shape
    return math.sqrt(least * most)


def _gamma_ratio(shape: float) -> float:
    """90th over 10th percentile by the Wilson-Hilferty cube."""
    centre, reach = 1 - 1 / (9 * shape), Z_90 / (3 * math.sqrt(shape))
    return ((centre + reach) / max(centre - reach, 1e-3)) ** 3


def band(draws: Draws) -> tuple[Draws, Draws]:
    """10th and 90th percentile over the first axis (draw)."""
    low, high = np.quantile(draws, (LOW_SHARE, HIGH_SHARE), axis=0)
    return low, high

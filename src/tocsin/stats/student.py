"""How many standard errors a 95 % interval reaches where the error itself is estimated from few.

A survey of fifteen clusters knows its standard error from fifteen numbers. The normal law then gives
intervals that are too short: 1.96 standard errors where 2.14 are needed, with fourteen degrees of freedom.

Source: Student (1908); M. Abramowitz, I. Stegun, *Handbook of Mathematical Functions* (1964) 26.7.3, 26.7.4.
"""

import math
from functools import cache

import numpy as np

Z_95 = 1.959963984540054
"""97.5th percentile of the standard normal law."""
LARGE = 5_000
"""Degrees of freedom beyond which the two laws agree to three parts in ten thousand."""
SHARE = 0.95
HALVINGS = 60


@cache
def reach(degrees: int | None) -> float:
    """Standard errors from the middle of a 95 % interval to its end; of the normal law where none are given.

    Args:
        degrees: degrees of freedom of the error, 1 or more.
    """
    if degrees is None or degrees > LARGE:
        return Z_95
    low, high = 0.0, math.pi / 2
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, degrees) < SHARE else (low, middle)
    return math.sqrt(degrees) * math.tan(low)


def _within(angle: float, degrees: int) -> float:
    """Chance that Student's t lies within ±√degrees · tan(angle)."""
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = degrees % 2
    # Each term is the one before by cos² and by 2/3, 4/5, … for odd degrees, by 1/2, 3/4, … for even ones.
    n_more = (degrees - 3) // 2 if odd else (degrees - 2) // 2
    at = 2.0 * np.arange(1, max(n_more, 0) + 1)
    factors = (at if odd else at - 1) / (at + 1 if odd else at) * cosine**2
    whole = 1 + float(np.cumprod(factors).sum())
    if not odd:
        return sine * whole
    return 2 / math.pi * (angle + (sine * cosine * whole if degrees > 1 else 0.0))

"""How many independent reports a number of correlated reports is worth.

Ten reports with a correlation of 0.5 are worth 10 / (1 + 9 × 0.5) = 1.82. When the reports are not equally
strong, dividing them all by the same factor would let nine stale reports weaken a fresh one. So the
strongest counts in full and each further one counts what it adds to the effective number; with equal
reports both give the same sum, and no report added ever takes weight away.

Source: L. Kish, *Survey Sampling* (1965) §5.4 (design effect of a cluster); R. Clemen and R. Winkler,
"Limits for the precision and value of information from dependent sources" (1985).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def effective_number(n: float, correlation: float) -> float:
    """The number of independent reports that `n` reports with this correlation are worth."""
    if n <= 0:
        return 0.0
    return n / (1 + (n - 1) * correlation) if n > 1 else float(n)


def rank_share(rank: int, correlation: float) -> float:
    """What the report of this rank (1 is the strongest) adds to the effective number: 1 at rank 1."""
    return effective_number(rank, correlation) - effective_number(rank - 1, correlation)


def shares(strengths: NDArray[np.float64] | Sequence[float], correlation: float) -> list[float]:
    """For each report the share of its strength that counts, in the order given.

    Reports of equal strength have equal shares, so that neither names nor order decide.
    """
    if len(strengths) == 1:
        return [1.0]
    values, place, counts = np.unique(
        -np.asarray(strengths, dtype=np.float64), return_inverse=True, return_counts=True
    )
    ends = np.cumsum(counts)
    worth = ends / (1 + (ends - 1) * correlation)
    gains = np.diff(worth, prepend=0.0) / counts
    shared: list[float] = gains[place].tolist() if len(values) else []
    return shared

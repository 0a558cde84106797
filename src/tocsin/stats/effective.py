"""How many independent reports a number of correlated reports is worth.

Ten reports with a correlation of 0.5 are worth 10 / (1 + 9 × 0.5) = 1.82. When the reports are not equally
strong, dividing them all by the same factor would let nine stale reports weaken a fresh one. So the
strongest counts in full and each further one counts what it adds to the effective number; with equal
reports both give the same sum, and no report added ever takes weight away.

Source: L. Kish, *Survey Sampling* (1965) §5.4 (design effect of a cluster); R. Clemen and R. Winkler,
"Limits for the precision and value of information from dependent sources" (1985).
"""

from collections.abc import Sequence


def effective_number(n: float, correlation: float) -> float:
    """The number of independent reports that `n` reports with this correlation are worth."""
    if n <= 0:
        return 0.0
    return n / (1 + (n - 1) * correlation) if n > 1 else float(n)


def rank_share(rank: int, correlation: float) -> float:
    """What the report of this rank (1 is the strongest) adds to the effective number: 1 at rank 1."""
    return effective_number(rank, correlation) - effective_number(rank - 1, correlation)


def shares(strengths: Sequence[float], correlation: float) -> list[float]:
    """For each report the share of its strength that counts, in the order given.

    Reports of equal strength have equal shares, so that neither names nor order decide.
    """
    order = sorted(range(len(strengths)), key=lambda at: -strengths[at])
    given = [0.0] * len(strengths)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and strengths[order[end]] == strengths[order[start]]:
            end += 1
        gain = effective_number(end, correlation) - effective_number(start, correlation)
        for at in order[start:end]:
            given[at] = gain / (end - start)
        start = end
    return given

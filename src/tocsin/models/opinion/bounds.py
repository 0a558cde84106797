"""The two intervals of every estimate: by the chance of who was asked, and by how far surveys are off in all.

A worked example of what is easily confused. A poll of 1,000 finds 50 %: its sampling interval is 47 to 53 %,
and a headline calls that the margin of error. Of 11,475 polls before elections such an interval held the
outcome in 70 of 100, not in 95, since people who were not reached or did not answer differ, questions lead,
and minds change. Twice as wide an interval held it in 93 of 100. So both are given, and the wider is the one
to act on.

Source: E. B. Wilson (1927) for shares; T. Lumley, *Complex Surveys* (2010) §2.4 for degrees of freedom; H.
Shirani-Mehr, D. Rothschild, S. Goel, A. Gelman, Disentangling bias and variance in election polls, Journal of
the American Statistical Association 113 (2018), who found total error about twice the stated one.
"""

import math

from tocsin.records.survey import Interval
from tocsin.stats.student import reach


def share_interval(
    share: float, se: float, n: float, wider: float = 1.0, degrees: int | None = None
) -> Interval:
    """95 % interval of a share by Wilson's score, for as many people as its standard error is worth.

    Args:
        se: by the design; where it is 0 because everybody said the same, `n` people stand for it.
        wider: how many times wider than by chance alone.
        degrees: of freedom that the error has by the design; as many as one likes where none are given.
    """
    z = reach(degrees)
    worth = share * (1 - share) / se**2 if se > 0 and 0 < share < 1 else n
    worth /= wider**2
    square = z**2 / worth
    centre = (share + square / 2) / (1 + square)
    ends = z / (1 + square) * math.sqrt(share * (1 - share) / worth + square / (4 * worth))
    return Interval(low=max(0.0, centre - ends), high=min(1.0, centre + ends))


def points_interval(value: float, se: float, wider: float = 1.0, degrees: int | None = None) -> Interval:
    """95 % interval of anything whose error is normal, known from so many degrees of freedom."""
    z = reach(degrees)
    return Interval(low=value - z * wider * se, high=value + z * wider * se)

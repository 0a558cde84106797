"""Was it the sharpest fall of the series? Answered with a rank interval, and with what it was compared with.

A figure published after a figure differs by chance too. So the series is asked again many times, each survey
off by its sampling error, and the fall's place among all falls between one survey and the next is taken each
time. Its interval is told beside its place as published.

Source: P. Hall, H. Miller, Using the bootstrap to quantify the authority of an empirical ranking, Annals of
Statistics 37 (2009), who also show that such intervals are honest only where neighbouring ranks are not
nearly tied; hence the probability of the first place is told with them.
"""

from datetime import date
from typing import NamedTuple

import numpy as np

from tocsin.records.opinion import Sharpest
from tocsin.records.survey import Interval
from tocsin.stats.kalman import Array

N_DRAWS = 2_000
SHOWN = 3
"""Falls that are told of a series."""


class Line(NamedTuple):
    """One pollster's surveys of one series."""

    measure: str
    """Series."""
    days: list[date]
    """Field dates, ascending."""
    value: Array
    """(survey,): per cent or points, as published."""
    se: Array
    """(survey,): standard error of each, in the same unit."""
    unit: str
    """`points of a hundred` or `points`."""


def find_falls(line: Line, rng: np.random.Generator, on: date | None = None) -> tuple[Sharpest, ...]:
    """The sharpest falls from one survey to the next, or the one that ends at a survey.

    Args:
        on: field date of the survey after the fall; the three sharpest where none is given.
    """
    if len(line.days) < 3:
        return ()
    change = np.diff(line.value)
    drawn = np.diff(line.value + line.se * rng.standard_normal((N_DRAWS, len(line.value))), axis=1)
    asked = np.argsort(change, kind="stable")[:SHOWN] if on is None else [line.days.index(on) - 1]
    found = []
    for at in asked:
        if change[at] >= 0:
            continue
        ranks = 1 + (drawn < drawn[:, at : at + 1]).sum(axis=1)
        low, high = np.quantile(ranks, (0.05, 0.95), method="nearest")
        found.append(
            Sharpest(
                measure=line.measure,
                after=line.days[at],
                on=line.days[at + 1],
                value=float(change[at]),
                rank=1 + int((change < change[at]).sum()),
                rank_interval=Interval(low=float(low), high=float(high)),
                sharpest_p=float((ranks == 1).mean()),
                compared=(
                    f"Change from the survey of {line.days[at]} to that of {line.days[at + 1]}, "
                    f"in {line.unit}, beside all {len(change)} changes from one survey to the next, "
                    f"{line.days[0]} to {line.days[-1]}."
                ),
                n_compared=len(change),
                first_on=line.days[0],
                last_on=line.days[-1],
            )
        )
    return tuple(found)

"""Invented series with shocks of known size and half-life, and how often their intervals hold these."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from evals import Row
from tocsin.models.opinion.series import fit, read_series
from tocsin.models.opinion.shocks import quantile
from tocsin.records.opinion import OpinionRules, Poll, Scale
from tocsin.stats.student import Z_95

N_WORLDS = 60
N_MONTHS = 72
AT = 48
"""Month of the shock."""
N_ASKED = 1600
DRIFT = 0.05
"""Standard deviation of a month's drift, in log odds."""
MONTH = timedelta(days=30.4375)


def world(rng: np.random.Generator, sizes: tuple[float, float], half_life: float, deff: float) -> list[Poll]:
    """Two series of shares that drift, are asked about each month, and take one shock."""
    polls = []
    drift = np.cumsum(DRIFT * rng.standard_normal((N_MONTHS, 2)), axis=0)
    since = np.arange(N_MONTHS) - AT
    shown = np.where(since >= 0, np.exp2(-np.maximum(since, 0) / half_life), 0.0)
    for of, size in enumerate(sizes):
        share = 1 / (1 + np.exp(-(0.5 + drift[:, of] + size * shown)))
        worth = int(N_ASKED / deff)
        told = rng.binomial(worth, share) / worth
        for month in range(N_MONTHS):
            day = date(2015, 1, 15) + month * MONTH
            polls.append(
                Poll(
                    measure=f"series {of}",
                    pollster="nobody",
                    starts_on=day,
                    ends_on=day,
                    value=float(told[month]),
                    n_asked=N_ASKED,
                )
            )
    return polls


def coverage(rules: OpinionRules) -> Iterator[Row]:
    """How often 95 % intervals of half-life and of size hold the truth, where the shock was found."""
    rng = np.random.default_rng(20220921)
    half_lives: list[bool] = []
    sizes_held: list[bool] = []
    alarms = 0
    for _ in range(N_WORLDS):
        half_life = float(np.exp(rng.uniform(np.log(1), np.log(8))))
        sizes = -rng.uniform(0.4, 1.0, 2)
        polls = world(rng, (float(sizes[0]), float(sizes[1])), half_life, rules.deff.value)
        seen = read_series(polls, Scale.SHARE, rules).seen
        told = fit(seen, Scale.SHARE, rules).told
        at = np.unique(seen.at)[AT]
        there = [one for one in told if one.at == at]
        alarms += len(told) - len(there)
        for one in there:
            low, high = (quantile(one.half_lives, one.shares, p) for p in (0.025, 0.975))
            half_lives.append(low <= half_life <= high)
            sizes_held += (np.abs(one.size - sizes) <= Z_95 * one.size_spread).tolist()
    years = N_WORLDS * N_MONTHS / 12
    note = f"{N_WORLDS} invented pairs of series; sizes .4 to 1 log odds, half-lives 1 to 8 months"
    yield Row("opinion invented shocks found", len(half_lives) / N_WORLDS, note=note)
    held = float(np.mean(half_lives))
    yield Row("opinion half-life within its 95 % interval", held, target=0.9, note="of those found")
    held = float(np.mean(sizes_held))
    yield Row("opinion size within its 95 % interval", held, target=0.9, note="each series of those found")
    rate = alarms * 5 / years
    yield Row("opinion false alarms in five years", rate, target=1.0, at_most=True, note=f"{years:.0f} years")

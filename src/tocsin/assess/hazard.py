"""Competing risks in discrete time: which hypothesis comes about first, and by when.

Three things are easily confused. The *hazard* is the chance in the next month given that nothing has come
about; the *incidence* is the chance to have come about by a day; the *odds* that evidence multiplies are
those of the monthly hazard, each hypothesis against the residual. With hazards of 0.02 (open) and 0.08
(stealth) the residual keeps 0.90 of the month and the odds are 0.022 and 0.089; two bits for open give
odds of 0.089, hence hazards 0.075, 0.075 and 0.849. Whatever the bits, hazards and residual sum to one.

Bits fade with their half-lives, so that evidence of today speaks about the coming weeks and the hazard
returns to the reference class's. Time runs in steps of a day for four weeks and of a week afterwards, cut
at each deadline; inside a step the rates are constant and the step's chance is split by rate, so that
incidences never fall and sum to one with the residual.

Source: D. Singer and J. Willett, *Applied Longitudinal Data Analysis* (2003) ch. 10-12 (discrete-time
hazard); G. Tutz and M. Schmid, *Modeling Discrete Time-to-Event Data* (2016) ch. 8 (competing risks).
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DAYS_PER_MONTH = 365.25 / 12
DAILY_DAYS = 28
WEEK_DAYS = 7

Array = NDArray[np.float64]


class World(NamedTuple):
    """Everything that drives the hazards; row 0 of each array holds the best single values."""

    prior_bits: Array
    """(draw, hypothesis): log2 odds of the month's hazard against the residual, before evidence."""
    bits: Array
    """(draw, hypothesis, fade): evidence as of now."""
    half_life_days: Array
    """(draw, fade): after how long each column of `bits` is halved; infinity does not fade."""
    half_after_days: Array | None = None
    """(draw, hypothesis): after so many days from now without an event the prior hazard is halved; it
    does not fall when `None`."""
    widening: float = 1.0
    """Factor on the distance of each draw from row 0."""


def days_until(deadline: date, as_of: datetime) -> float:
    """Days from the instant to the end of the deadline's day (UTC); negative when it has passed."""
    end = datetime.combine(deadline, time.min, tzinfo=UTC) + timedelta(days=1)
    return (end - as_of) / timedelta(days=1)


def hazard_bits(rate_per_month: Array) -> Array:
    """log2 odds against the residual of the month's hazards, from rates a month.

    Args:
        rate_per_month: shape (draw, hypothesis), above zero.
    """
    total = rate_per_month.sum(axis=1, keepdims=True)
    return np.asarray(np.log2(rate_per_month) + np.log2(np.expm1(total) / total))


def rates(hazard_per_month: Array) -> Array:
    """Rates a month from the month's hazards of all hypotheses but the residual, shape (hypothesis,)."""
    total = hazard_per_month.sum()
    return np.asarray(hazard_per_month / total * -np.log1p(-total))


def incidence(world: World, days: Sequence[float]) -> Array:
    """Chance that each hypothesis has come about by each day, and last that none has.

    Args:
        world: prior and evidence.
        days: days from now, ascending; zero or less is now.

    Returns:
        Shape (draw, day, hypothesis + 1); the last group is the residual; sums to one over the groups.
    """
    n_draws, n_hypotheses = world.prior_bits.shape
    survival = np.ones(n_draws)
    come = np.zeros((n_draws, n_hypotheses))
    out = np.empty((n_draws, len(days), n_hypotheses + 1))
    wanted = np.maximum(np.asarray(days, dtype=np.float64), 0.0)
    at = 0
    for start, end in _steps(wanted):
        while at < len(wanted) and wanted[at] <= start:
            out[:, at, :-1], out[:, at, -1] = come, survival
            at += 1
        log_odds = np.log(2) * _level(world, (start + end) / 2)
        all_odds = np.logaddexp.reduce(log_odds, axis=1)
        rate = np.logaddexp(all_odds, 0.0)
        left = np.exp(-rate * (end - start) / DAYS_PER_MONTH)
        lost = survival * (1 - left)
        come = come + lost[:, None] * np.exp(log_odds - all_odds[:, None])
        survival = survival * left
    out[:, at:, :-1], out[:, at:, -1] = come[:, None, :], survival[:, None]
    return out


def _level(world: World, day: float) -> Array:
    """log2 odds of the month's hazards on a day, shape (draw, hypothesis)."""
    fade = np.exp2(-day / world.half_life_days)
    level = world.prior_bits + np.einsum("dhf,df->dh", world.bits, fade)
    if world.half_after_days is not None:
        level = level - np.log2(1 + day / world.half_after_days)
    return np.asarray(level[0] + world.widening * (level - level[0]))


def _steps(days: Array) -> list[tuple[float, float]]:
    """Steps from now to the last day: daily, then weekly, cut at every day asked for."""
    horizon = float(days[-1]) if len(days) else 0.0
    marks = {0.0, horizon, *days.tolist()}
    marks.update(float(day) for day in range(DAILY_DAYS) if day < horizon)
    marks.update(np.arange(DAILY_DAYS, horizon, WEEK_DAYS).tolist())
    ordered = sorted(marks)
    return list(pairwise(ordered))

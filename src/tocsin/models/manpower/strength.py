"""Strength in the zone over time: its fan, and how long it holds above what a posture needs."""

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from tocsin.models.manpower.parameters import drawings, draws_of
from tocsin.models.manpower.simulate import Trajectories
from tocsin.records.manpower import Posture, Scenario
from tocsin.records.shortfall import Holding, Spread, Strength
from tocsin.stats.intervals import Draws

WEEK = timedelta(days=7)


def in_zone(run: Trajectories, scenario: Scenario) -> NDArray[np.int32]:
    """Strength in the zone as each week begins, (draw, week + 1), in persons."""
    pools = [at for at, pool in enumerate(scenario.pools) if pool.in_zone]
    found: NDArray[np.int32] = run.stocks[:, :, pools].sum(axis=2, dtype=np.int32)
    return found


def needed(scenario: Scenario, posture: Posture, n_draws: int, seed: int) -> Draws:
    """What a posture needs, (draw,), in persons: drawn block by block as the run is."""
    return draws_of(posture.need, drawings(scenario.id, n_draws, seed), "postures", posture.id)


def fan(strength: NDArray[np.int32], starts_on: date) -> tuple[Strength, ...]:
    """Percentiles of the strength of each week; (draw, week + 1) in."""
    levels = np.quantile(strength, (0.05, 0.1, 0.5, 0.9, 0.95), axis=0).round()
    return tuple(
        Strength(on=starts_on + at * WEEK, p05=one[0], p10=one[1], p50=one[2], p90=one[3], p95=one[4])
        for at, one in enumerate(levels.T.tolist())
    )


def holding(strength: NDArray[np.int32], need: Draws, starts_on: date) -> tuple[Holding, ...]:
    """Survival curve of the first week below the need; (draw, week + 1) and (draw,) in."""
    held = np.logical_and.accumulate(strength >= need[:, None], axis=1).mean(axis=0)
    return tuple(Holding(on=starts_on + at * WEEK, p=p) for at, p in enumerate(held.tolist()))


def spread(draws: NDArray[np.floating] | NDArray[np.integer]) -> Spread:
    """Median and 80 % band of draws, (draw,)."""
    low, value, high = np.quantile(draws, (0.1, 0.5, 0.9)).round().tolist()
    return Spread(low=low, value=value, high=high)


def week_of(scenario: Scenario, day: date) -> int:
    """The week of the run whose beginning is the last on or before a day."""
    return (day - scenario.starts_on) // WEEK

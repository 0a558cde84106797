"""The model from a scenario to what is shown of it: a run, a shortfall, claims reconciled."""

import msgspec
import numpy as np

from tocsin.models.manpower.answers import Question, answer, measures, sensitivities
from tocsin.models.manpower.balance import balance
from tocsin.models.manpower.simulate import Trajectories, simulate
from tocsin.models.manpower.strength import WEEK, fan, in_zone, spread
from tocsin.records.manpower import Scenario
from tocsin.records.shortfall import PoolFan, Shortfall, Simulated

N_SENSITIVITY = 500
"""Draws for each end of each figure: medians of differences on the same draws need few."""


def run(scenario: Scenario, n_draws: int, seed: int, threads: int = 1) -> Simulated:
    """A run of a scenario, its pools and its strength in the zone."""
    found = simulate(scenario, n_draws, seed, threads, watched=("killed", "wounded"))
    return Simulated(
        scenario=scenario.id,
        title=scenario.title,
        n_draws=n_draws,
        seed=seed,
        weeks=tuple(scenario.starts_on + at * WEEK for at in range(scenario.n_weeks + 1)),
        strength=fan(in_zone(found, scenario), scenario.starts_on),
        pools=tuple(_fan(found, pool.id, pool.title) for pool in scenario.pools),
        deaths=spread(found.by("killed").sum(axis=1)),
        wounded=spread(found.by("wounded").sum(axis=1)),
    )


def _fan(found: Trajectories, pool: str, title: str) -> PoolFan:
    levels = np.quantile(found.of(pool), (0.1, 0.5, 0.9), axis=0).round().astype(int)
    p10, p50, p90 = (tuple(level.tolist()) for level in levels)
    return PoolFan(id=pool, title=title, p10=p10, p50=p50, p90=p90)


def shortfall(scenario: Scenario, asked: Question) -> Shortfall:
    """What the posture asks of the army, what else would help, and what the answer hangs on."""
    few = msgspec.structs.replace(asked, n_draws=min(asked.n_draws, N_SENSITIVITY))
    return Shortfall(
        scenario=scenario.id,
        answer=answer(scenario, asked),
        balance=balance(scenario, asked),
        measures=measures(scenario, asked.n_draws, asked.seed, asked.threads),
        sensitivities=sensitivities(scenario, few),
    )

"""Runs a scenario: whole people in pools, week by week, in many draws at once.

A draw is one set of values for all that is uncertain. Draws are run in blocks of a fixed size, each with its
own random numbers, so that the result is the same to the last bit whatever the number of threads. Nobody is
made and nobody is lost: each week's sum over the pools is checked against the first.

Source: stocks and flows: J. Sterman, *Business Dynamics* (2000) ch. 6 and 11; common random numbers:
A. Law, *Simulation Modeling and Analysis* (5th ed.) §11.2.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.errors import AssessError
from tocsin.models.manpower.flows import Flow, People, Stock
from tocsin.models.manpower.parameters import BLOCK, Drawing, drawings
from tocsin.models.manpower.plan import Plan, lay_out
from tocsin.records.manpower import Scenario


class Trajectories(NamedTuple):
    """What a run gave, in whole people."""

    pools: tuple[str, ...]
    """Names of the last axis of `stocks`."""
    stocks: NDArray[np.int32]
    """(draw, week + 1, pool): who is where as each week begins; the last is the end of the run."""
    flows: tuple[str, ...]
    """Names of the last axis of `moved`."""
    moved: NDArray[np.int32]
    """(draw, week, flow): who moved in each week."""

    def of(self, pool: str) -> NDArray[np.int32]:
        """(draw, week + 1): one pool."""
        return self.stocks[:, :, self.pools.index(pool)]

    def by(self, flow: str) -> NDArray[np.int32]:
        """(draw, week): one flow."""
        return self.moved[:, :, self.flows.index(flow)]


def simulate(
    scenario: Scenario, n_draws: int, seed: int, threads: int = 1, watched: Sequence[str] = ()
) -> Trajectories:
    """Runs a scenario.

    Args:
        n_draws: how many draws.
        seed: the same seed gives the same people.
        threads: how many blocks are run at a time.
        watched: ids of flows whose people are kept week by week, each a column of `moved`; `killed` is the
            sum of `killed.front` and all its like.

    Raises:
        AssessError: people were made or lost, which is a fault of the model.
    """
    blocks = drawings(scenario.id, n_draws, seed)
    names = tuple(pool.id for pool in scenario.pools)
    stocks = np.empty((scenario.n_weeks + 1, len(names), n_draws), np.int32)
    moved = np.zeros((scenario.n_weeks, len(watched), n_draws), np.int32)

    def run(block: Drawing) -> None:
        here = slice(block.block * BLOCK, block.block * BLOCK + block.n)
        _run(lay_out(scenario, block), stocks[:, :, here], moved[:, :, here], watched)

    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(run, blocks):
            pass
    return Trajectories(names, stocks.transpose(2, 0, 1), tuple(watched), moved.transpose(2, 0, 1))


def _run(plan: Plan, stocks: People, moved: People, watched: Sequence[str]) -> None:
    """Runs one block into its part of (week + 1, pool, draw) and (week, flow, draw)."""
    now = plan.start.copy()
    everyone = now.sum(axis=0, dtype=np.int64)
    # From one half on, so that what has moved so far is always what was due, rounded.
    left_over = np.full((len(plan.flows), now.shape[1]), 0.5, np.float32)
    columns = [
        [at for at, one in enumerate(watched) if one in (name, name.partition(".")[0])] for name in plan.names
    ]
    _record(plan, now, stocks[0])
    for week in range(len(moved)):
        began = now.astype(np.float32)
        for arrived in plan.arrived.values():
            arrived[week + 1] = arrived[week]
        for at, flow in enumerate(plan.flows):
            if flow.first_week <= week <= flow.last_week:
                people = _move(flow, week, began, now, left_over[at])
                if flow.into in plan.arrived:
                    plan.arrived[flow.into][week + 1] += people
                for column in columns[at]:
                    moved[week, column] += people
        _record(plan, now, stocks[week + 1])
        if not np.array_equal(now.sum(axis=0, dtype=np.int64), everyone):
            raise AssessError(
                f"week {week + 1} of the run", "as many people as in the first", "others", "reporting this"
            )


def _move(flow: Flow, week: int, began: Stock, now: People, left_over: NDArray[np.float32]) -> People:
    """Moves the whole people that are due; the part of a person that is left is kept for next week."""
    due = flow.due(week, began) + left_over
    whole = np.floor(due)
    np.subtract(due, whole, out=left_over)
    people: People = np.minimum(whole.astype(np.int32), now[flow.out_of])
    now[flow.out_of] -= people
    now[flow.into] += people
    return people


def _record(plan: Plan, now: People, into: People) -> None:
    """Sums the parts of each pool."""
    for at, parts in enumerate(plan.parts):
        if len(parts) == 1:
            into[at] = now[parts[0]]
        else:
            np.sum(now[parts], axis=0, out=into[at])

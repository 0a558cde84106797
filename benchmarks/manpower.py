"""An army over five years in ten thousand draws, beside the general simulators doing a small part of it.

Ours is the whole model: eight pools, ten drafts, training, wounded who return, losses with a tempo. SimPy and
Mesa get a small model, the same for both and for ours in the row beside them: one pool, recruits and leavers
each week, so many draws as they do in a few seconds, scaled to the number in the row.
"""

import importlib
import importlib.util
import os
import resource
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import numpy as np

from benchmarks import Row
from tocsin.models.manpower.simulate import simulate
from tocsin.records.manpower import (
    CallUp,
    Course,
    Exposed,
    Intake,
    Losses,
    Pool,
    PoolKind,
    Recruitment,
    Scenario,
    Transfer,
)
from tocsin.records.units import Figure

N_WEEKS = 260
N_DRAWS = 10_000
PEER_DRAWS = 100
STARTS_ON = date(2030, 1, 7)
RECRUITS, LEAVING, STOCK = 300, 0.002, 150_000


def rows() -> Iterator[Row]:
    """The whole model by number of draws, then the small one beside its peers."""
    threads = os.cpu_count() or 1
    army = whole()
    for n_draws in (1_000, N_DRAWS, 30_000, 100_000):
        wall, used = time.perf_counter(), time.process_time()
        simulate(army, n_draws, 1, threads)
        wall, used = time.perf_counter() - wall, time.process_time() - used
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        note = f"{threads} threads, {used:.2f} s of processor time, peak so far {memory:,.0f} MB"
        name = f"manpower {n_draws:,} draws × {N_WEEKS} weeks × {len(army.pools)} pools"
        yield Row(name, wall, "s", {}, note + ("; target .5 s and 1,500 MB" if n_draws == N_DRAWS else ""))
    start = time.perf_counter()
    simulate(small(), N_DRAWS, 1, threads)
    ours = time.perf_counter() - start
    peers = {"SimPy": _timed("simpy", _simpy), "Mesa": _timed("mesa", _mesa)}
    note = f"peers on one thread, {PEER_DRAWS} draws scaled to {N_DRAWS:,}"
    yield Row(f"manpower, small model, {N_DRAWS:,} draws × {N_WEEKS} weeks", ours, "s", peers, note)


def _timed(peer: str, draw: Callable[[Any, np.random.Generator], int]) -> float | None:
    """Seconds for all draws, from a few; `None` where the peer is not installed."""
    if importlib.util.find_spec(peer) is None:
        return None
    library = importlib.import_module(peer)
    rng = np.random.default_rng(1)
    start = time.perf_counter()
    for _ in range(PEER_DRAWS):
        draw(library, rng)
    return (time.perf_counter() - start) * N_DRAWS / PEER_DRAWS


def _simpy(simpy: Any, rng: np.random.Generator) -> int:
    env = simpy.Environment()
    army = simpy.Container(env, init=STOCK, capacity=10**9)

    def recruiting() -> Iterator[Any]:
        while True:
            yield army.put(max(1, int(rng.normal(RECRUITS, 30))))
            yield env.timeout(1)

    def leaving() -> Iterator[Any]:
        while True:
            yield army.get(max(1, int(army.level * LEAVING)))
            yield env.timeout(1)

    env.process(recruiting())
    env.process(leaving())
    env.run(until=N_WEEKS)
    return int(army.level)


def _mesa(mesa: Any, rng: np.random.Generator) -> int:
    class Army(mesa.Agent):  # type: ignore[misc]  # the peer has no types
        def __init__(self, model: Any) -> None:
            super().__init__(model)
            self.people = STOCK

        def step(self) -> None:
            self.people += int(rng.normal(RECRUITS, 30)) - int(self.people * LEAVING)

    model = mesa.Model(seed=1)
    army = Army(model)
    for _ in range(N_WEEKS):
        model.agents.do("step")
    return army.people


def figure(value: float, spread: float, unit: str) -> Figure:
    """A figure with a range of so large a part of it on either side."""
    low, high = value * (1 - spread), value * (1 + spread)
    return Figure(value=value, low=low, high=high, unit=unit, source="benchmark", date=STARTS_ON)


def _pool(name: str, kind: PoolKind, stock: float = 0, zone: bool = False) -> Pool:
    size = figure(stock, 0.1, "persons") if stock else None
    return Pool(id=name, title=name, kind=kind, stock=size, in_zone=zone)


def small() -> Scenario:
    """Recruits and leavers of one pool."""
    return Scenario(
        id="small",
        title="small",
        army="none",
        starts_on=STARTS_ON,
        n_weeks=N_WEEKS,
        pools=(
            _pool("reserve", PoolKind.RESERVE, 10**6),
            _pool("army", PoolKind.CONTRACT, STOCK, zone=True),
            _pool("home", PoolKind.CIVILIAN),
        ),
        recruitment=(_recruits("army"),),
        transfers=(_leavers("army"),),
    )


def _recruits(into: str) -> Recruitment:
    per_week = figure(RECRUITS, 0.3, "persons/week")
    return Recruitment(id="recruits", title="", out_of="reserve", into=into, per_week=per_week)


def _leavers(out_of: str) -> Transfer:
    return Transfer(
        id=f"leave-{out_of}",
        title="",
        out_of=out_of,
        into="home",
        per_week=figure(LEAVING, 0.5, "share/week"),
    )


def whole() -> Scenario:
    """Eight pools with every kind of flow."""
    drafts = tuple(
        Intake(
            id=f"draft-{year}-{month}",
            title="",
            out_of="reserve",
            into="conscripts",
            released_into="home",
            starts_on=date(year, month, 1),
            n_weeks=13,
            term_weeks=52,
            size=figure(130_000, 0.05, "persons"),
        )
        for year in range(2030, 2035)
        for month in (4, 10)
    )
    wave = CallUp(
        id="wave",
        title="",
        out_of="reserve",
        into="training",
        decreed_on=date(2030, 3, 4),
        size=figure(300_000, 0.1, "persons"),
        gathering_weeks=figure(5, 0.2, "weeks"),
    )
    return Scenario(
        id="whole",
        title="whole",
        army="none",
        starts_on=STARTS_ON,
        n_weeks=N_WEEKS,
        pools=(
            _pool("reserve", PoolKind.RESERVE, 2 * 10**7),
            _pool("conscripts", PoolKind.CONSCRIPT),
            _pool("contract", PoolKind.CONTRACT, STOCK, zone=True),
            _pool("training", PoolKind.TRAINING),
            _pool("mobilised", PoolKind.MOBILISED, zone=True),
            _pool("hospital", PoolKind.WOUNDED),
            _pool("dead", PoolKind.DEAD),
            _pool("home", PoolKind.CIVILIAN),
        ),
        intakes=drafts,
        call_ups=(wave,),
        recruitment=(_recruits("contract"),),
        courses=(_course("training", "mobilised", 3, 14), _course("hospital", "contract", 6, 20, share=0.6)),
        transfers=(_leavers("contract"), _leavers("mobilised")),
        losses=Losses(
            killed_per_week=figure(300, 0.4, "persons/week"),
            wounded_per_killed=figure(3, 0.3, "ratio"),
            tempo_spread=figure(0.3, 0.3, "ratio"),
            tempo_memory=figure(0.8, 0.1, "share"),
            dead="dead",
            exposed=tuple(
                Exposed(pool=name, wounded_into="hospital", exposure=figure(1, 0.2, "ratio"))
                for name in ("contract", "mobilised")
            ),
        ),
    )


def _course(of: str, into: str, quick: float, slow: float, share: float | None = None) -> Course:
    return Course(
        id=of,
        title="",
        of=of,
        into=into,
        quick_share=figure(0.3, 0.2, "share"),
        quick_weeks=figure(quick, 0.2, "weeks"),
        slow_weeks=figure(slow, 0.2, "weeks"),
        share=None if share is None else figure(share, 0.1, "share"),
        otherwise=None if share is None else "home",
    )

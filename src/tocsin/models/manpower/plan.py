"""A scenario is laid out for one block of draws: pools become rows, and every flow gets its numbers.

An intake is a row of its own inside its pool, since its people leave together one term later. Whatever flows
out of such a pool flows out of each of its rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from tocsin.models.manpower.flows import (
    Amount,
    Count,
    Flow,
    Gathering,
    Leaving,
    Loss,
    People,
    Release,
    Share,
    Stays,
)
from tocsin.models.manpower.parameters import Drawing
from tocsin.records.manpower import CallUp, Course, Intake, Losses, Scenario, Window
from tocsin.records.units import Figure

WEEK = timedelta(days=7)


@dataclass
class Plan:
    """A scenario in numbers."""

    parts: list[list[int]]
    """Rows of each pool of the scenario."""
    start: People
    """(row, draw): people as the run begins."""
    flows: list[Flow]
    """What moves them, in the order in which it does."""
    names: list[str]
    """Id of each flow: `killed.front` for the deaths of a pool; those of one pool's rows share theirs."""
    arrived: dict[int, NDArray[np.float32]]
    """Row in which people stay for a while → (week + 1, draw): how many had entered it."""


def lay_out(scenario: Scenario, drawing: Drawing) -> Plan:
    """The plan of a scenario for one block of draws."""
    return _Layout(scenario, drawing).plan()


class _Layout:
    def __init__(self, scenario: Scenario, drawing: Drawing) -> None:
        self.scenario, self.drawing = scenario, drawing
        self.rows: dict[str, list[int]] = {pool.id: [at] for at, pool in enumerate(scenario.pools)}
        n = len(scenario.pools) + len(scenario.intakes)
        self.start: People = np.zeros((n, drawing.n), np.int32)
        self.arrived: dict[int, NDArray[np.float32]] = {}
        for at, pool in enumerate(scenario.pools):
            if pool.stock is not None:
                self.start[at] = np.rint(drawing.figure(pool.stock, "pools", pool.id))

    def plan(self) -> Plan:
        """The plan, flows in the order: who comes, who ends a stay, who is hit, who goes."""
        named = [
            *self._intakes(),
            *self._recruited(),
            *(pair for wave in self.scenario.call_ups for pair in self._wave(wave)),
            *(pair for course in self.scenario.courses for pair in self._course(course)),
            *(self._lost(self.scenario.losses) if self.scenario.losses else ()),
            *self._transferred(),
        ]
        parts = [self.rows[pool.id] for pool in self.scenario.pools]
        flows = [flow for _, flow in named]
        return Plan(parts, self.start, flows, [name for name, _ in named], self.arrived)

    def _intakes(self) -> Iterator[tuple[str, Flow]]:
        for at, intake in enumerate(self.scenario.intakes, len(self.scenario.pools)):
            self.rows[intake.into].append(at)
            yield from self._intake(at, intake)

    def _intake(self, row: int, intake: Intake) -> Iterator[tuple[str, Flow]]:
        size = self._amount(intake.size, "intakes", intake.id)
        starts, weeks, n = self._week(intake.starts_on), float(intake.n_weeks), self.drawing.n
        already = np.clip(-starts / weeks, 0, 1)
        leaves = starts + intake.term_weeks
        gone = np.clip(-leaves / weeks, 0, 1)
        self.start[row] = np.rint(size * (already - gone))
        over = np.full(n, weeks, np.float32)
        begins = np.full(n, starts, np.float32)
        first, last = self._span(starts, starts + weeks)
        yield (
            intake.id,
            Gathering(self.rows[intake.out_of][0], row, first, last, begins, over, size),
        )
        first, last = self._span(leaves, leaves + weeks)
        out = self.rows[intake.released_into][0]
        yield f"{intake.id}/released", Release(row, out, first, last, leaves, weeks)

    def _recruited(self) -> Iterator[tuple[str, Flow]]:
        for one in self.scenario.recruitment:
            per_week = self._amount(one.per_week, "recruitment", one.id)
            if one.capacity_per_week is not None:
                most = self._amount(one.capacity_per_week, "recruitment", one.id, "capacity")
                per_week = np.minimum(per_week, most)
            first, last = self._window(one.when)
            for row in self.rows[one.out_of]:
                yield one.id, Count(row, self.rows[one.into][0], first, last, per_week)

    def _wave(self, wave: CallUp) -> Iterator[tuple[str, Flow]]:
        starts = self._week(wave.decreed_on)
        weeks = self._amount(wave.gathering_weeks, "call_ups", wave.id, "weeks")
        first, last = self._span(starts, starts + float(weeks.max()))
        yield (
            wave.id,
            Gathering(
                self.rows[wave.out_of][0],
                self.rows[wave.into][0],
                first,
                last,
                np.full(self.drawing.n, starts, np.float32),
                weeks,
                self._amount(wave.size, "call_ups", wave.id, "size"),
            ),
        )

    def _course(self, course: Course) -> Iterator[tuple[str, Flow]]:
        row, place = self.rows[course.of][0], ("courses", course.id)
        # A stay shorter than a week would have people leave in the week in which they came.
        stays = Stays(
            self.scenario.n_weeks,
            self.start[row].astype(np.float32),
            self._amount(course.quick_share, *place, "quick_share"),
            quick=np.maximum(self._amount(course.quick_weeks, *place, "quick_weeks"), 1),
            slow=np.maximum(self._amount(course.slow_weeks, *place, "slow_weeks"), 1),
        )
        self.arrived[row] = stays.arrived
        share = np.ones(self.drawing.n, np.float32)
        if course.share is not None:
            share = self._amount(course.share, *place, "share")
        ways = ((course.id, course.into, share), (f"{course.id}/otherwise", course.otherwise, 1 - share))
        for name, into, part in ways:
            if into is not None:
                yield name, Leaving(row, self.rows[into][0], 0, self.scenario.n_weeks, part, stays)

    def _lost(self, losses: Losses) -> Iterator[tuple[str, Flow]]:
        """Deaths a week at the start, shared out by head and exposure, and the wounded beside them."""
        exposure = {
            one.pool: self._amount(one.exposure, "losses", "exposed", one.pool) for one in losses.exposed
        }
        heads = sum(
            (exposure[pool] * self.start[self.rows[pool]].sum(axis=0) for pool in exposure),
            np.zeros(self.drawing.n, np.float32),
        )
        killed = self._amount(losses.killed_per_week, "losses", "killed_per_week") / heads
        wounded = self._amount(losses.wounded_per_killed, "losses", "wounded_per_killed")
        tempo, end = self._tempo(losses), self.scenario.n_weeks
        for one in losses.exposed:
            per_head = killed * exposure[one.pool]
            for row in self.rows[one.pool]:
                dead, hospital = self.rows[losses.dead][0], self.rows[one.wounded_into][0]
                yield f"killed.{one.pool}", Loss(row, dead, 0, end, per_head, tempo)
                yield f"wounded.{one.pool}", Loss(row, hospital, 0, end, per_head * wounded, tempo)

    def _tempo(self, losses: Losses) -> NDArray[np.float32]:
        """(week, draw): an autoregression of the logarithm, of mean one, times the phase's ratio."""
        n_weeks, n = self.scenario.n_weeks, self.drawing.n
        spread = self._amount(losses.tempo_spread, "losses", "tempo_spread")
        memory = self._amount(losses.tempo_memory, "losses", "tempo_memory")
        rng = self.drawing.stream("losses", "tempo")
        news = rng.standard_normal((n_weeks, n), dtype=np.float32) * (spread * np.sqrt(1 - memory**2))
        news[0] = news[0] / np.sqrt(np.maximum(1 - memory**2, np.finfo(np.float32).tiny))
        for week in range(1, n_weeks):
            news[week] += memory * news[week - 1]
        tempo = np.exp(news - spread**2 / 2, dtype=np.float32)
        starts = sorted(losses.phases, key=lambda phase: phase.starts_on)
        for at, phase in enumerate(starts):
            first = max(0, round(self._week(phase.starts_on)))
            last = round(self._week(starts[at + 1].starts_on)) if at + 1 < len(starts) else n_weeks
            if last > first:
                ratio = self._amount(phase.ratio, "losses", "phases", phase.starts_on.isoformat())
                tempo[first:last] *= ratio
        return tempo

    def _transferred(self) -> Iterator[tuple[str, Flow]]:
        for one in self.scenario.transfers:
            share = self._amount(one.per_week, "transfers", one.id)
            first, last = self._window(one.when)
            for row in self.rows[one.out_of]:
                yield one.id, Share(row, self.rows[one.into][0], first, last, share)

    def _amount(self, figure: Figure, *place: str) -> Amount:
        return self.drawing.figure(figure, *place).astype(np.float32)

    def _week(self, day: date) -> float:
        """The day in weeks since the run began."""
        return (day - self.scenario.starts_on) / WEEK

    def _span(self, starts: float, ends: float) -> tuple[int, int]:
        """First and last week in which something from `starts` to `ends` happens; none if it ends before."""
        return max(0, int(np.floor(starts))), int(np.ceil(ends))

    def _window(self, when: Window) -> tuple[int, int]:
        first = 0 if when.starts_on is None else max(0, int(np.floor(self._week(when.starts_on))))
        last = self.scenario.n_weeks
        return first, last if when.ends_on is None else int(np.floor(self._week(when.ends_on)))

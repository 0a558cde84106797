"""What is asked of the arithmetic: how many are missing, how large a wave, how late, and what else helps.

Every question is put to the same draws: with and without a wave, the army differs by the wave alone. So what
a wave adds is a difference of two runs, and the size that is needed is found by halving.
"""

from collections.abc import Callable
from datetime import date

import msgspec
import numpy as np

from tocsin.errors import UsageError
from tocsin.models.manpower.parameters import drawings, draws_of
from tocsin.models.manpower.simulate import simulate
from tocsin.models.manpower.strength import WEEK, holding, in_zone, needed, spread, week_of
from tocsin.models.manpower.variants import asked_wave, find_figures, wave_of, with_figure, with_waves
from tocsin.records.manpower import CallUp, Posture, Scenario
from tocsin.records.shortfall import Answer, Measure, Sensitivity
from tocsin.stats.intervals import Draws

PROBE = 100_000.0
"""Size of the wave by which another's way to the front is measured; any size gives the same share."""
HALVINGS = 16
"""Of the range in which the size lies: to a part in 65,000."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: whether a posture's need is met by a day, with which chance."""

    posture: Posture
    """What the army is to do."""
    deadline: date
    """By when trained men are to be in the zone."""
    chance: float
    """With which probability, 0–1."""
    decreed_on: date
    """The day on which a wave would be decreed."""
    n_draws: int
    """How many draws."""
    seed: int
    """Seed of the draws."""
    threads: int = 1
    """How many blocks of draws are run at a time."""


def answer(scenario: Scenario, asked: Question) -> Answer:
    """Whether there are enough, and the wave that would make them enough.

    Raises:
        UsageError: the deadline lies outside the run, or the scenario has no wave to ask about.
    """
    at = week_of(scenario, asked.deadline)
    if not 0 < at <= scenario.n_weeks:
        last = scenario.starts_on + scenario.n_weeks * WEEK
        raise UsageError(
            "--by", f"a day from {scenario.starts_on} to {last}", str(asked.deadline), "a longer run"
        )
    without = in_zone(simulate(scenario, asked.n_draws, asked.seed, asked.threads), scenario)
    need = needed(scenario, asked.posture, asked.n_draws, asked.seed)
    size = smallest_size(scenario, asked)
    return Answer(
        posture=asked.posture.id,
        deadline=asked.deadline,
        chance=asked.chance,
        need=spread(need),
        strength=spread(without[:, at]),
        missing=spread(need - without[:, at]),
        holding=holding(without, need, scenario.starts_on),
        size=size,
        latest_decree=None if size is None else latest_decree(scenario, asked, size),
        decreed_on=asked.decreed_on,
    )


def met(scenario: Scenario, asked: Question, wave: CallUp | None) -> float:
    """Share of the draws in which the need is met on the day, with a wave added or without one."""
    run = simulate(with_waves(scenario, *([wave] if wave else [])), asked.n_draws, asked.seed, asked.threads)
    strength = in_zone(run, scenario)[:, week_of(scenario, asked.deadline)]
    return float((strength >= needed(scenario, asked.posture, asked.n_draws, asked.seed)).mean())


def smallest_size(scenario: Scenario, asked: Question) -> float | None:
    """The smallest wave, in persons, that meets the need with the chance asked for; 0 where none is needed.

    `None` where not even all who could be taken, trained from the day of the decree on, are enough.
    """

    def enough(size: float) -> bool:
        return met(scenario, asked, wave_of(scenario, asked.decreed_on, size)) >= asked.chance

    if met(scenario, asked, None) >= asked.chance:
        return 0.0
    pool = next(one for one in scenario.pools if one.id == asked_wave(scenario).out_of)
    most = pool.stock.low if pool.stock else 0.0
    return _least(enough, most)


def _least(enough: Callable[[float], bool], most: float) -> float | None:
    """The least number that is enough, found from small to large and then by halving."""
    step = most / 2**10
    while step < most and not enough(step):
        step = min(step * 2, most)
    if step >= most and not enough(most):
        return None
    low, high = step / 2, step
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return float(round(high))


def latest_decree(scenario: Scenario, asked: Question, size: float) -> date | None:
    """The last day, by weeks, on which a wave of that size can be decreed; `None` where it is too late."""
    weeks = range(week_of(scenario, asked.deadline) + 1)
    days = [scenario.starts_on + at * WEEK for at in weeks]
    low, high = -1, len(days) - 1
    while low < high:
        middle = (low + high + 1) // 2
        fits = met(scenario, asked, wave_of(scenario, days[middle], size)) >= asked.chance
        low, high = (middle, high) if fits else (low, middle - 1)
    return days[low] if low >= 0 else None


def measures(scenario: Scenario, n_draws: int, seed: int, threads: int = 1) -> tuple[Measure, ...]:
    """What each way of getting people without a declared wave takes, and adds in the zone."""
    base = in_zone(simulate(scenario, n_draws, seed, threads), scenario)
    return tuple(_measure(scenario, one, base, (n_draws, seed, threads)) for one in scenario.stealth)


def _measure(scenario: Scenario, way: CallUp, base: np.ndarray, how: tuple[int, int, int]) -> Measure:
    n_draws, seed, threads = how
    run = simulate(with_waves(scenario, way), n_draws, seed, threads, watched=(way.id,))
    more = in_zone(run, scenario) - base
    middle = np.median(more, axis=0)
    first = int(np.argmax(middle >= middle.max() / 2))
    return Measure(
        id=way.id,
        title=way.title,
        people=spread(run.by(way.id).sum(axis=1)),
        in_zone=spread(more[:, -1]),
        half_by=scenario.starts_on + first * WEEK if middle.max() > 0 else None,
    )


def sensitivities(scenario: Scenario, asked: Question) -> tuple[Sensitivity, ...]:
    """Which figures move the answer most, widest first: each goes to both its ends, the others as drawn."""
    left_out = tuple(f"postures.{one.id}" for one in scenario.postures if one.id != asked.posture.id)
    found = [
        Sensitivity(
            figure=path,
            low=figure.low,
            high=figure.high,
            at_low=_missing_at(scenario, asked, path, figure.low),
            at_high=_missing_at(scenario, asked, path, figure.high),
        )
        for path, figure in find_figures(scenario)
        if not path.startswith(("asked.", "stealth.", "training_places", *left_out))
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.at_high - one.at_low)))


def _missing_at(scenario: Scenario, asked: Question, path: str, value: float) -> float:
    changed = with_figure(scenario, path, value)
    posture = next(one for one in changed.postures if one.id == asked.posture.id)
    draws = missing(changed, msgspec.structs.replace(asked, posture=posture))
    return float(np.median(draws).round())


def missing(scenario: Scenario, asked: Question) -> Draws:
    """Need less strength on the day, without another wave, (draw,), in persons."""
    strength = in_zone(simulate(scenario, asked.n_draws, asked.seed, asked.threads), scenario)
    need = needed(scenario, asked.posture, asked.n_draws, asked.seed)
    return need - strength[:, week_of(scenario, asked.deadline)]


def feasible(scenario: Scenario, asked: Question) -> Draws:
    """How many men a wave, decreed on its day, can have trained and in the zone by the deadline, (draw,).

    Training places limit its size, and time the part of it that is there by then.

    Raises:
        UsageError: the scenario has no wave to ask about, or does not say how many can be trained at a time.
    """
    if scenario.training_places is None:
        raise UsageError(scenario.id, "training_places", "no such key", "adding how many fit in training")
    base, more = (
        simulate(one, asked.n_draws, asked.seed, asked.threads)
        for one in (scenario, with_waves(scenario, wave_of(scenario, asked.decreed_on, PROBE)))
    )
    training = asked_wave(scenario).into
    busiest = np.maximum((more.of(training) - base.of(training)).max(axis=1), 1) / PROBE
    at = week_of(scenario, asked.deadline)
    there = (in_zone(more, scenario) - in_zone(base, scenario))[:, at] / PROBE
    blocks = drawings(scenario.id, asked.n_draws, asked.seed)
    places = draws_of(scenario.training_places, blocks, "training_places")
    return np.asarray(places / busiest * np.clip(there, 0, 1), dtype=np.float64)

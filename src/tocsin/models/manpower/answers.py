"""What is asked of the arithmetic: how many are missing, how large a wave, how late, and what else helps.

Every question is put to the same draws: with and without a wave, the army differs by the wave alone. So what
a wave adds is a difference of two runs, and the size that is needed is found by halving.
"""

from collections.abc import Callable, Iterator
from datetime import date

import msgspec
import numpy as np

from tocsin.errors import UsageError
from tocsin.models.manpower.simulate import simulate
from tocsin.models.manpower.strength import WEEK, holding, in_zone, needed, spread, week_of
from tocsin.records.manpower import CallUp, Posture, Scenario
from tocsin.records.record import plain
from tocsin.records.shortfall import Answer, Measure, Sensitivity
from tocsin.records.units import Figure

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
    run = simulate(_with(scenario, wave), asked.n_draws, asked.seed, asked.threads)
    strength = in_zone(run, scenario)[:, week_of(scenario, asked.deadline)]
    return float((strength >= needed(scenario, asked.posture, asked.n_draws, asked.seed)).mean())


def smallest_size(scenario: Scenario, asked: Question) -> float | None:
    """The smallest wave, in persons, that meets the need with the chance asked for; 0 where none is needed.

    `None` where not even all who could be taken, trained from the day of the decree on, are enough.
    """

    def enough(size: float) -> bool:
        return met(scenario, asked, _wave(scenario, asked.decreed_on, size)) >= asked.chance

    if met(scenario, asked, None) >= asked.chance:
        return 0.0
    pool = next(one for one in scenario.pools if one.id == _template(scenario).out_of)
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
        fits = met(scenario, asked, _wave(scenario, days[middle], size)) >= asked.chance
        low, high = (middle, high) if fits else (low, middle - 1)
    return days[low] if low >= 0 else None


def measures(scenario: Scenario, n_draws: int, seed: int, threads: int = 1) -> tuple[Measure, ...]:
    """What each way of getting people without a declared wave takes, and adds in the zone."""
    base = in_zone(simulate(scenario, n_draws, seed, threads), scenario)
    return tuple(_measure(scenario, one, base, (n_draws, seed, threads)) for one in scenario.stealth)


def _measure(scenario: Scenario, way: CallUp, base: np.ndarray, how: tuple[int, int, int]) -> Measure:
    n_draws, seed, threads = how
    run = simulate(_with(scenario, way), n_draws, seed, threads, watched=(way.id,))
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
    found = [
        Sensitivity(
            figure=path,
            low=figure.low,
            high=figure.high,
            at_low=_missing(_fixed(scenario, path, figure.low), asked),
            at_high=_missing(_fixed(scenario, path, figure.high), asked),
        )
        for path, figure in _figures(scenario, asked.posture)
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.at_high - one.at_low)))


def _missing(scenario: Scenario, asked: Question) -> float:
    posture = next(one for one in scenario.postures if one.id == asked.posture.id)
    strength = in_zone(simulate(scenario, asked.n_draws, asked.seed, asked.threads), scenario)
    need = needed(scenario, posture, asked.n_draws, asked.seed)
    return float(np.median(need - strength[:, week_of(scenario, asked.deadline)]).round())


def _figures(scenario: Scenario, posture: Posture) -> Iterator[tuple[str, Figure]]:
    """Every figure of the run that has a range, with the path that `_fixed` takes."""

    def walk(value: object, path: str) -> Iterator[tuple[str, Figure]]:
        if isinstance(value, Figure):
            if value.high > value.low:
                yield path, value
        elif isinstance(value, msgspec.Struct):
            for key in value.__struct_fields__:
                yield from walk(getattr(value, key), f"{path}.{key}" if path else key)
        elif isinstance(value, tuple):
            for at, item in enumerate(value):
                yield from walk(item, f"{path}.{getattr(item, 'id', at)}")

    left_out = tuple(f"postures.{one.id}" for one in scenario.postures if one.id != posture.id)
    for path, figure in walk(scenario, ""):
        if not path.startswith(("asked", "stealth", *left_out)):
            yield path, figure


def _fixed(scenario: Scenario, path: str, value: float) -> Scenario:
    """The scenario with one figure held at a value."""
    table = plain(scenario)
    here = table
    for key in path.split("."):
        if isinstance(here, list | tuple):
            here = next(one for at, one in enumerate(here) if one.get("id", str(at)) == key)
        else:
            here = here[key]
    here.update(low=value, value=value, high=value)
    return msgspec.convert(table, Scenario)


def _template(scenario: Scenario) -> CallUp:
    if scenario.asked is None:
        raise UsageError(scenario.id, "a wave to ask about", "none", "adding [asked] to the scenario")
    return scenario.asked


def _wave(scenario: Scenario, decreed_on: date, size: float) -> CallUp:
    """The wave that is asked about, of a size and a day."""
    template = _template(scenario)
    sure = msgspec.structs.replace(template.size, low=size, value=size, high=size)
    return msgspec.structs.replace(template, size=sure, decreed_on=decreed_on)


def _with(scenario: Scenario, wave: CallUp | None) -> Scenario:
    if wave is None:
        return scenario
    return msgspec.structs.replace(scenario, call_ups=(*scenario.call_ups, wave))

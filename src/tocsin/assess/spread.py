"""Draws over the elicited intervals, as the arrays that the hazards take.

Each figure is drawn with its own generator, named after it, so the same figure has the same draws in every
assessment and two answers differ only by their evidence. Row 0 always holds the best single values.

Waiting counts too: every month since the question was opened without an event lowers the hazards, by the
law of `stats.waiting`. Where the reference class does not say how fast, it follows from the hazard's own
range by the gamma-Poisson rule: the wider the range, the more a quiet month tells.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from tocsin.assess.absence import MOST_SEEN, absence_bits
from tocsin.assess.hazard import DAYS_PER_MONTH, Array, World, hazard_bits, rates
from tocsin.assess.weigh import Weight
from tocsin.records.assessment import Weighing
from tocsin.records.hypothesis import Question
from tocsin.records.indication import Indicator
from tocsin.records.units import Figure
from tocsin.stats.intervals import draw, draw_ratio, gamma_shape
from tocsin.stats.rng import generator

N_DRAWS = 2000


class Prior(NamedTuple):
    """Where the hazards stand before evidence; row 0 holds the best single values."""

    bits: Array
    """(draw + 1, hypothesis): log2 odds of the month's hazards against the residual."""
    half_after_days: Array
    """(draw + 1, hypothesis): after so many more days without an event they are halved."""


def prior(question: Question, as_of: datetime, n_draws: int = N_DRAWS) -> Prior:
    """The reference class's hazards after the waiting so far; only row 0 with no draws."""
    known = question.reference_class
    figures = [known.hazard_per_month[name] for name in rivals(question)]
    centre = rates(np.array([figure.value for figure in figures]))
    opened = datetime.combine(question.opened_on, time.min, tzinfo=UTC)
    waited = max((as_of - opened) / timedelta(days=DAYS_PER_MONTH), 0.0)
    now, halves = [], []
    for name, figure, rate in zip(rivals(question), figures, centre, strict=True):
        shape = gamma_shape(figure.low, figure.high)
        half = _half_after(question, name, shape / float(rate), n_draws)
        spread = generator(question.id, "hazard", name).standard_gamma(shape, n_draws) / shape
        at_first = rate * np.concatenate(([1.0], np.maximum(spread, 1e-9)))
        now.append(at_first / (1 + waited / half))
        halves.append((half + waited) * DAYS_PER_MONTH)
    return Prior(hazard_bits(np.stack(now, axis=1)), np.stack(halves, axis=1))


def _half_after(question: Question, name: str, otherwise: float, n_draws: int) -> Array:
    """Draws of the months after which a hazard is half, shape (draw + 1,)."""
    figure = question.reference_class.half_after_months.get(name)
    if figure is None:
        return np.full(n_draws + 1, otherwise)
    drawn = draw_ratio(figure, n_draws, generator(question.id, "half after", name))
    return figure.value * np.concatenate(([1.0], drawn))


def rivals(question: Question) -> list[str]:
    """Ids of all hypotheses but the residual, in the question's order."""
    return [one.id for one in question.hypotheses if not one.residual]


def world(
    question: Question, weights: Sequence[Weight], weighing: Weighing, as_of: datetime, n_missing: int
) -> World:
    """Prior and evidence with their draws; variance grows by the same step with each missing source."""
    names = rivals(question)
    indicators = {weight.indicator.id: weight.indicator for weight in weights}
    column = {name: at for at, name in enumerate(sorted(indicators))}
    bits = np.zeros((N_DRAWS + 1, len(names), max(len(column), 1)))
    for (hypothesis, indicator, reliability, credibility), group in _cells(weights).items():
        drawn = _drawn(indicators[indicator], hypothesis, reliability, credibility, group, question, weighing)
        bits[:, names.index(hypothesis), column[indicator]] += drawn
    half_lives = np.full((N_DRAWS + 1, max(len(column), 1)), np.inf)
    for name, at in column.items():
        half_lives[:, at] = _half_life(indicators[name])
    widening = (1 + n_missing * ((1 + weighing.missing_widening.value) ** 2 - 1)) ** 0.5
    start = prior(question, as_of)
    return World(start.bits, bits, half_lives, start.half_after_days, widening)


def centre(question: Question, weights: Sequence[Weight], as_of: datetime) -> World:
    """Prior and evidence at their best single values, without draws."""
    names = rivals(question)
    column = {name: at for at, name in enumerate(sorted({weight.indicator.id for weight in weights}))}
    bits = np.zeros((1, len(names), max(len(column), 1)))
    half_lives = np.full((1, max(len(column), 1)), np.inf)
    for weight in weights:
        at = column[weight.indicator.id]
        bits[0, names.index(weight.hypothesis), at] += weight.bits
        half_lives[0, at] = weight.indicator.half_life_days.value
    start = prior(question, as_of, 0)
    return World(start.bits, bits, half_lives, start.half_after_days)


_Cell = tuple[str, str, str, str]


def _cells(weights: Sequence[Weight]) -> dict[_Cell, list[Weight]]:
    """Weights that are drawn alike: same hypothesis, indicator, reliability and credibility."""
    cells: dict[_Cell, list[Weight]] = defaultdict(list)
    for weight in weights:
        seen = weight.observation
        reliability = seen.reliability if seen else None
        credibility = seen.credibility if seen else None
        grades = (reliability.value if reliability else "", credibility.value if credibility else "")
        cells[weight.hypothesis, weight.indicator.id, *grades].append(weight)
    return cells


def _drawn(
    indicator: Indicator,
    hypothesis: str,
    reliability: str,
    credibility: str,
    group: Sequence[Weight],
    question: Question,
    weighing: Weighing,
) -> Array:
    """Bits of one cell, shape (draw + 1,)."""
    centre = sum(weight.bits for weight in group)
    kept = sum(weight.kept for weight in group)
    residual = next(one.id for one in question.hypotheses if one.residual)
    full = _weight(indicator, hypothesis) - _weight(indicator, residual)
    if group[0].observation is None:
        return _unseen(indicator, full, kept, centre, weighing)
    discount = np.ones(N_DRAWS + 1)
    if reliability and credibility:
        discount = discount * _relative(weighing.reliability[reliability], "reliability", reliability)
        discount = discount * _relative(weighing.credibility[credibility], "credibility", credibility)
    ages = sum(weight.kept * weight.observation.age_days for weight in group if weight.observation)
    mean_age = ages / kept if kept else 0.0
    half_life = _half_life(indicator)
    # Held within one bit: a very old report must not grow strong in a draw with a long half-life.
    shift = np.clip(mean_age / half_life[0] - mean_age / half_life, -1.0, 1.0)
    drawn: Array = full * kept * discount * np.exp2(shift)
    drawn[0] = centre
    return drawn


def _unseen(indicator: Indicator, full: Array, kept: float, centre: float, weighing: Weighing) -> Array:
    """Bits of what was looked for and not seen, shape (draw + 1,)."""
    quiet = indicator.quiet_share
    if quiet is None:
        return np.asarray(centre * _relative(weighing.absence_bits, "absence"))
    shares = draw(quiet, N_DRAWS, generator("quiet share", indicator.id), 0.0, MOST_SEEN)
    drawn = kept * absence_bits(full, np.concatenate(([quiet.value], shares)))
    drawn[0] = centre
    return np.asarray(drawn)


def _weight(indicator: Indicator, hypothesis: str) -> Array:
    """Draws of a catalogue weight in bits; zero where none is named."""
    figure = indicator.weights.get(hypothesis)
    if figure is None:
        return np.zeros(N_DRAWS + 1)
    rng = generator("weight", indicator.id, hypothesis)
    return np.concatenate(([figure.value], draw(figure, N_DRAWS, rng)))


@lru_cache(maxsize=1024)
def _relative(figure: Figure, *names: str) -> Array:
    """Draws of a share in proportion to its value, at least 0 and never above 1 as a share."""
    if figure.value == 0:
        return _fixed(np.ones(N_DRAWS + 1))
    ends = sorted((0.0, figure.value / abs(figure.value)))
    drawn = draw(figure, N_DRAWS, generator("weighing", *names), *ends)
    return _fixed(np.concatenate(([1.0], drawn / figure.value)))


def _fixed(draws: Array) -> Array:
    """Draws that are kept for the next asker, and that nobody may change."""
    draws.setflags(write=False)
    return draws


def _half_life(indicator: Indicator) -> Array:
    """Draws of an indicator's half-life in days."""
    figure = indicator.half_life_days
    drawn = draw_ratio(figure, N_DRAWS, generator("half-life", indicator.id))
    return figure.value * np.concatenate(([1.0], drawn))

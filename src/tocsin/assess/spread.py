"""Draws over the elicited intervals, as the arrays that the hazards take.

Each figure is drawn with its own generator, named after it, so the same figure has the same draws in every
assessment and two answers differ only by their evidence. Row 0 always holds the best single values.

Waiting counts too: every month since the question was opened without an event lowers the hazards, by the
law of `stats.waiting`. Where the reference class does not say how fast, it follows from the hazard's own
range by the gamma-Poisson rule: the wider the range, the more a quiet month tells.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import numpy as np

from tocsin.assess.absence import MOST_SEEN, absence_bits
from tocsin.assess.hazard import DAYS_PER_MONTH, Array, World, hazard_bits, rates
from tocsin.assess.weights import Weights
from tocsin.records.assessment import Weighing
from tocsin.records.claim import Credibility
from tocsin.records.hypothesis import Question
from tocsin.records.indication import Indicator
from tocsin.records.source import Reliability
from tocsin.records.units import Figure
from tocsin.stats.intervals import draw, draw_ratio, gamma_shape
from tocsin.stats.rng import generator

N_DRAWS = 2000
_shape = lru_cache(maxsize=256)(gamma_shape)


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
        shape = _shape(figure.low, figure.high)
        half = _half_after(question, name, shape / float(rate), n_draws)
        spread = _gamma(shape, n_draws, question.id, "hazard", name)
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


def world(question: Question, weights: Weights, weighing: Weighing, as_of: datetime, n_missing: int) -> World:
    """Prior and evidence with their draws; variance grows by the same step with each missing source."""
    column = _columns(weights)
    width = max(len(column), 1)
    bits = np.zeros((N_DRAWS + 1, len(weights.hypotheses), width))
    for cell in _cells(weights):
        indicator = weights.indicators[cell.indicator]
        bits[:, cell.hypothesis, column[cell.indicator]] += _drawn(
            indicator, weights.hypotheses[cell.hypothesis], cell, question, weighing
        )
    half_lives = np.full((N_DRAWS + 1, width), np.inf)
    for number, at in column.items():
        half_lives[:, at] = _half_life(weights.indicators[number])
    widening = (1 + n_missing * ((1 + weighing.missing_widening.value) ** 2 - 1)) ** 0.5
    start = prior(question, as_of)
    return World(start.bits, bits, half_lives, start.half_after_days, widening)


def centre(question: Question, weights: Weights, as_of: datetime) -> World:
    """Prior and evidence at their best single values, without draws."""
    start = prior(question, as_of, 0)
    column = list(_columns(weights))
    if not column:
        nothing = np.zeros((1, len(weights.hypotheses), 1)), np.full((1, 1), np.inf)
        return World(start.bits, *nothing, start.half_after_days)
    half_lives = np.array([[weights.indicators[number].half_life_days.value for number in column]])
    return World(start.bits, weights.by_indicator()[None, :, column], half_lives, start.half_after_days)


def _columns(weights: Weights) -> dict[int, int]:
    """A column for each indicator that weighs, by number, in the order of their ids."""
    numbers = np.flatnonzero(weights.counts().sum(axis=0)).tolist()
    ordered = sorted(numbers, key=lambda number: weights.indicators[number].id)
    return {number: at for at, number in enumerate(ordered)}


class _Cell(NamedTuple):
    """Weights that are drawn alike: same hypothesis, indicator, reliability and credibility."""

    hypothesis: int
    indicator: int
    grades: tuple[Reliability | None, Credibility | None] | None
    """`None` for an absence."""
    bits: float
    kept: float
    kept_days: float
    """Sum of the share kept times age."""


def _cells(weights: Weights) -> Iterator[_Cell]:
    """The cells, by hypothesis, indicator and grades."""
    names = list(product([*Reliability, None], [*Credibility, None]))
    letters = {one: at * (len(Credibility) + 1) for at, one in enumerate([*Reliability, None])}
    figures = {one: at for at, one in enumerate([*Credibility, None])}
    grades = [letters[one.reliability] + figures[one.credibility] for one in weights.seen]
    # The last place is that of an absence, whose number is -1.
    grade = np.array([*grades, len(names)])[weights.observation]
    n_indicators, n_grades = len(weights.indicators), len(names) + 1
    code = (weights.hypothesis * n_indicators + weights.indicator) * n_grades + grade
    found, place = np.unique(code, return_inverse=True)
    days = np.where(weights.present, weights.kept * weights.discounts.age_days, 0.0)
    sums = [np.bincount(place, weights=one).tolist() for one in (weights.bits, weights.kept, days)]
    for one, bits, kept, kept_days in zip(found.tolist(), *sums, strict=True):
        rest, own = divmod(one, n_grades)
        hypothesis, indicator = divmod(rest, n_indicators)
        yield _Cell(hypothesis, indicator, names[own] if own < len(names) else None, bits, kept, kept_days)


def _drawn(
    indicator: Indicator, hypothesis: str, cell: _Cell, question: Question, weighing: Weighing
) -> Array:
    """Bits of one cell, shape (draw + 1,)."""
    residual = next(one.id for one in question.hypotheses if one.residual)
    full = _weight(indicator, hypothesis) - _weight(indicator, residual)
    if cell.grades is None:
        return _unseen(indicator, full, cell.kept, cell.bits, weighing)
    reliability, credibility = cell.grades
    drawn: Array = full * cell.kept
    if reliability is not None:
        known = weighing.reliability[reliability.value]
        drawn = drawn * _relative(known, "reliability", reliability.value)
    if credibility is not None:
        known = weighing.credibility[credibility.value]
        drawn = drawn * _relative(known, "credibility", credibility.value)
    mean_age = cell.kept_days / cell.kept if cell.kept else 0.0
    half_life = _half_life(indicator)
    # Held within one bit: a very old report must not grow strong in a draw with a long half-life.
    shift = np.clip(mean_age / half_life[0] - mean_age / half_life, -1.0, 1.0)
    drawn = drawn * np.exp2(shift)
    drawn[0] = cell.bits
    return drawn


def _unseen(indicator: Indicator, full: Array, kept: float, centre: float, weighing: Weighing) -> Array:
    """Bits of what was looked for and not seen, shape (draw + 1,)."""
    quiet = indicator.quiet_share
    if quiet is None:
        return np.asarray(centre * _relative(weighing.absence_bits, "absence"))
    drawn = kept * absence_bits(full, _quiet(quiet, indicator.id))
    drawn[0] = centre
    return np.asarray(drawn)


def _weight(indicator: Indicator, hypothesis: str) -> Array:
    """Draws of a catalogue weight in bits; zero where none is named."""
    figure = indicator.weights.get(hypothesis)
    return _NOTHING if figure is None else _weight_of(figure, indicator.id, hypothesis)


def _half_life(indicator: Indicator) -> Array:
    """Draws of an indicator's half-life in days."""
    return _positive(indicator.half_life_days, "half-life", indicator.id)


# Figures are drawn once for all days of a replay: the same figure has the same draws.
KEPT = 4096


@lru_cache(maxsize=KEPT)
def _weight_of(figure: Figure, indicator: str, hypothesis: str) -> Array:
    """Draws of a figure in bits."""
    rng = generator("weight", indicator, hypothesis)
    return _fixed(np.concatenate(([figure.value], draw(figure, N_DRAWS, rng))))


@lru_cache(maxsize=KEPT)
def _quiet(figure: Figure, indicator: str) -> Array:
    """Draws of a quiet share."""
    shares = draw(figure, N_DRAWS, generator("quiet share", indicator), 0.0, MOST_SEEN)
    return _fixed(np.concatenate(([figure.value], shares)))


@lru_cache(maxsize=KEPT)
def _positive(figure: Figure, *names: str) -> Array:
    """Draws of a figure that is above zero."""
    return _fixed(figure.value * np.concatenate(([1.0], draw_ratio(figure, N_DRAWS, generator(*names)))))


@lru_cache(maxsize=KEPT)
def _gamma(shape: float, n_draws: int, *names: str) -> Array:
    """Draws of a rate in proportion to its value."""
    return _fixed(generator(*names).standard_gamma(shape, n_draws) / shape)


@lru_cache(maxsize=KEPT)
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


_NOTHING = _fixed(np.zeros(N_DRAWS + 1))

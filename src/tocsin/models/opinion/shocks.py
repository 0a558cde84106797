"""Events: times at which related series moved more than they are wont to, and what became of each.

An event moves every series at once, by sizes that go together. It stays (*level shift*) or passes by half in
every half-life (*transient shock*). Each time is tried with each kind, and the gain in likelihood, averaged
over the sizes held possible, is its Bayes factor: a size that fits need not be searched for, and a large one
that does not fit costs. Events are taken one by one, the strongest first, while one is likelier than not;
then each is told again beside all the others.

A worked example. Approval of 83 % and 67 % for the country's direction, 1,600 asked each month, stood still
for half a year. Then they are 77 and 60, and half of the fall is back after three months. Either fall alone
happens by chance and by drift every few years; both at once, in a quiet time, do not. A search for lasting
changes alone would smooth it away.

Source: A. Harvey, S. J. Koopman, Diagnostic checking of unobserved-components time series models, JBES 10
(1992); Bayes factors: R. Kass, A. Raftery, JASA 90 (1995).
"""

import math
from typing import NamedTuple

import numpy as np

from tocsin.models.opinion.vector import Seen, inverted
from tocsin.records.opinion import OpinionRules
from tocsin.stats.kalman import Array

N_HALF_LIVES = 6
"""Half-lives that are tried in the search."""
N_FINE = 25
"""Half-lives that an event is told with."""
MOST_EVENTS = 40


class Found(NamedTuple):
    """An event as it was found."""

    at: float
    """Months since the first survey, of the first survey that shows it."""
    half_life: float
    """Its best half-life in months; infinite where it stays."""
    bits: float
    """log2 of the Bayes factor against none, over all kinds."""


class Told(NamedTuple):
    """An event, told beside all the others."""

    at: float
    """Months since the first survey."""
    bits: float
    """log2 of the Bayes factor against none, over all kinds."""
    half_lives: Array
    """(kind,): in months, ascending; the last is infinite."""
    shares: Array
    """(kind,): how likely each is; sums to one."""
    size: Array
    """(series,): mean over kinds."""
    size_spread: Array
    """(series,): standard deviation over kinds."""


def sizes(rules: OpinionRules, n_series: int, size_sd: float) -> Array:
    """Covariance of an event's sizes, (series, series)."""
    same = np.eye(n_series)
    return np.asarray(size_sd**2 * (same + rules.together.value * (1 - same)))


def find_events(seen: Seen, whole: Array, spread: Array, rules: OpinionRules) -> list[Found]:
    """Events by the order in which they were found, the strongest first.

    Args:
        whole: (survey, survey): covariance of what was seen with no event.
        spread: (series, series): covariance of an event's sizes.
    """
    times = np.unique(seen.at)[1:]
    half_lives = _half_lives(rules, N_HALF_LIVES)
    shares = _prior(rules, N_HALF_LIVES)
    shapes = [_shape(seen.at, times, one) for one in half_lives]
    found: list[Found] = []
    while len(times) and len(found) < MOST_EVENTS:
        inverse = inverted(whole)
        blocks = {
            (one, other): inverse[np.ix_(seen.of == one, seen.of == other)]
            for one in range(seen.n_series)
            for other in range(one + 1)
        }
        told = inverse @ seen.value
        gains = np.stack([_gains(seen, blocks, told, shape, spread) for shape in shapes])
        bits = np.logaddexp.reduce(gains + np.log(shares)[:, None], axis=0) / math.log(2)
        best = int(bits.argmax())
        if bits[best] < needed_bits(seen, rules):
            break
        kind = int((gains[:, best] + np.log(shares)).argmax())
        found.append(Found(float(times[best]), float(half_lives[kind]), float(bits[best])))
        whole = whole + moved(seen, found[-1], spread)
    return found


def needed_bits(seen: Seen, rules: OpinionRules) -> float:
    """What an event must gain to be likelier than not, one being expected in so many months."""
    per_month = len(np.unique(seen.at)) / max(float(seen.at[-1] - seen.at[0]), 1.0)
    return math.log2(max(rules.event_months.value * per_month - 1, 1.0))


def moved(seen: Seen, event: Found, spread: Array) -> Array:
    """What an event adds to the covariance of what was seen, (survey, survey)."""
    way = design(seen, event.at, event.half_life)
    return way @ spread @ way.T


def design(seen: Seen, at: float, half_life: float) -> Array:
    """How much of an event each survey shows, (survey, series)."""
    shown = _shape(seen.at, np.array([at]), half_life)[:, 0]
    way = np.zeros((len(seen.at), seen.n_series))
    way[np.arange(len(seen.at)), seen.of] = shown
    return way


def tell(seen: Seen, whole: Array, event: Found, spread: Array, rules: OpinionRules) -> Told:
    """An event with its half-life and sizes, beside all others.

    Args:
        whole: (survey, survey): covariance of what was seen, with all other events in it and not this one.
    """
    inverse = inverted(whole)
    half_lives = _half_lives(rules, N_FINE)
    gains, means, widths = [], [], []
    for half_life in half_lives:
        way = design(seen, event.at, half_life)
        mean, cover, gain = _sizes_of(way, inverse, seen.value, spread)
        gains.append(gain)
        means.append(mean)
        widths.append(np.diag(cover))
    weight = np.array(gains) + np.log(_prior(rules, N_FINE))
    bits = float(np.logaddexp.reduce(weight) / math.log(2))
    shares = np.exp(weight - np.logaddexp.reduce(weight))
    size = shares @ np.array(means)
    variance = shares @ (np.array(widths) + (np.array(means) - size) ** 2)
    return Told(event.at, bits, half_lives, shares, size, np.sqrt(variance))


def quantile(half_lives: Array, shares: Array, p: float) -> float:
    """Quantile of the half-life of what passes, between the values tried on a log scale."""
    passing = shares[:-1] / shares[:-1].sum()
    # Each value stands for the stretch around it, so the ends of the range can be told too.
    grid = np.log(half_lives[:-1])
    step = grid[1] - grid[0]
    edges = np.append(grid - step / 2, grid[-1] + step / 2)
    reached = np.append(0.0, np.cumsum(passing))
    return float(np.exp(np.clip(np.interp(p, reached, edges), grid[0], grid[-1])))


def _half_lives(rules: OpinionRules, n: int) -> Array:
    """Values that are tried, evenly on a log scale, and infinity for a level shift."""
    range_ = rules.half_life_months
    return np.append(np.geomspace(range_.low, range_.high, n), np.inf)


def _prior(rules: OpinionRules, n: int) -> Array:
    """Share of each kind before a series is looked at."""
    passes = rules.transient.value
    return np.append(np.full(n, passes / n), 1 - passes)


def _shape(at: Array, times: Array, half_life: float) -> Array:
    """How much of an event of each time is left at each survey, (survey, time)."""
    since = at[:, None] - times[None, :]
    left = np.where(since >= 0, np.exp2(-np.maximum(since, 0) / half_life), 0.0)
    return np.asarray(left)


def _gains(
    seen: Seen, blocks: dict[tuple[int, int], Array], told: Array, shape: Array, spread: Array
) -> Array:
    """Log Bayes factor of an event at each time, (time,)."""
    n_times, size = shape.shape[1], seen.n_series
    pull = np.empty((n_times, size))
    hold = np.empty((n_times, size, size))
    for one in range(size):
        mine = seen.of == one
        pull[:, one] = shape[mine].T @ told[mine]
        for other in range(one + 1):
            crossed = np.einsum("nt,nt->t", shape[mine], blocks[one, other] @ shape[seen.of == other])
            hold[:, one, other] = hold[:, other, one] = crossed
    free = inverted(spread)[None] + hold
    best = np.linalg.solve(free, pull[:, :, None])[:, :, 0]
    spent = np.linalg.slogdet(free)[1] + np.linalg.slogdet(spread)[1]
    return np.asarray(0.5 * np.einsum("ti,ti->t", pull, best) - 0.5 * spent)


def _sizes_of(way: Array, inverse: Array, value: Array, spread: Array) -> tuple[Array, Array, float]:
    """Mean and covariance of an event's sizes, and the log Bayes factor for it."""
    free = inverted(spread) + way.T @ inverse @ way
    cover = inverted(free)
    pull = way.T @ inverse @ value
    gain = 0.5 * float(pull @ cover @ pull)
    spent = np.linalg.slogdet(free)[1] + np.linalg.slogdet(spread)[1]
    return cover @ pull, cover, gain - 0.5 * float(spent)

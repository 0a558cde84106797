"""Related series as one Gaussian vector: local levels with a pace of their own time, pollsters' differences,
sampling error.

A local-level state-space model whose variances are known is a Gaussian vector: the covariance of all that was
seen is written down once, and levels, events and their likelihoods are conditioning on it. Field dates may
lie anywhere, months may be missing, and several pollsters may ask the same, since none of that changes more
than the covariance.

How fast a level wanders is not the same in 2003 as in 2019. The *pace* is reckoned over the surveys before
each one, with no change counting as more than a few standard deviations, so that one shock does not hide the
next.

Source: local level: J. Durbin, S. J. Koopman, *Time Series Analysis by State Space Methods* (2nd ed., 2012)
ch. 2; as a Gaussian process: S. Särkkä, A. Solin, *Applied Stochastic Differential Equations* (2019) ch. 12;
clipping: P. Huber, *Robust Statistics* (1981); pooling pollsters: S. Jackman, Australian Journal of Political
Science 40 (2005).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.stats.kalman import Array

Whole = NDArray[np.int64]
FIRST_CHANGES = 36
"""Changes that the pace is begun with."""
MAD = 1.4826
"""Standard deviation of a normal law over its median absolute deviation."""
LEAST_PACE = 0.02
"""Share of the surprises' variance that is the level's at least, so that it can move at all."""
FORGET_OVER = 3.0
"""Beyond how many standard deviations a surprise tells of a new level, for the pace alone."""
CLIP_BIAS = 1.15
"""Variance of a normal law over that of one clipped at two standard deviations, squared changes averaged."""


class Seen(NamedTuple):
    """All surveys of related series, by time."""

    at: Array
    """(survey,): months since the first, ascending."""
    of: Whole
    """(survey,): number of the series."""
    house: Whole
    """(survey,): number of the pollster."""
    value: Array
    """(survey,): log odds or points."""
    variance: Array
    """(survey,): of the sampling error."""
    n_series: int
    """How many series."""


class Pace(NamedTuple):
    """How fast levels wander."""

    at: Array
    """(step,): months, ascending."""
    grown: Array
    """(series, series, step): covariance that levels have gathered by then."""
    vague: Array
    """(series,): variance of the first level."""


def estimate_pace(seen: Seen, memory_waves: float, clip: float, offset: Array) -> Pace:
    """How fast each level wanders, and how much they wander together.

    Args:
        offset: (survey,): pollsters' differences, taken off before.
    """
    value = seen.value - offset
    at = np.unique(seen.at)
    rates = np.zeros((seen.n_series, len(at)))
    surprises = np.full((seen.n_series, len(at)), np.nan)
    for series in range(seen.n_series):
        mine = seen.of == series
        rate, surprise = _rates(seen.at[mine], value[mine], seen.variance[mine], memory_waves, clip)
        # A rate holds from the survey before to its own; steps between surveys take that of the next one.
        place = np.minimum(np.searchsorted(seen.at[mine], at), mine.sum() - 1)
        rates[series] = rate[place]
        surprises[series, np.searchsorted(at, seen.at[mine])] = surprise
    together = _together(surprises, clip)
    gaps = np.diff(at, prepend=at[0])
    grown = np.empty((seen.n_series, seen.n_series, len(at)))
    for one in range(seen.n_series):
        for other in range(seen.n_series):
            step = together[one, other] * np.sqrt(rates[one] * rates[other]) * gaps
            grown[one, other] = np.cumsum(step)
    vague = np.array([4.0 * (1.0 + value[seen.of == one].var()) for one in range(seen.n_series)])
    return Pace(at, grown, vague)


def _rates(at: Array, value: Array, variance: Array, memory: float, clip: float) -> tuple[Array, Array]:
    """Variance a month at each survey, from the surveys before, and each survey's surprise in deviations."""
    gap = np.diff(at)
    usual = float(np.median(gap[gap > 0])) if (gap > 0).any() else 1.0
    changes = np.diff(value)[:FIRST_CHANGES]
    error = float(np.median(variance))
    first = (MAD * float(np.median(np.abs(changes)))) ** 2 if len(changes) else 2 * error
    wide = max(first, error)
    keep = 1 - 1 / memory
    level, spread = value[0], variance[0]
    rates, surprises = np.empty(len(at)), np.full(len(at), np.nan)
    for n in range(len(at)):
        moved = max(wide - error, LEAST_PACE * wide)
        rates[n] = moved**2 / wide / usual
        if n == 0:
            continue
        spread += rates[n] * gap[n - 1]
        missed, expected = value[n] - level, spread + variance[n]
        surprises[n] = missed / np.sqrt(expected)
        if abs(surprises[n]) > FORGET_OVER:
            spread += missed**2 - expected
            expected = missed**2
        level += spread / expected * missed
        spread *= 1 - spread / expected
        wide *= keep + (1 - keep) * CLIP_BIAS * min(surprises[n] ** 2, clip**2)
    return rates, surprises


def _together(surprises: Array, clip: float) -> Array:
    """Correlation of the levels' changes, (series, series), from surveys of the same time."""
    held = np.clip(surprises, -clip, clip)
    size = len(held)
    found = np.eye(size)
    for one in range(size):
        for other in range(one):
            both = ~np.isnan(held[one] + held[other])
            a, b = held[one][both], held[other][both]
            # As many surveys again with no relation keep few surveys from telling too much.
            bound = np.sqrt((a @ a + 4) * (b @ b + 4))
            found[one, other] = found[other, one] = float(a @ b / bound)
    return found


def levels(pace: Pace, at: Array, of: Whole, also_at: Array, also_of: Whole) -> Array:
    """Covariance of levels at some times with levels at others, (one, other)."""
    first = np.searchsorted(pace.at, at, side="right") - 1
    second = np.searchsorted(pace.at, also_at, side="right") - 1
    shared = np.minimum(first[:, None], second[None, :])
    same = of[:, None] == also_of[None, :]
    return np.asarray(pace.grown[of[:, None], also_of[None, :], shared] + same * pace.vague[of][:, None])


def covariance(seen: Seen, pace: Pace, house_sd: float) -> Array:
    """Covariance of all that was seen, (survey, survey), with no event in it."""
    whole = levels(pace, seen.at, seen.of, seen.at, seen.of)
    return whole + same_house(seen) * house_sd**2 + np.diag(seen.variance)


def same_house(seen: Seen) -> Array:
    """1 where two surveys are of the same pollster and series, and others ask the same, else 0."""
    same = (seen.of[:, None] == seen.of[None, :]) & (seen.house[:, None] == seen.house[None, :])
    asked_by = np.array([len(np.unique(seen.house[seen.of == one])) for one in range(seen.n_series)])
    return np.asarray((same & (asked_by[seen.of] > 1)[:, None]).astype(np.float64))


def asked_at_once(seen: Seen) -> Array:
    """Product of the standard errors of two series where one pollster asked both at once, else 0."""
    at_once = (seen.at[:, None] == seen.at[None, :]) & (seen.house[:, None] == seen.house[None, :])
    other = seen.of[:, None] != seen.of[None, :]
    return np.asarray(at_once * other * np.sqrt(seen.variance[:, None] * seen.variance[None, :]))


def inverted(covariance: Array) -> Array:
    """The inverse of a covariance."""
    return np.asarray(np.linalg.inv(covariance), dtype=np.float64)


def condition(prior: Array, spread: Array, inverse: Array, value: Array) -> tuple[Array, Array]:
    """Mean and covariance of hidden quantities, given all that was seen.

    Args:
        prior: (hidden, survey): their covariance with what was seen.
        spread: (hidden, hidden): their own, before.
        inverse: (survey, survey): inverse of the covariance of what was seen.
        value: (survey,): what was seen.
    """
    gain = prior @ inverse
    return gain @ value, spread - gain @ prior.T

"""Losses from two series with different biases: one side's claims, and deaths known by name.

Each has a level that wanders on a log scale, and the two wander together without being the same; their ratio
is what lies between them. Over both lies a tempo that comes and goes: offensives and lulls. Named deaths are
seen below their level while they are still being found. How fast each part moves is not known either: a grid
of rates is run side by side, and each counts by how well it foretold the weeks so far.

A worked example of what must not be confused: 7,000 casualties claimed in a week and 900 deaths known by name
are a ratio of 8; where half of all deaths ever become known, 1,800 died and about 3 in 4 of the claimed
casualties are wounded. The deaths of last week that are known today may be 100, and the week may have been
the worst of all.

Source: local level with drift: J. Durbin, S. J. Koopman (2012) §3.2; nowcasting of counts reported late:
S. McGough et al., PLOS Computational Biology 16 (2020) e1007735; averaging over models: J. Hoeting et al.,
Statistical Science 14 (1999).
"""

import math
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

import numpy as np

from tocsin.errors import AssessError
from tocsin.records.losses import LossEstimate, LossRules, WeekOfLosses
from tocsin.records.shortfall import Spread
from tocsin.records.units import Figure
from tocsin.stats.intervals import Z_90
from tocsin.stats.kalman import Array, Filtered, StateSpace, run_filter, smooth

WEEK = timedelta(days=7)
CLAIMED, NAMED, DRIFT, TEMPO = range(4)
SIZE = 4


class Reported(NamedTuple):
    """Two series week by week; NaN where a week has none."""

    starts_on: date
    """First day of the first week."""
    claimed: Array
    """(week): casualties claimed for the week, in persons."""
    named: Array
    """(week): deaths of the week known by name, in persons."""
    known_on: date
    """The day on which the names were counted."""


def estimate_losses(reported: Reported, rules: LossRules, n_ahead: int) -> LossEstimate:
    """Losses of each week and of the weeks to come.

    Raises:
        AssessError: nothing was reported, or a number is negative.
    """
    seen = _seen(reported)
    model = _grid(reported, rules, n_ahead)
    padded = np.vstack([seen, np.full((n_ahead, 2), np.nan)])
    known = run_filter(model, padded, rules.clip.value)
    shares = _shares(known)
    mean, covariance = smooth(model, known)
    weeks = [
        _week(reported.starts_on + at * WEEK, (mean[:, at], covariance[:, at]), shares, rules)
        for at in range(len(padded))
    ]
    last = len(seen) - 1
    apart = np.array([1.0, -1.0, 0.0, 0.0])
    ratio = _mix(mean[:, last] @ apart, _along(covariance[:, last], apart), shares)
    return LossEstimate(
        weeks=tuple(weeks[: len(seen)]), ahead=tuple(weeks[len(seen) :]), ratio=_spread(*ratio, digits=2)
    )


def foretell(
    reported: Reported, rules: LossRules, n_ahead: int, window: int
) -> dict[str, tuple[Array, Array]]:
    """Log of the mean of `window` weeks of each series, 1 … `n_ahead` weeks on.

    Returns:
        `claimed` and `named`, each with its mean and standard deviation, (horizon,): of what will be seen,
        with the errors of its own weeks in it.
    """
    seen = _seen(reported)
    model = _grid(reported, rules, n_ahead)
    known = run_filter(model, np.vstack([seen, np.full((n_ahead, 2), np.nan)]), rules.clip.value)
    shares = _shares(known)
    found = {}
    for series, name in ((CLAIMED, "claimed"), (NAMED, "named")):
        way = model.observe[0, series]
        mean, spread = known.mean @ way, np.einsum("i,...ij,j->...", way, known.covariance, way)
        error = model.error[:, 0, series]
        ends = np.arange(len(seen), len(seen) + n_ahead)
        parts = [
            _mix(mean[:, at - window + 1 : at + 1].mean(1), spread[:, at] + error / window, shares)
            for at in ends
        ]
        found[name] = (np.array([one[0] for one in parts]), np.array([one[1] for one in parts]))
    return found


def _seen(reported: Reported) -> Array:
    """Logarithms of both series, (week, series)."""
    both = np.stack([reported.claimed, reported.named], axis=1)
    if np.isnan(both).all():
        raise AssessError("losses", "at least one week of claims or named deaths", "none", "another file")
    if (both < 0).any():
        week = int(np.nonzero((both < 0).any(axis=1))[0][0])
        day = reported.starts_on + week * WEEK
        raise AssessError(
            f"losses of {day}", "people, 0 or more", f"{np.nanmin(both[week]):g}", "mending the series"
        )
    with np.errstate(divide="ignore"):
        # A week with nobody is no week without loss: there is no logarithm of it, and it counts as missing.
        return np.where(both > 0, np.log(both), np.nan)


def _grid(reported: Reported, rules: LossRules, n_ahead: int) -> StateSpace:
    """The models that are run side by side: low, middle and high of every rate and of every error."""
    axes = (rules.claim_change, rules.named_change, rules.tempo_spread, rules.claim_error, rules.named_error)
    rates = np.array(list(product(*(_levels(one) for one in axes))))
    n_weeks, memory = len(reported.claimed) + n_ahead, rules.tempo_memory.value
    noise = np.zeros((len(rates), n_weeks, SIZE, SIZE))
    for at in (CLAIMED, NAMED):
        noise[:, :, at, at] = rates[:, at : at + 1] ** 2
    shared = rates[:, 0] * rates[:, 1] * rules.together.value
    noise[:, :, CLAIMED, NAMED] = noise[:, :, NAMED, CLAIMED] = shared[:, None]
    noise[:, :, TEMPO, TEMPO] = (1 - memory**2) * rates[:, 2:3] ** 2
    step = np.eye(SIZE)
    step[CLAIMED, DRIFT] = step[NAMED, DRIFT] = 1
    step[TEMPO, TEMPO] = memory
    observe = np.zeros((n_weeks, 2, SIZE))
    observe[:] = np.eye(SIZE)[:2]
    observe[:, :, TEMPO] = 1
    offset = np.zeros((n_weeks, 2))
    age = (reported.known_on - reported.starts_on) / WEEK - np.arange(n_weeks, dtype=np.float64)
    offset[:, NAMED] = np.log(_completeness(age, rules.half_named_weeks.value))
    error = np.repeat(rates[:, None, 3:] ** 2, n_weeks, axis=1)
    # A week of which little is known yet tells little: its error grows as its names are missing.
    error[:, :, NAMED] += offset[:, NAMED] ** 2 / 4
    mean, spread = _before(reported, rules)
    return StateSpace(step, noise, observe, offset, error, mean, spread)


def _before(reported: Reported, rules: LossRules) -> tuple[Array, Array]:
    """The state before the first week: a level that is hardly known, and the ratio that is held likely."""
    ratio, width = math.log(rules.ratio.value), _log_width(rules.ratio)
    named = reported.named[reported.named > 0]
    claimed = reported.claimed[reported.claimed > 0]
    level = math.log(named[0]) if len(named) else math.log(claimed[0]) - ratio
    mean = np.array([level + ratio, level, rules.drift.value, 0.0])
    tempo = rules.tempo_spread.value
    spread = np.diag([1.0 + width**2, 1.0, _width(rules.drift) ** 2, tempo**2])
    spread[CLAIMED, NAMED] = spread[NAMED, CLAIMED] = 1.0
    return mean, spread


def _completeness(age: Array, half_weeks: float) -> Array:
    """Share of a week's names that are known so many weeks after it began; at least a hundredth."""
    return np.clip(1 - 0.5 ** (np.maximum(age, 0) / half_weeks), 0.01, 1)


def _levels(figure: Figure) -> tuple[float, ...]:
    """Low, middle and high."""
    return figure.low, figure.value, figure.high


def _shares(known: Filtered) -> Array:
    """How much each model counts, (model): by its likelihood, all being as likely before; sums to one."""
    weight = np.exp(known.log_likelihood - known.log_likelihood.max())
    return np.asarray(weight / weight.sum())


def _along(covariance: Array, way: Array) -> Array:
    """Variance of a sum of the state's parts, (model)."""
    return np.asarray(np.einsum("i,mij,j->m", way, covariance, way))


def _mix(mean: Array, variance: Array, shares: Array) -> tuple[float, float]:
    """Mean and standard deviation of a mixture, from those of its parts, (model)."""
    centre = float(shares @ mean)
    return centre, math.sqrt(float(shares @ (variance + (mean - centre) ** 2)))


def _week(day: date, state: tuple[Array, Array], shares: Array, rules: LossRules) -> WeekOfLosses:
    mean, covariance = state
    ways = np.eye(SIZE)[:2] + np.eye(SIZE)[TEMPO]
    casualties, named = (_mix(mean @ way, _along(covariance, way), shares) for way in ways)
    share = rules.named_share
    deaths = named[0] - math.log(share.value), math.hypot(named[1], _log_width(share))
    return WeekOfLosses(
        on=day, casualties=_spread(*casualties), named=_spread(*named), deaths=_spread(*deaths)
    )


def _spread(centre: float, width: float, digits: int = 0) -> Spread:
    low, value, high = (round(math.exp(centre + z * width), digits) for z in (-Z_90, 0.0, Z_90))
    return Spread(low=low, value=value, high=high)


def _width(figure: Figure) -> float:
    """Standard deviation of a figure whose range is its 80 % band."""
    return (figure.high - figure.low) / (2 * Z_90)


def _log_width(figure: Figure) -> float:
    """The same on a log scale."""
    return math.log(figure.high / figure.low) / (2 * Z_90)

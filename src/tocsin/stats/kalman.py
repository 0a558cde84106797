"""Filtering and smoothing of linear Gaussian state-space models, many models at once.

Two things are easily confused: the *filtered* state of a week knows the weeks up to it, the *smoothed* state
knows all of them. A nowcast of the last week is the same in both; a story of the past must be smoothed, and a
backtest must not be.

Observations of one time are taken one after another, so that nothing is inverted and a missing one (NaN) is
simply left out. Every array may carry leading axes (…): one model each, run side by side.

Source: J. Durbin, S. J. Koopman, *Time Series Analysis by State Space Methods* (2nd ed., 2012) §4.3 (filter),
§4.4 (smoother), §6.4 (one observation after another); H. E. Rauch, F. Tung, C. T. Striebel (1965).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class StateSpace(NamedTuple):
    """state[t + 1] = transition · state[t] + noise; seen[t] = observe[t] · state[t] + offset[t] + error."""

    transition: Array
    """(…, state, state)."""
    noise: Array
    """(…, time, state, state): covariance of what is added to the state after each time."""
    observe: Array
    """(time, series, state)."""
    offset: Array
    """(time, series): known part of what is seen."""
    error: Array
    """(…, time, series): variance of each observation's error; errors of one time are independent."""
    mean: Array
    """(…, state): expected state before the first time."""
    covariance: Array
    """(…, state, state): its covariance."""


class Filtered(NamedTuple):
    """What was known of each state by its own time."""

    mean: Array
    """(…, time, state)."""
    covariance: Array
    """(…, time, state, state)."""
    log_likelihood: Array
    """(…): of all that was seen."""
    surprise: Array
    """(…, time, series): what was seen less what was expected, in standard deviations; NaN where missing."""


def run_filter(model: StateSpace, seen: Array, clip: float = np.inf) -> Filtered:
    """Filters what was seen, (time, series), NaN where it is missing.

    Args:
        clip: an observation that surprises by more standard deviations than this has its error widened until
            it does not: a week of one day, or a misprint, moves the state no further than that. Source:
            T. Cipra, R. Romera, *Kalman filter with outliers and missing observations* (1997).
    """
    batch = np.broadcast_shapes(
        model.transition.shape[:-2], model.noise.shape[:-3], model.error.shape[:-2], model.mean.shape[:-1]
    )
    n_times, n_series = seen.shape
    size = model.mean.shape[-1]
    mean = np.broadcast_to(model.mean, (*batch, size)).copy()
    covariance = np.broadcast_to(model.covariance, (*batch, size, size)).copy()
    means, covariances = np.empty((*batch, n_times, size)), np.empty((*batch, n_times, size, size))
    surprise, likelihood = np.full((*batch, n_times, n_series), np.nan), np.zeros(batch)
    for time in range(n_times):
        if time:
            mean, covariance = ahead(model, mean, covariance, time - 1)
        for series in np.nonzero(~np.isnan(seen[time]))[0]:
            way = model.observe[time, series]
            gain = covariance @ way
            spread = gain @ way + model.error[..., time, series]
            missed = seen[time, series] - model.offset[time, series] - mean @ way
            spread = np.maximum(spread, (missed / clip) ** 2)
            mean = mean + gain * (missed / spread)[..., None]
            covariance = covariance - gain[..., :, None] * gain[..., None, :] / spread[..., None, None]
            surprise[..., time, series] = missed / np.sqrt(spread)
            likelihood -= 0.5 * (np.log(2 * np.pi * spread) + missed**2 / spread)
        means[..., time, :], covariances[..., time, :, :] = mean, covariance
    return Filtered(means, covariances, likelihood, surprise)


def ahead(model: StateSpace, mean: Array, covariance: Array, time: int) -> tuple[Array, Array]:
    """Mean and covariance of the state one time after `time`, before anything of it is seen."""
    step = model.transition
    moved = np.einsum("...ij,...j->...i", step, mean)
    spread = step @ covariance @ np.swapaxes(step, -1, -2) + model.noise[..., time, :, :]
    return moved, spread


def smooth(model: StateSpace, known: Filtered) -> tuple[Array, Array]:
    """Mean (…, time, state) and covariance (…, time, state, state) of each state, given all that was seen."""
    mean, covariance = known.mean.copy(), known.covariance.copy()
    for time in range(mean.shape[-2] - 2, -1, -1):
        here, spread = known.mean[..., time, :], known.covariance[..., time, :, :]
        expected, wide = ahead(model, here, spread, time)
        # The state may have parts that never move, whose spread is then singular.
        gain = spread @ np.swapaxes(model.transition, -1, -2) @ np.linalg.pinv(wide, hermitian=True)
        missed = mean[..., time + 1, :] - expected
        mean[..., time, :] = here + np.einsum("...ij,...j->...i", gain, missed)
        excess = covariance[..., time + 1, :, :] - wide
        covariance[..., time, :, :] = spread + gain @ excess @ np.swapaxes(gain, -1, -2)
    return mean, covariance

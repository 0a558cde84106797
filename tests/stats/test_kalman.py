"""The filter and the smoother against answers worked out another way."""

import numpy as np
import pytest

from tocsin.stats.kalman import StateSpace, run_filter, smooth


def level(n_times, noise, error, start=0.0, spread=1e6):
    """A level that wanders and is seen with error."""
    return StateSpace(
        transition=np.eye(1),
        noise=np.full((n_times, 1, 1), float(noise)),
        observe=np.ones((n_times, 1, 1)),
        offset=np.zeros((n_times, 1)),
        error=np.full((n_times, 1), float(error)),
        mean=np.array([start]),
        covariance=np.array([[float(spread)]]),
    )


def joint(model, seen):
    """Mean and covariance of all states given all that was seen, by one large regression."""
    n = len(seen)
    first, step = model.covariance[0, 0], model.noise[0, 0, 0]
    prior = np.array([[first + step * min(i, j) for j in range(n)] for i in range(n)])
    there = ~np.isnan(seen[:, 0])
    pick = np.eye(n)[there]
    spread = pick @ prior @ pick.T + np.diag(model.error[there, 0])
    gain = prior @ pick.T @ np.linalg.inv(spread)
    mean = model.mean[0] + gain @ (seen[there, 0] - model.mean[0])
    return mean, prior - gain @ pick @ prior


def test_a_level_that_never_moves_is_the_mean_of_what_was_seen():
    seen = np.array([[1.0], [2.0], [6.0]])
    known = run_filter(level(3, 0.0, 1.0), seen)
    assert known.mean[-1, 0] == pytest.approx(3.0, abs=1e-4)
    assert known.covariance[-1, 0, 0] == pytest.approx(1 / 3, abs=1e-4)


def test_smoothing_gives_what_one_large_regression_gives():
    rng = np.random.default_rng(4)
    seen = rng.normal(size=(30, 1)).cumsum(axis=0)
    seen[[3, 4, 17]] = np.nan
    model = level(30, 0.7, 0.4, spread=9.0)
    mean, covariance = smooth(model, run_filter(model, seen))
    wanted, spread = joint(model, seen)
    assert np.allclose(mean[:, 0], wanted)
    assert np.allclose(covariance[:, 0, 0], np.diag(spread))


def test_what_is_missing_leaves_the_expectation_and_widens_it():
    seen = np.array([[1.0], [np.nan], [np.nan]])
    known = run_filter(level(3, 0.5, 1.0), seen)
    assert known.mean[2, 0] == known.mean[0, 0]
    assert known.covariance[2, 0, 0] == pytest.approx(known.covariance[0, 0, 0] + 1.0)
    assert np.isnan(known.surprise[1:]).all()


def test_models_run_side_by_side_are_those_run_alone():
    rng = np.random.default_rng(5)
    seen = rng.normal(size=(20, 1))
    alone = [level(20, noise, 1.0) for noise in (0.1, 1.0, 3.0)]
    together = alone[0]._replace(noise=np.stack([one.noise for one in alone]))
    found = run_filter(together, seen)
    for at, one in enumerate(alone):
        assert np.allclose(found.mean[at], run_filter(one, seen).mean)
        assert found.log_likelihood[at] == pytest.approx(float(run_filter(one, seen).log_likelihood))


def test_the_likelihood_is_highest_near_the_noise_that_made_the_series():
    rng = np.random.default_rng(6)
    seen = (rng.normal(0, 0.5, 600).cumsum() + rng.normal(0, 1.0, 600))[:, None]
    tried = np.array([0.05, 0.15, 0.25, 0.5, 1.5])
    model = level(600, 0, 1.0)._replace(noise=np.tile(tried[:, None, None, None], (1, 600, 1, 1)))
    assert tried[run_filter(model, seen).log_likelihood.argmax()] in (0.15, 0.25, 0.5)


def test_surprises_of_the_true_model_have_spread_one():
    rng = np.random.default_rng(7)
    seen = (rng.normal(0, 0.6, 900).cumsum() + rng.normal(0, 1.0, 900))[:, None]
    surprise = run_filter(level(900, 0.36, 1.0), seen).surprise[10:]
    assert np.std(surprise) == pytest.approx(1.0, abs=0.06)


def test_an_outlier_moves_a_clipped_state_little_and_an_ordinary_observation_fully():
    seen = np.zeros((40, 1))
    seen[20] = 50.0
    model = level(40, 0.1, 1.0)
    plain, clipped = run_filter(model, seen), run_filter(model, seen, clip=2.5)
    assert plain.mean[20, 0] > 10
    assert abs(clipped.mean[20, 0]) < 2
    assert np.allclose(plain.mean[:20], clipped.mean[:20])

"""The parts of the Brier score add up, and recalibration finds a known bias."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tocsin.stats.pooling import fit_recalibration, log_odds, pool, probability
from tocsin.stats.verification import calibration, murphy, wilson

forecasts = some.lists(some.tuples(some.floats(0, 1), some.booleans()), min_size=1, max_size=60)


@given(forecasts)
def test_the_parts_of_the_brier_score_add_up(given_):
    p, seen = [one for one, _ in given_], [seen for _, seen in given_]
    parts = murphy(p, seen)
    brier = sum((one - hit) ** 2 for one, hit in given_) / len(given_)
    total = parts.reliability - parts.resolution + parts.uncertainty + parts.within_bins
    assert total == pytest.approx(brier)
    assert sum(one.n for one in calibration(p, seen)) == len(p)


def test_forecasts_that_are_right_have_no_reliability_term():
    rng = np.random.default_rng(2)
    p = rng.uniform(0, 1, 20_000)
    parts = murphy(p.tolist(), (rng.uniform(size=20_000) < p).tolist())
    assert parts.reliability < 0.001
    assert parts.resolution > 0.05


def test_the_band_of_a_share_holds_it_at_the_nominal_rate():
    rng = np.random.default_rng(5)
    covered = 0
    for _ in range(2000):
        truth = rng.uniform(0.1, 0.9)
        low, high = wilson(float(rng.binomial(30, truth)), 30)
        covered += low <= truth <= high
    assert 0.75 <= covered / 2000 <= 0.85


def test_a_known_bias_is_recovered_and_a_short_record_changes_little():
    rng = np.random.default_rng(9)
    truth = rng.uniform(0.05, 0.95, 20_000)
    seen = (rng.uniform(size=20_000) < truth).astype(float)
    said = probability(1.8 * log_odds(truth) + 0.4)
    found = fit_recalibration(said, seen, 50.0)
    assert found.slope == pytest.approx(1 / 1.8, abs=0.03)
    assert found.shift == pytest.approx(-0.4 / 1.8, abs=0.05)
    short = fit_recalibration(said[:3], seen[:3], 50.0)
    assert abs(short.slope - 1) < 0.2


def test_pooling_takes_the_mean_of_log_odds_and_does_not_extremise():
    assert pool([0.2, 0.8]) == pytest.approx(0.5)
    assert pool([0.3, 0.3, 0.3]) == pytest.approx(0.3)
    assert pool([0.9, 0.1], [3, 0]) == pytest.approx(0.9)
    with pytest.raises(ValueError, match="weights above zero"):
        pool([])

"""Small records are shrunk, large ones speak for themselves, and the bands hold."""

import numpy as np
import pytest

from tocsin.stats.betabinomial import Count, shrink


def test_two_hits_of_two_are_no_certainty_and_nothing_settled_is_the_kinds_own_share():
    found = shrink({"press": [Count(2, 2), Count(0, 0)], "official": [Count(0, 0)]})
    assert 0.5 < found["press"][0].share < 0.9
    assert found["press"][0].low < found["press"][0].share < found["press"][0].high
    assert found["press"][1].share < found["press"][0].share
    assert found["press"][1].high - found["press"][1].low > 0.4


def test_a_long_record_is_hardly_moved_and_narrow():
    found = shrink({"press": [Count(180, 200), Count(1, 3), Count(2, 4)]})["press"][0]
    assert found.share == pytest.approx(0.9, abs=0.02)
    assert found.high - found.low < 0.08


def test_a_weak_kind_pulls_its_members_down_and_not_those_of_another():
    found = shrink({"weak": [Count(1, 10)] * 6 + [Count(1, 1)], "strong": [Count(9, 10)] * 6 + [Count(1, 1)]})
    assert found["weak"][-1].share < 0.5 < found["strong"][-1].share


def test_four_in_five_bands_hold_the_true_share_of_simulated_speakers():
    rng = np.random.default_rng(11)
    covered = n = 0
    for _ in range(12):
        mean, concentration = rng.uniform(0.3, 0.7), rng.uniform(2, 20)
        truths = rng.beta(mean * concentration, (1 - mean) * concentration, 15)
        sizes = rng.integers(1, 30, 15)
        counts = [
            Count(int(rng.binomial(size, truth)), int(size))
            for size, truth in zip(sizes, truths, strict=True)
        ]
        for shrunk, truth in zip(shrink({"one": counts})["one"], truths, strict=True):
            covered += shrunk.low <= truth <= shrunk.high
            n += 1
    assert 0.75 <= covered / n <= 0.85

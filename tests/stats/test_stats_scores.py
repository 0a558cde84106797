"""Scores reward saying what one believes."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tocsin.stats import scores

chances = some.floats(0.01, 0.99)


@given(chances, chances)
def test_brier_and_log_score_are_best_at_the_true_chance(true_p, said_p):
    for score in (scores.brier, scores.log_score_bits):
        honest = true_p * score(true_p, True) + (1 - true_p) * score(true_p, False)
        other = true_p * score(said_p, True) + (1 - true_p) * score(said_p, False)
        assert honest <= other + 1e-12


@given(chances)
def test_two_outcomes_score_as_one_probability(p):
    assert scores.brier_multiple({"yes": p, "no": 1 - p}, "yes") == pytest.approx(scores.brier(p, True))


def test_what_was_held_impossible_surprises_without_end():
    assert scores.log_score_bits(0.0, True) == math.inf


def test_the_interval_score_is_its_width_when_it_holds_the_outcome():
    assert scores.interval_score(200, 500, 300, 0.8) == 300
    assert scores.interval_score(200, 500, 510, 0.8) == pytest.approx(400)


def test_crps_of_one_draw_is_the_absolute_error_and_agrees_with_its_definition():
    assert scores.crps(np.array([3.0]), 5.0) == 2
    draws = np.random.default_rng(1).normal(size=200)
    pairs = np.abs(draws[:, None] - draws[None, :]).mean() / 2
    assert scores.crps(draws, 0.3) == pytest.approx(np.abs(draws - 0.3).mean() - pairs)

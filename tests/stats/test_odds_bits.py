"""Odds, log odds and bits are one thing on three scales."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tocsin.stats import odds

chances = some.floats(1e-12, 1 - 1e-12)


@given(chances)
def test_a_probability_survives_the_trip_through_bits(p):
    assert odds.probability(odds.bits(p)) == pytest.approx(p, rel=1e-9)


@given(chances, some.floats(-20, 20), some.floats(-20, 20))
def test_the_order_of_evidence_does_not_matter(p, one, other):
    assert odds.update(odds.update(p, one), other) == pytest.approx(odds.update(odds.update(p, other), one))


@given(some.floats(allow_nan=False))
def test_any_number_of_bits_is_a_probability(bits):
    assert 0 <= odds.probability(bits) <= 1


def test_the_worked_example_of_the_module_holds():
    assert odds.odds(0.2) == pytest.approx(0.25)
    assert odds.log_odds(0.2) == pytest.approx(-1.3863, abs=1e-4)
    assert odds.bits(0.2) == pytest.approx(-2)
    assert odds.likelihood_ratio_bits(0.6, 0.15) == pytest.approx(2)
    assert odds.update(0.2, 2) == pytest.approx(0.5)


def test_certainty_is_infinitely_many_bits():
    assert (odds.bits(0), odds.bits(1)) == (-math.inf, math.inf)


@pytest.mark.parametrize(("true_p", "false_p"), [(0, 0.5), (0.5, 0), (1.5, 0.5)])
def test_evidence_that_would_prove_or_refute_for_ever_is_refused(true_p, false_p):
    with pytest.raises(ValueError, match="expected chances above 0"):
        odds.likelihood_ratio_bits(true_p, false_p)

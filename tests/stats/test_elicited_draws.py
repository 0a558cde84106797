"""Draws give back the interval they were elicited as, and are the same in every run."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tocsin.records.units import Figure
from tocsin.stats.effective import effective_number, rank_share, shares
from tocsin.stats.intervals import band, draw, draw_ratio, gamma_shape
from tocsin.stats.rng import generator


def figure(low, value, high):
    return Figure(value=value, low=low, high=high, unit="bits", source="invented", date=date(2023, 1, 1))


@settings(deadline=None, max_examples=25)
@given(some.floats(-5, 5), some.floats(0, 5), some.floats(0, 5))
def test_draws_recover_low_value_and_high_as_their_80_percent_interval(value, below, above):
    drawn = draw(figure(value - below, value, value + above), 40_000, generator("test"))
    found = np.quantile(drawn, (0.1, 0.5, 0.9))
    assert found == pytest.approx([value - below, value, value + above], abs=0.12)


def test_ratio_draws_recover_the_interval_of_a_positive_figure():
    drawn = 30 * draw_ratio(figure(10, 30, 120), 40_000, generator("test"))
    assert np.quantile(drawn, (0.1, 0.5, 0.9)) == pytest.approx([10, 30, 120], rel=0.05)


def test_bounds_hold():
    drawn = draw(figure(0.1, 0.9, 1.0), 5000, generator("test"), 0, 1)
    assert drawn.min() >= 0
    assert drawn.max() <= 1


@pytest.mark.parametrize("shape", [1.0, 3.0, 20.0])
def test_the_gamma_shape_behind_a_range_is_recovered(shape):
    drawn = np.random.default_rng(3).standard_gamma(shape, 200_000)
    low, high = band(drawn)
    assert gamma_shape(float(low), float(high)) == pytest.approx(shape, rel=0.1)


def test_the_same_names_give_the_same_draws_and_others_do_not():
    assert generator("a", "b").random() == generator("a", "b").random()
    assert generator("a", "b").random() != generator("ab").random()


@given(some.integers(1, 60), some.floats(0, 1))
def test_rank_shares_add_up_to_the_effective_number(n, correlation):
    total = sum(rank_share(rank, correlation) for rank in range(1, n + 1))
    assert total == pytest.approx(effective_number(n, correlation))
    assert 1 - 1e-9 <= total <= n + 1e-9


@given(some.lists(some.floats(0, 5), max_size=12), some.floats(0, 5), some.floats(0, 1))
def test_one_more_report_never_takes_weight_away(strengths, another, correlation):
    def total(values):
        return sum(value * share for value, share in zip(values, shares(values, correlation), strict=True))

    assert total([*strengths, another]) >= total(strengths) - 1e-9


@given(some.lists(some.sampled_from([0.5, 1.0, 2.0]), max_size=8), some.floats(0, 1), some.randoms())
def test_equal_reports_have_equal_shares_in_any_order(strengths, correlation, random):
    order = list(range(len(strengths)))
    random.shuffle(order)
    here = shares(strengths, correlation)
    there = shares([strengths[at] for at in order], correlation)
    assert there == [here[at] for at in order]

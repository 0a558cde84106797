"""The hazard falls with waiting, as fast as the cases say."""

from collections import Counter

import numpy as np
import pytest

from tocsin.catalogue.entries import load_catalogue
from tocsin.stats.waiting import Belief, Waited, estimate_waiting

FIRST, HALF = Belief(0.05, 3.0), Belief(12.0, 3.0)


def test_a_known_law_is_recovered_from_simulated_waits():
    rng = np.random.default_rng(3)
    covered = 0
    for _ in range(60):
        first = 0.05 * 3 ** rng.normal()
        half = 12.0 * 3 ** rng.normal()
        rates = rng.gamma(first * half, 1 / half, 40)
        ends = rng.exponential(1 / np.maximum(rates, 1e-12))
        seen = rng.uniform(1, 60, 40)
        waits = [Waited(min(end, last), end <= last) for end, last in zip(ends, seen, strict=True)]
        found = estimate_waiting(waits, FIRST, HALF)
        covered += (found[0].low <= first <= found[0].high) + (found[1].low <= half <= found[1].high)
    assert 0.70 <= covered / 120 <= 0.90


def test_a_wait_that_never_ended_lowers_the_hazard():
    some = [Waited(2.0, again=True), Waited(5.0, again=True)]
    without, _ = estimate_waiting(some, FIRST, HALF)
    with_it, _ = estimate_waiting([*some, Waited(60.0, again=False)], FIRST, HALF)
    assert with_it.value < without.value


def test_without_waits_the_estimate_is_what_was_held_before():
    first, half = estimate_waiting([], FIRST, HALF)
    assert first.value == pytest.approx(0.05, rel=0.01)
    assert half.value == pytest.approx(12.0, rel=0.01)


def test_the_figures_of_the_shipped_reference_class_follow_from_its_own_cases():
    question = next(one for one in load_catalogue().questions if one.id == "russia-second-wave")
    known = question.reference_class
    per_war = Counter(wait.war for wait in known.waits)
    waits = [Waited(wait.months, wait.again, 1 / per_war[wait.war]) for wait in known.waits]
    first, half = estimate_waiting(waits, FIRST, HALF)
    assert known.hazard_per_month["open"].value == pytest.approx(first.value, rel=0.05)
    assert known.half_after_months["open"].value == pytest.approx(half.value, rel=0.05)
    for figure, estimate in (
        (known.hazard_per_month["open"], first),
        (known.half_after_months["open"], half),
    ):
        assert figure.low == pytest.approx(estimate.low, rel=0.1)
        assert figure.high == pytest.approx(estimate.high, rel=0.1)

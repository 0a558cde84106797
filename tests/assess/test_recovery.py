"""Known hazards and weights are recovered from simulated worlds, through everything that lies between."""

from datetime import date

import numpy as np
import pytest

Z = 1.2816
DAYS = (date(2023, 7, 2) - date(2023, 2, 15)).days - 0.5
MONTH = 365.25 / 12


def incidence(rates, halves, bits, half_lives, days=DAYS):
    """Competing risks by a daily product, written apart from the product's own; one row a world."""
    survival = np.ones(len(rates))
    come = np.zeros_like(rates)
    for day in np.arange(0.5, days, 1.0):
        total = rates.sum(axis=1, keepdims=True)
        odds = rates * np.expm1(total) / total / (1 + day / halves)
        odds = odds * 2 ** (bits * 2 ** (-day / half_lives))
        left = (1 + odds.sum(axis=1)) ** (-1 / MONTH)
        come += (survival * (1 - left))[:, None] * odds / odds.sum(axis=1, keepdims=True)
        survival = survival * left
    return come


def draw(rng, low, value, high, n):
    z = rng.normal(size=n) / Z
    return value + np.where(z > 0, z * (high - value), z * (value - low))


SCENARIOS = [
    pytest.param({}, id="no evidence"),
    pytest.param({"open": (1.2, 0.4, 2.2)}, id="a sign of an open wave"),
    pytest.param({"open": (-0.6, -1.2, 0.1), "stealth": (0.9, 0.2, 1.5)}, id="a sign of stealth"),
]


@pytest.mark.parametrize("weights", SCENARIOS)
def test_four_in_five_bands_hold_the_truth_of_worlds_drawn_from_the_elicited_laws(make, weights):
    hazards = {"open": (0.05, 0.025, 0.09), "stealth": (0.03, 0.012, 0.06)}
    question = make.question(hazards, cap=100.0)
    half = make.figure(10.0, 5.0, 20.0, "months")
    known = question.reference_class
    known = type(known)(
        title="",
        rationale="",
        hazard_per_month=known.hazard_per_month,
        half_after_months={"open": half, "stealth": half},
    )
    question = make.question(hazards, cap=100.0, reference_class=known)
    indicator = make.indicator("sign", half_life=60.0, **weights)
    memento = make.memento("a", days_ago=0.0)
    answer = make.assess(
        [memento],
        [make.indication(memento, "sign")],
        question=question,
        indicators=(indicator,),
        sources=(make.source("paper"),),
        weighing=make.weighing(full=True),
    )
    rng, n = np.random.default_rng(17), 2000
    # Gamma laws with the 10th and 90th percentile in the elicited ratio, and the value as their mean.
    shapes = np.array([4.27, 2.9])
    total = 0.05 + 0.03
    centre = np.array([0.05, 0.03]) / total * -np.log1p(-total)
    halves = 10.0 * 2 ** (rng.normal(size=(n, 2)) / Z)
    waited = 14.5 / MONTH
    rates = rng.gamma(shapes, centre / shapes, (n, 2)) / (1 + waited / halves)
    bits = np.stack(
        [draw(rng, *np.array(weights.get(name, (0, 0, 0)))[[1, 0, 2]], n) for name in hazards], axis=1
    )
    half_lives = 60 * 2 ** (rng.normal(size=(n, 1)) / Z)
    truth = incidence(rates, (halves + waited) * MONTH, bits, half_lives)
    for at, outlook in enumerate(answer.hypotheses[:2]):
        covered = np.mean((truth[:, at] >= outlook.low) & (truth[:, at] <= outlook.high))
        assert 0.75 <= covered <= 0.85, outlook.id


def test_the_stated_probability_is_the_share_of_simulated_worlds_in_which_it_comes(make):
    exact = {"open": (0.05, 0.04999, 0.05001), "stealth": (0.03, 0.02999, 0.03001)}
    question = make.question(exact, cap=100.0)
    memento = make.memento("a", days_ago=0.0)
    answer = make.assess(
        [memento],
        [make.indication(memento, "sign")],
        question=question,
        indicators=(make.indicator("sign", half_life=60.0, open=1.0),),
        sources=(make.source("paper"),),
        weighing=make.weighing(full=True),
    )
    rng, n = np.random.default_rng(23), 40_000
    alive, came = np.ones(n, dtype=bool), np.zeros(2)
    odds = np.array([0.05, 0.03]) / 0.92
    for day in np.arange(0.5, DAYS, 1.0):
        now = odds * 2 ** (np.array([1.0, 0.0]) * 2 ** (-day / 60))
        chance = (1 - (1 + now.sum()) ** (-1 / MONTH)) * now / now.sum()
        u = rng.uniform(size=n)
        came += [(alive & (u < chance[0])).sum(), (alive & (u >= chance[0]) & (u < chance.sum())).sum()]
        alive &= u >= chance.sum()
    for at, outlook in enumerate(answer.hypotheses[:2]):
        assert outlook.p == pytest.approx(came[at] / n, abs=0.008)

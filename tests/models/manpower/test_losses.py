"""Losses from two series: what was made is found again, and casualties are never deaths."""

from datetime import date, timedelta

import numpy as np
import pytest

from tocsin.catalogue.manpower import load_loss_rules
from tocsin.errors import AssessError
from tocsin.models.manpower.losses import Reported, estimate_losses, foretell

DAY = date(2030, 1, 7)
LONG_AFTER = date(2033, 1, 1)


@pytest.fixture(scope="module")
def rules():
    return load_loss_rules()


def world(seed, n_weeks=80, ratio=8.0):
    """Two series that follow one war: levels that wander together, a tempo, and errors of their own."""
    rng = np.random.default_rng(seed)
    shared, apart = rng.normal(0, 0.03, n_weeks).cumsum(), rng.normal(0, 0.015, n_weeks).cumsum()
    tempo = np.zeros(n_weeks)
    for week in range(1, n_weeks):
        tempo[week] = 0.9 * tempo[week - 1] + rng.normal(0, 0.18 * np.sqrt(1 - 0.81))
    named = np.log(600) + shared + tempo
    claimed = named + np.log(ratio) + apart
    return np.exp(claimed), np.exp(named), rng


def test_the_level_and_the_ratio_are_found_again_within_their_bands(rules):
    held, ratios = [], []
    for seed in range(5):
        claimed, named, rng = world(seed)
        seen = Reported(
            DAY,
            claimed * np.exp(rng.normal(0, 0.05, 80)),
            named * np.exp(rng.normal(0, 0.15, 80)),
            LONG_AFTER,
        )
        found = estimate_losses(seen, rules, n_ahead=0)
        held += [
            week.named.low <= true <= week.named.high for week, true in zip(found.weeks, named, strict=True)
        ]
        ratios.append(found.ratio.low <= (claimed / named)[-1] <= found.ratio.high)
    assert 0.7 < np.mean(held) < 0.97
    assert np.mean(ratios) >= 0.5


def test_names_not_yet_found_do_not_look_like_a_lull(rules):
    claimed, named, _ = world(3)
    known_on = DAY + timedelta(weeks=80)
    age = 80 - np.arange(80)
    partly = named * (1 - 0.5 ** (age / rules.half_named_weeks.value))
    found = estimate_losses(Reported(DAY, claimed, partly, known_on), rules, n_ahead=0)
    assert partly[-1] < named[-1] * 0.4
    assert found.weeks[-1].named.low < named[-1] < found.weeks[-1].named.high
    whole, last = (one.named.high / one.named.low for one in (found.weeks[40], found.weeks[-1]))
    assert last > whole


def test_weeks_to_come_are_ever_less_certain(rules):
    claimed, named, _ = world(1)
    found = estimate_losses(Reported(DAY, claimed, named, LONG_AFTER), rules, n_ahead=26)
    widths = [week.casualties.high / week.casualties.low for week in found.ahead]
    assert len(widths) == 26
    assert widths == sorted(widths)


def test_all_deaths_are_more_than_those_known_by_name_and_fewer_than_casualties(rules):
    claimed, named, _ = world(2)
    found = estimate_losses(Reported(DAY, claimed, named, LONG_AFTER), rules, n_ahead=4)
    for week in (*found.weeks, *found.ahead):
        assert week.named.value < week.deaths.value < week.casualties.value


def test_a_week_of_one_day_moves_nothing_for_long(rules):
    claimed, named, _ = world(4)
    cut = named.copy()
    cut[50] /= 7
    whole, short = (
        foretell(Reported(DAY, claimed[:52], series[:52], LONG_AFTER), rules, 8, 4)["named"][0][-1]
        for series in (named, cut)
    )
    assert short == pytest.approx(whole, abs=0.12)


def test_one_series_alone_is_enough(rules):
    claimed, named, _ = world(5)
    nothing = np.full(80, np.nan)
    alone = estimate_losses(Reported(DAY, claimed, nothing, LONG_AFTER), rules, n_ahead=0)
    assert alone.weeks[-1].named.low < named[-1] < alone.weeks[-1].named.high
    assert estimate_losses(Reported(DAY, nothing, named, LONG_AFTER), rules, n_ahead=0).ratio.value > 0


def test_nothing_reported_and_people_below_zero_are_refused(rules):
    nothing = np.full(3, np.nan)
    with pytest.raises(AssessError, match="expected at least one week of claims or named deaths"):
        estimate_losses(Reported(DAY, nothing, nothing, LONG_AFTER), rules, n_ahead=0)
    with pytest.raises(AssessError, match=r"losses of 2030-01-14: expected people, 0 or more, found -5"):
        estimate_losses(Reported(DAY, np.array([9.0, -5.0, 3.0]), nothing, LONG_AFTER), rules, n_ahead=0)

"""What is missing, how large a wave, how late: truths that are made, and then found again."""

from datetime import date

import pytest

from tocsin.errors import UsageError
from tocsin.models.manpower.answers import Question, answer, latest_decree, measures, sensitivities

BY = date(2031, 1, 6)
"""52 weeks into the run."""


@pytest.fixture
def question(army):
    def build(chance=0.5, by=BY, decreed_on=date(2030, 1, 7)):
        posture = army().postures[0]
        return Question(
            posture=posture, deadline=by, chance=chance, decreed_on=decreed_on, n_draws=20, seed=1
        )

    return build


def test_the_size_that_is_found_is_the_one_that_is_missing(army, flows, question):
    """A fifth leaves over the year: 100,000 become 79,909 by hand, and 90,000 are needed."""
    left = 100_000 * (1 - 0.0043) ** 52
    scenario = army(
        asked=flows.wave(1, weeks=1), courses=(flows.course(),), transfers=(flows.leaving(0.0043),)
    )
    found = answer(scenario, question())
    assert found.strength.value == pytest.approx(left, abs=30)
    assert found.missing.value == pytest.approx(90_000 - left, abs=30)
    # Those who come leave at the same rate, so that a few more are needed than are missing.
    assert found.missing.value < found.size < found.missing.value * 1.25


def test_nothing_is_needed_where_there_are_enough(army, flows, question):
    found = answer(army(asked=flows.wave(1)), question())
    assert found.size == 0
    assert found.holding[-1].p == 1


def test_the_latest_decree_leaves_just_the_time_that_training_takes(army, flows, question):
    scenario = army(
        asked=flows.wave(1, weeks=1),
        courses=(flows.course(quick=0.0, first=2.0, second=10.0),),
        transfers=(flows.leaving(0.0043),),
    )
    day = latest_decree(scenario, question(), size=40_000)
    assert (BY - day).days // 7 in (10, 11, 12)


def test_a_wave_that_comes_too_late_for_any_size_is_said_to(army, flows, question):
    scenario = army(
        asked=flows.wave(1, weeks=1), courses=(flows.course(quick=0.0),), transfers=(flows.leaving(0.0043),)
    )
    found = answer(scenario, question(decreed_on=date(2030, 12, 30)))
    assert found.size is None
    assert found.latest_decree is None


def test_a_deadline_outside_the_run_is_refused(army, flows, question):
    with pytest.raises(UsageError, match=r"--by: expected a day from 2030-01-07 to .*, found 2040-01-01"):
        answer(army(asked=flows.wave(1)), question(by=date(2040, 1, 1)))


def test_a_scenario_without_a_wave_to_ask_about_says_so(army, flows, question):
    with pytest.raises(UsageError, match="expected a wave to ask about, found none; try adding"):
        answer(army(transfers=(flows.leaving(0.0043),)), question())


def test_a_measure_adds_what_it_takes_less_who_is_still_in_training(army, flows):
    scenario = army(stealth=(flows.wave(12_000, weeks=2),), courses=(flows.course(),), n_weeks=52)
    (found,) = measures(scenario, 5, seed=1)
    assert found.people.value == 12_000
    assert found.in_zone.value == pytest.approx(12_000, abs=2)
    assert date(2030, 3, 1) < found.half_by < date(2030, 5, 1)


def test_the_figure_with_the_widest_effect_comes_first(army, losses, flows, question):
    scenario = army(losses=losses(low=50, high=200), asked=flows.wave(1))
    first, *_ = sensitivities(scenario, question())
    assert first.figure == "losses.killed_per_week"
    assert first.at_low < first.at_high

"""The run of a scenario: people are conserved, flows do what they say, and threads change nothing."""

from datetime import date

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.models.manpower.simulate import BLOCK, simulate


def test_nobody_is_made_and_nobody_is_lost(army, losses, flows):
    scenario = army(
        losses=losses(spread=0.4),
        recruitment=(flows.recruits(333.3),),
        call_ups=(flows.wave(50_000),),
        courses=(flows.course(), flows.course(of="hospital", share=0.6)),
        transfers=(flows.leaving(0.0037),),
    )
    run = simulate(scenario, 200, seed=1)
    everyone = run.stocks.sum(axis=2)
    assert np.array_equal(everyone, np.broadcast_to(everyone[:, :1], everyone.shape))
    assert run.stocks.min() >= 0


def test_the_same_seed_gives_the_same_people_whatever_the_number_of_threads(army, losses, flows):
    scenario = army(losses=losses(low=50, high=200, spread=0.3), call_ups=(flows.wave(30_000),), n_weeks=12)
    one, four = (simulate(scenario, 2 * BLOCK + 10, seed=7, threads=n) for n in (1, 4))
    assert np.array_equal(one.stocks, four.stocks)
    assert not np.array_equal(one.stocks, simulate(scenario, 2 * BLOCK + 10, seed=8).stocks)


def test_a_flow_of_part_of_a_person_moves_whole_people_in_the_long_run(army, flows):
    run = simulate(army(recruitment=(flows.recruits(0.4),), n_weeks=100), 3, seed=1, watched=("sign",))
    assert run.by("sign").sum(axis=1).tolist() == [40, 40, 40]
    assert run.by("sign").max() == 1


def test_recruitment_stops_at_what_can_be_taken_in(army, flows):
    run = simulate(army(recruitment=(flows.recruits(500, capacity=120),)), 2, seed=1, watched=("sign",))
    assert set(run.by("sign").ravel().tolist()) == {120}


def test_who_is_drafted_leaves_one_term_later_as_he_came(army):
    run = simulate(army(), 2, seed=1)
    there = run.of("conscripts")[0]
    came, left = np.diff(there)[12:22], np.diff(there)[64:74]
    assert came.sum() == 20_000
    assert np.abs(came + left).max() <= 1
    assert there[-1] == 0


def test_an_intake_that_began_before_the_run_is_there_when_it_begins(army):
    early = army().intakes[0]
    for starts_on, there in ((date(2029, 12, 3), 10_000), (date(2029, 6, 4), 20_000), (date(2028, 6, 5), 0)):
        intake = msgspec.structs.replace(early, starts_on=starts_on)
        assert simulate(army(intakes=(intake,)), 1, seed=1).of("conscripts")[0, 0] == there


def test_a_wave_reaches_the_front_in_two_tranches(army, flows):
    scenario = army(call_ups=(flows.wave(40_000, weeks=1),), courses=(flows.course(),), n_weeks=20)
    front = simulate(scenario, 1, seed=1).of("front")[0] - 100_000
    assert front[3] == 0
    assert front[4] == pytest.approx(10_000, abs=1)
    assert front[12] == pytest.approx(10_000, abs=1)
    assert front[13] == pytest.approx(40_000, abs=2)


def test_stocks_settle_where_arithmetic_says(army, flows):
    """In the steady state as many leave as come: stock = recruits a week / share that leaves a week."""
    scenario = army(recruitment=(flows.recruits(900),), transfers=(flows.leaving(0.01),), n_weeks=900)
    assert simulate(scenario, 1, seed=1).of("front")[0, -1] == pytest.approx(90_000, rel=0.002)


def test_losses_start_at_the_level_given_and_wounded_are_counted_apart(army, losses):
    run = simulate(army(losses=losses(killed=100, wounded=3.0)), 1, seed=1, watched=("killed", "wounded"))
    assert run.by("killed")[0, 0] == 100
    assert run.by("wounded")[0, 0] == 300
    assert run.of("dead")[0, -1] == run.by("killed").sum()


def test_the_tempo_of_losses_has_the_mean_that_was_given(army, losses):
    run = simulate(army(losses=losses(spread=0.5), n_weeks=40), 4000, seed=3, watched=("killed",))
    assert run.by("killed")[:, 0].mean() == pytest.approx(100, rel=0.03)


def test_a_figure_that_changes_leaves_the_draws_of_the_others(army, losses, flows):
    few, many = (
        simulate(
            army(losses=losses(low=50, high=200), recruitment=(flows.recruits(n),)),
            50,
            1,
            watched=("killed",),
        )
        for n in (0, 500)
    )
    assert np.array_equal(few.by("killed")[:, 0], many.by("killed")[:, 0])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    killed=st.floats(0.1, 50_000),
    per_week=st.floats(0, 1),
    size=st.floats(0, 3_000_000),
    quick=st.floats(0, 1),
    seed=st.integers(0, 99),
)
def test_no_figures_drive_a_pool_below_zero(army, losses, flows, killed, per_week, size, quick, seed):
    """The builders keep nothing between examples; that nobody is made or lost, the run itself checks."""
    scenario = army(
        losses=losses(killed=killed, spread=0.5),
        transfers=(flows.leaving(per_week),),
        call_ups=(flows.wave(size),),
        courses=(flows.course(quick=quick), flows.course(of="hospital", share=quick)),
        n_weeks=30,
    )
    assert simulate(scenario, 5, seed).stocks.min() >= 0

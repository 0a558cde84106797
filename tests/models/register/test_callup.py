"""The call-up agrees with an exact solution, and with itself in any number of threads."""

import msgspec
import numpy as np
import pytest

from tocsin.models.register.callup import KINDS, NEVER, State, chances, expected, kind_of, simulate

numba = pytest.importorskip("numba")
N = 64_000


@pytest.fixture(scope="module")
def kinds():
    return np.repeat(np.arange(len(KINDS), dtype=np.uint8), N // len(KINDS))


@pytest.mark.parametrize("n_weeks", [1, 4, 16])
def test_single_people_agree_with_the_exact_solution(setting, kinds, n_weeks):
    state = simulate(setting.summons, kinds, n_weeks, 5).state
    exact = expected(setting.summons, n_weeks)[-1]
    each = N // len(KINDS)
    found = np.stack([np.bincount(state[kinds == k], minlength=len(State)) / each for k in range(len(KINDS))])
    assert np.abs(found - exact).max() < 5 * np.sqrt(0.25 / each)
    assert np.abs(found.mean(axis=0) - exact.mean(axis=0)).max() < 5 * np.sqrt(0.25 / N)


def test_any_number_of_threads_gives_the_same_to_the_bit(setting, kinds):
    walked = []
    for threads in (1, numba.config.NUMBA_NUM_THREADS):
        numba.set_num_threads(threads)
        walked.append(simulate(setting.summons, kinds, 12, 9))
    for one, two in zip(*walked, strict=True):
        np.testing.assert_array_equal(one, two)


def test_every_row_of_chances_adds_up_to_one_and_ends_are_ends(setting):
    moves = chances(setting.summons)
    np.testing.assert_allclose(moves.sum(axis=2), 1)
    assert moves.min() >= 0
    for end in (State.TAKEN, State.HOME, State.LEFT):
        assert (moves[:, end, end] == 1).all()


def test_nothing_happens_to_the_dead_and_nobody_watched_leaves_once_served(setting, kinds):
    walked = simulate(setting.summons, kinds, 16, 1)
    gone = np.array([kind.gone for kind in KINDS])[kinds]
    watched = np.array([kind.watched and kind.electronic for kind in KINDS])[kinds]
    assert (walked.state[gone] == State.SUMMONED).all()
    assert not (walked.state[watched] == State.LEFT).any()
    assert (walked.reached[State.LEFT][watched] == NEVER).all()


def test_an_electronic_summons_is_served_after_a_week_and_bans_come_after_twenty_days(setting, kinds):
    reached = simulate(setting.summons, kinds, 16, 2).reached
    electronic = np.array([kind.electronic and not kind.gone for kind in KINDS])[kinds]
    assert (reached[State.SERVED][electronic] == 1).all()
    banned = reached[State.BANNED][electronic]
    assert set(banned[banned != NEVER].tolist()) == {4}


def test_a_kind_is_coded_in_the_order_of_its_fields():
    flags = np.array([list(kind) for kind in KINDS]).T
    assert kind_of(*flags).tolist() == list(range(len(KINDS)))


def test_more_pressure_brings_more_people_sooner(setting, kinds):
    harder = msgspec.structs.replace(
        setting.summons, appears=msgspec.structs.replace(setting.summons.appears, value=0.5)
    )
    taken = [(simulate(one, kinds, 8, 3).state == State.TAKEN).sum() for one in (setting.summons, harder)]
    assert taken[1] > taken[0]

"""The call-up agrees with an exact solution, and with itself in any number of threads."""

from datetime import date

import msgspec
import numpy as np
import pytest

from tocsin.models.register.callup import KINDS, NEVER, State, chances, expected, kind_of, simulate
from tocsin.models.register.rules import version_on

numba = pytest.importorskip("numba")
N = 64_000


@pytest.fixture(scope="module")
def kinds():
    return np.repeat(np.arange(len(KINDS), dtype=np.uint8), N // len(KINDS))


@pytest.mark.parametrize("n_weeks", [1, 4, 16])
def test_single_people_agree_with_the_exact_solution(setting, version, kinds, n_weeks):
    state = simulate(setting.summons, version, kinds, n_weeks, 5).state
    exact = expected(setting.summons, version, n_weeks)[-1]
    each = N // len(KINDS)
    found = np.stack([np.bincount(state[kinds == k], minlength=len(State)) / each for k in range(len(KINDS))])
    assert np.abs(found - exact).max() < 5 * np.sqrt(0.25 / each)
    assert np.abs(found.mean(axis=0) - exact.mean(axis=0)).max() < 5 * np.sqrt(0.25 / N)


def test_any_number_of_threads_gives_the_same_to_the_bit(setting, version, kinds):
    walked = []
    for threads in (1, numba.config.NUMBA_NUM_THREADS):
        numba.set_num_threads(threads)
        walked.append(simulate(setting.summons, version, kinds, 12, 9))
    for one, two in zip(*walked, strict=True):
        np.testing.assert_array_equal(one, two)


def test_every_row_of_chances_adds_up_to_one_and_ends_are_ends(setting, version):
    moves = chances(setting.summons, version)
    np.testing.assert_allclose(moves.sum(axis=2), 1)
    assert moves.min() >= 0
    for end in (State.HOME, State.LEFT):
        assert (moves[:, end, end] == 1).all()


def test_whoever_was_taken_stays_unless_an_appeal_brings_back_the_wrongly_called(setting, version):
    stays = chances(setting.summons, version)[:, State.TAKEN, State.TAKEN]
    wrong = np.array([kind.wrong and not kind.gone for kind in KINDS])
    assert (stays[~wrong] == 1).all()
    assert stays[wrong] == pytest.approx(1 - setting.summons.appeal_finds.value)


def test_nothing_happens_to_the_dead_and_nobody_watched_leaves_once_served(setting, version, kinds):
    walked = simulate(setting.summons, version, kinds, 16, 1)
    gone = np.array([kind.gone for kind in KINDS])[kinds]
    watched = np.array([kind.watched and kind.electronic for kind in KINDS])[kinds]
    assert (walked.state[gone] == State.SUMMONED).all()
    assert not (walked.state[watched] == State.LEFT).any()
    assert (walked.reached[State.LEFT][watched] == NEVER).all()


def test_an_electronic_summons_is_served_after_a_week_and_bans_come_after_twenty_days(
    setting, version, kinds
):
    reached = simulate(setting.summons, version, kinds, 16, 2).reached
    electronic = np.array([kind.electronic and not kind.gone for kind in KINDS])[kinds]
    elsewhere = np.minimum(reached[State.LEFT], reached[State.STOPPED])[electronic] == 1
    assert (reached[State.SERVED][electronic][~elsewhere] == 1).all()
    banned = reached[State.BANNED][electronic]
    # Twenty days after the week in which it was served; a week sooner for whom the border served at once.
    assert set(banned[banned != NEVER].tolist()) >= {4}
    assert banned.min() >= 4 - 1


def started(setting, kinds, day):
    """The kinds' walks under the rules of a day, with those whom the border knows."""
    version = version_on(setting, day)
    watched = np.array([kind.watched and not kind.gone for kind in KINDS])[kinds]
    return simulate(setting.summons, version, kinds, 12, 4).reached, watched


def test_the_border_bars_from_the_day_of_the_entry_from_service_or_not_at_all_as_the_law_of_the_day_says(
    setting, kinds
):
    paper, watched = started(setting, kinds, date(2026, 9, 25))
    assert (paper[State.STOPPED] == NEVER).all()
    assert (paper[State.LEFT][watched] != NEVER).any()
    assert (paper[State.BANNED] == NEVER).all()
    served, _ = started(setting, kinds, date(2026, 10, 20))
    left = served[State.LEFT][watched] != NEVER
    assert left.any()
    assert (served[State.SERVED][watched][left] == NEVER).all()
    assert (served[State.STOPPED][watched] != NEVER).any()
    entered, _ = started(setting, kinds, date(2026, 11, 1))
    assert (entered[State.LEFT][watched] == NEVER).all()
    assert (entered[State.STOPPED][watched] == 1).any()


def test_before_the_law_a_summons_in_the_register_serves_nobody_without_an_address(setting, kinds):
    reached, _ = started(setting, kinds, date(2026, 9, 25))
    nowhere = np.array([kind.electronic and not kind.reachable for kind in KINDS])[kinds]
    assert (reached[State.SERVED][nowhere] == NEVER).all()


def test_whoever_was_stopped_at_the_border_was_served_there_and_may_appear_hide_or_be_barred(
    setting, version, kinds
):
    moves = chances(setting.summons, version)
    here = next(n for n, kind in enumerate(KINDS) if kind.watched and not kind.gone)
    after = {State(n) for n in np.flatnonzero(moves[here, State.STOPPED])}
    assert {State.TAKEN, State.HIDING, State.SECOND} <= after
    assert not {State.SUMMONED, State.LEFT} & after


def test_a_kind_is_coded_in_the_order_of_its_fields():
    flags = np.array([list(kind) for kind in KINDS]).T
    assert kind_of(*flags).tolist() == list(range(len(KINDS)))


def test_more_pressure_brings_more_people_sooner(setting, version, kinds):
    harder = msgspec.structs.replace(
        setting.summons, appears=msgspec.structs.replace(setting.summons.appears, value=0.5)
    )
    taken = [
        (simulate(one, version, kinds, 8, 3).state == State.TAKEN).sum() for one in (setting.summons, harder)
    ]
    assert taken[1] > taken[0]

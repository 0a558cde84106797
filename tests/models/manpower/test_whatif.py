"""The grid behind the sliders says what a run with these assumptions says."""

from datetime import date

import numpy as np
import pytest

from tocsin.models.manpower.answers import Question, missing
from tocsin.models.manpower.variants import scaled
from tocsin.models.manpower.whatif import BASE, FACTORS, what_if


@pytest.fixture
def asked(army, losses, flows):
    scenario = army(losses=losses(low=60, high=170), recruitment=(flows.recruits(80),), n_weeks=30)
    question = Question(
        posture=scenario.postures[0],
        deadline=date(2030, 7, 1),
        chance=0.5,
        decreed_on=date(2030, 1, 7),
        n_draws=30,
        seed=1,
    )
    return scenario, question


def test_the_base_of_the_grid_is_the_answer_without_sliders(asked):
    scenario, question = asked
    grid = what_if(scenario, question)
    n = len(FACTORS)
    base = grid.missing[(BASE * n + BASE) * n + BASE]
    assert base.people.value == pytest.approx(np.median(missing(scenario, question)), abs=1)
    assert len(grid.missing) == n**3
    assert len(grid.strength) == n**2


def test_a_stop_is_the_run_with_that_figure_multiplied(asked):
    scenario, question = asked
    grid = what_if(scenario, question)
    n = len(FACTORS)
    lower = scaled(scenario, "losses.killed_per_week", FACTORS[0])
    stop = grid.missing[(0 * n + BASE) * n + BASE]
    assert stop.people.value == pytest.approx(np.median(missing(lower, question)), abs=1)


def test_more_losses_and_a_larger_need_never_leave_fewer_missing(asked):
    grid = what_if(*asked)
    n = len(FACTORS)
    cube = np.array([one.people.value for one in grid.missing]).reshape(n, n, n)
    assert (np.diff(cube, axis=0) >= 0).all()
    assert (np.diff(cube, axis=1) <= 0).all()
    assert (np.diff(cube, axis=2) >= 0).all()

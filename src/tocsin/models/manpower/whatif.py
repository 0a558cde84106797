"""The answer over a grid of assumptions, so that a page can be asked "and if losses were a third lower?".

Losses and recruitment change the run, so that each pair is run anew; what a posture needs does not, and is
held against every one of them. All stops share their draws.
"""

from itertools import product

import numpy as np

from tocsin.models.manpower.answers import Question
from tocsin.models.manpower.simulate import simulate
from tocsin.models.manpower.strength import in_zone, needed, spread, week_of
from tocsin.models.manpower.variants import find_figures, scaled
from tocsin.records.manpower import Scenario
from tocsin.records.reckoning import Axis, Course, Missing, WhatIf

FACTORS = (0.5, 2 / 3, 5 / 6, 1.0, 1.25, 1.5)
"""Stops of a slider: half, a third lower, a sixth lower, as it is, a quarter and a half higher."""
BASE = FACTORS.index(1.0)
AXES = (("losses", "Losses"), ("recruitment", "Recruitment"), ("need", "What is needed"))


def what_if(scenario: Scenario, asked: Question) -> WhatIf:
    """Strength and what is missing at every stop."""
    need = needed(scenario, asked.posture, asked.n_draws, asked.seed)
    at = week_of(scenario, asked.deadline)
    courses, lacking = [], []
    for losses, recruitment in product(FACTORS, FACTORS):
        changed = _scaled(scenario, losses, recruitment)
        strength = in_zone(simulate(changed, asked.n_draws, asked.seed, asked.threads), changed)
        courses.append(_course(strength))
        lacking += [_missing(need * factor - strength[:, at]) for factor in FACTORS]
    axes = tuple(Axis(id=name, title=title, factors=FACTORS, base=BASE) for name, title in AXES)
    return WhatIf(axes=axes, strength=tuple(courses), missing=tuple(lacking))


def _scaled(scenario: Scenario, losses: float, recruitment: float) -> Scenario:
    """The scenario with its losses and its recruitment multiplied; places and capacity stay."""
    for path, _ in list(find_figures(scenario)):
        if path == "losses.killed_per_week":
            scenario = scaled(scenario, path, losses)
        elif path.startswith("recruitment.") and path.endswith(".per_week"):
            scenario = scaled(scenario, path, recruitment)
    return scenario


def _course(strength: np.ndarray) -> Course:
    levels = np.quantile(strength, (0.1, 0.5, 0.9), axis=0).round(-2).astype(int).tolist()
    return Course(p10=tuple(levels[0]), p50=tuple(levels[1]), p90=tuple(levels[2]))


def _missing(draws: np.ndarray) -> Missing:
    return Missing(people=spread(draws), p=round(float((draws > 0).mean()), 3))

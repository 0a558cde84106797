"""The arithmetic of manpower at a case: its scenario, the numbers its claims name, and what follows.

A case names its scenario in `case.toml`, and how likely each posture is. What the model finds is kept in the
case as a finding, which the assessment weighs once, whatever the number of runs.
"""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin import __version__
from tocsin.assess.evidence import Evidence
from tocsin.briefing.language.choose import language
from tocsin.briefing.reckoning.wording import Wording
from tocsin.catalogue.load import CASE_FILE
from tocsin.catalogue.manpower import load_scenario, shipped_scenarios
from tocsin.catalogue.tables import did_you_mean
from tocsin.desk.desk import Clock, Desk
from tocsin.desk.numbers import find_claimed
from tocsin.errors import CatalogueError
from tocsin.models.manpower.simulate import simulate
from tocsin.models.manpower.strength import fan, in_zone, needed, week_of
from tocsin.records.case import ManpowerRules
from tocsin.records.drawn import Arithmetic, SizeModel, Week
from tocsin.records.finding import Finding, identified
from tocsin.records.manpower import Scenario
from tocsin.stats.intervals import HIGH_SHARE, LOW_SHARE, Draws
from tocsin.stats.rounding import two_figures

INDICATOR = "manpower_shortfall"
"""What a finding of the model shows."""
N_DRAWS = 2_000
"""Enough for shares of draws to a hundredth."""
SEED = 1
STRIDE = 7919
QUANTILES = tuple(at / 20 for at in range(1, 20))
"""Shares of the draws at which the need is handed on."""


class Reckoned(NamedTuple):
    """What the arithmetic says at an instant."""

    scenario: Scenario
    """The army."""
    rules: ManpowerRules
    """What the case asks of it."""
    strength: NDArray[np.int32]
    """(draw, week + 1): strength in the zone without another wave."""
    need: Draws
    """(draw,): strength that is needed, over all postures as likely as they are."""
    missing: Draws
    """(draw,): men missing by the deadline."""
    finding: Finding | None
    """What follows for the question; none where no claim speaks of men."""


def reckon(desk: Desk, known: Evidence) -> Reckoned | None:
    """The arithmetic of a case as of the instant its evidence is known at; `None` where it names no scenario.

    Raises:
        CatalogueError: the scenario is not there, or a posture is not one of its own.
    """
    rules = desk.case.manpower
    if rules is None:
        return None
    scenario = scenario_of(desk.folder, rules)
    strength = in_zone(simulate(scenario, N_DRAWS, SEED), scenario)
    need = _need(scenario, rules)
    lacking = need - strength[:, week_of(scenario, rules.deadline)]
    finding = _finding(scenario, rules, lacking, known)
    return Reckoned(scenario, rules, strength, need, lacking, finding)


def note_finding(desk: Desk, as_of: datetime, clock: Clock) -> Reckoned | None:
    """Keeps in the case what the arithmetic finds as of an instant, the same finding once, and gives it."""
    if desk.case.manpower is None:
        return None
    # Neither origins nor grades are asked for: gathering them would take most of the time of a large case.
    found = reckon(desk, desk.material(as_of, clock))
    if found is not None and found.finding is not None:
        desk.store.put([found.finding])
    return found


def arithmetic_of(found: Reckoned, code: str = "en") -> Arithmetic:
    """What the briefing says of it: ranges over all postures, as likely as each is.

    Args:
        code: the language it is told in, BCP 47.
    """
    strength, rules = found.strength, found.rules
    low, high = np.quantile(strength[:, week_of(found.scenario, rules.deadline)], (LOW_SHARE, HIGH_SHARE))
    need = np.quantile(found.need, (LOW_SHARE, HIGH_SHARE))
    return Arithmetic(
        scenario=f"{Wording(code).name(found.scenario.title)}; manpower {__version__}",
        deadline=rules.deadline,
        n_draws=N_DRAWS,
        p_missing=float((found.missing > 0).mean()),
        need_low=two_figures(need[0]),
        need_high=two_figures(need[1]),
        strength_low=two_figures(low),
        strength_high=two_figures(high),
        weeks=tuple(
            Week(on=week.on, low=week.p10, middle=week.p50, high=week.p90)
            for week in fan(strength, found.scenario.starts_on)
        ),
    )


def need_of(found: Reckoned, code: str = "en") -> SizeModel:
    """What is drawn behind the numbers people name: how many men are missing, by shares of the draws.

    Args:
        code: the language it is named in, BCP 47.
    """
    speak = language(code)
    levels = np.quantile(np.maximum(found.missing, 1.0), QUANTILES).tolist()
    return SizeModel(
        title=speak.t("size_chart.missing", on=found.rules.deadline),
        source=f"manpower {__version__}, {Wording(code).name(found.scenario.title)}",
        quantiles=tuple(zip(QUANTILES, levels, strict=True)),
    )


def scenario_of(folder: Path, rules: ManpowerRules) -> Scenario:
    """The scenario that a case names, its postures checked.

    Raises:
        CatalogueError: it is not there, or a posture is not one of its own.
    """
    where = f"{folder / CASE_FILE}: manpower"
    path = folder / rules.scenario
    if rules.scenario not in shipped_scenarios() and not path.is_file():
        advice = did_you_mean(rules.scenario, shipped_scenarios())
        raise CatalogueError(
            f"{where}.scenario", "a shipped scenario or a file", repr(rules.scenario), advice
        )
    scenario = load_scenario(rules.scenario if rules.scenario in shipped_scenarios() else str(path))
    known = [one.id for one in scenario.postures]
    for name in rules.postures:
        if name not in known:
            raise CatalogueError(
                f"{where}.postures.{name}", "a posture", repr(name), did_you_mean(name, known)
            )
    total = sum(one.value for one in rules.postures.values())
    if not np.isclose(total, 1):
        raise CatalogueError(f"{where}.postures", "shares that sum to 1", f"{total:g}", "mending them")
    return scenario


def _need(scenario: Scenario, rules: ManpowerRules) -> Draws:
    """What is needed, (draw,): of each posture as many draws as its share, spread over all of them."""
    asked = [one for one in scenario.postures if one.id in rules.postures]
    ends = np.cumsum([rules.postures[one.id].value for one in asked])
    # A step with no factor in common with the number of draws: no posture takes only the first ones.
    at = ((np.arange(N_DRAWS) * STRIDE) % N_DRAWS + 0.5) / N_DRAWS
    which = np.minimum(np.searchsorted(ends, at), len(asked) - 1)
    needs = np.stack([needed(scenario, one, N_DRAWS, SEED) for one in asked])
    return np.asarray(needs[which, np.arange(N_DRAWS)], dtype=np.float64)


def _finding(scenario: Scenario, rules: ManpowerRules, lacking: Draws, known: Evidence) -> Finding | None:
    """Men are missing in so many of the draws; it rests on the captures whose claims speak of men."""
    named = {one.claim for one in find_claimed(known.claims, scenario)}
    rests_on = [one for one in known.claims if one.id in named]
    if not rests_on:
        return None
    shown_p = float((lacking > 0).mean())
    low, middle, high = (max(0.0, x) for x in np.quantile(lacking, (0.1, 0.5, 0.9)))
    captured_at = max(one.clocks.captured_at for one in rests_on)
    return identified(
        Finding(
            id="",
            indicator=INDICATOR,
            model="manpower",
            method=f"manpower {__version__}, scenario {scenario.id}",
            statement=(
                f"In {shown_p:.0%} of the draws men are missing by {rules.deadline:%-d %B %Y} without "
                f"another wave: {_people(low)} to {_people(high)}, half of the draws above {_people(middle)}."
            ),
            shown_p=shown_p,
            data_until=captured_at.date(),
            known_at=captured_at,
            cites=tuple(sorted({one.capture_id for one in rests_on})),
        )
    )


def _people(x: float) -> str:
    return f"{two_figures(x):,.0f}"

"""The arithmetic of manpower at a case: its scenario, the numbers its claims name, and what follows.

A case names its scenario in `case.toml`, and how likely each posture is. What the model finds is kept in the
case as a finding, which the assessment weighs once, whatever the number of runs.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from tocsin import __version__
from tocsin.assess.evidence import Evidence
from tocsin.briefing.sizes import is_size
from tocsin.catalogue.load import CASE_FILE
from tocsin.catalogue.manpower import load_scenario, shipped_scenarios
from tocsin.catalogue.tables import did_you_mean
from tocsin.desk.desk import Clock, Desk, opened
from tocsin.desk.readings import read
from tocsin.errors import CatalogueError
from tocsin.models.manpower.answers import Question, missing
from tocsin.models.manpower.reconcile import reconcile
from tocsin.records.briefing import SizeModel
from tocsin.records.case import ManpowerRules
from tocsin.records.claim import Claim
from tocsin.records.finding import Finding, identified
from tocsin.records.manpower import Against, Scenario
from tocsin.records.reading import Polarity, Quantity
from tocsin.records.shortfall import Claimed, Reconciled
from tocsin.stats.intervals import Draws

INDICATOR = "manpower_shortfall"
"""What a finding of the model shows."""
N_DRAWS = 2_000
"""Enough for shares of draws to a hundredth."""
SEED = 1
QUANTILES = tuple(at / 20 for at in range(1, 20))
"""Shares of the draws at which the need is handed on."""


class Reckoned(NamedTuple):
    """What the arithmetic says at an instant."""

    scenario: Scenario
    """The army."""
    rules: ManpowerRules
    """What the case asks of it."""
    missing: Draws
    """(draw,): men missing by the deadline without another wave, over all postures as likely as they are."""
    reconciled: tuple[Reconciled, ...]
    """Numbers that claims name, held against the model, each speaker and number once."""
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
    asked = list(_questions(scenario, rules, known.as_of))
    shares = np.array([rules.postures[one.posture.id].value for one in asked])
    lacking = _mixed([missing(scenario, one) for one in asked], shares)
    claimed = _once(find_claimed(known.claims, scenario))
    hardest = max(asked, key=lambda one: one.posture.need.value)
    held = reconcile(scenario, hardest, claimed)
    return Reckoned(scenario, rules, lacking, held, _finding(scenario, rules, lacking, claimed, known))


def note_finding(desk: Desk, as_of: datetime, clock: Clock) -> Reckoned | None:
    """Keeps in the case what the arithmetic finds as of an instant, the same finding once, and gives it."""
    if desk.case.manpower is None:
        return None
    found = reckon(desk, desk.evidence(as_of, clock))
    if found is not None and found.finding is not None:
        desk.store.put([found.finding])
    return found


def reconcile_case(
    folder: Path, scenario: Scenario, asked: Question, as_of: datetime, clock: Clock
) -> tuple[Reconciled, ...]:
    """Numbers that the claims of a case name, held against a scenario; private speakers by pseudonyms."""
    with opened(folder) as desk:
        read(desk)
        return reconcile_at(desk, scenario, asked, as_of, clock)


def reconcile_at(
    desk: Desk, scenario: Scenario, asked: Question, as_of: datetime, clock: Clock
) -> tuple[Reconciled, ...]:
    """The same of a case that is open."""
    known = desk.evidence(as_of, clock)
    hide = desk.redactor()[0].text
    found = reconcile(scenario, asked, _once(find_claimed(known.claims, scenario)))
    return tuple(_unnamed(one, hide) for one in found)


def _unnamed(one: Reconciled, hide: Callable[[str], str]) -> Reconciled:
    claimed = msgspec.structs.replace(one.claimed, speaker=hide(one.claimed.speaker))
    return msgspec.structs.replace(one, claimed=claimed)


def need_of(found: Reckoned) -> SizeModel:
    """What is drawn behind the numbers people name: how many men are missing, by shares of the draws."""
    levels = np.quantile(np.maximum(found.missing, 1.0), QUANTILES).tolist()
    return SizeModel(
        title=f"Men missing by {found.rules.deadline:%d %B %Y} without another wave",
        source=f"manpower {__version__}, {found.scenario.title}",
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


def _questions(scenario: Scenario, rules: ManpowerRules, as_of: datetime) -> Iterator[Question]:
    """What is asked of each posture, with a wave decreed on the day of the answer."""
    for posture in scenario.postures:
        if posture.id in rules.postures:
            yield Question(
                posture=posture,
                deadline=rules.deadline,
                chance=rules.chance.value,
                decreed_on=as_of.date(),
                n_draws=N_DRAWS,
                seed=SEED,
            )


def _mixed(lacking: list[Draws], shares: Draws) -> Draws:
    """Draws over all postures: of each as many as its share, in the order of the draws."""
    n_draws = len(lacking[0])
    of = np.searchsorted(np.cumsum(shares), (np.arange(n_draws) + 0.5) / n_draws)
    # Spread over the draws by a fixed step, so that no posture takes only the first ones.
    order = (np.arange(n_draws) * 7919) % n_draws
    return np.stack(lacking)[np.minimum(of[order], len(lacking) - 1), np.arange(n_draws)]


def find_claimed(claims: Iterable[Claim], scenario: Scenario) -> list[Claimed]:
    """Numbers of people that claims name, on the topics whose figures the scenario can be held against.

    What was said of a wave that the scenario has already run is no size of another: it is left out.
    """
    return [
        Claimed(
            claim=one.id, speaker=one.speaker or "", topic=one.spans.topic, low=number.low, high=number.high
        )
        for one in claims
        if one.spans.topic in scenario.held_against and one.spans.polarity is Polarity.AFFIRM
        for number in one.spans.quantities
        if is_size(one.spans.content, number)
        if scenario.held_against[one.spans.topic] is not Against.CALLED_UP
        or not _of_past(one, number, scenario)
    ]


def _of_past(claim: Claim, number: Quantity, scenario: Scenario) -> bool:
    """Whether it is the size of a wave of the scenario, or the claim speaks of a time before it was made."""
    happened, made = claim.clocks.happened, claim.clocks.published_at or claim.clocks.captured_at
    if happened is not None and happened.latest is not None and happened.latest < made.date():
        return True
    top = number.high or number.low or 0.0
    return any(wave.size.low <= top <= wave.size.high for wave in scenario.call_ups)


def _once(claimed: Iterable[Claimed]) -> list[Claimed]:
    """The first of each speaker, topic and number."""
    first: dict[tuple[str, str, float | None, float | None], Claimed] = {}
    for one in claimed:
        first.setdefault((one.speaker, one.topic, one.low, one.high), one)
    return list(first.values())


def _finding(
    scenario: Scenario, rules: ManpowerRules, lacking: Draws, claimed: list[Claimed], known: Evidence
) -> Finding | None:
    """Men are missing in so many of the draws; it rests on the captures whose claims speak of men."""
    named = {one.claim for one in claimed}
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
                f"In {shown_p:.0%} of the draws men are missing by {rules.deadline:%d %B %Y} without "
                f"another wave: {_people(low)} to {_people(high)}, half of the draws above {_people(middle)}."
            ),
            shown_p=shown_p,
            data_until=captured_at.date(),
            known_at=captured_at,
            cites=tuple(sorted({one.capture_id for one in rests_on})),
        )
    )


def _people(x: float) -> str:
    return f"{float(f'{x:.2g}'):,.0f}"

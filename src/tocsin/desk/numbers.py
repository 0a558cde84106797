"""Numbers of men that the claims of a case name, and what the arithmetic says of each."""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import msgspec

from tocsin.briefing.sizes import is_size
from tocsin.desk.desk import Clock, Desk, opened
from tocsin.desk.readings import read
from tocsin.models.manpower.answers import Question
from tocsin.models.manpower.reconcile import reconcile
from tocsin.records.claim import Claim
from tocsin.records.manpower import Against, Scenario
from tocsin.records.reading import Polarity, Quantity
from tocsin.records.shortfall import Claimed, Reconciled


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

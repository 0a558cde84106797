"""A case day by day, each day with what had been captured by then and nothing else.

Evidence is sorted by the instant of its capture once and added as the days pass, so that a thousand days
cost little more than a thousand answers. What is captured later is not in memory when a day is answered:
it cannot leak.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from typing import Generic, TypeVar

from tocsin.assess.missing import find_missing
from tocsin.assess.running import Running
from tocsin.records.assessment import Assessment
from tocsin.records.capture import Memento
from tocsin.records.case import Case
from tocsin.records.claim import Claim
from tocsin.records.finding import Finding
from tocsin.records.indication import Indication
from tocsin.records.issue import Issue

T = TypeVar("T")


def replay(
    case: Case,
    mementos: Sequence[Memento],
    claims: Sequence[Claim],
    indications: Sequence[Indication],
    issues: Sequence[Issue],
    days: Sequence[datetime],
    findings: Sequence[Finding] = (),
    *,
    listed: bool | Collection[datetime] = False,
    running: Running | None = None,
) -> Iterator[Assessment]:
    """The answers as they would have stood.

    Args:
        case: the question and what is watched.
        mementos: all, whenever captured.
        claims: of all mementos.
        indications: of all mementos.
        issues: what could not be retrieved or read, with when it was seen.
        days: the instants to answer for, ascending.
        findings: what models found, whenever it was known.
        listed: whether each answer lists every contribution, too much to keep for a long replay; or the
            instants of those that do.
        running: what is kept warm, empty at first, for a caller who asks it something at the end.
    """
    running = running or Running(case.question, case.indicators, case.sources, case.weighing)
    texts = _Queue(mementos, lambda one: one.captured_at)
    told = _Queue(claims, lambda one: one.clocks.captured_at)
    seen = _Queue(indications, lambda one: one.clocks.captured_at)
    found = _Queue(findings, lambda one: one.known_at)
    known: list[Memento] = []
    all_of = (days if listed else ()) if isinstance(listed, bool) else listed
    for as_of in days:
        fresh = texts.until(as_of)
        known += fresh
        running.add(fresh, told.until(as_of), seen.until(as_of), found.until(as_of))
        missing = find_missing(case.sources, known, issues, as_of)
        yield running.assess(
            as_of,
            missing,
            [one for one in case.events if one.on <= as_of.date()],
            most=None if as_of in all_of else 0,
        )


class _Queue(Generic[T]):
    """Things in the order of a clock, handed out once."""

    def __init__(self, things: Sequence[T], clock: Callable[[T], datetime]) -> None:
        self._things = sorted(things, key=clock)
        self._clock = clock
        self._at = 0

    def until(self, instant: datetime) -> list[T]:
        """What has come by the instant and was not handed out before."""
        start = self._at
        while self._at < len(self._things) and self._clock(self._things[self._at]) <= instant:
            self._at += 1
        return self._things[start : self._at]

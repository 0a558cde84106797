"""An assessment kept warm: evidence is added as it is captured, and only what it touches is done again.

The answer is the same, to the id, as if everything had been gathered at once; a test holds the two together.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec

from tocsin.assess.evidence import Evidence
from tocsin.assess.grading import grade, verify_weighing
from tocsin.assess.observe import Sightings
from tocsin.assess.origins import OriginFinder
from tocsin.assess.outlook import Names, conclude, identity
from tocsin.assess.proper import verify_indicators, verify_question
from tocsin.assess.whereabouts import find_ours
from tocsin.records.assessment import Assessment, Missing, Origin, Weighing
from tocsin.records.capture import Memento
from tocsin.records.case import Event
from tocsin.records.claim import Claim
from tocsin.records.finding import Finding, find_latest
from tocsin.records.hypothesis import Question
from tocsin.records.indication import Indication, Indicator
from tocsin.records.source import Source

_Key = tuple[datetime, int, tuple[Missing, ...], tuple[Event, ...], tuple[Finding, ...], int | None]
_Known = TypeVar("_Known", Memento, Claim, Indication)


class Running:
    """One question with the evidence that has arrived so far."""

    def __init__(
        self,
        question: Question,
        indicators: Sequence[Indicator],
        sources: Sequence[Source],
        weighing: Weighing,
    ) -> None:
        verify_weighing(weighing)
        verify_question(question)
        verify_indicators(indicators, question)
        self._question, self._weighing = question, weighing
        self._indicators, self._sources = tuple(indicators), tuple(sources)
        self._finder = OriginFinder(sources, weighing)
        self._sightings = Sightings(sources)
        self._names = Names([], [], [])
        self._mementos: dict[str, Memento] = {}
        self._claims: dict[str, Claim] = {}
        self._indications: dict[str, Indication] = {}
        self._findings: dict[str, Finding] = {}
        self._last: tuple[_Key, tuple[Origin, ...], Assessment] | None = None

    def add(
        self,
        mementos: Sequence[Memento],
        claims: Sequence[Claim],
        indications: Sequence[Indication],
        findings: Sequence[Finding] = (),
    ) -> None:
        """Takes evidence in; what is known already is passed over, and so is what has no text."""
        texts = _fresh(mementos, self._mementos)
        told = _fresh((one for one in claims if one.memento_id in self._mementos), self._claims)
        seen = _fresh((one for one in indications if one.memento_id in self._mementos), self._indications)
        self._finder.add(texts, told)
        self._findings.update((one.id, one) for one in findings)
        ours = find_ours(self._question, [self._mementos[one.memento_id] for one in seen], seen)
        self._sightings.update(ours, self._finder.changed())
        _merge(self._names.mementos, texts)
        _merge(self._names.indications, seen)
        _merge(self._names.claims, told)

    def graded(self) -> tuple[Claim, ...]:
        """The claims that were added, with their credibility among all that were added."""
        return grade(list(self._claims.values()), self._finder.origins(), self._sources)

    def assess(
        self,
        as_of: datetime,
        missing: Sequence[Missing] = (),
        events: Sequence[Event] = (),
        *,
        most: int | None = None,
    ) -> Assessment:
        """The answer as of an instant, of which everything that was added was known by then.

        Args:
            most: how many contributions are listed, strongest first; all when `None`.
        """
        evidence = Evidence(
            as_of=as_of,
            mementos=tuple(self._mementos.values()),
            origins=self._finder.origins(),
            claims=tuple(self._claims.values()),
            indications=tuple(self._indications.values()),
            missing=tuple(missing),
            findings=find_latest(self._findings.values(), as_of),
        )
        asked = self._question, self._indicators, self._sources, self._weighing, evidence, events
        name = identity(*asked, self._names)
        key = (as_of, len(self._indications), evidence.missing, tuple(events), evidence.findings, most)
        if self._last is not None and self._last[0] == key and self._last[1] is evidence.origins:
            # A claim that joins no two origins changes what the answer rests on, and so its id; nothing else.
            answer: Assessment = msgspec.structs.replace(self._last[2], id=name)
        else:
            answer = conclude(*asked, self._sightings.observations(), name, most=most)
        self._last = key, evidence.origins, answer
        return answer


def _fresh(things: Iterable[_Known], known: dict[str, _Known]) -> list[_Known]:
    """Those that were not known, once each; they are from now on."""
    fresh = [one for one in {one.id: one for one in things}.values() if one.id not in known]
    known.update((one.id, one) for one in fresh)
    return fresh


def _merge(names: list[str], fresh: Sequence[Memento | Claim | Indication]) -> None:
    """Puts the ids of what is fresh in their places; sorting costs least where nearly all is in order."""
    if fresh:
        names.extend(one.id for one in fresh)
        names.sort()

"""An assessment kept warm: evidence is added as it is captured, and only what it touches is done again.

The answer is the same, to the id, as if everything had been gathered at once; a test holds the two together.
"""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from tocsin.assess.evidence import Evidence
from tocsin.assess.grading import verify_weighing
from tocsin.assess.origins import OriginFinder
from tocsin.assess.outlook import identity, outlook
from tocsin.records.assessment import Assessment, Missing, Origin, Weighing
from tocsin.records.capture import Memento
from tocsin.records.case import Event
from tocsin.records.claim import Claim
from tocsin.records.finding import Finding, find_latest
from tocsin.records.hypothesis import Question
from tocsin.records.indication import Indication, Indicator
from tocsin.records.source import Source

_Key = tuple[datetime, int, tuple[Missing, ...], tuple[Event, ...], tuple[Finding, ...]]


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
        self._question, self._weighing = question, weighing
        self._indicators, self._sources = tuple(indicators), tuple(sources)
        self._finder = OriginFinder(sources, weighing)
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
        self._mementos.update((one.id, one) for one in mementos)
        told = [one for one in claims if one.memento_id in self._mementos]
        self._finder.add(mementos, told)
        self._claims.update((one.id, one) for one in told)
        self._indications.update((one.id, one) for one in indications if one.memento_id in self._mementos)
        self._findings.update((one.id, one) for one in findings)

    def assess(
        self, as_of: datetime, missing: Sequence[Missing] = (), events: Sequence[Event] = ()
    ) -> Assessment:
        """The answer as of an instant, of which everything that was added was known by then."""
        evidence = Evidence(
            as_of=as_of,
            mementos=tuple(self._mementos.values()),
            origins=self._finder.origins(),
            claims=tuple(self._claims.values()),
            indications=tuple(self._indications.values()),
            missing=tuple(missing),
            findings=find_latest(self._findings.values(), as_of),
        )
        key = (as_of, len(self._indications), evidence.missing, tuple(events), evidence.findings)
        if self._last is not None and self._last[0] == key and self._last[1] is evidence.origins:
            # A claim that joins no two origins changes what the answer rests on, and so its id; nothing else.
            name = identity(self._question, self._indicators, self._sources, self._weighing, evidence, events)
            answer: Assessment = msgspec.structs.replace(self._last[2], id=name)
        else:
            answer = outlook(
                self._question, self._indicators, self._sources, self._weighing, evidence, events
            )
        self._last = key, evidence.origins, answer
        return answer

"""One observation for each indicator and origin: however often a report is repeated, it is observed once.

The first report that shows the indicator stands for the origin: its source gives the reliability, and it
gives the age. A later copy, in a better or worse paper, changes neither. Retelling does not refresh: where
the text dates the event before its own publication, age runs from the event.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from tocsin.assess.evidence import Evidence
from tocsin.assess.grading import classify_credibility
from tocsin.records.assessment import Origin
from tocsin.records.claim import Credibility
from tocsin.records.indication import Indication
from tocsin.records.source import Reliability, Source


class Observation(NamedTuple):
    """An indicator as one origin shows it."""

    indicator: str
    origin: Origin
    age_days: float
    """Days from the event, or else from publication, to the instant."""
    reliability: Reliability | None
    """Of the source of the first report that shows it; `None` for a finding, which no grade discounts."""
    credibility: Credibility | None
    """From how many origins show the same indicator; `None` for a finding."""
    confidence_p: float
    """Chance that the passage was read rightly; for a finding, how firmly it shows the indicator."""
    cites: tuple[str, ...]
    """Captures that show it, earliest first."""
    indications: tuple[str, ...]
    """Indications, earliest first; for a finding its id."""

    @property
    def n_reports(self) -> int:
        """How many reports its origin has; a finding is one."""
        return max(len(self.origin.mementos), 1)


def observe(
    evidence: Evidence, sources: Sequence[Source], indications: Sequence[Indication]
) -> list[Observation]:
    """Every indicator and origin that `indications` of the evidence show, once, by indicator and origin."""
    origin_of = {memento: origin for origin in evidence.origins for memento in origin.mementos}
    letters = {source.id: source.reliability for source in sources}
    shown: dict[tuple[str, str], list[Indication]] = defaultdict(list)
    voices: dict[str, set[str]] = defaultdict(set)
    for seen in indications:
        origin = origin_of[seen.memento_id]
        shown[seen.spans.indicator, origin.id].append(seen)
        voices[seen.spans.indicator].add(origin.id)
    observations = []
    for (indicator, _), group in sorted(shown.items(), key=lambda item: item[0]):
        group.sort(key=lambda seen: (published(seen), seen.clocks.captured_at, seen.id))
        first = group[0]
        letter = letters.get(first.source_id or "", Reliability.F)
        observations.append(
            Observation(
                indicator=indicator,
                origin=origin_of[first.memento_id],
                age_days=age_days(first, evidence.as_of),
                reliability=letter,
                credibility=classify_credibility(len(voices[indicator]), 0, letter),
                confidence_p=max(seen.spans.confidence_p for seen in group),
                cites=tuple(dict.fromkeys(one for seen in group for one in (seen.capture_id, *seen.further))),
                indications=tuple(seen.id for seen in group),
            )
        )
    return observations


def published(seen: Indication) -> datetime:
    """When it was published, or captured where nothing tells."""
    return seen.clocks.published_at or seen.clocks.captured_at


def age_days(seen: Indication, as_of: datetime) -> float:
    """Days the evidence is old; never below zero."""
    start = published(seen)
    happened = seen.clocks.happened
    if happened is not None and happened.latest is not None:
        start = min(start, datetime.combine(happened.latest, time.max, tzinfo=UTC))
    return max((as_of - start) / timedelta(days=1), 0.0)

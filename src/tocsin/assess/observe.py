"""One observation for each indicator and origin: however often a report is repeated, it is observed once.

The first report that shows the indicator stands for the origin: its source gives the reliability, and it
gives the age. A later copy, in a better or worse paper, changes neither. Retelling does not refresh: where
the text dates the event before its own publication, age runs from the event.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import NamedTuple

from tocsin.assess.grading import ENOUGH, classify_credibility
from tocsin.records.assessment import Origin
from tocsin.records.claim import Credibility
from tocsin.records.indication import Indication
from tocsin.records.source import Reliability, Source


class Observation(NamedTuple):
    """An indicator as one origin shows it."""

    indicator: str
    origin: Origin
    since_at: datetime
    """The event, or else its publication: from here it ages."""
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


_Key = tuple[str, str]
FEW = 256
"""So many are put in their places one by one."""


class Sightings:
    """What texts show, kept as texts arrive and origins join: only what they touch is looked at again."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._letters = {source.id: source.reliability for source in sources}
        self._told: dict[str, list[Indication]] = defaultdict(list)
        self._origin_of: dict[str, Origin] = {}
        self._seen: dict[_Key, Observation] = {}
        self._shown: dict[str, tuple[_Key, ...]] = {}
        self._voices: dict[str, set[str]] = defaultdict(set)
        self._ordered: list[_Key] = []
        self._listed: list[Observation] = []

    def update(self, indications: Iterable[Indication], origins: Mapping[str, Origin]) -> None:
        """Takes indications in, and the origins that are new or other than before, by memento."""
        touched = set(origins)
        for seen in indications:
            self._told[seen.memento_id].append(seen)
            touched.add(seen.memento_id)
        moved = {self._origin_of[name].id for name in touched if name in self._origin_of}
        self._origin_of.update(origins)
        now = {origin.id: origin for name in touched if (origin := self._origin_of.get(name)) is not None}
        gone = {key for name in moved for key in self._shown.pop(name, ())}
        before = {indicator: len(self._voices[indicator]) for indicator, _ in gone}
        for indicator, name in gone:
            del self._seen[indicator, name]
            self._voices[indicator].discard(name)
        # Every voice is counted before any is graded.
        groups = {name: self._groups(origin, before) for name, origin in now.items()}
        for name, shown in groups.items():
            for indicator, group in shown.items():
                self._seen[indicator, name] = self._observation(indicator, now[name], group)
        changed = {key for name in now for key in self._shown.get(name, ())} | self._regrade(before)
        self._place(gone - self._seen.keys(), changed)

    def observations(self) -> list[Observation]:
        """Every indicator and origin, once, by indicator and origin."""
        return [*self._listed]

    def _place(self, gone: set[_Key], changed: set[_Key]) -> None:
        """Puts what changed in its place: each by itself where it is little, all anew where it is much."""
        if len(gone) + len(changed) > FEW:
            known = {*self._ordered}
            kept = [key for key in self._ordered if key not in gone]
            self._ordered = sorted([*kept, *(key for key in changed if key not in known)])
            self._listed = [self._seen[key] for key in self._ordered]
            return
        for key in gone:
            at = bisect_left(self._ordered, key)
            del self._ordered[at], self._listed[at]
        for key in changed:
            at = bisect_left(self._ordered, key)
            if self._ordered[at : at + 1] != [key]:
                self._ordered.insert(at, key)
                self._listed.insert(at, self._seen[key])
            self._listed[at] = self._seen[key]

    def _groups(self, origin: Origin, before: dict[str, int]) -> Mapping[str, list[Indication]]:
        """What the reports of one origin show, by indicator; their voices are counted."""
        shown: dict[str, list[Indication]] = defaultdict(list)
        for name in origin.mementos:
            for seen in self._told.get(name, ()):
                shown[seen.spans.indicator].append(seen)
        for indicator in shown:
            before.setdefault(indicator, len(self._voices[indicator]))
            self._voices[indicator].add(origin.id)
        if shown:
            self._shown[origin.id] = tuple((indicator, origin.id) for indicator in shown)
        return shown

    def _observation(self, indicator: str, origin: Origin, group: list[Indication]) -> Observation:
        group.sort(key=lambda seen: (published(seen), seen.clocks.captured_at, seen.id))
        first = group[0]
        letter = self._letters.get(first.source_id or "", Reliability.F)
        return Observation(
            indicator=indicator,
            origin=origin,
            since_at=since_at(first),
            reliability=letter,
            credibility=classify_credibility(len(self._voices[indicator]), 0, letter),
            confidence_p=max(seen.spans.confidence_p for seen in group),
            cites=tuple(dict.fromkeys(one for seen in group for one in (seen.capture_id, *seen.further))),
            indications=tuple(seen.id for seen in group),
        )

    def _regrade(self, before: Mapping[str, int]) -> set[_Key]:
        """Corroboration counts up to three voices: below that, one more or less grades all of them anew."""
        graded: set[_Key] = set()
        for indicator, n_before in before.items():
            voices = self._voices[indicator]
            if min(n_before, len(voices)) >= ENOUGH:
                continue
            for name in voices:
                seen = self._seen[indicator, name]
                letter = seen.reliability or Reliability.F
                credibility = classify_credibility(len(voices), 0, letter)
                self._seen[indicator, name] = seen._replace(credibility=credibility)
                graded.add((indicator, name))
        return graded


def observe(
    origins: Iterable[Origin], sources: Sequence[Source], indications: Sequence[Indication]
) -> list[Observation]:
    """Every indicator and origin that the indications show, once, by indicator and origin."""
    sightings = Sightings(sources)
    sightings.update(indications, {memento: origin for origin in origins for memento in origin.mementos})
    return sightings.observations()


def published(seen: Indication) -> datetime:
    """When it was published, or captured where nothing tells."""
    return seen.clocks.published_at or seen.clocks.captured_at


def since_at(seen: Indication) -> datetime:
    """The instant from which it ages."""
    start = published(seen)
    happened = seen.clocks.happened
    if happened is not None and happened.latest is not None:
        start = min(start, datetime.combine(happened.latest, time.max, tzinfo=UTC))
    return start

"""How much of what we await was heard: only who looked can say that there was nothing.

A source we await every day that gave three texts in a month of thirty days was looked at for a tenth of the
month. The share is taken over the half-life of the indicator in question, a day counting once, and a source
that is missing counts as not heard at all. Only first reports count: who reprints an item did not look
again, and a copy must change nothing.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from tocsin.assess.evidence import Evidence
from tocsin.records.source import Source


class Hearing:
    """What the awaited sources gave, by day."""

    def __init__(self, sources: Sequence[Source], evidence: Evidence) -> None:
        silent = {missing.source for missing in evidence.missing}
        self._every = {
            source.id: source.expected_every_days
            for source in sources
            if source.expected_every_days is not None
        }
        days: dict[str, set[date]] = defaultdict(set)
        first = {origin.first_memento for origin in evidence.origins}
        for memento in evidence.mementos:
            if memento.id in first and memento.source_id in self._every and memento.source_id not in silent:
                days[memento.source_id].add((memento.published_at or memento.captured_at).date())
        self._days = {name: sorted(found) for name, found in days.items()}
        self._today = evidence.as_of.date()
        self._shares: dict[float, float] = {}

    def share(self, window_days: float) -> float:
        """Share of the awaited days of this window that were heard, over all awaited sources."""
        if window_days not in self._shares:
            self._shares[window_days] = self._share(window_days)
        return self._shares[window_days]

    def _share(self, window_days: float) -> float:
        if not self._every:
            return 0.0
        start = self._today - timedelta(days=min(round(window_days), self._today.toordinal() - 1))
        total = 0.0
        for name, every in self._every.items():
            days = self._days.get(name, [])
            heard = len(days) - bisect_left(days, start)
            total += min(heard * every / window_days, 1.0)
        return total / len(self._every)

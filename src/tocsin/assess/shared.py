"""Pairs of texts that go back to one first report although they are worded apart.

Two ways. *Shared claim*: the same speaker gives the same figure on the same topic within days; whoever
prints it, there was one statement. *Declared attribution*: the text names another source ("CNN reported")
whose own report with the same claim we hold. Both speak of claims, so neither needs a shared language.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from tocsin.records.claim import Claim
from tocsin.records.source import Source

Link = tuple[str, str, str]
"""Memento, memento, and why they are one."""


def said_at(claim: Claim) -> datetime:
    """When it was published, or captured where nothing tells."""
    return claim.clocks.published_at or claim.clocks.captured_at


def figures(claim: Claim) -> tuple[tuple[float | None, float | None], ...]:
    """The claim's numbers as ranges, in a fixed order."""
    numbers = claim.spans.quantities
    if not numbers:
        return ()
    if len(numbers) == 1:
        return ((numbers[0].low, numbers[0].high),)
    return tuple(
        sorted(
            {(number.low, number.high) for number in numbers},
            key=lambda bounds: tuple(-1.0 if bound is None else bound for bound in bounds),
        )
    )


class SharedClaims:
    """Links between texts in which the same speaker gives the same figure on the same topic within days."""

    def __init__(self, within_days: float) -> None:
        self._within_days = within_days
        self._groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
        self._links: dict[tuple[object, ...], Counter[Link]] = {}

    def add(self, claims: Iterable[Claim]) -> tuple[list[Link], list[Link]]:
        """Takes claims in; gives the links that are new, and those that a late claim undid."""
        joined = set()
        for claim in claims:
            numbers = figures(claim)
            if claim.speaker and numbers:
                key = (claim.speaker.casefold(), claim.spans.topic, claim.spans.polarity, numbers)
                self._groups[key].append(claim)
                joined.add(key)
        come: list[Link] = []
        gone: list[Link] = []
        for key in joined:
            if len(self._groups[key]) > 1:
                found = Counter(_within_days(self._groups[key], self._within_days))
                before = self._links.get(key, Counter())
                come += (found - before).elements()
                gone += (before - found).elements()
                self._links[key] = found
        return come, gone


def _within_days(group: Sequence[Claim], within_days: float) -> Iterator[Link]:
    """Each claim linked to the first of its window; a window opens with its first claim and never slides."""
    ordered = sorted(group, key=lambda claim: (said_at(claim), claim.memento_id))
    first = ordered[0]
    for claim in ordered[1:]:
        if said_at(claim) - said_at(first) > timedelta(days=within_days):
            first = claim
        elif claim.memento_id != first.memento_id:
            why = f"the same speaker gives the same figure on {claim.spans.topic} within {within_days:g} days"
            yield first.memento_id, claim.memento_id, why


class DeclaredSources:
    """Links between a text that names a source for a claim and that source's own report of it."""

    def __init__(self, sources: Sequence[Source], within_days: float) -> None:
        self._within_days = within_days
        self._names = {
            name.casefold(): source
            for source in sources
            for name in (source.title, source.publisher, *source.aliases)
        }
        self._own: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
        self._citing: dict[tuple[object, ...], list[tuple[Claim, Source]]] = defaultdict(list)

    def add(self, claims: Iterable[Claim]) -> list[Link]:
        """Takes claims in; gives the links that are new."""
        found: list[Link] = []
        for claim in claims:
            matter = _matter(claim)
            for source in _named(claim, self._names):
                key = (source.id, *matter)
                self._citing[key].append((claim, source))
                for report in self._own.get(key, ()):
                    found += self._link(report, claim, source)
            if claim.source_id is not None:
                key = (claim.source_id, *matter)
                self._own[key].append(claim)
                for citing, source in self._citing.get(key, ()):
                    found += self._link(claim, citing, source)
        return found

    def _link(self, report: Claim, citing: Claim, source: Source) -> Iterator[Link]:
        days = (said_at(citing) - said_at(report)) / timedelta(days=1)
        # A day of grace: the citing text may carry a date without an hour.
        if -1 <= days <= self._within_days and citing.memento_id != report.memento_id:
            why = f"it names {source.title}, whose own report makes the same claim"
            yield report.memento_id, citing.memento_id, why


def _matter(claim: Claim) -> tuple[object, ...]:
    """What makes two claims the same claim, whoever is said to make it."""
    return claim.spans.topic, claim.spans.polarity, figures(claim)


def _named(claim: Claim, names: Mapping[str, Source]) -> Iterator[Source]:
    """Other catalogue sources that the claim's chain names."""
    for link in (*claim.spans.chain, claim.speaker or ""):
        source = names.get(link.casefold())
        if source is not None and source.id != claim.source_id:
            yield source

"""Reports that go back to one first report, found as one origin.

Measured: a forecast that counts every copy did far worse than its own prior, and missing a fifth of the
copies was enough to lose to it. So texts are joined on three grounds (near-duplicate text, shared claim,
declared attribution), and what is still missed is dampened later by an effective number.

Joining is transitive, and does not depend on the order in which texts arrive.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from tocsin.assess.duplicates import find_duplicates
from tocsin.assess.shared import Link, find_declared, find_shared_claims
from tocsin.records.assessment import Origin, Weighing
from tocsin.records.capture import Memento
from tocsin.records.claim import Claim
from tocsin.records.identity import content_id
from tocsin.records.source import Source


def find_origins(
    mementos: Sequence[Memento],
    claims: Sequence[Claim],
    sources: Sequence[Source],
    weighing: Weighing,
) -> tuple[Origin, ...]:
    """The origins of the mementos, ordered by first report; every memento is in exactly one."""
    ordered = sorted(set(mementos), key=earliest_first)
    known = {memento.id for memento in ordered}
    parent = {memento.id: memento.id for memento in ordered}
    rank = {memento.id: at for at, memento in enumerate(ordered)}
    reasons: dict[str, set[str]] = defaultdict(set)
    told = sorted((claim for claim in claims if claim.memento_id in known), key=lambda claim: claim.id)
    for one, other, why in _links(ordered, told, sources, weighing):
        first, second = sorted((_root(parent, one), _root(parent, other)), key=rank.__getitem__)
        if first != second:
            parent[second] = first
            reasons[one].add(why)
    return _gathered(ordered, parent, reasons)


def earliest_first(memento: Memento) -> tuple[datetime, datetime, str]:
    """Sorting key: published, then captured, then the id, so that there is one order for every input."""
    return memento.published_at or memento.captured_at, memento.captured_at, memento.id


def _links(
    mementos: Sequence[Memento], claims: Sequence[Claim], sources: Sequence[Source], weighing: Weighing
) -> Iterator[Link]:
    """Every ground on which two texts are one."""
    days = weighing.shared_claim_days.value
    for pair in find_duplicates([memento.text for memento in mementos], weighing.containment.value):
        why = f"{pair.containment:.0%} of the shorter text's five-word sequences stand in both"
        yield mementos[pair.one].id, mementos[pair.other].id, why
    yield from find_shared_claims(claims, days)
    yield from find_declared(claims, sources, days)


def _root(parent: dict[str, str], name: str) -> str:
    """The name that stands for the set of `name`; shortens the way for the next asker."""
    while parent[name] != name:
        parent[name] = parent[parent[name]]
        name = parent[name]
    return name


def _gathered(
    ordered: Sequence[Memento], parent: dict[str, str], reasons: dict[str, set[str]]
) -> tuple[Origin, ...]:
    """The sets as origins; the earliest member stands for its set."""
    members: dict[str, list[str]] = defaultdict(list)
    for memento in ordered:
        members[_root(parent, memento.id)].append(memento.id)
    return tuple(
        Origin(
            id=content_id("origin", first),
            first_memento=first,
            mementos=tuple(names),
            basis=tuple(sorted({why for name in names for why in reasons[name]})),
        )
        for first, names in members.items()
    )

"""Reports that go back to one first report, found as one origin.

Measured: a forecast that counts every copy did far worse than its own prior, and missing a fifth of the
copies was enough to lose to it. So texts are joined on three grounds (near-duplicate text, shared claim,
declared attribution), and what is still missed is dampened later by an effective number.

Joining is transitive, and does not depend on the order or the batches in which texts arrive.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from tocsin.assess.duplicates import TextIndex
from tocsin.assess.shared import DeclaredSources, Link, SharedClaims
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
    finder = OriginFinder(sources, weighing)
    finder.add(mementos, claims)
    return finder.origins()


class OriginFinder:
    """Origins of texts that arrive in any order and in any batches.

    What two texts have in common is found once, when the later of them arrives. Only the origins that a new
    link joins, or one that a late claim undid parts, are found anew; all others stay the same objects.
    """

    def __init__(self, sources: Sequence[Source], weighing: Weighing) -> None:
        days = weighing.shared_claim_days.value
        self._index = TextIndex(weighing.containment.value)
        self._mementos: dict[str, Memento] = {}
        self._arrived: list[str] = []
        self._claims: set[str] = set()
        self._shared = SharedClaims(days)
        self._declared = DeclaredSources(sources, days)
        self._links: dict[str, Counter[Link]] = defaultdict(Counter)
        self._touched: set[str] = set()
        self._origin_of: dict[str, Origin] = {}
        self._firsts: dict[str, _Rank] = {}
        self._origins: tuple[Origin, ...] = ()
        self._changed: dict[str, Origin] = {}

    def add(self, mementos: Sequence[Memento], claims: Sequence[Claim]) -> None:
        """Takes texts in, and claims whose text is known; what came before is passed over."""
        texts = sorted({one.id: one for one in mementos}.values(), key=earliest_first)
        fresh = [one for one in texts if one.id not in self._mementos]
        self._mementos.update((one.id, one) for one in fresh)
        self._arrived += [one.id for one in fresh]
        self._touched.update(one.id for one in fresh)
        for pair in self._index.add(one.text for one in fresh):
            why = f"{pair.containment:.0%} of the shorter text's five-word sequences stand in both"
            self._link((self._arrived[pair.one], self._arrived[pair.other], why))
        told = [one for one in claims if one.id not in self._claims and one.memento_id in self._mementos]
        self._claims.update(one.id for one in told)
        come, gone = self._shared.add(told)
        for link in (*come, *self._declared.add(told)):
            self._link(link)
        for link in gone:
            self._unlink(link)

    def origins(self) -> tuple[Origin, ...]:
        """The origins of all that has arrived, by first report; the same object while nothing joins."""
        if self._touched:
            self._find()
        return self._origins

    def changed(self) -> dict[str, Origin]:
        """The origin of each memento whose origin is other than when this was last asked."""
        self.origins()
        changed, self._changed = self._changed, {}
        return changed

    def _link(self, link: Link) -> None:
        for name in link[:2]:
            self._links[name][link] += 1
        self._touch(link)

    def _unlink(self, link: Link) -> None:
        for name in link[:2]:
            self._links[name][link] -= 1
            self._links[name] = +self._links[name]
        self._touch(link)

    def _touch(self, link: Link) -> None:
        """A link between two texts of one origin may still change why they are held to be one."""
        self._touched.update(link[:2])

    def _find(self) -> None:
        """Finds the origins of what was touched anew."""
        before = [self._origin_of[name] for name in self._touched if name in self._origin_of]
        names = self._reached({*self._touched, *(name for origin in before for name in origin.mementos)})
        links = {link for name in names for link in self._links.get(name, ())}
        found = _joined([self._mementos[name] for name in names], links)
        for name in names & self._firsts.keys():
            del self._firsts[name]
        for origin in found:
            self._firsts[origin.first_memento] = earliest_first(self._mementos[origin.first_memento])
            for name in origin.mementos:
                if self._origin_of.get(name) != origin:
                    self._origin_of[name] = self._changed[name] = origin
        self._touched.clear()
        ordered = sorted(self._firsts, key=self._firsts.__getitem__)
        self._origins = tuple(self._origin_of[name] for name in ordered)

    def _reached(self, start: set[str]) -> set[str]:
        """These texts and all that links lead to from them."""
        reached, ahead = set(start), list(start)
        while ahead:
            for link in self._links.get(ahead.pop(), ()):
                for name in link[:2]:
                    if name not in reached:
                        reached.add(name)
                        ahead.append(name)
        return reached


_Rank = tuple[datetime, datetime, str]


def earliest_first(memento: Memento) -> _Rank:
    """Sorting key: published, then captured, then the id, so that there is one order for every input."""
    return memento.published_at or memento.captured_at, memento.captured_at, memento.id


def _joined(mementos: Iterable[Memento], links: Iterable[Link]) -> tuple[Origin, ...]:
    """Texts that are linked, directly or through others, as one origin."""
    ordered = sorted(mementos, key=earliest_first)
    parent = {memento.id: memento.id for memento in ordered}
    rank = {memento.id: at for at, memento in enumerate(ordered)}
    reasons: dict[str, set[str]] = defaultdict(set)
    for one, other, why in sorted(links):
        first, second = sorted((_root(parent, one), _root(parent, other)), key=rank.__getitem__)
        if first != second:
            parent[second] = first
            reasons[one].add(why)
    return _gathered(ordered, parent, reasons)


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
            basis=tuple(sorted({why for name in names for why in reasons[name]})) if len(names) > 1 else (),
        )
        for first, names in members.items()
    )

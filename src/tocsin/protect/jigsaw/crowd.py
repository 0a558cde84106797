"""Estimates how many people fit a combination of details, as a range.

Shares are multiplied, then corrected by how the details go together: a man who left *and* came back is not
two rare things but one journey. The strongest ratios that form a tree are used. Where nothing is known of two
details, the ratio is one and the range grows. No combination fits more people than its rarest part does.

*Worked example.* 144 million people; .0012 language teachers, .25 times as often men as by chance would have
it: 144e6 × .465 × .0012 × .25 ≈ 20,000 men who teach languages.

Source: Chow and Liu (1968), dependence trees; Fréchet (1935), bounds; Sweeney (2002), k-anonymity.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations, product

import msgspec

from tocsin.records.population import Population, Trait
from tocsin.records.record import Record
from tocsin.records.units import Figure


class Crowd(Record):
    """How many people fit."""

    low: float
    """Lower end of the 80 % range."""
    value: float
    """Best single value."""
    high: float
    """Upper end of the 80 % range."""


YEARS = 10
"""Years of a band of the age table."""
OLDEST = 80
"""First year of its last band, which is open."""


def age_trait(population: Population, low: int, high: int) -> Trait:
    """The trait of being `low` to `high` years old, both within one or several decades."""
    parts = []
    for year in range(low, high + 1):
        decade = population.ages[str(min(year // YEARS * YEARS, OLDEST))]
        parts.append((decade.value / YEARS, decade.low / YEARS, decade.high / YEARS))
    value, least, most = (sum(one) for one in zip(*parts, strict=True))
    figure = next(iter(population.ages.values()))
    share = Figure(value=value, low=least, high=most, unit="share", source=figure.source, date=figure.date)
    return Trait(id=f"age.{low}-{high}", title=_aged(low, high), share=share)


def find_trait(population: Population, name: str) -> Trait | None:
    """The trait of that id, ages among them; `None` where the table has it no more."""
    if name.startswith("age."):
        low, _, high = name.removeprefix("age.").partition("-")
        return age_trait(population, int(low), int(high))
    return next((one for one in population.traits if one.id == name), None)


DECADES = ("", "teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies")


def _aged(low: int, high: int) -> str:
    if low == high:
        return f"aged {low}"
    if low % YEARS == 0 and high == low + YEARS - 1 and 0 < low // YEARS < len(DECADES):
        return f"in their {DECADES[low // YEARS]}"
    return f"aged {low} to {high}"


class Crowds:
    """Counts who fits, by one population table."""

    def __init__(self, population: Population) -> None:
        """Prepares the table for many counts."""
        self.population = population
        self.by_id = {one.id: one for one in population.traits}
        self._together = {(one.of, one.given): one.ratio for one in population.together}
        self._pairs: dict[tuple[str, str], Figure] = {}

    def estimate(self, traits: Sequence[Trait]) -> Crowd:
        """How many people have all the traits."""
        size, kept = self.population.size, self._without_wider(traits)
        logs = math.log(size.value) + sum(math.log(one.share.value) for one in kept)
        spread = sum(_width(one.share) ** 2 for one in kept) + _width(size) ** 2
        for ratio in self._tree(kept):
            logs += math.log(ratio.value)
            spread += _width(ratio) ** 2
        rarest = min((math.log(one.share.value) for one in kept), default=0.0) + math.log(size.value)
        logs, half = min(logs, rarest), math.sqrt(spread)
        return Crowd(
            low=math.exp(logs - half),
            value=math.exp(logs),
            high=min(math.exp(logs + half), math.exp(rarest + half)),
        )

    def wider(self, trait: Trait) -> Trait | None:
        """The next wider way of saying it; `None` where the only one is to leave it out."""
        if trait.id.startswith("age."):
            low, _, high = trait.id.removeprefix("age.").partition("-")
            decade = int(low) // YEARS * YEARS
            return age_trait(self.population, decade, decade + YEARS - 1) if low == high else None
        return self.by_id.get(trait.broader or "")

    def _tree(self, kept: Sequence[Trait]) -> Iterator[Figure]:
        """The ratios to multiply by: the strongest that join the traits without a ring.

        In a ring of traits that go together each tells what the others told, and multiplying by every pair
        would count the same journey three times.
        """
        ordered = sorted(kept, key=lambda one: one.id)
        pairs = [(self._ratio(one, other), one.id, other.id) for one, other in combinations(ordered, 2)]
        joined = {one.id: one.id for one in kept}
        # Equal ratios are taken by name, so that the order in which a text tells things changes nothing.
        for ratio, left, right in sorted(pairs, key=lambda pair: (-abs(math.log(pair[0].value)), pair[1:])):
            if joined[left] != joined[right]:
                old, new = joined[right], joined[left]
                joined = {name: new if root == old else root for name, root in joined.items()}
                yield ratio

    def _ratio(self, one: Trait, other: Trait) -> Figure:
        """How many times more often the two meet than by chance, as the nearest entry of the table has it."""
        pair = (one.id, other.id)
        if pair not in self._pairs:
            known = self._nearest(one, other)
            # A pair cannot be commoner than its rarer part.
            most = 1 / max(one.share.value, other.share.value)
            self._pairs[pair] = msgspec.structs.replace(known, value=min(known.value, most))
        return self._pairs[pair]

    def _nearest(self, one: Trait, other: Trait) -> Figure:
        """Of the two themselves before what is known of wider traits, and of those before their kinds."""
        names = product(enumerate(self._names(one)), enumerate(self._names(other)))
        for (_, left), (_, right) in sorted(names, key=lambda pair: pair[0][0] + pair[1][0]):
            for key in ((left, right), (right, left)):
                if key in self._together:
                    return self._together[key]
        return self.population.unstated

    def _names(self, trait: Trait) -> list[str]:
        """What the trait is called in the table of pairs, the narrowest first."""
        kind, _, rest = trait.id.partition(".")
        if kind == "age":
            low, _, high = rest.partition("-")
            decade = int(low) // YEARS * YEARS
            return [f"age.{min(decade, OLDEST)}"] if int(high) < decade + YEARS else []
        names, wider = [trait.id], self.by_id.get(trait.broader or "")
        while wider is not None:
            names.append(wider.id)
            wider = self.by_id.get(wider.broader or "")
        return [*names, kind]

    def _without_wider(self, traits: Sequence[Trait]) -> list[Trait]:
        """Each trait once, and none that another one of them implies."""
        implied: set[str] = set()
        for one in traits:
            wider = self.by_id.get(one.broader or "")
            while wider is not None:
                implied.add(wider.id)
                wider = self.by_id.get(wider.broader or "")
        return list({one.id: one for one in traits if one.id not in implied}.values())


def _width(figure: Figure) -> float:
    """Half the 80 % range, as a logarithm."""
    return math.log(figure.high / figure.low) / 2

"""Estimates how many people fit a combination of details, as a range.

Shares are multiplied, then corrected by how the details go together: a man who left *and* came back is not
two rare things but one journey. The strongest ratios that form a tree are used. Where nothing is known of two
details, the ratio is one and the range grows. No combination fits more people than its rarest part does.

*Worked example.* 144 million people; .0012 language teachers, .3 times as often men as by chance would have
it: 144e6 × .465 × .0012 × .3 ≈ 24,000 men who teach languages.

Source: Chow and Liu (1968), dependence trees; Fréchet (1935), bounds; Sweeney (2002), k-anonymity.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from tocsin.records.population import Population, Together, Trait
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


def age_trait(population: Population, low: int, high: int) -> Trait:
    """The trait of being `low` to `high` years old, both within one or several decades."""
    parts = []
    for year in range(low, high + 1):
        decade = population.ages[str(min(year // YEARS * YEARS, 80))]
        parts.append((decade.value / YEARS, decade.low / YEARS, decade.high / YEARS))
    value, least, most = (sum(one) for one in zip(*parts, strict=True))
    figure = next(iter(population.ages.values()))
    share = Figure(value=value, low=least, high=most, unit="share", source=figure.source, date=figure.date)
    told = f"aged {low}" if low == high else f"aged {low} to {high}"
    return Trait(id=f"age.{low}-{high}", title=told, share=share)


def estimate_crowd(population: Population, traits: Sequence[Trait]) -> Crowd:
    """How many people have all the traits."""
    kept = _without_wider(population, traits)
    logs = math.log(population.size.value) + sum(math.log(one.share.value) for one in kept)
    spread = sum(_width(one.share) ** 2 for one in kept) + _width(population.size) ** 2
    for ratio in _tree(population, kept):
        logs += math.log(ratio.value)
        spread += _width(ratio) ** 2
    rarest = min((math.log(one.share.value) for one in kept), default=0.0) + math.log(population.size.value)
    logs, half = min(logs, rarest), math.sqrt(spread)
    return Crowd(
        low=math.exp(logs - half),
        value=math.exp(logs),
        high=min(math.exp(logs + half), math.exp(rarest + half)),
    )


def _tree(population: Population, kept: Sequence[Trait]) -> Iterator[Figure]:
    """The ratios to multiply by: the strongest that join the traits without a ring.

    In a ring of traits that go together each tells what the others told, and multiplying by every pair would
    count the same journey three times.
    """
    pairs = []
    for one, other in combinations(kept, 2):
        known = _together(population, one, other)
        ratio = known.ratio if known else population.unstated
        # A pair cannot be commoner than its rarer part.
        most = 1 / max(one.share.value, other.share.value)
        pairs.append((msgspec.structs.replace(ratio, value=min(ratio.value, most)), one.id, other.id))
    joined = {one.id: one.id for one in kept}
    for ratio, left, right in sorted(pairs, key=lambda pair: -abs(math.log(pair[0].value))):
        if joined[left] != joined[right]:
            old, new = joined[right], joined[left]
            joined = {name: new if root == old else root for name, root in joined.items()}
            yield ratio


def _without_wider(population: Population, traits: Sequence[Trait]) -> list[Trait]:
    """Each trait once, and none that another one of them implies."""
    by_id = {one.id: one for one in population.traits}
    implied: set[str] = set()
    for one in traits:
        wider = one.broader
        while wider:
            implied.add(wider)
            wider = by_id[wider].broader
    return list({one.id: one for one in traits if one.id not in implied}.values())


def _together(population: Population, one: Trait, other: Trait) -> Together | None:
    """What is known of a pair: of the two themselves before what is known of their kinds."""
    best: Together | None = None
    for known in population.together:
        for left, right in ((one, other), (other, one)):
            exact = known.of == left.id and known.given == right.id
            if exact:
                return known
            if known.of in (left.id, _kind(left)) and known.given in (right.id, _kind(right)):
                best = best or known
    return best


def _kind(trait: Trait) -> str:
    return trait.id.partition(".")[0]


def _width(figure: Figure) -> float:
    """Half the 80 % range, as a logarithm."""
    return math.log(figure.high / figure.low) / 2

"""Judges whom the details give away, says by what, and proposes the smallest widening that hides them."""

from collections.abc import Iterable, Sequence

from tocsin.protect.jigsaw.crowd import YEARS, Crowd, age_trait, estimate_crowd
from tocsin.protect.jigsaw.details import Told
from tocsin.records.population import Population, Trait
from tocsin.records.record import Record


class Reason(Record):
    """What one detail adds."""

    words: str
    """How the text says it."""
    trait: str
    """Which trait that is."""
    times: float
    """How many times larger the crowd would be without it."""


class Proposal(Record):
    """One widening."""

    words: str
    """What the text says."""
    instead: str
    """What it could say; empty: leave it out."""


class Judgement(Record):
    """How far one person can be recognised by what is told."""

    person: str
    """Who."""
    crowd: Crowd
    """How many people fit."""
    exposed: bool
    """Whether the crowd may be smaller than was asked for."""
    reasons: tuple[Reason, ...]
    """The details, the most identifying first."""
    proposals: tuple[Proposal, ...]
    """The smallest change that brings the crowd above what was asked for."""
    after: Crowd
    """The crowd once that is done."""
    quotes: tuple[str, ...]
    """Quotations that can be searched for word for word."""


def judge(told: Iterable[Told], population: Population, k: int) -> list[Judgement]:
    """A judgement on each person, the most recognisable first."""
    return sorted((_judged(one, population, k) for one in told), key=lambda one: one.crowd.value)


def _judged(told: Told, population: Population, k: int) -> Judgement:
    words = {one.trait.id: one.words for one in told.details}
    traits = [one.trait for one in told.details]
    crowd = estimate_crowd(population, traits)
    reasons = [
        Reason(words=words[one.id], trait=one.title, times=_without(population, traits, one) / crowd.value)
        for one in traits
    ]
    kept = smallest_change(population, traits, k)
    return Judgement(
        person=told.person,
        crowd=crowd,
        exposed=crowd.low < k,
        reasons=tuple(sorted(reasons, key=lambda one: -one.times)),
        proposals=tuple(
            Proposal(words=words[one.id], instead=after.title if after else "")
            for one, after in zip(traits, kept, strict=True)
            if after != one
        ),
        after=estimate_crowd(population, [one for one in kept if one]),
        quotes=tuple(one.words for one in told.quotes),
    )


def _without(population: Population, traits: Sequence[Trait], left: Trait) -> float:
    return estimate_crowd(population, [one for one in traits if one is not left]).value


def smallest_change(population: Population, traits: Sequence[Trait], k: int) -> list[Trait | None]:
    """Each trait as it is, wider, or gone, so that at least `k` people fit even at the low end.

    Takes the widening that gains most until the crowd is large enough, then takes back what was not needed.
    """
    kept: list[Trait | None] = list(traits)
    while _low(population, kept) < k and any(kept):
        steps = [place for place, one in enumerate(kept) if one]
        best = max(steps, key=lambda place: _low(population, _stepped(population, kept, place)))
        kept = _stepped(population, kept, best)
    for place, was in enumerate(traits):
        chain: Trait | None = was
        while chain is not None and chain != kept[place]:
            tried = [*kept[:place], chain, *kept[place + 1 :]]
            if _low(population, tried) >= k:
                kept = tried
                break
            chain = _wider(population, chain)
    return kept


def _low(population: Population, kept: Sequence[Trait | None]) -> float:
    return estimate_crowd(population, [one for one in kept if one]).low


def _stepped(population: Population, kept: Sequence[Trait | None], place: int) -> list[Trait | None]:
    one = kept[place]
    return [*kept[:place], _wider(population, one) if one else None, *kept[place + 1 :]]


def _wider(population: Population, trait: Trait) -> Trait | None:
    if trait.id.startswith("age."):
        low, _, high = trait.id.removeprefix("age.").partition("-")
        decade = int(low) // YEARS * YEARS
        return age_trait(population, decade, decade + YEARS - 1) if low == high else None
    return next((one for one in population.traits if one.id == trait.broader), None)

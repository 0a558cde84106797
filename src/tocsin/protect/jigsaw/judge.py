"""Judges whom the details give away, says by what, and proposes the smallest widening that hides them."""

from collections.abc import Iterable, Sequence

from tocsin.protect.jigsaw.crowd import Crowd, Crowds
from tocsin.protect.jigsaw.details import Detail, Told
from tocsin.protect.jigsaw.widening import smallest_change
from tocsin.records.population import Population, Trait
from tocsin.records.record import Record

POSSESSIVE = {"gender.man": "his", "gender.woman": "her"}


class Reason(Record):
    """What one detail adds."""

    words: str
    """How the text says it."""
    trait: str
    """Which trait that is."""
    times: float
    """How many times larger the crowd would be without it."""
    text_id: str
    """The text that tells it."""


class Proposal(Record):
    """One widening."""

    words: tuple[str, ...]
    """What the text says, in one place or several."""
    instead: str
    """What it could say in the place of all of them; empty: leave it out."""


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
    crowds = Crowds(population)
    return sorted((_judged(one, crowds, k) for one in told), key=lambda one: one.crowd.value)


def _judged(told: Told, crowds: Crowds, k: int) -> Judgement:
    traits = [one.trait for one in told.details]
    crowd = crowds.estimate(traits)
    change = smallest_change(crowds, traits, k)
    return Judgement(
        person=told.person,
        crowd=crowd,
        exposed=crowd.low < k,
        reasons=_reasons(told.details, crowds, crowd),
        proposals=_proposals(told, change),
        after=crowds.estimate([one for one in change if one]),
        quotes=tuple(one.words for one in told.quotes),
    )


def _reasons(details: Sequence[Detail], crowds: Crowds, crowd: Crowd) -> tuple[Reason, ...]:
    found = []
    for one in details:
        without = crowds.estimate([other.trait for other in details if other is not one])
        times = max(1.0, without.value / crowd.value)
        found.append(Reason(words=one.words, trait=one.trait.title, times=times, text_id=one.text_id))
    return tuple(sorted(found, key=lambda one: -one.times))


def _proposals(told: Told, change: Sequence[Trait | None]) -> tuple[Proposal, ...]:
    """One proposal a wider trait: what is widened to the same words is said once."""
    words: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    whose = next((POSSESSIVE[one.trait.id] for one in told.details if one.trait.id in POSSESSIVE), "their")
    for detail, after in zip(told.details, change, strict=True):
        if after != detail.trait:
            key = after.id if after else f"no {detail.trait.id}"
            titles[key] = after.title.replace("their", whose) if after else ""
            if detail.words not in words.setdefault(key, []):
                words[key].append(detail.words)
    return tuple(Proposal(words=tuple(words[key]), instead=titles[key]) for key in words)

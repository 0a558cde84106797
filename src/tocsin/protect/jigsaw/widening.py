"""Finds the smallest change of what is told that brings the crowd above what was asked for.

A change is counted in steps: to say something wider is one step (*38* → *in their thirties*), to leave it out
is two, and to leave out whether somebody is a man or a woman is four, since it touches every pronoun. Of all
changes with the fewest steps the one that keeps most told is taken.

Source: Samarati (2001), minimal generalisation for k-anonymity; searched breadth first, keeping the best few.
"""

from collections.abc import Sequence

from tocsin.protect.jigsaw.crowd import Crowds
from tocsin.records.population import Trait

Change = tuple[Trait | None, ...]
"""Each trait as it is, wider, or gone."""
OUT_STEPS = 2
GENDER_STEPS = 4
KEPT_BEST = 12
"""How many changes of one size are followed further; all of them would be millions for ten traits."""


def smallest_change(crowds: Crowds, traits: Sequence[Trait], k: int) -> Change:
    """Each trait as it is, wider, or gone, so that at least `k` people fit even at the low end."""
    sizes: list[dict[tuple[str | None, ...], Change]] = [{_names(traits): tuple(traits)}]
    steps = 0
    while steps < len(sizes):
        ranked = sorted(
            ((_low(crowds, one), one) for one in sizes[steps].values()),
            key=lambda pair: (-pair[0], str(_names(pair[1]))),
        )
        enough = [one for low, one in ranked if low >= k]
        if enough:
            return enough[-1]
        for _, change in ranked[:KEPT_BEST]:
            for place, one in enumerate(change):
                if one is not None:
                    wider, cost = _step(crowds, one)
                    while len(sizes) <= steps + cost:
                        sizes.append({})
                    stepped = (*change[:place], wider, *change[place + 1 :])
                    sizes[steps + cost][_names(stepped)] = stepped
        steps += 1
    return tuple(None for _ in traits)


def _step(crowds: Crowds, trait: Trait) -> tuple[Trait | None, int]:
    wider = crowds.wider(trait)
    if wider is not None:
        return wider, 1
    return None, GENDER_STEPS if trait.id.startswith("gender") else OUT_STEPS


def _low(crowds: Crowds, change: Sequence[Trait | None]) -> float:
    return crowds.estimate([one for one in change if one]).low


def _names(change: Sequence[Trait | None]) -> tuple[str | None, ...]:
    return tuple(one.id if one else None for one in change)

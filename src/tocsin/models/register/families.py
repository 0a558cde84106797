"""Who lives with whom: households of declared kinds, and ages that fit both the family and the margin.

Each member is first given an age that would suit the family: a spouse about as old as the head, a child some
decades younger than its mother. Then the ages of the margin are dealt out in that order, the youngest to
whom suits youth most. So ages are exactly those declared, and mothers are older than their children.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.margins import Floats, whole
from tocsin.records.register import Band, Margins

HEAD, SPOUSE, CHILD, SIBLING = range(4)
LETTERS = {"h": HEAD, "s": SPOUSE, "c": CHILD, "b": SIBLING}
DAYS = 365.25


class Families(NamedTuple):
    """The people of a chunk by household; all arrays are (person,) but `sizes`."""

    household: NDArray[np.int32]
    """Number of the household in the chunk."""
    role: NDArray[np.uint8]
    """What the person is in it."""
    place: NDArray[np.uint8]
    """The how-manieth member."""
    couple: NDArray[np.bool_]
    """Whether the household has a head and a spouse."""
    sizes: NDArray[np.uint8]
    """(household,): members."""
    man: NDArray[np.bool_]
    """Whether the person is a man."""
    age_days: NDArray[np.int32]
    """Age in days."""


def form(margins: Margins, n: int, rng: np.random.Generator) -> Families:
    """Households for `n` people."""
    kinds = list(margins.households)
    lengths = np.array([len(kind) for kind in kinds])
    shares = np.array([margins.households[kind] for kind in kinds])
    counts = np.floor(shares / (shares * lengths).sum() * n).astype(np.int64)
    counts[kinds.index("h")] += n - int((counts * lengths).sum())
    parts = [_kind(kind, int(count), margins, rng) for kind, count in zip(kinds, counts, strict=True)]
    role, suits, place, twin = (np.concatenate(part) for part in zip(*parts, strict=True))
    sizes = np.repeat(lengths.astype(np.uint8), counts)
    household = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    couple = np.repeat(np.array(["s" in kind for kind in kinds]), counts * lengths)
    man = _sexes(role, couple, place, margins, rng)
    return Families(household, role, place, couple, sizes, man, _ages(man, suits, twin, margins))


def _kind(kind: str, count: int, margins: Margins, rng: np.random.Generator) -> tuple[NDArray[Any], ...]:
    """Role, age that would suit, place and whether twin of the one before, for households of one kind."""
    width = len(kind)
    role = np.tile(np.array([LETTERS[one] for one in kind], np.uint8), count)
    place = np.tile(np.arange(width, dtype=np.uint8), count)
    suits = np.empty((count, width), np.float32)
    twin = np.zeros((count, width), np.bool_)
    u = rng.random((count, width), np.float32)
    parents = "c" in kind
    head = suits[:, 0] = 26 + 32 * u[:, 0] if parents else 20 + 72 * u[:, 0] ** 0.95
    if "s" in kind:
        suits[:, 1] = head - 6 + 9 * u[:, 1]
    for at, one in enumerate(kind):
        if one == "b":
            suits[:, at] = head - 12 + 24 * u[:, at]
        if one == "c":
            first = kind.index("c")
            spread = 20 + 18 * u[:, at] if at == first else 2 + 6 * u[:, at]
            suits[:, at] = (suits[:, 0] if at == first else suits[:, at - 1]) - spread
            suits[:, at] = np.where(suits[:, at] < 0, 9 * u[:, at], suits[:, at])
            if at == first + 1:
                twin[:, at] = rng.random(count, np.float32) < margins.twins
    return role, suits.ravel(), place, twin.ravel()


def _sexes(
    role: NDArray[Any], couple: NDArray[Any], place: NDArray[Any], margins: Margins, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Who is a man: heads of couples, and of the others so many that the margin holds."""
    man = np.zeros(len(role), np.bool_)
    man[couple & (role == HEAD)] = True
    free = np.flatnonzero(~(couple & (role <= SPOUSE)))
    missing = min(max(round(margins.men * len(role)) - int(man.sum()), 0), len(free))
    chosen = np.zeros(len(free), np.bool_)
    chosen[:missing] = True
    rng.shuffle(chosen)
    man[free] = chosen
    return man


def _ages(man: NDArray[Any], suits: Floats, twin: NDArray[Any], margins: Margins) -> NDArray[np.int32]:
    """The ages of the margin, dealt out by the ages that would suit; twins are of one day."""
    days = np.empty(len(man), np.int32)
    ranked = (suits * 200).astype(np.int16)
    for who, bands in ((man, margins.ages_of_men), (~man, margins.ages_of_women)):
        found = np.flatnonzero(who)
        days[found[np.argsort(ranked[found], kind="stable")]] = _dealt(bands, len(found))
    at = np.flatnonzero(twin)
    days[at] = days[at - 1]
    return days


def _dealt(bands: Sequence[Band], n: int) -> NDArray[np.int32]:
    """`n` ages in days, the youngest first, as many in each band as its share."""
    parts = []
    for band, count in zip(bands, whole((one.share for one in bands), n), strict=True):
        within = (np.arange(count) + 0.5) / max(count, 1)
        parts.append((band.low + within * (band.high - band.low)) * DAYS)
    return np.concatenate(parts).astype(np.int32)

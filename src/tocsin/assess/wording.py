"""Each discount of each weight in words, as `Contribution.discounts` lists them.

A large case has tens of thousands of weights and few hundred different phrases, so that a phrase is written
once and handed to every row it is true of.
"""

from collections.abc import Callable, Iterator
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from tocsin.assess.weights import Array, Ints, Weights
from tocsin.stats.effective import effective_number

LEVELS = ("of the same indicator", "under the same heading", "among all headings")

Phrases = NDArray[np.object_]
Rows = NDArray[np.bool_]


def find_words(weights: Weights) -> Iterator[tuple[str, ...]]:
    """For each weight its discounts in words, in the order in which they are taken."""
    columns = [*_seen(weights), *_absent(weights), *_repeated(weights)]
    for row in zip(*(column.tolist() for column in columns), strict=True):
        yield tuple(compress(row, row))


def _seen(weights: Weights) -> Iterator[Phrases]:
    """What was taken from observations for their grades, their reading, their age and the cap."""
    taken, seen = weights.discounts, weights.present
    letters = [one.reliability or "" for one in weights.seen]
    figures = [one.credibility or "" for one in weights.seen]
    # The last place is that of an absence, whose number is -1.
    graded = np.array([*map(bool, letters), False])[weights.observation]
    for name, grades, share in (
        ("reliability", letters, taken.reliability),
        ("credibility", figures, taken.credibility),
    ):
        known = sorted(set(grades))
        place = {grade: at for at, grade in enumerate(known)}
        number = np.array([*(place[grade] for grade in grades), 0], dtype=np.int64)[weights.observation]
        yield _phrases(
            seen & graded & (share < 1),
            (number, _cents(share)),
            lambda at, cents, name=name, known=known: _share(f"{name} {known[at]}", cents),
        )
    less = seen & (taken.firmness < 1)
    read = _phrases(less & graded, (_cents(taken.firmness),), lambda cents: _share("reading", cents))
    said = "share of the model's draws that show it"
    yield np.where(
        graded, read, _phrases(less & ~graded, (_cents(taken.firmness),), lambda cents: _share(said, cents))
    )
    half_lives = [one.half_life_days.value for one in weights.indicators]
    yield _phrases(
        seen & (taken.age < 1),
        (weights.indicator, _days(taken.age_days), _cents(taken.age)),
        lambda at, days, cents: _share(f"age {days} days, half-life {half_lives[at]:g}", cents),
    )
    cap = f"cap of {weights.cap_bits:g} bits an origin"
    yield _phrases(seen & (taken.cap < 1), (_cents(taken.cap),), lambda cents: _share(cap, cents))


def _absent(weights: Weights) -> Iterator[Phrases]:
    """What was taken from absences, for what was not heard and for the last sighting."""
    taken, absent = weights.discounts, ~weights.present
    heard = "heard of what we await in a half-life"
    yield _phrases(absent & (taken.heard < 1), (_cents(taken.heard),), lambda cents: _share(heard, cents))
    yield _phrases(
        absent & (taken.gone < 1),
        (_days(taken.age_days), _cents(taken.gone)),
        lambda days, cents: _share(f"last seen {days} days ago", cents),
    )


def _repeated(weights: Weights) -> Iterator[Phrases]:
    """What repetition took on each level."""
    for level, crowd, share in zip(LEVELS, weights.crowd, weights.repetition, strict=True):
        yield _phrases(
            share < 1,
            (crowd, _cents(share)),
            lambda n, cents, level=level: _share(
                f"{n} {level} are worth {effective_number(n, weights.correlation):.1f}", cents
            ),
        )


def _phrases(rows: Rows, figures: tuple[Ints, ...], say: Callable[..., str]) -> Phrases:
    """One phrase a row, said once for all rows that share its figures; empty where nothing is to be said."""
    told = np.full(len(rows), "", dtype=object)
    chosen = np.flatnonzero(rows)
    if len(chosen):
        code = np.zeros(len(chosen), dtype=np.int64)
        for figure in figures:
            code = code * (int(figure[chosen].max()) + 1) + figure[chosen]
        _, first, place = np.unique(code, return_index=True, return_inverse=True)
        phrases = [say(*(int(figure[at]) for figure in figures)) for at in chosen[first].tolist()]
        told[chosen] = np.array(phrases, dtype=object)[place]
    return told


def _cents(share: Array) -> Ints:
    """Shares in hundredths."""
    return np.rint(share * 100).astype(np.int64)


def _days(days: Array) -> Ints:
    """Whole days; nought where there are none, as for what was never seen."""
    return np.rint(np.where(np.isfinite(days), days, 0.0)).astype(np.int64)


def _share(why: str, cents: int) -> str:
    return f"{why}: ×{cents / 100:.2f}"

"""How well attributions are found: relaxed F1, by which thresholds are tuned on texts kept aside.

A found attribution is right when at least half of its content and the annotated one's, taken together, is
common, and their sources share a word or are both absent; each annotated one counts once.

Source: the definition of the evaluation data's scorer, after Pareti et al. (2013) and Citron (2020).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tocsin.reading.interface import Stretch

_WORD = re.compile(r"\w+|[^\w\s]")
LEAST_COMMON = 0.5


class Words:
    """The words of a text, found by offset."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        self._starts = [one.start() for one in found]
        self._lettered = {
            n for n, one in enumerate(found) if one.group()[0].isalnum() or one.group()[0] == "_"
        }

    def within(self, stretches: Iterable[Stretch]) -> frozenset[int]:
        """Numbers of the words that begin in the stretches."""
        return frozenset(
            n for a, b in stretches for n in range(bisect_left(self._starts, a), bisect_left(self._starts, b))
        )

    def lettered(self, stretches: Iterable[Stretch]) -> frozenset[int]:
        """The same without punctuation."""
        return self.within(stretches) & self._lettered


class Pair(NamedTuple):
    """An attribution as words: source and content."""

    source: frozenset[int]
    content: frozenset[int]


class Tally(NamedTuple):
    """How many were right, found and annotated."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: "Tally") -> "Tally":  # type: ignore[override]
        return Tally(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """Right among those found."""
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """Right among those annotated."""
        return self.right / max(1, self.wanted)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.right / max(1, self.found + self.wanted)


def pair(words: Words, sources: Iterable[Stretch], contents: Iterable[Stretch]) -> Pair:
    """An attribution as words."""
    return Pair(words.within(sources), words.lettered(contents))


def tally(wanted: Sequence[Pair], found: Sequence[Pair]) -> Tally:
    """Match one to one, the most alike first."""
    alike = sorted(
        (-common / len(one.content | other.content), i, j)
        for i, one in enumerate(wanted)
        for j, other in enumerate(found)
        if (common := len(one.content & other.content))
        and common >= LEAST_COMMON * len(one.content | other.content)
        and (one.source & other.source or not (one.source or other.source))
    )
    used_wanted: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in alike:
        if i not in used_wanted and j not in used_found:
            used_wanted.add(i)
            used_found.add(j)
    return Tally(len(used_wanted), len(found), len(wanted))

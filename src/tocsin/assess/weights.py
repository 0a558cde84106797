"""Weights as columns: row i is what one observation, or one absence, does to one hypothesis.

A large case has tens of thousands of weights a day, so that they are worked out as arrays. What is told of
a row in words (which discount took how much) is written only for those who read it, in `wording`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.assess.observe import Observation
from tocsin.records.indication import Indicator

ABSENT = "absent"
"""Stands where an origin's id would, for an indicator that was looked for and not seen."""
NO_OBSERVATION = -1

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


class Discounts(NamedTuple):
    """What was taken from each weight before repetition, shape (weight,)."""

    reliability: Array
    """Share that the source's grade keeps; 1 where there is none."""
    credibility: Array
    """Share that the information's grade keeps."""
    firmness: Array
    """Chance that it was read rightly, or how firmly a model shows it."""
    age: Array
    """Share that age keeps."""
    age_days: Array
    """Days since it was so; for an absence since the last sighting, infinite for never."""
    cap: Array
    """Share that the cap keeps."""
    heard: Array
    """For an absence, share of what we await that was heard."""
    gone: Array
    """For an absence, how far the last sighting has faded."""


class Weights(NamedTuple):
    """All weights, by hypothesis, then as observed, then what is absent."""

    hypotheses: tuple[str, ...]
    """Ids, that `hypothesis` counts in."""
    indicators: tuple[Indicator, ...]
    """That `indicator` counts in."""
    seen: Sequence[Observation]
    """That `observation` counts in."""
    hypothesis: Ints
    indicator: Ints
    observation: Ints
    """`NO_OBSERVATION` for an absence."""
    full_bits: Array
    """Catalogue weight against the residual."""
    kept: Array
    """Share of it that is left after discounts, cap and repetition."""
    discounts: Discounts
    repetition: Array
    """(level, weight): share that repetition keeps on each level."""
    crowd: Ints
    """(level, weight): how many stand together on each level."""
    cap_bits: float
    correlation: float

    @property
    def bits(self) -> Array:
        """What each does."""
        return self.full_bits * self.kept

    @property
    def present(self) -> NDArray[np.bool_]:
        """Which rows are observations."""
        return np.asarray(self.observation != NO_OBSERVATION)

    def without_absences(self) -> "Weights":
        """Only what was observed."""
        return self.take(self.present)

    def take(self, rows: NDArray[np.bool_] | Ints) -> "Weights":
        """Some of the rows; by number, in that order."""
        return self._replace(
            hypothesis=self.hypothesis[rows],
            indicator=self.indicator[rows],
            observation=self.observation[rows],
            full_bits=self.full_bits[rows],
            kept=self.kept[rows],
            discounts=Discounts(*(column[rows] for column in self.discounts)),
            repetition=self.repetition[:, rows],
            crowd=self.crowd[:, rows],
        )

    def by_indicator(self, rows: NDArray[np.bool_] | None = None) -> Array:
        """Sums of bits, shape (hypothesis, indicator), of all rows or of some."""
        n, width = len(self.hypotheses), len(self.indicators)
        bits = self.bits if rows is None else np.where(rows, self.bits, 0.0)
        cell = self.hypothesis * width + self.indicator
        summed = np.bincount(cell, weights=bits, minlength=n * width)
        return np.asarray(summed, dtype=np.float64).reshape(n, width)

    def counts(self, rows: NDArray[np.bool_] | None = None) -> Ints:
        """How many rows, or how many of some, shape (hypothesis, indicator)."""
        n, width = len(self.hypotheses), len(self.indicators)
        cell = self.hypothesis * width + self.indicator
        counted: Ints = np.bincount(cell if rows is None else cell[rows], minlength=n * width)
        return counted.reshape(n, width)

    def origins(self) -> set[str]:
        """Ids of the origins that weigh."""
        rows = np.unique(self.observation[self.present]).tolist()
        return {self.seen[at].origin.id for at in rows}

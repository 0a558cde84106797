"""Which cell of the margins raking leaves farthest off, for whoever must be told why weights do not converge.

Source: W. Deming, F. Stephan, Annals of Mathematical Statistics 11 (1940): iterative proportional fitting.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from tocsin.stats.kalman import Array

ROUNDS = 100


class Cell(NamedTuple):
    """A cell, and how far it is off."""

    item: str
    """Which item."""
    cell: str
    """Which cell of it."""
    persons: float
    """How many its people stand for."""
    wanted: float
    """How many there are."""


def farthest(survey_weight: Array, margins: Mapping[str, tuple[Sequence[str], Mapping[str, float]]]) -> Cell:
    """The cell that is farthest off, relative to its size, before its own item is met again.

    Args:
        survey_weight: (person,): before raking.
        margins: item → the cell of each person, and how many people each cell stands for.
    """
    weight = survey_weight.copy()
    worst: list[Cell] = []
    for _ in range(ROUNDS):
        worst = []
        for item, (cells, persons) in margins.items():
            names, of = np.unique(np.array(cells), return_inverse=True)
            there = np.bincount(of, weights=weight)
            wanted = np.array([persons[name] for name in names.tolist()])
            worst += [
                Cell(item, name, float(have), float(want))
                for name, have, want in zip(names.tolist(), there, wanted, strict=True)
            ]
            weight *= (wanted / np.maximum(there, np.finfo(np.float64).tiny))[of]
    return max(worst, key=lambda one: abs(np.log(max(one.persons, 1e-9) / one.wanted)))

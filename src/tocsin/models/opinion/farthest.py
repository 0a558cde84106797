"""Why weights do not meet the margins: which cell raking leaves farthest off, or trimming keeps small.

Source: W. Deming, F. Stephan, Annals of Mathematical Statistics 11 (1940): iterative proportional fitting.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from tocsin.errors import SurveyError
from tocsin.stats.kalman import Array

TRIED = 100
"""Rounds after which raking that will not settle shows where."""
Sides = Mapping[str, tuple[Sequence[str], Mapping[str, float]]]
"""Item → the cell of each person, and how many people each cell stands for."""


class Cell(NamedTuple):
    """A cell, and how far it is off."""

    item: str
    """Which item."""
    cell: str
    """Which cell of it."""
    persons: float
    """How many its people stand for, or could."""
    wanted: float
    """How many there are."""

    @property
    def off(self) -> float:
        """How far, as a logarithm of the ratio."""
        return abs(float(np.log(max(self.persons, 1e-9) / self.wanted)))


def never_met(survey_weight: Array, margins: Sides, n_rounds: int, where: str) -> SurveyError:
    """Which cell keeps the weights from converging."""
    cell = farthest(survey_weight, margins)
    others = ", ".join(item for item in margins if item != cell.item)
    return SurveyError(
        f"{where}: {cell.item}, cell {cell.cell}",
        f"weights that stand for {cell.wanted:,.0f} people and meet {others} too",
        f"{cell.persons:,.0f} after {n_rounds} rounds",
        "merging the cell with another, a wider trimming, or leaving one item out of rake_to",
    )


def out_of_bounds(margins: Sides, most: float, where: str) -> SurveyError:
    """Which cell would need weights beyond the bound of the trimming."""
    cells, persons = next(iter(margins.values()))
    upper = most * sum(persons.values()) / len(cells)
    reached = [
        Cell(item, cell, upper * list(mine).count(cell), wanted)
        for item, (mine, sizes) in margins.items()
        for cell, wanted in sizes.items()
    ]
    cell = min(reached, key=lambda one: one.persons / one.wanted)
    return SurveyError(
        f"{where}: {cell.item}, cell {cell.cell}",
        f"{cell.wanted:,.0f} people within trimming.most = {most:g}",
        f"at most {cell.persons:,.0f} by those asked",
        f"trimming.most of {most * cell.wanted / cell.persons:.1f} or more, or merging the cell with another",
    )


def farthest(survey_weight: Array, margins: Sides) -> Cell:
    """The cell that is farthest off, relative to its size, before its own item is met again.

    Args:
        survey_weight: (person,): before raking.
    """
    weight = survey_weight.astype(np.float64)
    worst: list[Cell] = []
    for _ in range(TRIED):
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
    return max(worst, key=lambda one: one.off)

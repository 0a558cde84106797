"""Every figure of a scenario is drawn once a draw, from its own stream of random numbers.

A figure's draws depend on the seed, the scenario, the figure's place and the block of draws, and on nothing
else. So two scenarios that differ in one figure share all others (common random numbers), and the number of
threads changes nothing.
"""

from typing import NamedTuple

import numpy as np

from tocsin.records.units import Figure
from tocsin.stats.intervals import Draws, draw, draw_ratio
from tocsin.stats.rng import generator

BLOCK = 5_000
"""Draws that are made together: large enough for NumPy, small enough for a processor's cache."""


class Drawing(NamedTuple):
    """Where the draws of one block come from."""

    scenario: str
    """Id of the scenario."""
    seed: int
    """Seed of the run."""
    block: int
    """Which block of draws."""
    n: int
    """How many draws it has."""

    def stream(self, *place: str) -> np.random.Generator:
        """The generator for what `place` names."""
        return generator("manpower", self.scenario, str(self.seed), str(self.block), *place)

    def figure(self, figure: Figure, *place: str) -> Draws:
        """Draws of a figure, shape (draw,): shares stay within 0 and 1, positive figures stay positive."""
        rng = self.stream(*place)
        if figure.unit.startswith("share"):
            return draw(figure, self.n, rng, least=0.0, most=1.0)
        if figure.low > 0:
            return figure.value * draw_ratio(figure, self.n, rng)
        return draw(figure, self.n, rng, least=0.0)


def drawings(scenario: str, n_draws: int, seed: int) -> list[Drawing]:
    """The blocks of a run."""
    sizes = [min(BLOCK, n_draws - start) for start in range(0, n_draws, BLOCK)]
    return [Drawing(scenario, seed, at, n) for at, n in enumerate(sizes)]


def draws_of(figure: Figure, blocks: list[Drawing], *place: str) -> Draws:
    """Draws of a figure over all blocks of a run, (draw,)."""
    return np.concatenate([one.figure(figure, *place) for one in blocks])

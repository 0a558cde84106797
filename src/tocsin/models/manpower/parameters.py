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

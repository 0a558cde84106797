"""How far something may be passed on: the five labels of the Traffic Light Protocol, in their order.

The labels form a chain, so "the strictest of" is its maximum. An *audience* is a label too: a briefing for
TLP:GREEN may hold what is marked TLP:CLEAR or TLP:GREEN, and nothing above.

Source: FIRST, Traffic Light Protocol (TLP), version 2.0, August 2022, sections 3 (usage) and 4 (definitions).
"""

from collections.abc import Iterable
from enum import StrEnum


class Tlp(StrEnum):
    """A label, mildest first."""

    CLEAR = "CLEAR"
    """The world: no limit on disclosure."""
    GREEN = "GREEN"
    """The recipients' community, and nothing that is open to everybody."""
    AMBER = "AMBER"
    """The recipients' organisation and its clients, as far as they need to know."""
    AMBER_STRICT = "AMBER+STRICT"
    """The recipients' organisation only."""
    RED = "RED"
    """The recipients themselves and nobody else."""

    @property
    def label(self) -> str:
        """As it must be printed: `TLP:AMBER+STRICT`."""
        return f"TLP:{self.value}"

    def admits(self, marking: "Tlp") -> bool:
        """Whether an audience of this label may see what is marked so."""
        return ORDER[marking] <= ORDER[self]


ORDER = {label: place for place, label in enumerate(Tlp)}
"""Label → how strict it is, from 0."""


def strictest(markings: Iterable[Tlp], floor: Tlp = Tlp.CLEAR) -> Tlp:
    """The strictest of some markings, and of `floor`."""
    return max([floor, *markings], key=ORDER.__getitem__)

"""How much two stretches of a text have in common."""

from tocsin.reading.interface import Stretch


def shared_length(one: Stretch, other: Stretch) -> int:
    """Characters that both hold."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def common_share(one: Stretch, other: Stretch) -> float:
    """What both hold, as a share of the shorter."""
    return shared_length(one, other) / max(1, min(one[1] - one[0], other[1] - other[0]))

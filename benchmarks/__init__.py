"""Timings beside the field's peers: `python -m benchmarks [NAME…]`.

A benchmark is a sibling module with a function `rows()` that yields a `Row` a measurement. Timings live
here and never in a test: a timed assertion says more about the machine than about the code.
"""

from typing import NamedTuple


class Row(NamedTuple):
    """One measurement of ours beside the same work done by others."""

    name: str
    """What was done, to how much."""
    ours: float
    """Our figure, in `unit`."""
    unit: str
    """`s`, `MB` or, where more is better, `…/s`."""
    peers: dict[str, float | None]
    """Peer → its figure on the same input in the same process; `None` when it is not installed."""
    note: str = ""
    """What a reader must know to believe the comparison."""

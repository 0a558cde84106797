"""The report on an army: its run, what is asked of it, what people claim, and what would change it."""

from datetime import date

from tocsin.records.record import Record
from tocsin.records.shortfall import Reconciled, Shortfall, Simulated, Spread


class Axis(Record):
    """One assumption that a reader may change."""

    id: str
    """`losses`, `recruitment` or `need`."""
    title: str
    """What the slider is called."""
    factors: tuple[float, ...]
    """What the figure is multiplied by at each stop, ascending."""
    base: int
    """Index of the stop that leaves it as it is."""


class Course(Record):
    """Strength in the zone at the beginning of each week, in persons."""

    p10: tuple[int, ...]
    """10th percentiles."""
    p50: tuple[int, ...]
    """Medians."""
    p90: tuple[int, ...]
    """90th percentiles."""


class Missing(Record):
    """What is missing by the deadline."""

    people: Spread
    """Need less strength, in persons; below zero where there are enough."""
    p: float
    """Share of the draws in which men are missing."""


class WhatIf(Record):
    """The answer at every stop of the sliders, reckoned beforehand."""

    axes: tuple[Axis, ...]
    """Losses, recruitment and need, in this order."""
    strength: tuple[Course, ...]
    """For every stop of the first two axes, the second running fastest."""
    missing: tuple[Missing, ...]
    """For every stop of all three axes, the last running fastest."""


class Reckoning(Record):
    """Everything the page says."""

    title: str
    """Title of the scenario."""
    army: str
    """Whose army it is."""
    posture: str
    """What it is asked to do, as printed."""
    deadline: date
    """By when."""
    run: Simulated
    """The run."""
    shortfall: Shortfall
    """What is missing, and what helps."""
    reconciled: tuple[Reconciled, ...]
    """What people claim; none where the report was made without a case."""
    what_if: WhatIf
    """The answer under other assumptions."""
    figures: tuple[tuple[str, str, str, str, str], ...]
    """Every figure of the scenario: path, value with range, unit, source, day."""
    names: dict[str, str]
    """Path of a figure → what a reader calls it."""
    note: str
    """What the scenario leaves out."""
    version: str
    """Version of Tocsin."""
    digest: str
    """Digest of the scenario."""

"""What the charts of a briefing draw: days, places, what a model gives, and the answer over time."""

from datetime import date
from enum import StrEnum

from tocsin.records.record import Record


class News(Record):
    """What has come into the case since the last briefing, counted."""

    n_captures: int
    """Captures made since."""
    n_claims: int
    """Claims in them."""
    n_vanishings: int
    """Pages found to have vanished since."""
    n_settled: int
    """Predictions settled since."""


class MomentKind(StrEnum):
    """What a mark on the timeline stands for; the order of its rows."""

    DECREE = "decree"
    """A dated fact of the case: a decree, a completion."""
    INDICATION = "indication"
    """Indicators seen."""
    CLAIM = "claim"
    """Claims made."""
    CHANGE = "change"
    """A page that was changed."""
    VANISHING = "vanishing"
    """A page that vanished."""
    POLL = "poll"
    """A survey published."""


class TimelineMark(Record):
    """What happened of one kind on one day."""

    on: date
    """The day."""
    kind: MomentKind
    """What it is."""
    title: str
    """In a few words: the one thing, or the first of several."""
    n: int
    """How many of the kind on that day."""
    cites: tuple[str, ...]
    """Citation ids."""
    source: str = ""
    """Where a dated fact is recorded, when it is no capture of the case."""


class Peak(Record):
    """The week in which most indications came."""

    week: date
    """Its Monday."""
    n: int
    """How many came in it."""
    total: int
    """How many came at all."""


class PlaceRow(Record):
    """One place that reports name."""

    id: str
    """Place id in the catalogue."""
    title: str
    """Name as printed."""
    region: str
    """Name of its region in the boundaries of the map."""
    n_reports: int
    """Texts in which a claim or an indication names it."""
    n_origins: int
    """How many origins those go back to."""
    cites: tuple[str, ...]
    """Citation ids."""


class SizeModel(Record):
    """What a manpower model gives for the men needed, to be drawn behind what people say."""

    title: str
    """What is modelled, as printed."""
    source: str
    """Scenario and version."""
    quantiles: tuple[tuple[float, float], ...]
    """Share of the draws below, and persons, ascending."""


class Week(Record):
    """Strength in the zone as a week begins, in persons, as a manpower model has it."""

    on: date
    """First day of the week."""
    low: float
    """10th percentile of the draws."""
    middle: float
    """Median."""
    high: float
    """90th percentile."""


class Arithmetic(Record):
    """What a manpower model says of the need for another wave; ranges are the middle 80 % of its draws."""

    scenario: str
    """Title of the scenario, and the version that ran it."""
    deadline: date
    """By when trained men would have to be there."""
    n_draws: int
    """How many draws."""
    p_missing: float
    """Share of the draws in which men are missing that day without another wave."""
    need_low: float
    """Strength that is needed, its low end, in persons to two figures."""
    need_high: float
    """Its high end."""
    strength_low: float
    """Strength in the zone that day, its low end, in persons to two figures."""
    strength_high: float
    """Its high end."""
    weeks: tuple[Week, ...]
    """Strength over the run."""


class TrackPoint(Record):
    """The answer as it stood on an earlier day, recomputed from what had been captured by then."""

    on: date
    """The day."""
    p: dict[str, float]
    """Hypothesis id → probability by the headline deadline."""

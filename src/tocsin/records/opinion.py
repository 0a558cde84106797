"""Opinion over time: series of published figures, and what moved them.

A *level shift* stays; a *transient shock* decays by half in every half-life. Both are *events*: months in
which more moved than such series are wont to, in all related series together.
"""

from datetime import date
from enum import StrEnum

import msgspec

from tocsin.records.record import Record
from tocsin.records.survey import Cleaned, Interval
from tocsin.records.units import Figure


class Scale(StrEnum):
    """What a series is counted in."""

    SHARE = "share"
    """Share of those asked, modelled as log odds."""
    POINTS = "points"
    """Points of an index, modelled as they are."""


class Poll(Record):
    """One published figure."""

    measure: str
    """Series it measures."""
    pollster: str
    """Who asked."""
    starts_on: date
    """First day in the field."""
    ends_on: date
    """Last day in the field."""
    value: float
    """Share, 0 to 1, or points."""
    n_asked: int | None
    """How many were asked."""
    se: float | None = None
    """Standard error, as a share or in points; reckoned from how many were asked where left out."""
    degrees: int | None = None
    """Degrees of freedom of the error, where a design tells them."""


class OpinionRules(Record):
    """What is held likely of opinion before a series is looked at."""

    total_error: Figure
    """How many times wider than the sampling interval one is that holds the truth as often as it says."""
    deff: Figure
    """Design effect of a published figure whose design is not told, as a ratio."""
    event_months: Figure
    """One event in so many months is expected, in months."""
    size_log_odds: Figure
    """Standard deviation of an event's size, in log odds."""
    size_points: Figure
    """The same for series in points."""
    together: Figure
    """Correlation of an event's sizes in related series, as a share."""
    transient: Figure
    """Share of events that pass."""
    half_life_months: Figure
    """How soon half of what passes has passed, in months: the range that is searched."""
    memory_waves: Figure
    """Over how many surveys the pace of a series is reckoned, in waves."""
    clip: Figure
    """A change counts toward the pace as no more than so many times its standard deviation, as a ratio."""
    house_log_odds: Figure
    """Standard deviation of a pollster's lasting difference from others, in log odds."""
    house_points: Figure
    """The same in points."""


class EventKind(StrEnum):
    """What became of a sudden change."""

    TRANSIENT = "transient shock"
    LEVEL = "level shift"


class Change(Record):
    """How far one series moved in an event."""

    measure: str
    """Series."""
    value: float
    """Best value, in points: per cent of those asked, or index points."""
    interval: Interval
    """95 %."""


class Event(Record):
    """A time at which more moved than such series are wont to."""

    on: date
    """Field date of the first survey that shows it."""
    after: date
    """Field date of the last survey that does not."""
    bits: float
    """How much better the series are told with it than without: log2 of the Bayes factor."""
    p: float
    """Probability of it, with as many events as are expected."""
    kind: EventKind
    """What became of it, the likelier."""
    transient_p: float
    """Probability that it passes."""
    half_life_months: float
    """If it passes: half has passed after so long."""
    half_life: Interval
    """95 % for it, within the range that was searched."""
    changes: tuple[Change, ...]
    """How far each series moved."""


class WaveOfSeries(Record):
    """One survey of a series, as published and as the model sees it."""

    starts_on: date
    """First day in the field."""
    ends_on: date
    """Last day in the field."""
    pollster: str
    """Who asked."""
    value: float
    """As published: per cent, or points."""
    sampling: Interval
    """95 % by the chance of who was asked."""
    total: Interval
    """Total-error interval."""
    level: float
    """What the series is held to be: the level with its events, no pollster's own difference in it."""
    level_interval: Interval
    """95 % for it, by sampling."""
    shock: float
    """Part of it that is passing, in the same unit."""


class House(Record):
    """A pollster's lasting difference from the mean of those who measure the same."""

    measure: str
    """Series."""
    pollster: str
    """Who."""
    value: float
    """Difference, in log odds or points."""
    interval: Interval
    """95 %."""


class Sharpest(Record):
    """Whether a change was the sharpest of its series, and what it was compared with."""

    measure: str
    """Series."""
    after: date
    """Field date of the survey before."""
    on: date
    """Field date of the survey after."""
    value: float
    """The fall, in points."""
    rank: int
    """Its place among the falls as published; 1 is the sharpest."""
    rank_interval: Interval
    """90 % by a bootstrap of the sampling errors."""
    sharpest_p: float
    """Share of the bootstrap in which it comes first."""
    compared: str
    """The exact comparison, in a sentence."""
    n_compared: int
    """Changes it was compared with, itself among them."""
    first_on: date
    """Field date of the first survey of the comparison."""
    last_on: date
    """That of the last."""


class TrackedSeries(Record):
    """A series with what the model makes of it."""

    id: str
    """Series."""
    title: str
    """For readers."""
    waves: tuple[WaveOfSeries, ...]
    """Surveys by field date."""
    falls: tuple[Sharpest, ...]
    """The three sharpest falls as published."""
    title_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → the title in it."""


class GroupWave(Record):
    """One survey of a group, as published or weighed."""

    starts_on: date
    """First day in the field."""
    ends_on: date
    """Last day in the field."""
    value: float
    """Per cent, or points."""
    se: float
    """Its standard error, in the same unit."""
    sampling: Interval
    """95 % by the chance of who was asked."""
    total: Interval
    """Total-error interval."""


class Group(Record):
    """One group of people."""

    title: str
    """For readers."""
    waves: tuple[GroupWave, ...]
    """Surveys by field date."""
    title_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → the title in it."""


class Groups(Record):
    """The same measured in several groups of people."""

    id: str
    """Name in the tracking file."""
    title: str
    """For readers."""
    whole: str
    """Series of everybody; empty for none."""
    groups: tuple[Group, ...]
    """The groups, in the order of the file."""
    title_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → the title in it."""


class Tracked(Record):
    """Related series and their events."""

    title: str
    """For readers."""
    scale: Scale
    """What they are counted in."""
    source: str
    """Where the figures are from."""
    series: tuple[TrackedSeries, ...]
    """The series."""
    events: tuple[Event, ...]
    """Times at which more moved than is wont, by date."""
    houses: tuple[House, ...]
    """Pollsters' lasting differences, where several measure the same."""
    method: str
    """Name and version of the model."""
    groups: tuple[Groups, ...] = ()
    """The same in groups of people."""
    log: tuple[Cleaned, ...] = ()
    """What was left out of the files."""
    title_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → the title in it."""


class Followed(Record):
    """The series that a case follows, as they were known at an instant."""

    tracked: Tracked
    """The series, no longer than a page shows, with their events."""
    latest: int | None
    """Place among the events of the sudden fall that speaks of the next wave; `None` where there is none."""
    left: float
    """Share of it that is expected to be left at the last survey; 0 where there is none."""
    until: date
    """Last day in the field of the last survey known."""

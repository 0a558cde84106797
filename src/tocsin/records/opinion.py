"""Opinion over time: series of published figures, and what moved them.

A *level shift* stays; a *transient shock* decays by half in every half-life. Both are *events*: months in
which more moved than such series are wont to, in all related series together.
"""

from datetime import date
from enum import StrEnum

from tocsin.records.record import Record
from tocsin.records.survey import Interval
from tocsin.records.units import Figure


class Scale(StrEnum):
    """What a series is counted in."""

    SHARE = "share"
    """Share of those asked, modelled as log odds."""
    POINTS = "points"
    """Points of an index, modelled as they are."""


class SeriesFile(Record):
    """A series: a CSV file with a row a survey, in the order of their field work, or a codebook."""

    id: str
    """Name in the tracking file."""
    title: str
    """For readers."""
    file: str
    """CSV file beside the tracking file; or a codebook (`.toml`), whose waves are weighed."""
    pollster: str
    """Who asked."""
    value: str
    """Column of the figure, per cent of those asked or points; of a codebook the id of an estimate."""
    starts_on: str = ""
    """Column of the first day in the field; a month stands for its first day."""
    ends_on: str | None = None
    """Column of the last day in the field; the first day where left out."""
    measure: str | None = None
    """Which series it measures, where several pollsters ask the same; its own id where left out."""
    parts: tuple[str, ...] = ()
    """Columns of the other answers; with the figure they sum to 100."""
    n_asked: int | None = None
    """How many were asked; none for points with an error of their own."""
    n_column: str | None = None
    """Column of how many were asked, where it varies."""
    se: float | None = None
    """Standard error in points, for a series in points."""
    encoding: str = "utf-8"
    """How the file is written."""


class Tracking(Record):
    """Related series that are followed together."""

    title: str
    """For readers."""
    scale: Scale
    """What they are counted in."""
    series: tuple[SeriesFile, ...]
    """The series; several pollsters may measure the same."""
    source: str
    """Where the figures are from."""
    only_since: date | None = None
    """Surveys before are left out; all are taken where left out."""


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

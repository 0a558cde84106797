"""A tracking file: which published series of opinion are followed together, and which groups are drawn."""

from datetime import date

import msgspec

from tocsin.records.opinion import Scale
from tocsin.records.record import Record


class SeriesFile(Record):
    """A series: a CSV file with a row a survey, in the order of their field work, or a codebook."""

    id: str
    """Name in the tracking file."""
    title: str
    """For readers."""
    title_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → the same in it."""
    file: str
    """CSV file beside the tracking file; or a codebook (`.toml`), whose waves are weighed."""
    pollster: str
    """Who asked."""
    value: str = ""
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
    index: str = ""
    """Index to reckon from published shares, one that ships or a file; `value`, where given, is checked."""
    positive: dict[str, str] = msgspec.field(default_factory=dict)
    """Item of the index → column of its positive share, per cent."""
    negative: dict[str, str] = msgspec.field(default_factory=dict)
    """Item of the index → column of its negative share, per cent."""


class GroupsFile(Record):
    """The same measured in several groups of people, to be drawn side by side.

    Whoever is of a group is of the whole too: followed beside it, groups would count twice.
    """

    id: str
    """Name in the tracking file."""
    title: str
    """For readers."""
    title_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → the same in it."""
    whole: str = ""
    """Measure of everybody, drawn behind each group; none where left out."""
    series: tuple[SeriesFile, ...] = ()
    """A file of published figures for each group."""
    codebook: str = ""
    """Or a codebook beside the tracking file, whose waves are weighed"""
    value: str = ""
    """and the estimate of it, such as `approval.1`,"""
    by: str = ""
    """for each answer of this item."""


class Tracking(Record):
    """Related series that are followed together."""

    title: str
    """For readers."""
    title_in: dict[str, str] = msgspec.field(default_factory=dict)
    """Language → the same in it."""
    scale: Scale
    """What they are counted in."""
    series: tuple[SeriesFile, ...]
    """The series; several pollsters may measure the same."""
    source: str
    """Where the figures are from."""
    only_since: date | None = None
    """Surveys before are left out; all are taken where left out."""
    groups: tuple[GroupsFile, ...] = ()
    """Groups of people, drawn side by side."""

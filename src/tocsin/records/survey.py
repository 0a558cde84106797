"""Surveys: what was asked of whom, when and how, and what the answers of a wave come to.

Two dates are easily confused: people were asked between `starts_on` and `ends_on`, the *field dates*; the
figure was published weeks later. Everything here goes by field dates. And two intervals: the *sampling
interval* holds what chance in the choice of people does; the *total-error interval* holds what surveys were
seen to miss by, all causes together. They are shown side by side, never one alone.
"""

from datetime import date
from enum import StrEnum

import msgspec

from tocsin.records.record import Record
from tocsin.records.units import Figure


class Item(Record):
    """A question of a survey, or what is known of those asked (gender, region)."""

    id: str
    """Name in the codebook."""
    title: str
    """The question as it was asked, or what is known."""
    column: str
    """Name of its column in the files of the waves."""
    answers: dict[str, str]
    """Code in the file → what it means. In a file with words for codes the two may be the same."""
    positive: tuple[str, ...] = ()
    """Codes that count as positive in an index."""
    negative: tuple[str, ...] = ()
    """Codes that count as negative in an index."""
    missing: tuple[str, ...] = ()
    """Codes of no answer at all: refused, not asked. Whoever finds it hard to say has answered."""
    cells: dict[str, str] = msgspec.field(default_factory=dict)
    """Code → cell of the margin it is raked to; the code itself where left out."""


class SurveyDesign(Record):
    """How people were chosen, by the columns that tell it."""

    strata: str | None = None
    """Column of the stratum."""
    clusters: str | None = None
    """Column of the primary sampling unit."""
    survey_weight: str | None = None
    """Column of the weight each person comes with."""
    population: str | None = None
    """Column of how many units the stratum or population has, for the finite-population correction."""


class Trimming(Record):
    """How far one person's weight may stand out."""

    most: Figure
    """Largest weight, as a ratio to the mean weight."""


class SensitiveKind(StrEnum):
    """How a question was asked so that nobody has to own up."""

    LIST = "list"
    """How many of these statements hold? One group is shown one more."""
    RANDOMISED = "randomised"
    """Chance decides, unseen, what is answered."""
    ENDORSEMENT = "endorsement"
    """Support for a policy; one group is told who is for it."""


class SensitiveQuestion(Record):
    """A question asked so that nobody has to own up."""

    id: str
    """Name in the codebook."""
    title: str
    """What is estimated."""
    kind: SensitiveKind
    """How it was asked."""
    column: str
    """Column of the number told: a count, a rating, or 1 for yes and 0 for no."""
    arm: str | None = None
    """Column of the group each person was put in by lot; none for randomised response."""
    treated: str = "1"
    """Code of the group that was shown one more statement, or told who endorses."""
    control: str = "0"
    """Code of the group that was not."""
    yes_if_so: float = 1.0
    """Randomised: chance that somebody of whom it is so says yes, by the device."""
    yes_if_not: float = 0.0
    """Randomised: chance that somebody of whom it is not so says yes."""
    most: int | None = None
    """List: how many statements the control group was shown."""


class Wave(Record):
    """One round of asking."""

    id: str
    """Name in the codebook, such as `2022-09`."""
    file: str
    """CSV, XLSX or SPSS file, beside the codebook."""
    starts_on: date
    """First day in the field."""
    ends_on: date
    """Last day in the field."""
    answers: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    """Item → its codes as this wave's own questionnaire has them, to be held against the codebook's."""
    encoding: str = "utf-8"
    """How a CSV file is written."""


class Codebook(Record):
    """What the columns of a survey's files mean."""

    title: str
    """The survey, for readers."""
    pollster: str
    """Who asked."""
    source: str
    """Where the files are from."""
    waves: tuple[Wave, ...]
    """Rounds, in the order in which they were in the field."""
    items: tuple[Item, ...]
    """Questions, and what is known of those asked."""
    design: SurveyDesign | None = None
    """How people were chosen; where none is declared the answers say so, and take people as chosen singly."""
    margins: str | None = None
    """Table of population margins to rake to: one that ships, or a file beside the codebook."""
    rake_to: dict[str, str] = msgspec.field(default_factory=dict)
    """Item → margin of the table."""
    trimming: Trimming | None = None
    """How far a weight may stand out after raking; as far as it does where left out."""
    replicates: int = 0
    """Bootstrap replicates to estimate errors with; by linearisation where 0."""
    indices: tuple[str, ...] = ()
    """Indices to reckon: ones that ship, or files beside the codebook."""
    sensitive: tuple[SensitiveQuestion, ...] = ()
    """Questions asked so that nobody has to own up."""


class Margin(Record):
    """How a population divides by one trait."""

    title: str
    """The trait."""
    persons: dict[str, Figure]
    """Cell → how many people."""


class Margins(Record):
    """A population by several traits."""

    title: str
    """Who is counted."""
    margins: dict[str, Margin]
    """Name → how the population divides."""


class Index(Record):
    """An index in Levada's manner: positive less negative, plus 100, averaged over its items."""

    id: str
    """Name in the catalogue."""
    title: str
    """For readers."""
    items: tuple[str, ...]
    """Items of the codebook it is averaged over."""
    source: str
    """Who made it, and where its making is told."""
    base: float = 100.0
    """What it is when as many are positive as negative."""


class Cleaned(Record):
    """One thing that was done to a wave's file before it was counted, so that nothing is dropped unseen."""

    wave: str
    """Wave; of a series, its file."""
    item: str
    """Item, or column; of a series, its name."""
    done: str
    """What was done, in a sentence."""
    n_cells: int
    """To how many cells."""


class Interval(Record):
    """Two ends."""

    low: float
    """Lower end."""
    high: float
    """Upper end."""


class Estimate(Record):
    """A figure of a wave with both its intervals."""

    id: str
    """`item.code`, an index, or a sensitive question."""
    title: str
    """What is estimated."""
    unit: str
    """`share` or `points`."""
    value: float
    """The figure."""
    se: float
    """Its standard error by the design."""
    sampling: Interval
    """95 % by the chance of who was asked."""
    total: Interval
    """What holds the truth in about 95 of 100 surveys, by how far surveys were off."""
    n: int
    """Who answered."""
    missing_share: float
    """Share of those asked, by weight, of whom there is no answer."""
    degrees: int
    """Degrees of freedom of the error: sampling units less strata. Few make both intervals wider."""
    group: str = ""
    """Answer of the item that people are told apart by; empty for everybody."""
    deff: float | None = None
    """Variance beside that of a simple random sample of as many; none for an index."""
    asked: SensitiveKind | None = None
    """How it was asked so that nobody had to own up; none for a plain question."""


class WaveResult(Record):
    """What a wave comes to."""

    wave: str
    """Wave."""
    pollster: str
    """Who asked."""
    starts_on: date
    """First day in the field."""
    ends_on: date
    """Last day in the field."""
    n_asked: int
    """Rows of the file."""
    design: str
    """How people were chosen and errors reckoned, in a sentence."""
    weighting: str
    """What was done to the weights, in a sentence."""
    kish_deff: float
    """What unequal weights alone cost: n times the sum of squares over the square of the sum."""
    estimates: tuple[Estimate, ...]
    """Every answer of every item, every index, every sensitive question."""
    log: tuple[Cleaned, ...]
    """What cleaning did."""

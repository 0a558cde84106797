"""The rows of a briefing's lists: what moved, who says what, what is watched, foretold and gone."""

from datetime import date, datetime

from tocsin.records.marking import Tlp
from tocsin.records.prediction import Fate
from tocsin.records.record import Record


class Move(Record):
    """Something that moved the answer since the last assessment."""

    bits: float
    """Signed, toward `hypothesis`."""
    hypothesis: str
    """Hypothesis id."""
    text: str
    """A phrase: what was observed, by whom, when."""
    cites: tuple[str, ...]
    """Citation ids."""


class SizeClaim(Record):
    """One speaker's figure for a call-up, for the size axis."""

    speaker: str
    """Who."""
    topic: str
    """Topic of the claim."""
    low: float | None
    """Lower bound in persons."""
    high: float | None
    """Upper bound in persons."""
    approx: bool
    """Whether the text marks it approximate."""
    said_on: date | None
    """Publication day."""
    cue: str
    """The word that attributes it, where the first report has one: `estimated`."""
    denied: bool
    """Whether the speaker denies it."""
    certainty: str = "unstated"
    """How sure the source says it is."""
    model_share: float | None = None
    """Share of the manpower model's draws that lie below it, 0 to 1; `None` where no model was run."""
    reports: int
    """How many texts carry it."""
    cites: tuple[str, ...]
    """Citation ids, first report first."""


class ClaimRow(Record):
    """One claim in the table of who claims what."""

    id: str
    """Claim id."""
    speaker: str
    """Who; the publisher where the writer asserts it."""
    content: str
    """The span as archived, pseudonyms in place."""
    topic: str
    """Title of the topic."""
    polarity: str
    """`affirm` or `deny`."""
    certainty: str
    """How sure the source says it is."""
    prediction: bool
    """Whether it speaks of the future."""
    said_on: date | None
    """Publication day."""
    reports: int
    """How many times the same words stand in the texts."""
    cite: str
    """Citation id."""
    tlp: Tlp = Tlp.CLEAR
    """How far it may be passed on: the strictest of what it was read in and of its own mark."""


class BoardCell(Record):
    """One indicator in one week."""

    week: date
    """Monday of the week."""
    state: str
    """`observed` (two origins or more), `once` (one), `none` (looked, nothing), `unseen` (not looked)."""
    n_origins: int
    """How many origins showed it."""
    cites: tuple[str, ...]
    """Citation ids."""


class BoardRow(Record):
    """One indicator over the weeks."""

    indicator: str
    """Indicator id."""
    title: str
    """Its short name."""
    group: str
    """Heading."""
    direction: str
    """Which way it points."""
    cells: tuple[BoardCell, ...]
    """A cell a week, ascending, the same weeks in every row."""


class PredictionRow(Record):
    """One prediction and its fate."""

    speaker: str
    """Who."""
    statement: str
    """The words, pseudonyms in place."""
    made_on: date
    """When."""
    due_on: date
    """By when."""
    due_basis: str
    """Which words or default fixed the day."""
    fate: Fate
    """What became of it on the day of the briefing."""
    reason: str
    """Why, where it is settled."""
    cite: str
    """Citation id."""


class VanishingRow(Record):
    """A page that was there and then was not."""

    title: str
    """Title when last seen, pseudonyms in place."""
    address: str
    """The address."""
    presence: str
    """How it is gone."""
    last_seen_at: datetime
    """Aware, UTC."""
    first_missed_at: datetime
    """Aware, UTC."""
    cites: tuple[str, ...]
    """Citation ids."""

"""Claims about the future, kept from the day they are made and scored when they fall due."""

from datetime import date, datetime
from enum import StrEnum

from tocsin.records.record import Record


class Fate(StrEnum):
    """What became of a prediction."""

    OPEN = "open"
    """Not due yet."""
    DUE = "due"
    """Past its day, not yet settled."""
    TRUE = "true"
    PARTLY = "partly"
    FALSE = "false"
    VOID = "void"


class Resolution(Record):
    """How a prediction was settled."""

    fate: Fate
    """True, partly, false or void."""
    on: date
    """The day it was settled."""
    reason: str
    """What was observed, or why it is void."""
    cites: tuple[str, ...] = ()
    """Captures that show it."""
    source: str = ""
    """A citation of the public record, where no capture of the case shows it."""
    actual: float | None = None
    """The number that came about, where one was predicted."""
    corrects: Fate | None = None
    """The fate recorded before, where this mends it; both stay in the ledger."""


class Prediction(Record):
    """A claim with a due date and a rule, both fixed on entry."""

    id: str
    """Derived from the claim."""
    claim_id: str
    """The claim it was made in."""
    capture_id: str
    """The capture that shows it."""
    speaker: str
    """Who predicted."""
    statement: str
    """The words of the claim's content."""
    topic: str
    """Topic of the claim."""
    made_at: datetime
    """When it was published: aware, UTC."""
    due_on: date
    """The day it falls due, fixed on entry."""
    due_basis: str
    """Which words fixed the day, or which default."""
    rule: str
    """What must be observed for it to be held true."""
    low: float | None = None
    """Lower bound of the number predicted, if it has one."""
    high: float | None = None
    """Upper bound of the number predicted."""
    resolution: Resolution | None = None
    """How it was settled."""


class Outcome(Record):
    """A resolution as the ledger keeps it: entered once, never changed."""

    id: str
    """Derived from the prediction and the resolution."""
    prediction_id: str
    """The prediction."""
    entered_at: datetime
    """When it was entered: aware, UTC."""
    resolution: Resolution
    """What was entered."""


class NumberScore(Record):
    """How a predicted number stands beside the one that came about, in its own unit."""

    prediction_id: str
    """The prediction."""
    actual: float
    """What came about."""
    signed_error: float
    """Middle of what was predicted less what came about: above zero is too many."""
    interval_score: float | None
    """Width plus a fine for missing, at 80 %; `None` where only one bound was given."""
    inside: bool
    """Whether what came about lies within what was predicted."""


class Track(Record):
    """What became of one speaker's predictions, shrunk towards others of the same type."""

    speaker: str
    """Who predicted."""
    type: str
    """Kind of voice, from the catalogue; `other` for who has no entry there."""
    n_open: int
    """Predictions not settled yet."""
    n_void: int
    """Predictions that could not be settled; they do not count."""
    n_settled: int
    """Predictions settled true, partly or false."""
    hits: float
    """Those that came true; partly is a half."""
    share: float
    """Expected share of hits, shrunk."""
    low: float
    """10th percentile."""
    high: float
    """90th percentile."""
    numbers: tuple[NumberScore, ...] = ()
    """Scored numbers."""


class Tracks(Record):
    """All track records, and what a reader must know before comparing them."""

    tracks: tuple[Track, ...]
    """Most settled predictions first."""
    n_settled: int
    """Settled predictions of everybody, without the void ones."""
    n_void: int
    """Void ones."""
    void_share: float
    """Share of the settled and void that is void."""
    note: str
    """Whether there are enough to rank anybody, in a sentence."""


def fate(prediction: Prediction, today: date) -> Fate:
    """What has become of the prediction on the day `today`."""
    if prediction.resolution is not None and prediction.resolution.on <= today:
        return prediction.resolution.fate
    return Fate.OPEN if today <= prediction.due_on else Fate.DUE

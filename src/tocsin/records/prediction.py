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


def fate(prediction: Prediction, today: date) -> Fate:
    """What has become of the prediction on the day `today`."""
    if prediction.resolution is not None and prediction.resolution.on <= today:
        return prediction.resolution.fate
    return Fate.OPEN if today <= prediction.due_on else Fate.DUE

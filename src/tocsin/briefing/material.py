"""What a briefing is made of: the evidence, how it is marked, and what stands beside it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tocsin.records.capture import Capture, Change, Memento, Vanishing
from tocsin.records.claim import Claim
from tocsin.records.drawn import Arithmetic, News, SizeModel
from tocsin.records.indication import Indication
from tocsin.records.issue import Issue
from tocsin.records.marking import Tlp
from tocsin.records.opinion import Followed
from tocsin.records.prediction import Prediction
from tocsin.records.record import Record


class Marks(NamedTuple):
    """How what is quoted is marked, and for whom the briefing is."""

    audience: Tlp = Tlp.CLEAR
    """Whoever may see what is marked so."""
    n_withheld: int = 0
    """How much of the case this audience may not see."""
    capture: Callable[[str], Tlp] = lambda _: Tlp.CLEAR
    """Id of a capture → its mark."""
    claim: Callable[[Claim], Tlp] = lambda _: Tlp.CLEAR
    """Claim → its mark."""


class Beside(NamedTuple):
    """How the briefing is told, and what stands in it beside the evidence."""

    language: str = "en"
    """The language it is told in, BCP 47."""
    clock: str = "captured"
    """What "by then" meant."""
    changes: Sequence[Change] = ()
    """Pages that were changed."""
    news: News | None = None
    """What has come since the last briefing."""
    size_model: SizeModel | None = None
    """What a manpower model says is needed."""
    arithmetic: Arithmetic | None = None
    """What it says of the need for another wave."""
    opinion: Followed | None = None
    """The series of opinion that the case follows."""


class Material(Record):
    """Everything of the case that had been captured by the instant of the assessment."""

    claims: tuple[Claim, ...]
    """Claims read."""
    indications: tuple[Indication, ...]
    """Indications found."""
    mementos: tuple[Memento, ...]
    """Texts read."""
    captures: tuple[Capture, ...]
    """Captures behind them."""
    predictions: tuple[Prediction, ...]
    """Predictions kept."""
    vanishings: tuple[Vanishing, ...]
    """Pages that vanished."""
    issues: tuple[Issue, ...]
    """What could not be done."""

"""The question, its rival answers, and how it will be settled.

The hypotheses of a question exclude each other and leave nothing out, so that their probabilities sum
to one at every deadline. One of them is the *residual*: what holds as long as none of the others has
come about.
"""

from datetime import date

from tocsin.records.record import Record
from tocsin.records.units import Figure


class Hypothesis(Record):
    """One of the rival outcomes of a question."""

    id: str
    """Name in the question's file."""
    title: str
    """What the briefing calls it."""
    statement: str
    """A sentence that says what would be the case, with `{on}` where the deadline stands."""
    resolution: str
    """What must be observed for it to be held true."""
    residual: bool = False
    """Whether it is what holds while none of the others has come about."""


class ReferenceClass(Record):
    """Past cases from which the prior is taken."""

    title: str
    """What the cases have in common."""
    rationale: str
    """Why they bear on this question."""
    hazard_per_month: dict[str, Figure]
    """Hypothesis id → chance that it comes about in a month, given that nothing has yet."""


class Question(Record):
    """What the case asks."""

    id: str
    """Name in the catalogue."""
    title: str
    """The question as a headline."""
    text: str
    """The question in full."""
    country: str
    """Country or territory it is about, as the briefing prints it."""
    opened_on: date
    """First day on which it was open."""
    deadlines: tuple[date, ...]
    """Days for which a probability is given, ascending."""
    headline_deadline: date
    """The one of the first sentence."""
    hypotheses: tuple[Hypothesis, ...]
    """Rival and exhaustive; exactly one is residual."""
    reference_class: ReferenceClass
    """Where the prior comes from."""
    cap_bits: Figure
    """No origin moves any hypothesis further than this."""

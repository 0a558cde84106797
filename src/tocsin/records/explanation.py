"""Why the answer is what it is, and what would make it another.

Three things are easily confused. A *contribution* is bits, which add. *Leaving one out* says how far the
probability would stand from here without one origin, all else as it is; what two origins share is missed by
both. A *Shapley share* divides the whole way from the prior to the answer among all origins, so that the
shares add up to it, and what two share is split between them.

Source: L. Shapley, "A value for n-person games" (1953); R. Heuer, *Psychology of Intelligence Analysis*
(1999) ch. 8 (analysis of competing hypotheses); D. Spiegelhalter et al. on tornado diagrams in decision
analysis, R. Howard, "Decision analysis: practice and promise" (1988).
"""

from datetime import date, datetime

from tocsin.records.record import Record


class Effect(Record):
    """What one origin does to the probabilities by the headline deadline."""

    origin: str
    """Origin id; `absent` for all that was looked for and not seen, `others` for the weaker origins."""
    indicators: tuple[str, ...]
    """Through which indicators, by id."""
    reports: int
    """How many reports it has."""
    cites: tuple[str, ...]
    """Capture ids."""
    left_out: dict[str, float]
    """Hypothesis id → change of its probability were this left out."""
    share: dict[str, float]
    """Hypothesis id → Shapley share of the way from the prior to the answer."""


class MatrixRow(Record):
    """One indicator in the matrix of analysis of competing hypotheses."""

    indicator: str
    """Indicator id."""
    seen: bool
    """Whether it was seen; otherwise the row is about its absence."""
    bits: dict[str, float]
    """Hypothesis id → bits for it from all origins together; 0 for the residual, the yardstick."""
    marks: dict[str, str]
    """Hypothesis id → `CC`, `C`, `N`, `I` or `II`: very consistent to very inconsistent, among the rivals."""
    diagnosticity_bits: float
    """Largest less smallest bits: 0 tells nothing apart, however striking it looks."""


class Swing(Record):
    """How far the answer moves when one figure goes from the low to the high end of its range."""

    figure: str
    """Which figure, by its path in the catalogue."""
    low: float
    """Low end of the figure."""
    high: float
    """High end of the figure."""
    p_low: dict[str, float]
    """Hypothesis id → probability with the figure at its low end."""
    p_high: dict[str, float]
    """Hypothesis id → probability with the figure at its high end."""


class Watch(Record):
    """What the answer would be if something absent were seen today."""

    indicator: str
    """Indicator id."""
    last_seen_days: float | None
    """Days since it was last seen; `None` for never."""
    p: dict[str, float]
    """Hypothesis id → probability after one fresh report by a usually reliable source."""


class SpanChange(Record):
    """One passage by which two assessments differ."""

    kind: str
    """`new`, `gone`, `aged` or `changed`, as the contribution it belongs to."""
    indicator: str
    """Indicator id."""
    origin: str
    """Origin id, or `absent`."""
    text: str
    """The passage; empty for an absence."""
    start: int
    """Its place in the memento."""
    end: int
    """Its end."""
    memento: str
    """Memento id; empty for an absence."""
    capture: str
    """Capture id; empty for an absence."""
    bits: dict[str, float]
    """Hypothesis id → change in bits of the contribution it belongs to."""


class Explanation(Record):
    """An assessment taken apart."""

    assessment: str
    """Id of the assessment."""
    question: str
    """Question id."""
    as_of: datetime
    """Its instant: aware, UTC."""
    headline_deadline: date
    """The deadline of all probabilities here."""
    p: dict[str, float]
    """Hypothesis id → the answer."""
    prior: dict[str, float]
    """Hypothesis id → where it started."""
    effects: tuple[Effect, ...]
    """Largest Shapley share first."""
    exact: bool
    """Whether the shares were summed over all orders; otherwise over a sample of orders."""
    matrix: tuple[MatrixRow, ...]
    """Most diagnostic first."""
    tornado: tuple[Swing, ...]
    """Largest swing first."""
    would_change: tuple[Watch, ...]
    """Largest change first."""
    since: datetime | None = None
    """Instant of the assessment it is compared with."""
    changes: tuple[SpanChange, ...] = ()
    """Passage by passage, largest change first."""

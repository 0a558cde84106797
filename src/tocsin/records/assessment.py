"""Probabilities at an instant, with every contribution.

A *report* is one text that carries evidence. An *origin* is the cluster of reports that go back to one
first report: three newspapers that rewrite one wire item are three reports and one origin. Weights are
given per origin, in bits (log2 likelihood ratios), so that they add.

Source: I. J. Good, "Weight of evidence: a brief survey" (1985).
"""

from datetime import date, datetime

from tocsin.records.finding import Finding
from tocsin.records.record import Record
from tocsin.records.units import Figure


class Origin(Record):
    """The cluster of reports that go back to one first report."""

    id: str
    """Derived from the first report."""
    first_memento: str
    """Memento of the earliest report."""
    mementos: tuple[str, ...]
    """All reports, earliest first."""
    basis: tuple[str, ...]
    """Why they are held to be one, a sentence a link; empty for a single report."""


class Probability(Record):
    """A probability with its band."""

    p: float
    """The probability, 0 to 1."""
    low: float
    """10th percentile over the elicited intervals."""
    high: float
    """90th percentile over the elicited intervals."""


class Outlook(Record):
    """One hypothesis by the headline deadline."""

    id: str
    """Hypothesis id."""
    title: str
    """What the briefing calls it."""
    p: float
    """Probability; over the hypotheses it sums to one."""
    low: float
    """10th percentile."""
    high: float
    """90th percentile."""
    words: str
    """Estimative words for `p`, from the yardstick."""


class DeadlinePoint(Record):
    """Every hypothesis by one deadline."""

    on: date
    """The deadline."""
    p: dict[str, float]
    """Hypothesis id → probability; sums to one; the residual never rises with the deadline."""
    low: dict[str, float]
    """Hypothesis id → 10th percentile."""
    high: dict[str, float]
    """Hypothesis id → 90th percentile."""


class Contribution(Record):
    """What one origin, through one indicator, does to one hypothesis."""

    hypothesis: str
    """Hypothesis id."""
    indicator: str
    """Indicator id."""
    origin: str
    """Origin id; `absent` for an indicator that was looked for and not seen."""
    bits: float
    """log2 likelihood ratio against the residual, after all discounts and the cap; a weight that the
    catalogue gives to the residual stands here against each other hypothesis."""
    undiscounted_bits: float
    """What the catalogue gives before discounts."""
    discounts: tuple[str, ...]
    """Each discount in words: reliability, credibility, age, cap, effective number."""
    reports: int
    """How many reports the origin has."""
    cites: tuple[str, ...]
    """Capture ids."""
    indications: tuple[str, ...]
    """Indication ids, strongest first."""
    half_life_days: float | None = None
    """After this many days from now half of `bits` is gone; `None` when it does not fade."""


class Step(Record):
    """One step of a waterfall: from the prior, indicator by indicator, to the answer.

    Bits are log2 odds that the hypothesis comes about within the next month, against the residual.
    """

    hypothesis: str
    """Hypothesis id; never the residual, against which the odds are taken."""
    kind: str
    """`prior`, `indicator`, `absence` (all that was looked for and not seen), `rivals` (evidence that moves
    only other hypotheses, which compete for the same days: 0 bits, yet `p` moves) or `answer`."""
    indicator: str
    """Indicator id; empty unless `kind` is `indicator`."""
    bits: float
    """Change of this step; for `prior` and `answer` the level itself."""
    total_bits: float
    """Level after this step."""
    p: float
    """Probability by the headline deadline after this step."""
    n_origins: int
    """How many origins stand behind it."""


class Change(Record):
    """What one origin, through one indicator, does otherwise than in an earlier assessment."""

    hypothesis: str
    """Hypothesis id."""
    indicator: str
    """Indicator id."""
    origin: str
    """Origin id."""
    kind: str
    """`new`, `gone`, `aged` (only the calendar moved it) or `changed`."""
    before_bits: float
    """Bits then; 0 when it was not there."""
    after_bits: float
    """Bits now; 0 when it is gone."""
    cites: tuple[str, ...]
    """Capture ids now, or then when it is gone."""


class Missing(Record):
    """A source that should have spoken and was not heard."""

    source: str
    """Source id, or the address that could not be read."""
    reason: str
    """Since when and why."""


class PriorPoint(Record):
    """Where a hypothesis started, before any evidence of the case."""

    id: str
    """Hypothesis id."""
    p: float
    """Probability by the headline deadline from the reference class alone."""
    low: float
    """10th percentile."""
    high: float
    """90th percentile."""
    hazard_per_month: float | None = None
    """Chance in the next month before any evidence; `None` for the residual."""


class Assessment(Record):
    """The answer as of an instant, with its working."""

    id: str
    """Derived from everything that went in."""
    question: str
    """Question id."""
    as_of: datetime
    """Only what had been captured by then was used: aware, UTC."""
    headline_deadline: date
    """The deadline of `hypotheses`."""
    hypotheses: tuple[Outlook, ...]
    """Every hypothesis by the headline deadline, in the question's order."""
    prior: tuple[PriorPoint, ...]
    """The same before any evidence."""
    by_deadline: tuple[DeadlinePoint, ...]
    """Every hypothesis by every deadline, ascending."""
    contributions: tuple[Contribution, ...]
    """Strongest first."""
    origins: tuple[Origin, ...]
    """Every origin that contributed."""
    missing: tuple[Missing, ...]
    """What we could not see."""
    method: str
    """Name and version of the method."""
    findings: tuple[Finding, ...] = ()
    """What models found, as far as it counts; each has an origin of its own among `contributions`."""
    steps: tuple[Step, ...] = ()
    """The waterfall of every hypothesis but the residual, in the question's order; adds up exactly."""


class Weighing(Record):
    """The parameters of weighing, all from the catalogue."""

    reliability: dict[str, Figure]
    """Admiralty letter → share of the weight that is kept."""
    credibility: dict[str, Figure]
    """Admiralty figure → share of the weight that is kept."""
    repeat_correlation: Figure
    """Correlation between distinct origins that show the same indicator; turns n into an effective n."""
    absence_bits: Figure
    """Weight of a watched indicator that was looked for and not seen."""
    missing_widening: Figure
    """By how much one silent source widens the band, as a share."""
    containment: Figure
    """Share of 5-grams in common from which two texts are one origin."""
    shared_claim_days: Figure
    """Days within which the same speaker's same figure is one origin."""
    prediction_horizon: Figure
    """Days after which a prediction that names no day falls due."""
    review_below: Figure | None = None
    """Confidence of a reading below which a claim waits for an analyst; none waits without it."""
    ranking_needs: Figure | None = None
    """Settled predictions a speaker needs before a rank among speakers means much."""
    void_ceiling: Figure | None = None
    """Share of void predictions from which the ledger is held to be badly kept."""

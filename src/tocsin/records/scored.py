"""Our own forecasts, kept and scored when they fall due."""

from datetime import date, datetime

from tocsin.records.record import Record


class Scored(Record):
    """One probability that we published, and what came about."""

    assessment: str
    """Assessment id."""
    as_of: datetime
    """Its instant: aware, UTC."""
    hypothesis: str
    """Hypothesis id."""
    deadline: date
    """By when."""
    p: float
    """What we said."""
    came_about: bool
    """Whether it did."""
    brier: float
    """Squared error."""
    log_bits: float
    """Surprise in bits; infinite for what we held impossible."""
    climatology_p: float
    """What the reference class alone said on that day."""
    others: dict[str, float]
    """Who else → the latest probability they had given by then."""


class Against(Record):
    """Our mean Brier score beside another's on the same forecasts."""

    by: str
    """`climatology`, or who else."""
    n: int
    """Forecasts that both made."""
    ours: float
    """Mean Brier score, ours."""
    theirs: float
    """Mean Brier score, theirs."""


class CalibrationPoint(Record):
    """Forecasts that said much the same."""

    low: float
    """Lower edge of the bin."""
    high: float
    """Upper edge."""
    n: int
    """How many."""
    mean_p: float
    """What they said on average."""
    share: float
    """Share that came about."""
    band_low: float
    """10th percentile of that share."""
    band_high: float
    """90th percentile."""


class Decomposition(Record):
    """Brier = reliability - resolution + uncertainty + within_bins."""

    reliability: float
    """How far stated chances stand from what came about; lower is better."""
    resolution: float
    """How far the bins stand apart; higher is better."""
    uncertainty: float
    """What the questions cost anybody who says the overall share."""
    within_bins: float
    """Spread inside the bins."""


class OwnRecord(Record):
    """What our published assessments were worth."""

    n_assessments: int
    """Assessments kept."""
    n_pending: int
    """Probabilities not due yet, or due and not looked into yet."""
    scored: tuple[Scored, ...]
    """Every scored probability, by instant."""
    n_questions: int
    """Different pairs of hypothesis and deadline among them: what the figures really rest on."""
    brier: float | None
    """Mean; `None` while nothing is scored."""
    log_bits: float | None
    """Mean surprise in bits."""
    against: tuple[Against, ...]
    """Climatology first, then others by name."""
    calibration: tuple[CalibrationPoint, ...]
    """Ascending."""
    decomposition: Decomposition | None
    """`None` while nothing is scored."""
    note: str
    """What a reader must know before believing it."""

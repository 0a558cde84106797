"""How likely a claim is rightly read: a calibrated probability from how it was read, and nothing else.

Not how likely the claim is *true*: a minister's plain lie is read with great confidence. Of claims that
carry 0.7, seven in ten should be right; `python -m evals confidence` shows whether they are.

Source: J. Platt, "Probabilistic Outputs for Support Vector Machines" (1999): a logistic curve over features.
"""

import math
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec

from tocsin.reading.interface import Proposition
from tocsin.reading.judging import Standing
from tocsin.records.reading import Certainty, Kind, Polarity
from tocsin.records.record import Record
from tocsin.records.units import Figure

TABLE = "confidence.toml"
_NO_NAME = 0.01


class Level(Record):
    """How the curve's log-odds are brought to the level of texts that are about call-ups throughout."""

    slope: float
    """Log-odds for each of the curve's."""
    shift: float
    """Log-odds added."""
    heads: float
    """Log-odds for each that the trained heads give a claim of being about something here."""
    unworded: float
    """Log-odds added where only the heads know the topic."""
    source: str
    """On what texts they were found."""


class Calibration(Record):
    """The fitted curve."""

    fitted_on: date
    """The day of the fit."""
    source: str
    """What it was fitted on, and by which command."""
    n_claims: int
    """Claims of the fit."""
    weights: Mapping[str, float]
    """Feature → log-odds."""
    level: Level
    """What the curve's log-odds are multiplied by and moved by."""
    proposal: Figure
    """Confidence of what a second reader proposes and nobody has checked."""


def features(one: Proposition, standing: Standing, share: float) -> dict[str, float]:
    """What speaks for or against a claim having been rightly read.

    Args:
        standing: the claim's topic, as the topic classifier found it.
        share: of the text's statements of substance, those that are on a topic.
    """
    n_words, n_around = len(one.content.text.split()), len(one.context.text.split())
    seen_p = one.encoder_p
    peak = min(max(seen_p or 0.0, _NO_NAME), 1 - _NO_NAME)
    attributed = one.source is not None
    return {
        "always": 1.0,
        "direct": float(one.kind is Kind.DIRECT),
        "mixed": float(one.kind is Kind.MIXED),
        "writer": float(not attributed),
        "no_cue": float(attributed and one.cue is None),
        "named": float(attributed and any(name[:1].isupper() for name in one.chain[-1:])),
        "rules_and_encoder": float(attributed and one.by_rules and seen_p is not None),
        "encoder_alone": float(not one.by_rules),
        "encoder": 0.0 if seen_p is None else math.log(peak / (1 - peak)),
        "quantity": float(bool(one.quantities)),
        "time": float(bool(one.times)),
        "denied": float(one.polarity is Polarity.DENY),
        "prediction": float(one.prediction),
        "doubt": float(one.certainty in (Certainty.POSSIBLE, Certainty.PROBABLE)),
        "short": float(n_words < 6),
        "log_words": math.log(max(1, n_words)) - 2.5,
        "log_around": math.log(max(1, n_around)) - 3.2,
        "log_topic": math.log(1 + standing.strength) - 1.5,
        "log_lead": math.log(1 + max(0, standing.lead)) - 1.5,
        "share": share - 0.5,
    }


def of_heads(standing: Standing) -> tuple[float, float]:
    """Log-odds of being about something here that the heads give, and whether only they know its topic."""
    if standing.none_p is None:
        return 0.0, 0.0
    none_p = min(max(standing.none_p, _NO_NAME), 1 - _NO_NAME)
    return math.log((1 - none_p) / none_p), float(not standing.strength)


def estimate(told: Mapping[str, float], standing: Standing) -> float:
    """The probability that what has these features is a claim and is rightly read."""
    fit, (about, unworded) = calibration(), of_heads(standing)
    odds = sum(fit.weights.get(name, 0.0) * value for name, value in told.items())
    level = fit.level
    moved = level.shift + level.slope * odds + level.heads * about + level.unworded * unworded
    return round(1 / (1 + math.exp(-moved)), 3)


@cache
def calibration() -> Calibration:
    """The shipped fit."""
    written = files("tocsin.reading").joinpath(TABLE).read_text("utf-8")
    return msgspec.convert(tomllib.loads(written), Calibration)

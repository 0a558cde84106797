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
from tocsin.records.reading import Certainty, Kind, Polarity
from tocsin.records.record import Record
from tocsin.records.units import Figure

TABLE = "confidence.toml"


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
    proposal: Figure
    """Confidence of what a second reader proposes and nobody has checked."""


def features(one: Proposition, topic_strength: int) -> dict[str, float]:
    """What speaks for or against a claim having been rightly read.

    Args:
        topic_strength: how strongly the topic's words stand in it, as the topic classifier counts.
    """
    n_words = len(one.content.text.split())
    peak = min(max(one.confidence_p, 0.01), 0.99)
    return {
        "always": 1.0,
        "direct": float(one.kind is Kind.DIRECT),
        "mixed": float(one.kind is Kind.MIXED),
        "writer": float(one.source is None),
        "no_cue": float(one.source is not None and one.cue is None),
        "quantity": float(bool(one.quantities)),
        "time": float(bool(one.times)),
        "denied": float(one.polarity is Polarity.DENY),
        "prediction": float(one.prediction),
        "doubt": float(one.certainty in (Certainty.POSSIBLE, Certainty.PROBABLE)),
        "short": float(n_words < 6),
        "log_words": math.log(max(1, n_words)) - 2.5,
        "log_topic": math.log(1 + topic_strength) - 1.5,
        "encoder": 0.0 if one.confidence_p == 1.0 else math.log(peak / (1 - peak)),
    }


def estimate(one: Proposition, topic_strength: int) -> float:
    """The probability that a claim made of the proposition is one and is rightly read."""
    weights = calibration().weights
    told = features(one, topic_strength)
    odds = sum(weights.get(name, 0.0) * value for name, value in told.items())
    return round(1 / (1 + math.exp(-odds)), 3)


@cache
def calibration() -> Calibration:
    """The shipped fit."""
    written = files("tocsin.reading").joinpath(TABLE).read_text("utf-8")
    return msgspec.convert(tomllib.loads(written), Calibration)

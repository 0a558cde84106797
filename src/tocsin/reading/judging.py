"""Puts together what the catalogue's wordings and the trained heads say of a statement's topic.

Wordings are sure where they fit and silent where nobody thought of them; heads guess everywhere. So a topic
whose wording stands gains by it, on top of what the heads think it likely; one without needs heads that are
sure; and a wording that stands in passing is passed over where the heads are sure that it is meant of
nothing here.

    score of a topic = wording · √strength of its wordings + log of the heads' probability
"""

import math
import tomllib
from collections.abc import Container, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

from tocsin.reading.interface import Judgement
from tocsin.records.record import Record

TABLE = "judging.toml"
_LEAST_P = 1e-4
"""No head is surer than this that something is not so."""


class Weights(Record):
    """How much each counts."""

    fitted_on: date
    """The day of the fit."""
    source: str
    """What it was fitted on, and by which command."""
    wording: float
    """Log-odds that the root of a wording's strength is worth."""
    alone_p: float
    """Probability from which a topic needs no wording."""
    none_p: float
    """Probability of no topic from which wordings do not count."""
    sure_p: float
    """Probability from which the heads outvote the rules on denial, either way."""


class Worded(NamedTuple):
    """How a topic's wordings stand in a statement."""

    topic: str
    strength: int
    first: int
    """Where the first of them stands."""


class Standing(NamedTuple):
    """The topic of a claim, and how plainly it is that and no other."""

    topic: str
    strength: int
    """How strongly the topic's words stand in the claim and around it."""
    lead: int
    """By how much that is more than the next topic's."""
    none_p: float | None = None
    """How likely the heads think that it is about nothing here; `None` where none judged."""


def rank(
    worded: Sequence[Worded], told: Judgement | None, watched: Container[str], weights: Weights
) -> Standing | None:
    """The topic of a statement; `None` where it has none.

    Args:
        worded: the topics whose wordings stand in it.
        told: what the heads make of it.
        watched: the topics of the catalogue, which may be others than the heads learned.
        weights: how much each counts.
    """
    if not worded:
        return None if told is None else _alone(told, watched, weights)
    chosen = min(worded, key=lambda one: (-_score(one, told, weights), one.first, one.topic))
    if told is not None and chosen.topic in told.topics_p and told.none_p >= weights.none_p:
        return None
    others = max((one.strength for one in worded if one is not chosen), default=0)
    none_p = None if told is None else told.none_p
    return Standing(chosen.topic, chosen.strength, chosen.strength - others, none_p)


def _alone(told: Judgement, watched: Container[str], weights: Weights) -> Standing | None:
    known = [(p, topic) for topic, p in told.topics_p.items() if topic in watched]
    p, topic = max(known, default=(0.0, ""))
    return Standing(topic, 0, 0, told.none_p) if p >= weights.alone_p else None


def _score(one: Worded, told: Judgement | None, weights: Weights) -> float:
    if told is None:
        return one.strength
    # A topic the heads never learned is, to them, what they know nothing about.
    p = told.topics_p.get(one.topic, told.none_p)
    return weights.wording * math.sqrt(one.strength) + math.log(max(p, _LEAST_P))


def outvoted(by_rules: bool, p: float | None, weights: Weights) -> bool:
    """What the rules say, unless the heads are sure of the contrary."""
    if p is None or 1 - weights.sure_p < p < weights.sure_p:
        return by_rules
    return p >= weights.sure_p


@cache
def load_weights() -> Weights:
    """Those that ship."""
    return msgspec.convert(tomllib.loads(files("tocsin.reading").joinpath(TABLE).read_text("utf-8")), Weights)

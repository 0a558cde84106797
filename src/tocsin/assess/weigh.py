"""What each origin, through each indicator, is worth in bits.

Bits are on one scale throughout: **log2 odds that a hypothesis comes about within the next month, against
the residual** (nothing comes about). A catalogue weight says how much likelier the indicator is under one
hypothesis than under those not named; a weight for the residual therefore counts against every other.

    bits = catalogue weight × reliability × credibility × reading × age, capped per origin, × repetition

The discounts are shares of the weight, so a doubtful report moves the answer less but never the other way.
*Age* halves the weight each half-life. The *cap* bounds what one origin does to one hypothesis through all
its indicators, for and against apart. *Repetition* is the effective number, three times: origins of one
indicator, indicators under one heading, and headings. Indicators of one heading rise together, and headings
too are moved by the same war, so that adding all of them up as if independent would feign certainty.

An indicator that was looked for and not seen has a weight of its own, as in `absence`; it grows as the last
sighting fades, and counts only as far as the sources we await were heard. A missing source is no absence.
What is older than the question is passed over: the reference class has it too. Every belligerent of the class
has a decree, an exodus and new laws behind it, and to count them again would count the first wave twice.

Source: I. J. Good (1985) for weight of evidence; effective number as in `stats.effective`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.assess.absence import absence_bits
from tocsin.assess.evidence import Evidence
from tocsin.assess.findings import observe_findings, uncovered
from tocsin.assess.grading import share
from tocsin.assess.hearing import Hearing
from tocsin.assess.observe import Observation, observe
from tocsin.assess.weights import NO_OBSERVATION, Array, Discounts, Ints, Weights
from tocsin.assess.whereabouts import find_ours
from tocsin.records.assessment import Weighing
from tocsin.records.claim import Credibility
from tocsin.records.hypothesis import Question
from tocsin.records.indication import Indicator, Observer
from tocsin.records.source import Reliability, Source
from tocsin.stats.effective import shares

DAY = timedelta(days=1)


def find_observations(
    question: Question, indicators: Sequence[Indicator], sources: Sequence[Source], evidence: Evidence
) -> list[Observation]:
    """What texts and models show about the question's country since the question was opened."""
    return find_counted(question, indicators, find_told(question, sources, evidence), evidence)


def find_told(question: Question, sources: Sequence[Source], evidence: Evidence) -> list[Observation]:
    """What texts show about the question's country, whenever it was."""
    ours = find_ours(question, evidence.mementos, evidence.indications)
    return observe(evidence.origins, sources, ours)


def find_counted(
    question: Question, indicators: Sequence[Indicator], told: Sequence[Observation], evidence: Evidence
) -> list[Observation]:
    """What texts told and models found, as far as it counts: once, and not older than the question."""
    told = uncovered(told, evidence.findings, indicators, evidence.mementos)
    oldest_at = evidence.as_of - ((evidence.as_of.date() - question.opened_on).days + 1) * DAY
    return [seen for seen in (*told, *observe_findings(evidence.findings)) if seen.since_at >= oldest_at]


def weigh_observed(
    question: Question,
    indicators: Sequence[Indicator],
    weighing: Weighing,
    seen: Sequence[Observation],
    heard: Hearing,
    as_of: datetime,
) -> Weights:
    """The weights of these observations, and of what is not among them.

    Every weight, for every hypothesis but the residual, in the order of hypothesis, indicator, origin.
    """
    reports = _reports(indicators, weighing, seen, as_of)
    rivals = tuple(one.id for one in question.hypotheses if not one.residual)
    full = [np.array([net_bits(one, name, question) for one in indicators]) for name in rivals]
    parts = [
        _joined(
            _present(reports, own, question.cap_bits.value),
            _absent(indicators, reports, own, weighing, heard),
        )
        for own in full
    ]
    correlation = weighing.repeat_correlation.value
    repeated = [_repeated(part, indicators, correlation) for part in parts]
    discounts = zip(*(part.discounts for part in parts), strict=True)
    return Weights(
        hypotheses=rivals,
        indicators=tuple(indicators),
        seen=reports.seen,
        hypothesis=np.repeat(np.arange(len(parts)), [len(part.kept) for part in parts]),
        indicator=np.concatenate([part.indicator for part in parts]),
        observation=np.concatenate([part.observation for part in parts]),
        full_bits=np.concatenate([part.full_bits for part in parts]),
        kept=np.concatenate([one.kept for one in repeated]),
        discounts=Discounts(*(np.concatenate(column) for column in discounts)),
        repetition=np.concatenate([one.factors for one in repeated], axis=1),
        crowd=np.concatenate([one.sizes for one in repeated], axis=1),
        cap_bits=question.cap_bits.value,
        correlation=correlation,
    )


def net_bits(indicator: Indicator, hypothesis: str, question: Question) -> float:
    """Catalogue weight for a hypothesis against the residual."""
    residual = next(one.id for one in question.hypotheses if one.residual)
    named = indicator.weights
    own = named[hypothesis].value if hypothesis in named else 0.0
    against = named[residual].value if residual in named else 0.0
    return own - against


class _Reports(NamedTuple):
    """The observations as columns, shape (observation,), with what is known of the reports themselves."""

    seen: Sequence[Observation]
    indicator: Ints
    origin: Ints
    age_days: Array
    half_life_days: Array
    reliability: Array
    credibility: Array
    firmness: Array
    age: Array


class _Part(NamedTuple):
    """Weights of one hypothesis before repetition, shape (weight,)."""

    indicator: Ints
    observation: Ints
    unit: Ints
    """Origin by number; one past the last for an absence."""
    full_bits: Array
    kept: Array
    discounts: Discounts


class _Repeated(NamedTuple):
    """What repetition leaves."""

    kept: Array
    factors: Array
    """(level, weight)"""
    sizes: Ints
    """(level, weight)"""


def _reports(
    indicators: Sequence[Indicator], weighing: Weighing, observed: Sequence[Observation], as_of: datetime
) -> _Reports:
    """The observations of indicators that are watched."""
    place = {one.id: at for at, one in enumerate(indicators)}
    seen = [one for one in observed if one.indicator in place]
    n = len(seen)
    names = [one.origin.id for one in seen]
    number = {name: at for at, name in enumerate(dict.fromkeys(names))}
    # What no grade discounts is kept whole.
    letters: dict[Reliability | None, float] = {None: 1.0}
    figures: dict[Credibility | None, float] = {None: 1.0}
    letters |= {one: share(weighing.reliability, one.value, "reliability").value for one in Reliability}
    figures |= {one: share(weighing.credibility, one.value, "credibility").value for one in Credibility}
    indicator = np.fromiter((place[one.indicator] for one in seen), np.int64, n)
    since = np.fromiter((one.since_at.timestamp() for one in seen), np.float64, n)
    age_days = np.maximum((as_of.timestamp() - since) / DAY.total_seconds(), 0.0)
    half_lives = np.array([one.half_life_days.value for one in indicators])[indicator]
    return _Reports(
        seen=seen,
        indicator=indicator,
        origin=np.fromiter(map(number.__getitem__, names), np.int64, n),
        age_days=age_days,
        half_life_days=half_lives,
        reliability=np.fromiter((letters[one.reliability] for one in seen), np.float64, n),
        credibility=np.fromiter((figures[one.credibility] for one in seen), np.float64, n),
        firmness=np.fromiter((one.confidence_p for one in seen), np.float64, n),
        age=0.5 ** (age_days / half_lives),
    )


def _present(reports: _Reports, full_bits: Array, cap_bits: float) -> _Part:
    """Weights of what was observed, with each origin's sum for, and its sum against, held within the cap."""
    rows = np.flatnonzero(full_bits[reports.indicator])
    full = full_bits[reports.indicator[rows]]
    reliability, credibility = reports.reliability[rows], reports.credibility[rows]
    firmness, age = reports.firmness[rows], reports.age[rows]
    kept = reliability * credibility * firmness * age
    side = reports.origin[rows] * 2 + (full > 0)
    total = np.bincount(side, weights=np.abs(full * kept))[side] if len(rows) else kept
    cap = np.where(total > cap_bits, cap_bits / np.maximum(total, cap_bits), 1.0)
    none = np.ones(len(rows))
    discounts = Discounts(reliability, credibility, firmness, age, reports.age_days[rows], cap, none, none)
    return _Part(reports.indicator[rows], rows, reports.origin[rows], full, kept * cap, discounts)


def _absent(
    indicators: Sequence[Indicator], reports: _Reports, full_bits: Array, weighing: Weighing, heard: Hearing
) -> _Part:
    """Weights of what was looked for and not seen, or not for a while."""
    fresh = np.full(len(indicators), np.inf)
    np.minimum.at(fresh, reports.indicator, reports.age_days)
    half_lives = np.array([one.half_life_days.value for one in indicators])
    gone = 1 - 0.5 ** (fresh / half_lives)
    listened = np.array([heard.share(days) for days in half_lives.tolist()])
    # A page that stays tells nothing: most cases watch few pages, and reading cannot have missed one.
    bits = np.array(
        [
            unseen_bits(one, full, weighing) if one.observed_by is Observer.TEXT else 0.0
            for one, full in zip(indicators, full_bits.tolist(), strict=True)
        ]
    )
    rows = np.flatnonzero((bits != 0) & (gone != 0) & (listened != 0))
    n = len(rows)
    unit = int(reports.origin.max()) + 1 if len(reports.origin) else 0
    none = np.ones(n)
    discounts = Discounts(none, none, none, none, fresh[rows], none, listened[rows], gone[rows])
    kept = listened[rows] * gone[rows]
    return _Part(rows, np.full(n, NO_OBSERVATION), np.full(n, unit), bits[rows], kept, discounts)


def unseen_bits(indicator: Indicator, full_bits: float, weighing: Weighing) -> float:
    """Bits of not seeing an indicator, before discounts."""
    quiet = indicator.quiet_share
    if quiet is None:
        size = min(abs(weighing.absence_bits.value), abs(full_bits))
        return size if full_bits < 0 else -size
    return float(absence_bits(np.asarray(full_bits), np.asarray(quiet.value)))


def _joined(one: _Part, other: _Part) -> _Part:
    """Both, in this order."""
    discounts = zip(one.discounts, other.discounts, strict=True)
    return _Part(
        np.concatenate((one.indicator, other.indicator)),
        np.concatenate((one.observation, other.observation)),
        np.concatenate((one.unit, other.unit)),
        np.concatenate((one.full_bits, other.full_bits)),
        np.concatenate((one.kept, other.kept)),
        Discounts(*(np.concatenate(pair) for pair in discounts)),
    )


def _repeated(part: _Part, indicators: Sequence[Indicator], correlation: float) -> _Repeated:
    """The weights after the effective number at each of the three levels; for and against apart."""
    side = (part.full_bits > 0).astype(np.int64)
    number: dict[str, int] = {}
    headings = np.array([number.setdefault(one.group, len(number)) for one in indicators], dtype=np.int64)
    heading = headings[part.indicator]
    kept, factors, sizes = part.kept, [], []
    for within, unit in (
        (part.indicator, part.unit),
        (heading, part.indicator),
        (np.zeros_like(heading), heading),
    ):
        factor, size = _factors(within * 2 + side, unit, np.abs(part.full_bits * kept), correlation)
        kept = kept * factor
        factors.append(factor)
        sizes.append(size)
    return _Repeated(kept, np.stack(factors), np.stack(sizes))


def _factors(
    within: NDArray[np.int64], unit: NDArray[np.int64], strength: NDArray[np.float64], correlation: float
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """For each weight the share its unit keeps inside its group, and how many units the group has."""
    if not len(within):
        return np.empty(0), np.empty(0, dtype=np.int64)
    _, cell = np.unique(within * (unit.max() + 1) + unit, return_inverse=True)
    sums: NDArray[np.float64] = np.bincount(cell, weights=strength).astype(np.float64)
    group_of = np.empty(len(sums), dtype=np.int64)
    group_of[cell] = within
    kept, sizes = np.empty(len(sums)), np.empty(len(sums), dtype=np.int64)
    for group in np.unique(group_of):
        members = np.flatnonzero(group_of == group)
        kept[members], sizes[members] = shares(sums[members], correlation), len(members)
    return kept[cell], sizes[cell]

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

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.assess.absence import absence_bits
from tocsin.assess.evidence import Evidence
from tocsin.assess.findings import observe_findings, uncovered
from tocsin.assess.grading import share
from tocsin.assess.hearing import Hearing
from tocsin.assess.observe import Observation, observe
from tocsin.assess.whereabouts import find_ours
from tocsin.records.assessment import Weighing
from tocsin.records.hypothesis import Question
from tocsin.records.indication import Indicator, Observer
from tocsin.records.source import Source
from tocsin.stats.effective import effective_number, shares

ABSENT = "absent"
"""Stands where an origin's id would, for an indicator that was looked for and not seen."""


class Weight(NamedTuple):
    """What one observation does to one hypothesis."""

    hypothesis: str
    indicator: Indicator
    observation: Observation | None
    """`None` for an absence."""
    full_bits: float
    """Catalogue weight against the residual."""
    kept: float
    """Share of it that is left after discounts, cap and repetition."""
    discounts: tuple[str, ...]
    """Each discount in words."""

    @property
    def bits(self) -> float:
        """What it does."""
        return self.full_bits * self.kept

    @property
    def origin(self) -> str:
        """Id of the origin, or that nothing was seen."""
        return self.observation.origin.id if self.observation else ABSENT


def weigh(
    question: Question,
    indicators: Sequence[Indicator],
    sources: Sequence[Source],
    weighing: Weighing,
    evidence: Evidence,
) -> list[Weight]:
    """Every weight, for every hypothesis but the residual, in the order of hypothesis, indicator, origin."""
    seen = find_observations(question, indicators, sources, evidence)
    return weigh_observed(question, indicators, weighing, seen, Hearing(sources, evidence))


def find_observations(
    question: Question, indicators: Sequence[Indicator], sources: Sequence[Source], evidence: Evidence
) -> list[Observation]:
    """What texts and models show about the question's country since the question was opened."""
    ours = find_ours(question, evidence.mementos, evidence.indications)
    most_days = (evidence.as_of.date() - question.opened_on).days + 1
    told = uncovered(observe(evidence, sources, ours), evidence.findings, indicators, evidence.mementos)
    found = observe_findings(evidence.findings, evidence.as_of)
    return [seen for seen in (*told, *found) if seen.age_days <= most_days]


def weigh_observed(
    question: Question,
    indicators: Sequence[Indicator],
    weighing: Weighing,
    seen: Sequence[Observation],
    heard: Hearing,
) -> list[Weight]:
    """The weights of these observations, and of what is not among them."""
    catalogue = {indicator.id: indicator for indicator in indicators}
    observations = [one for one in seen if one.indicator in catalogue]
    kept = [_discounted(one, catalogue[one.indicator], weighing) for one in observations]
    weights = []
    for hypothesis in (one.id for one in question.hypotheses if not one.residual):
        first = [
            Weight(hypothesis, catalogue[one.indicator], one, full, left, words)
            for one, (left, words) in zip(observations, kept, strict=True)
            if (full := net_bits(catalogue[one.indicator], hypothesis, question))
        ]
        capped = _capped(first, question.cap_bits.value)
        first = capped + _absent(indicators, observations, hypothesis, question, weighing, heard)
        weights += _repeated(first, weighing.repeat_correlation.value)
    return weights


def net_bits(indicator: Indicator, hypothesis: str, question: Question) -> float:
    """Catalogue weight for a hypothesis against the residual."""
    residual = next(one.id for one in question.hypotheses if one.residual)
    named = indicator.weights
    own = named[hypothesis].value if hypothesis in named else 0.0
    against = named[residual].value if residual in named else 0.0
    return own - against


def _discounted(seen: Observation, indicator: Indicator, weighing: Weighing) -> tuple[float, tuple[str, ...]]:
    """Share of the weight left after what is known of the report itself, and why."""
    graded = [
        (share(table, grade.value, name).value, f"{name} {grade.value}")
        for table, grade, name in (
            (weighing.reliability, seen.reliability, "reliability"),
            (weighing.credibility, seen.credibility, "credibility"),
        )
        if grade is not None
    ]
    age = 0.5 ** (seen.age_days / indicator.half_life_days.value)
    factors = (
        *graded,
        (seen.confidence_p, "reading" if graded else "share of the model's draws that show it"),
        (age, f"age {seen.age_days:.0f} days, half-life {indicator.half_life_days.value:g}"),
    )
    left = 1.0
    for factor, _ in factors:
        left *= factor
    return left, tuple(f"{why}: ×{factor:.2f}" for factor, why in factors if factor < 1)


def _capped(weights: Sequence[Weight], cap_bits: float) -> list[Weight]:
    """The weights with each origin's sum for, and its sum against, held within the cap."""
    sums: dict[tuple[str, bool], float] = defaultdict(float)
    for weight in weights:
        sums[weight.origin, weight.full_bits > 0] += abs(weight.bits)
    capped = []
    for weight in weights:
        total = sums[weight.origin, weight.full_bits > 0]
        if total > cap_bits:
            factor = cap_bits / total
            words = (*weight.discounts, f"cap of {cap_bits:g} bits an origin: ×{factor:.2f}")
            capped.append(weight._replace(kept=weight.kept * factor, discounts=words))
        else:
            capped.append(weight)
    return capped


def _absent(
    indicators: Sequence[Indicator],
    observations: Sequence[Observation],
    hypothesis: str,
    question: Question,
    weighing: Weighing,
    heard: Hearing,
) -> list[Weight]:
    """Weights of what was looked for and not seen, or not for a while."""
    fresh: dict[str, float] = {}
    for seen in observations:
        fresh[seen.indicator] = min(fresh.get(seen.indicator, seen.age_days), seen.age_days)
    weights = []
    # A page that stays tells nothing: most cases watch few pages, and reading cannot have missed one.
    for indicator in (one for one in indicators if one.observed_by is Observer.TEXT):
        share_ = heard.share(indicator.half_life_days.value)
        bits = unseen_bits(indicator, net_bits(indicator, hypothesis, question), weighing)
        age = fresh.get(indicator.id)
        gone = 1.0 if age is None else 1 - 0.5 ** (age / indicator.half_life_days.value)
        if not bits or not gone or not share_:
            continue
        words: tuple[str, ...] = (
            (f"heard of what we await in a half-life: ×{share_:.2f}",) if share_ < 1 else ()
        )
        if gone < 1:
            words += (f"last seen {age:.0f} days ago: ×{gone:.2f}",)
        weights.append(Weight(hypothesis, indicator, None, bits, share_ * gone, words))
    return weights


def unseen_bits(indicator: Indicator, full_bits: float, weighing: Weighing) -> float:
    """Bits of not seeing an indicator, before discounts."""
    quiet = indicator.quiet_share
    if quiet is None:
        size = min(abs(weighing.absence_bits.value), abs(full_bits))
        return size if full_bits < 0 else -size
    return float(absence_bits(np.asarray(full_bits), np.asarray(quiet.value)))


def _repeated(weights: list[Weight], correlation: float) -> list[Weight]:
    """The weights after the effective number at each of the three levels; for and against apart."""
    full = np.array([one.full_bits for one in weights])
    kept = np.array([one.kept for one in weights])
    side = (full > 0).astype(np.int64)
    origins = _codes([one.origin for one in weights])
    indicators = _codes([one.indicator.id for one in weights])
    headings = _codes([one.indicator.group for one in weights])
    words: list[tuple[str, ...]] = [one.discounts for one in weights]
    for where, within, unit in (
        ("of the same indicator", indicators, origins),
        ("under the same heading", headings, indicators),
        ("among all headings", np.zeros_like(headings), headings),
    ):
        factors, sizes = _factors(within * 2 + side, unit, np.abs(full * kept), correlation)
        kept = kept * factors
        for at in np.flatnonzero(factors < 1).tolist():
            n = int(sizes[at])
            worth = effective_number(n, correlation)
            words[at] += (f"{n} {where} are worth {worth:.1f}: ×{factors[at]:.2f}",)
    return [
        Weight(one.hypothesis, one.indicator, one.observation, one.full_bits, left, told)
        for one, left, told in zip(weights, kept.tolist(), words, strict=True)
    ]


def _codes(names: Sequence[str]) -> NDArray[np.int64]:
    """A number for each name, the same for the same name."""
    known: dict[str, int] = {}
    return np.array([known.setdefault(name, len(known)) for name in names], dtype=np.int64)


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

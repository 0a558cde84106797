"""From the prior to the answer, indicator by indicator, in bits that add up exactly.

The bits are those of `weigh`: log2 odds that the hypothesis comes about within the next month, against the
residual. Beside them stands the probability by the headline deadline after each step. Bits add whatever
their order; the change in probability of a step depends on what came before it, so the order is fixed:
strongest first, then all absences as one, then what evidence for the rivals takes away (0 bits here,
but they compete for the same days).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tocsin.assess.hazard import Array, World, incidence
from tocsin.assess.spread import rivals
from tocsin.assess.weights import Weights
from tocsin.errors import AssessError
from tocsin.records.assessment import Assessment, Step
from tocsin.records.hypothesis import Question


def waterfall(assessment: Assessment, hypothesis: str) -> tuple[Step, ...]:
    """The steps of one hypothesis, prior first and answer last; none once the matter is settled.

    Raises:
        AssessError: the hypothesis is the residual, or none of the assessment's.
    """
    steps = tuple(step for step in assessment.steps if step.hypothesis == hypothesis)
    if not steps and assessment.steps:
        known = ", ".join(dict.fromkeys(step.hypothesis for step in assessment.steps))
        raise AssessError("waterfall", f"one of {known}", hypothesis, "a hypothesis that is not the residual")
    return steps


def find_steps(
    question: Question, weights: Weights, centre: World, days: Sequence[float]
) -> tuple[Step, ...]:
    """The waterfall of every hypothesis but the residual.

    Args:
        question: names the hypotheses.
        weights: what adds up.
        centre: prior and evidence, of which row 0 is used.
        days: from now to each deadline up to the headline's, which is last.
    """
    steps: list[Step] = []
    seen, absent = weights.by_indicator(weights.present), weights.by_indicator(~weights.present)
    n_origins = weights.counts(weights.present)
    for at, hypothesis in enumerate(rivals(question)):
        groups = _groups(weights, seen, absent, at)
        levels = _levels(weights, groups, centre, days)[:, at]
        total = float(centre.prior_bits[0, at])
        steps.append(_step(hypothesis, "prior", "", total, total, float(levels[0]), 0))
        for group, p in zip(groups, levels[1:], strict=True):
            change = float(group.bits[at].sum())
            total += change
            name = "" if group.indicator is None else weights.indicators[group.indicator].id
            n = 0 if group.indicator is None else int(n_origins[at, group.indicator])
            steps.append(_step(hypothesis, group.kind, name, change, total, float(p), n))
        steps.append(_step(hypothesis, "answer", "", total, total, float(levels[-1]), 0))
    return tuple(steps)


class _Group(NamedTuple):
    """Weights that make one step."""

    kind: str
    indicator: int | None
    """By number, where the step is one indicator's."""
    bits: Array
    """(hypothesis, indicator): what it adds."""


def _groups(weights: Weights, seen: Array, absent: Array, at: int) -> list[_Group]:
    """The weights by step: indicators strongest first, absences, rivals."""
    names = [one.id for one in weights.indicators]
    own = sorted(
        np.flatnonzero(seen[at]).tolist(), key=lambda number: (-abs(seen[at, number]), names[number])
    )
    groups = [_Group("indicator", number, _only(seen, [number])) for number in own]
    if absent.any():
        groups.append(_Group("absence", None, absent))
    others = np.flatnonzero((seen[at] == 0) & seen.any(axis=0)).tolist()
    if others:
        groups.append(_Group("rivals", None, _only(seen, others)))
    return groups


def _only(bits: Array, numbers: list[int]) -> Array:
    """The bits of some indicators."""
    kept = np.zeros_like(bits)
    kept[:, numbers] = bits[:, numbers]
    return kept


def _levels(weights: Weights, groups: Sequence[_Group], centre: World, days: Sequence[float]) -> Array:
    """Probability of each hypothesis before any group and after each, shape (step, hypothesis)."""
    n = len(groups) + 1
    bits = np.zeros((n, len(weights.hypotheses), len(weights.indicators)))
    if groups:
        bits[1:] = np.cumsum([group.bits for group in groups], axis=0)
    half_lives = np.array([one.half_life_days.value for one in weights.indicators])
    prior = np.repeat(centre.prior_bits[:1], n, axis=0)
    waiting = centre.half_after_days
    halves = None if waiting is None else np.repeat(waiting[:1], n, axis=0)
    return incidence(World(prior, bits, np.tile(half_lives, (n, 1)), halves), days)[:, -1, :-1]


def _step(
    hypothesis: str, kind: str, indicator: str, bits: float, total_bits: float, p: float, n_origins: int
) -> Step:
    """A step; only to keep the calls short."""
    return Step(
        hypothesis=hypothesis,
        kind=kind,
        indicator=indicator,
        bits=bits,
        total_bits=total_bits,
        p=p,
        n_origins=n_origins,
    )

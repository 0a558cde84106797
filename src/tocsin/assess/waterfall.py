"""From the prior to the answer, indicator by indicator, in bits that add up exactly.

The bits are those of `weigh`: log2 odds that the hypothesis comes about within the next month, against the
residual. Beside them stands the probability by the headline deadline after each step. Bits add whatever
their order; the change in probability of a step depends on what came before it, so the order is fixed:
strongest first, then all absences as one, then what evidence for the rivals takes away (0 bits here,
but they compete for the same days).
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from tocsin.assess.hazard import World, incidence
from tocsin.assess.spread import rivals
from tocsin.assess.weigh import Weight
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
    question: Question, weights: Sequence[Weight], centre: World, days: Sequence[float]
) -> tuple[Step, ...]:
    """The waterfall of every hypothesis but the residual.

    Args:
        question: names the hypotheses.
        weights: what adds up.
        centre: prior and evidence, of which row 0 is used.
        days: from now to each deadline up to the headline's, which is last.
    """
    steps: list[Step] = []
    for at, hypothesis in enumerate(rivals(question)):
        groups = _groups(weights, hypothesis)
        levels = _levels(question, groups, centre, days)[:, at]
        total = float(centre.prior_bits[0, at])
        steps.append(_step(hypothesis, "prior", "", total, total, float(levels[0]), 0))
        for (kind, indicator, members), p in zip(groups, levels[1:], strict=True):
            own = [weight for weight in members if weight.hypothesis == hypothesis]
            change = sum(weight.bits for weight in own)
            total += change
            origins = {weight.origin for weight in own if weight.observation}
            steps.append(_step(hypothesis, kind, indicator, change, total, float(p), len(origins)))
        steps.append(_step(hypothesis, "answer", "", total, total, float(levels[-1]), 0))
    return tuple(steps)


_Group = tuple[str, str, list[Weight]]


def _groups(weights: Sequence[Weight], hypothesis: str) -> list[_Group]:
    """The weights by step: indicators strongest first, absences, rivals."""
    by_indicator: dict[str, list[Weight]] = defaultdict(list)
    absent: list[Weight] = []
    for weight in weights:
        if weight.observation is None:
            absent.append(weight)
        else:
            by_indicator[weight.indicator.id].append(weight)
    strength = {
        name: sum(weight.bits for weight in members if weight.hypothesis == hypothesis)
        for name, members in by_indicator.items()
    }
    own = sorted(
        (name for name in by_indicator if strength[name]), key=lambda name: (-abs(strength[name]), name)
    )
    groups: list[_Group] = [("indicator", name, by_indicator[name]) for name in own]
    if absent:
        groups.append(("absence", "", absent))
    others = [weight for name, members in by_indicator.items() if not strength[name] for weight in members]
    if others:
        groups.append(("rivals", "", others))
    return groups


def _levels(question: Question, groups: Sequence[_Group], centre: World, days: Sequence[float]) -> np.ndarray:
    """Probability of each hypothesis before any group and after each, shape (step, hypothesis)."""
    names = {name: at for at, name in enumerate(rivals(question))}
    fades = sorted({weight.indicator.id for _, _, members in groups for weight in members})
    column = {name: at for at, name in enumerate(fades)}
    bits = np.zeros((len(groups) + 1, len(names), max(len(fades), 1)))
    half_lives = np.full((len(groups) + 1, max(len(fades), 1)), np.inf)
    for at, (_, _, members) in enumerate(groups, start=1):
        for weight in members:
            bits[at:, names[weight.hypothesis], column[weight.indicator.id]] += weight.bits
            half_lives[:, column[weight.indicator.id]] = weight.indicator.half_life_days.value
    prior = np.repeat(centre.prior_bits[:1], len(groups) + 1, axis=0)
    waiting = centre.half_after_days
    halves = None if waiting is None else np.repeat(waiting[:1], len(groups) + 1, axis=0)
    return incidence(World(prior, bits, half_lives, halves), days)[:, -1, :-1]


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

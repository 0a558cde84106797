"""Scores our own published assessments, when they fall due and only then.

A deadline that has passed is scored when it is known what came about: an event settled the question, or
the analyst has looked that far and found that it did not. A deadline nobody looked into stays pending;
silence is not an outcome.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

import numpy as np

from tocsin.assess.hazard import World, days_until, incidence
from tocsin.assess.outlook import find_settled
from tocsin.assess.spread import prior, rivals
from tocsin.records.assessment import Assessment
from tocsin.records.case import Case, Foreign
from tocsin.records.hypothesis import Question
from tocsin.records.scored import Against, CalibrationPoint, Decomposition, OwnRecord, Scored
from tocsin.stats.scores import brier, log_score_bits
from tocsin.stats.verification import calibration, murphy

CLIMATOLOGY = "climatology"


def own_record(case: Case, assessments: Sequence[Assessment], today: date) -> OwnRecord:
    """The record of the case's assessments as it stands on the day."""
    mine = [one for one in assessments if one.question == case.question.id and one.as_of.date() <= today]
    scored, n_pending = [], 0
    for assessment in sorted(mine, key=lambda one: (one.as_of, one.id)):
        for one in _points(case, assessment, today):
            if one is None:
                n_pending += 1
            else:
                scored.append(one)
    return summary(len(mine), n_pending, scored)


def summary(n_assessments: int, n_pending: int, scored: Sequence[Scored]) -> OwnRecord:
    """What scored probabilities say together."""
    p, seen = [one.p for one in scored], [one.came_about for one in scored]
    questions = {(one.hypothesis, one.deadline) for one in scored}
    parts = murphy(p, seen) if scored else None
    return OwnRecord(
        n_assessments=n_assessments,
        n_pending=n_pending,
        scored=tuple(scored),
        n_questions=len(questions),
        brier=_mean([one.brier for one in scored]),
        log_bits=_mean([one.log_bits for one in scored]),
        against=tuple(_against(scored)),
        calibration=tuple(CalibrationPoint(**one._asdict()) for one in calibration(p, seen)),
        decomposition=Decomposition(**parts._asdict()) if parts else None,
        note=_note(len(questions), len(scored)),
    )


def came_about(case: Case, hypothesis: str, deadline: date, today: date) -> bool | None:
    """Whether the hypothesis came about by the deadline, as known on the day; `None` when nobody knows.

    An event counts from its day on, and what the analyst looked into counts up to the day looked to.
    """
    question = case.question
    event = find_settled(question, case.events, datetime.combine(today, time.max, UTC))
    residual = next(one.id for one in question.hypotheses if one.residual)
    if event is not None and event.on <= deadline:
        return hypothesis == event.settles
    if deadline >= today:
        return None
    names = rivals(question) if hypothesis == residual else [hypothesis]
    looked = [case.looked_until.get(name) for name in names]
    if any(day is None or day < deadline for day in looked):
        return None
    return hypothesis == residual


def _points(case: Case, assessment: Assessment, today: date) -> Iterator[Scored | None]:
    """Every probability of an assessment by every deadline that lay ahead of it."""
    climate = _climatology(case.question, assessment)
    for point in assessment.by_deadline:
        if point.on <= assessment.as_of.date():
            continue
        for hypothesis, p in point.p.items():
            seen = came_about(case, hypothesis, point.on, today)
            if seen is None:
                yield None
                continue
            yield Scored(
                assessment=assessment.id,
                as_of=assessment.as_of,
                hypothesis=hypothesis,
                deadline=point.on,
                p=p,
                came_about=seen,
                brier=brier(p, seen),
                log_bits=log_score_bits(p, seen),
                climatology_p=climate[point.on][hypothesis],
                others=_others(case.forecasts, hypothesis, point.on, assessment),
            )


def _climatology(question: Question, assessment: Assessment) -> Mapping[date, Mapping[str, float]]:
    """What the reference class alone says on the assessment's day."""
    start = prior(question, assessment.as_of, 0)
    n = start.bits.shape[1]
    bare = World(start.bits, np.zeros((1, n, 1)), np.full((1, 1), np.inf), start.half_after_days)
    deadlines = [point.on for point in assessment.by_deadline]
    curve = incidence(bare, [days_until(on, assessment.as_of) for on in deadlines])[0]
    residual = next(one.id for one in question.hypotheses if one.residual)
    names = [*rivals(question), residual]
    return {
        on: dict(zip(names, map(float, row), strict=True)) for on, row in zip(deadlines, curve, strict=True)
    }


def _others(
    forecasts: Sequence[Foreign], hypothesis: str, deadline: date, assessment: Assessment
) -> dict[str, float]:
    """The latest forecast of everybody else by the assessment's day."""
    known: dict[str, float] = {}
    for one in sorted(forecasts, key=lambda one: one.on):
        if (one.hypothesis, one.deadline) == (hypothesis, deadline) and one.on <= assessment.as_of.date():
            known[one.by] = one.p
    return known


def _against(scored: Sequence[Scored]) -> Iterator[Against]:
    names = sorted({name for one in scored for name in one.others})
    pairs = {CLIMATOLOGY: [(one, one.climatology_p) for one in scored]}
    pairs |= {name: [(one, one.others[name]) for one in scored if name in one.others] for name in names}
    for name, both in pairs.items():
        if both:
            yield Against(
                by=name,
                n=len(both),
                ours=sum(one.brier for one, _ in both) / len(both),
                theirs=sum(brier(p, one.came_about) for one, p in both) / len(both),
            )


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None


def _note(n_questions: int, n_scored: int) -> str:
    if not n_scored:
        return "Nothing has fallen due and been looked into yet."
    return (
        f"{n_scored} probabilities on {n_questions} pairs of hypothesis and deadline. Answers to one pair on "
        f"many days rise and fall together, so the record rests on {n_questions} outcomes at most."
    )

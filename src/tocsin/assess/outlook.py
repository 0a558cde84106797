"""The answer as of an instant: a probability for every hypothesis by every deadline, with its working.

The probability is computed from the best single values, so that the waterfall adds up to it exactly. The
band is the middle 80 % of draws over the elicited intervals of prior, weights, discounts and half-lives,
widened for each source that was not heard.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

import numpy as np

from tocsin.assess.evidence import Evidence
from tocsin.assess.findings import verify_findings
from tocsin.assess.hazard import Array, World, days_until, incidence
from tocsin.assess.hearing import Hearing
from tocsin.assess.observe import Observation
from tocsin.assess.proper import verify_indicators, verify_question
from tocsin.assess.spread import prior, rivals, world
from tocsin.assess.waterfall import find_steps
from tocsin.assess.weigh import find_counted, find_told, weigh_observed
from tocsin.assess.weights import ABSENT, Weights
from tocsin.assess.wording import find_words
from tocsin.assess.words import words
from tocsin.errors import AssessError
from tocsin.records.assessment import (
    Assessment,
    Contribution,
    DeadlinePoint,
    Outlook,
    PriorPoint,
    Step,
    Weighing,
)
from tocsin.records.case import Event
from tocsin.records.finding import origin_id
from tocsin.records.hypothesis import Question
from tocsin.records.identity import content_id
from tocsin.records.indication import Indicator
from tocsin.records.source import Source
from tocsin.stats.intervals import band

METHOD = "competing-risks 2"


def outlook(
    question: Question,
    indicators: Sequence[Indicator],
    sources: Sequence[Source],
    weighing: Weighing,
    evidence: Evidence,
    events: Sequence[Event] = (),
) -> Assessment:
    """The assessment of the question from the evidence known at its instant, as `gather` gives it.

    An event that settles a hypothesis by that instant decides the question.

    Raises:
        AssessError: the question, an indicator or an event does not make a proper assessment.
    """
    verify_question(question)
    verify_indicators(indicators, question)
    told = find_told(question, sources, evidence)
    name = identity(question, indicators, sources, weighing, evidence, events, names_of(evidence))
    return conclude(question, indicators, sources, weighing, evidence, events, told, name)


def conclude(
    question: Question,
    indicators: Sequence[Indicator],
    sources: Sequence[Source],
    weighing: Weighing,
    evidence: Evidence,
    events: Sequence[Event],
    told: Sequence[Observation],
    name: str,
    *,
    most: int | None = None,
) -> Assessment:
    """The assessment from what texts told, as `Sightings` keeps it.

    Args:
        name: its id.
        most: how many contributions are listed, strongest first; all when `None`. A large case has tens of
            thousands, and nobody reads them all at every change.

    Raises:
        AssessError: a finding or an event does not make a proper assessment.
    """
    verify_findings(evidence.findings, indicators)
    as_of = evidence.as_of
    settled = find_settled(question, events, as_of)
    deadlines = sorted({*question.deadlines, question.headline_deadline})
    days = [days_until(deadline, as_of) for deadline in deadlines]
    headline = deadlines.index(question.headline_deadline)
    to_headline = days[: headline + 1]
    seen = () if settled else find_counted(question, indicators, told, evidence)
    weights = weigh_observed(question, indicators, weighing, seen, Hearing(sources, evidence), as_of)
    steps: tuple[Step, ...] = ()
    if settled:
        weights = weights.take(np.zeros(len(weights.kept), dtype=bool))
        curves = _settled_curves(question, settled, deadlines)
    else:
        now = world(question, weights, weighing, as_of, len({one.source for one in evidence.missing}))
        curves = incidence(now, days)
        if to_headline[-1] > 0:
            steps = find_steps(question, weights, now, to_headline)
    contributors = weights.origins()
    return Assessment(
        id=name,
        question=question.id,
        as_of=as_of,
        headline_deadline=question.headline_deadline,
        hypotheses=_answers(question, curves[:, headline]),
        prior=_prior(question, as_of, to_headline),
        by_deadline=tuple(_point(question, on, curves[:, at]) for at, on in enumerate(deadlines)),
        contributions=_contributions(weights, most),
        origins=tuple(origin for origin in evidence.origins if origin.id in contributors),
        missing=evidence.missing,
        method=METHOD,
        findings=tuple(one for one in evidence.findings if origin_id(one) in contributors),
        steps=steps,
    )


def find_settled(question: Question, events: Sequence[Event], as_of: datetime) -> Event | None:
    """The first event, while the question was open and by the instant, with which a hypothesis came about.

    Raises:
        AssessError: an event settles what is no rival of the question, or two settle it on one day.
    """
    settling = [event for event in events if event.settles is not None]
    for event in settling:
        if event.settles not in rivals(question):
            expected = f"one of {', '.join(rivals(question))}"
            raise AssessError(f"event {event.id}.settles", expected, str(event.settles), "its right id")
    in_time = [event for event in settling if question.opened_on <= event.on <= as_of.date()]
    if not in_time:
        return None
    first = min(in_time, key=lambda event: (event.on, event.id))
    for event in in_time:
        if event.on == first.on and event.settles != first.settles:
            found = f"{first.settles} and {event.settles} on {event.on}"
            raise AssessError(f"event {event.id}.settles", "hypotheses that exclude each other", found, "one")
    return first


def _settled_curves(question: Question, event: Event, deadlines: Sequence[date]) -> Array:
    """Certainty: the residual until the day of the event, what came about from then on."""
    names = rivals(question)
    curves = np.zeros((2, len(deadlines), len(names) + 1))
    for at, deadline in enumerate(deadlines):
        curves[:, at, -1 if deadline < event.on else names.index(str(event.settles))] = 1.0
    return curves


def _columns(question: Question) -> list[tuple[int, str, str]]:
    """Each hypothesis in the question's order, with its column in the curves (the residual's is last)."""
    names = rivals(question)
    return [
        (names.index(one.id) if not one.residual else -1, one.id, one.title) for one in question.hypotheses
    ]


def _banded(curve: Array) -> tuple[Array, Array, Array]:
    """Best value and band of each group; the band always holds the value. Shape in: (draw, group)."""
    best = np.clip(curve[0], 0.0, 1.0)
    best = best / best.sum()
    low, high = band(curve[1:])
    return best, np.minimum(np.clip(low, 0, 1), best), np.maximum(np.clip(high, 0, 1), best)


def _answers(question: Question, curve: Array) -> tuple[Outlook, ...]:
    """Every hypothesis by the headline deadline."""
    best, low, high = _banded(curve)
    return tuple(
        Outlook(
            id=name,
            title=title,
            p=float(best[at]),
            low=float(low[at]),
            high=float(high[at]),
            words=words(float(best[at])),
        )
        for at, name, title in _columns(question)
    )


def _point(question: Question, on: date, curve: Array) -> DeadlinePoint:
    """Every hypothesis by one deadline."""
    best, low, high = _banded(curve)
    columns = _columns(question)
    return DeadlinePoint(
        on=on,
        p={name: float(best[at]) for at, name, _ in columns},
        low={name: float(low[at]) for at, name, _ in columns},
        high={name: float(high[at]) for at, name, _ in columns},
    )


def _prior(question: Question, as_of: datetime, days: Sequence[float]) -> tuple[PriorPoint, ...]:
    """Every hypothesis by the headline deadline from the reference class and the waiting alone."""
    start = prior(question, as_of)
    n_draws, n_rivals = start.bits.shape
    nothing = np.zeros((n_draws, n_rivals, 1)), np.full((n_draws, 1), np.inf)
    bare = World(start.bits, *nothing, start.half_after_days)
    best, low, high = _banded(incidence(bare, days)[:, -1])
    odds = np.exp2(start.bits[0])
    hazards = odds / (1 + odds.sum())
    return tuple(
        PriorPoint(
            id=name,
            p=float(best[at]),
            low=float(low[at]),
            high=float(high[at]),
            hazard_per_month=float(hazards[at]) if at >= 0 else None,
        )
        for at, name, _ in _columns(question)
    )


def _contributions(weights: Weights, most: int | None = None) -> tuple[Contribution, ...]:
    """Every weight as the page shows it, strongest first; so many of them, all when `None`."""
    names = [one.id for one in weights.indicators]
    ids = np.array(names)[weights.indicator]
    hypotheses = np.array(weights.hypotheses)[weights.hypothesis]
    # The rows stand in the order of origins, which the sort keeps.
    rows = weights.take(np.lexsort((ids, hypotheses, -np.abs(weights.bits)))[:most])
    half_lives = [one.half_life_days.value for one in rows.indicators]
    # The last place is that of an absence, whose number is -1.
    seen = [*rows.seen, None]
    columns = rows.hypothesis, rows.indicator, rows.observation, rows.bits, rows.full_bits
    listed = zip(*(column.tolist() for column in columns), find_words(rows), strict=True)
    return tuple(
        Contribution(
            hypothesis=rows.hypotheses[hypothesis],
            indicator=names[indicator],
            origin=one.origin.id if one else ABSENT,
            bits=bits,
            undiscounted_bits=full_bits,
            discounts=told,
            reports=one.n_reports if one else 0,
            cites=one.cites if one else (),
            indications=one.indications if one else (),
            half_life_days=half_lives[indicator],
        )
        for hypothesis, indicator, place, bits, full_bits, told in listed
        for one in (seen[place],)
    )


class Names(NamedTuple):
    """Ids of what was known, each kind sorted."""

    mementos: list[str]
    indications: list[str]
    claims: list[str]


def names_of(evidence: Evidence) -> Names:
    """The ids of the evidence."""
    return Names(
        sorted(memento.id for memento in evidence.mementos),
        sorted(seen.id for seen in evidence.indications),
        sorted(claim.id for claim in evidence.claims),
    )


def identity(
    question: Question,
    indicators: Sequence[Indicator],
    sources: Sequence[Source],
    weighing: Weighing,
    evidence: Evidence,
    events: Sequence[Event],
    names: Names,
) -> str:
    """The id: whatever could change the answer changes it, the order of arrival does not."""
    return content_id(
        "assessment",
        METHOD,
        question,
        sorted(indicators, key=lambda one: one.id),
        sorted(sources, key=lambda one: one.id),
        weighing,
        evidence.as_of,
        *names,
        sorted((one.source, one.reason) for one in evidence.missing),
        sorted(events, key=lambda one: one.id),
        # Absent where there are none, so that answers without models keep the ids they had.
        *([sorted(one.id for one in evidence.findings)] if evidence.findings else []),
    )

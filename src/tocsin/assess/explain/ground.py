"""What an explanation asks again and again: the answer with other observations or other figures.

Only the headline deadline and only the best single values, so that a question takes milliseconds.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from tocsin.assess.evidence import Evidence
from tocsin.assess.hazard import days_until, incidence
from tocsin.assess.hearing import Hearing
from tocsin.assess.observe import Observation
from tocsin.assess.spread import centre, rivals
from tocsin.assess.weigh import find_observations, weigh_observed
from tocsin.assess.weights import Weights
from tocsin.records.assessment import Weighing
from tocsin.records.hypothesis import Question
from tocsin.records.indication import Indicator
from tocsin.records.source import Source

Answer = Mapping[str, float]
"""Hypothesis id → probability."""


class Ground(NamedTuple):
    """Everything an answer stands on."""

    question: Question
    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...]
    weighing: Weighing
    seen: tuple[Observation, ...]
    heard: Hearing
    as_of: datetime

    def weights(self) -> Weights:
        """What adds up."""
        return weigh_observed(
            self.question, self.indicators, self.weighing, self.seen, self.heard, self.as_of
        )

    def answer(self, *, absences: bool = True) -> Answer:
        """The probabilities by the headline deadline; without what was not seen if so asked."""
        weights = self.weights()
        return self.answer_of(weights if absences else weights.without_absences())

    def answer_of(self, weights: Weights) -> Answer:
        """The probabilities by the headline deadline from these weights."""
        headline = self.question.headline_deadline
        # The curve's steps are cut at every deadline; the same cuts give the same figure to the last digit.
        deadlines = sorted({headline, *(on for on in self.question.deadlines if on < headline)})
        days = [days_until(on, self.as_of) for on in deadlines]
        curve = incidence(centre(self.question, weights, self.as_of), days)[0, -1]
        residual = next(one.id for one in self.question.hypotheses if one.residual)
        return dict(zip([*rivals(self.question), residual], map(float, curve), strict=True))


def ground(
    question: Question,
    indicators: Sequence[Indicator],
    sources: Sequence[Source],
    weighing: Weighing,
    evidence: Evidence,
) -> Ground:
    """What the answer to a question stands on, given the evidence of its instant."""
    return Ground(
        question=question,
        indicators=tuple(indicators),
        sources=tuple(sources),
        weighing=weighing,
        seen=tuple(find_observations(question, indicators, sources, evidence)),
        heard=Hearing(sources, evidence),
        as_of=evidence.as_of,
    )

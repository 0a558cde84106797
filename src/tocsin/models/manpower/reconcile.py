"""Holds numbers that people claim against what the model says is needed, feasible or produced.

A number does not add up when nine draws in ten say so. A claim of what is *needed* can be too small or too
large; a wave can be too small for what it is said to be for, or larger than could be trained in time; what is
said to have been *produced* can be more or less than the flows of the scenario give. The model is no oracle:
the sentence says which figure of its own the claim runs against, so that a reader may doubt either.
"""

from collections.abc import Callable, Iterable

import numpy as np

from tocsin.models.manpower.answers import Question, feasible, missing
from tocsin.models.manpower.simulate import simulate
from tocsin.models.manpower.strength import spread
from tocsin.models.manpower.variants import with_waves
from tocsin.records.manpower import Against, Scenario
from tocsin.records.shortfall import Claimed, Percentile, Reconciled, Spread, Verdict
from tocsin.stats.intervals import HIGH_SHARE, LOW_SHARE, Draws
from tocsin.stats.rounding import two_figures

NEEDED, FEASIBLE, PRODUCED = "needed", "feasible", "produced"
SAID = {
    NEEDED: "what the model says is needed by the deadline",
    FEASIBLE: "what the model says can be trained by the deadline",
    PRODUCED: "what the model says comes of it",
}


def reconcile(scenario: Scenario, asked: Question, claims: Iterable[Claimed]) -> tuple[Reconciled, ...]:
    """Each claim with its percentiles and what follows, in the order given."""
    known: dict[Against, dict[str, Draws]] = {}
    found = []
    for claimed in claims:
        against = scenario.held_against.get(claimed.topic)
        if against is not None and against not in known:
            known[against] = {name: draw(scenario, asked) for name, draw in MEASURES[against].items()}
        found.append(_reconciled(claimed, known[against] if against else {}))
    return tuple(found)


def _reconciled(claimed: Claimed, known: dict[str, Draws]) -> Reconciled:
    low, high = claimed.low, claimed.high
    percentiles = tuple(
        Percentile(
            of=name,
            model=spread(draws),
            low=0.0 if low is None else float((draws < low).mean()),
            high=1.0 if high is None else float((draws <= high).mean()),
        )
        for name, draws in known.items()
    )
    verdict, reason = _judge(percentiles)
    return Reconciled(claimed=claimed, percentiles=percentiles, verdict=verdict, reason=reason)


def _judge(percentiles: tuple[Percentile, ...]) -> tuple[Verdict, str]:
    """What follows from where the claim lies: the first thing that it runs against, or that it adds up."""
    if not percentiles:
        return Verdict.UNTESTABLE, "The scenario holds no figure against claims of this kind."
    for one in percentiles:
        # A part of what comes of it, or of what can be trained, contradicts neither.
        if one.of == NEEDED and one.high < LOW_SHARE:
            return Verdict.TOO_LITTLE, f"{_share(1 - one.high)} of the draws lie above {_model(one)}."
        if one.low > HIGH_SHARE:
            return Verdict.TOO_MUCH, f"{_share(one.low)} of the draws lie below {_model(one)}."
    return Verdict.ADDS_UP, f"It lies within {' and within '.join(_model(one) for one in percentiles)}."


def _share(p: float) -> str:
    return f"{p:.0%}".replace("%", " %")


def _model(one: Percentile) -> str:
    return f"{SAID[one.of]} ({_people(one.model)})"


def _people(found: Spread) -> str:
    """A range to two significant figures."""
    low, high = (f"{two_figures(max(x, 0)):,.0f}" for x in (found.low, found.high))
    return f"{low} to {high} men"


def _produced(waves: Callable[[Scenario], tuple[str, ...]]) -> Callable[[Scenario, Question], Draws]:
    """People whom certain flows take in the whole run, (draw,)."""

    def draws(scenario: Scenario, asked: Question) -> Draws:
        ids = waves(scenario)
        run = simulate(with_waves(scenario, *scenario.stealth), asked.n_draws, asked.seed, asked.threads, ids)
        people: Draws = run.moved.sum(axis=(1, 2)).astype(np.float64)
        return people

    return draws


MEASURES: dict[Against, dict[str, Callable[[Scenario, Question], Draws]]] = {
    Against.NEEDED: {NEEDED: missing},
    Against.CALLED_UP: {NEEDED: missing, FEASIBLE: feasible},
    Against.STEALTH: {PRODUCED: _produced(lambda scenario: tuple(one.id for one in scenario.stealth))},
    Against.RECRUITED: {PRODUCED: _produced(lambda scenario: tuple(one.id for one in scenario.call_ups))},
}
"""What a claim is held against → the draws of each thing."""

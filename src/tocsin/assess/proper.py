"""Whether a question and its indicators can be assessed at all.

A wrong figure here would not crash; it would mislead. So each is refused with its place and advice.
"""

import math
from collections.abc import Sequence

from tocsin.errors import AssessError
from tocsin.records.hypothesis import Question
from tocsin.records.indication import Indicator
from tocsin.records.units import Figure


def verify_question(question: Question) -> None:
    """The hypotheses are rival and exhaustive, the deadlines in order, the prior proper.

    Raises:
        AssessError: names the question and the key.
    """
    where = f"question {question.id}"
    names = [one.id for one in question.hypotheses]
    residual = [one.id for one in question.hypotheses if one.residual]
    if len(residual) != 1 or len(set(names)) != len(names) or len(names) < 2:
        found = f"{len(residual)} residual among {', '.join(names) or 'none'}"
        raise AssessError(
            f"{where}.hypotheses", "rivals of which one is residual", found, "marking one residual"
        )
    deadlines = (*question.deadlines, question.headline_deadline)
    early = min(deadlines)
    if early < question.opened_on:
        expected = f"deadlines from {question.opened_on} on, when it was opened"
        raise AssessError(f"{where}.deadlines", expected, str(early), "a later deadline")
    if list(question.deadlines) != sorted(set(question.deadlines)):
        raise AssessError(f"{where}.deadlines", "ascending days", "them out of order", "sorting them")
    _verify_prior(question, set(names) - set(residual))
    _verify_positive(question.cap_bits, f"{where}.cap_bits")


def _verify_prior(question: Question, rivals: set[str]) -> None:
    """Every rival has a hazard above zero, and together they leave the residual a chance."""
    where = f"question {question.id}.reference_class.hazard_per_month"
    hazards = question.reference_class.hazard_per_month
    if set(hazards) != rivals:
        found = ", ".join(sorted(hazards)) or "none"
        raise AssessError(
            where, f"one for each of {', '.join(sorted(rivals))}", found, "naming exactly those"
        )
    for name, figure in hazards.items():
        _verify_positive(figure, f"{where}.{name}")
    total = sum(figure.value for figure in hazards.values())
    if total >= 1:
        raise AssessError(
            where, "a sum below 1", f"{total:g}", "chances for one month, not for the whole term"
        )


def verify_indicators(indicators: Sequence[Indicator], question: Question) -> None:
    """Every weight is finite and for a hypothesis of the question, every half-life positive.

    Raises:
        AssessError: names the indicator and the key.
    """
    names = {one.id for one in question.hypotheses}
    for indicator in indicators:
        where = f"indicator {indicator.id}"
        _verify_positive(indicator.half_life_days, f"{where}.half_life_days")
        for name, figure in indicator.weights.items():
            if name not in names:
                raise AssessError(
                    f"{where}.weights", f"one of {', '.join(sorted(names))}", name, "its right id"
                )
            _verify_ordered(figure, f"{where}.weights.{name}")


def _verify_positive(figure: Figure, where: str) -> None:
    """The figure is above zero and lies in its range."""
    if figure.value <= 0:
        raise AssessError(where, "a value above 0", f"{figure.value:g}", "a small one rather than none")
    _verify_ordered(figure, where)


def _verify_ordered(figure: Figure, where: str) -> None:
    """The figure is finite, and low ≤ value ≤ high."""
    values = (figure.low, figure.value, figure.high)
    if not all(map(math.isfinite, values)) or list(values) != sorted(values):
        found = f"{figure.low:g}, {figure.value:g}, {figure.high:g}"
        raise AssessError(where, "finite low ≤ value ≤ high", found, "a range that holds the value")

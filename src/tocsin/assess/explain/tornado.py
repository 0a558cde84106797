"""Which figure the answer hangs on: each is set to the low and the high end of its range, all else as it is.

Source: R. Howard, "Decision analysis: practice and promise" (1988), on one-way sensitivity.
"""

from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from tocsin.assess.explain.ground import Ground
from tocsin.records.explanation import Swing
from tocsin.records.indication import Indicator
from tocsin.records.units import Figure

_Lever = tuple[str, Figure, Callable[[Figure], Ground]]
_SINGLE = ("repeat_correlation", "absence_bits")


def find_tornado(ground: Ground) -> tuple[Swing, ...]:
    """Every figure that moves the answer, largest swing first."""
    swings = []
    for path, figure, put in _levers(ground):
        ends = [
            put(msgspec.structs.replace(figure, value=value)).answer() for value in (figure.low, figure.high)
        ]
        swing = Swing(
            figure=path, low=figure.low, high=figure.high, p_low=dict(ends[0]), p_high=dict(ends[1])
        )
        if reach(swing):
            swings.append(swing)
    return tuple(sorted(swings, key=lambda one: (-reach(one), one.figure)))


def reach(swing: Swing) -> float:
    """The largest change of any probability between the two ends."""
    return max(abs(swing.p_high[name] - p) for name, p in swing.p_low.items())


def _levers(ground: Ground) -> Iterator[_Lever]:
    """Every figure that could matter, with the way to set it."""
    yield from _of_question(ground)
    yield from _of_weighing(ground)
    counted = ground.weights().counts().sum(axis=0)
    for at, indicator in enumerate(ground.indicators):
        if counted[at]:
            yield from _of_indicator(ground, at, indicator)


def _of_question(ground: Ground) -> Iterator[_Lever]:
    for key in ("hazard_per_month", "half_after_months"):
        table: dict[str, Figure] = getattr(ground.question.reference_class, key)
        for name, figure in table.items():
            path = f"question.reference_class.{key}.{name}"
            yield path, figure, partial(_with_class, ground, key, name)
    yield "question.cap_bits", ground.question.cap_bits, partial(_with_cap, ground)


def _with_class(ground: Ground, key: str, name: str, figure: Figure) -> Ground:
    known = ground.question.reference_class
    changed = msgspec.structs.replace(known, **{key: {**getattr(known, key), name: figure}})
    return ground._replace(question=msgspec.structs.replace(ground.question, reference_class=changed))


def _with_cap(ground: Ground, figure: Figure) -> Ground:
    return ground._replace(question=msgspec.structs.replace(ground.question, cap_bits=figure))


def _of_weighing(ground: Ground) -> Iterator[_Lever]:
    weighing = ground.weighing
    for key, used in (
        ("reliability", {one.reliability.value for one in ground.seen if one.reliability}),
        ("credibility", {one.credibility.value for one in ground.seen if one.credibility}),
    ):
        table: dict[str, Figure] = getattr(weighing, key)
        for name in sorted(used & set(table)):
            yield f"weighing.{key}.{name}", table[name], partial(_with_share, ground, key, name)
    for key in _SINGLE:
        yield f"weighing.{key}", getattr(weighing, key), partial(_with_weighing, ground, key)


def _with_share(ground: Ground, key: str, name: str, figure: Figure) -> Ground:
    table: dict[str, Figure] = getattr(ground.weighing, key)
    changed = msgspec.structs.replace(ground.weighing, **{key: {**table, name: figure}})
    return ground._replace(weighing=changed)


def _with_weighing(ground: Ground, key: str, figure: Figure) -> Ground:
    return ground._replace(weighing=msgspec.structs.replace(ground.weighing, **{key: figure}))


def _of_indicator(ground: Ground, at: int, indicator: Indicator) -> Iterator[_Lever]:
    where = f"indicators.{indicator.id}"
    for name, figure in indicator.weights.items():
        yield f"{where}.weights.{name}", figure, partial(_with_weight, ground, at, name)
    yield (
        f"{where}.half_life_days",
        indicator.half_life_days,
        partial(_with_own, ground, at, "half_life_days"),
    )
    if indicator.quiet_share is not None:
        yield f"{where}.quiet_share", indicator.quiet_share, partial(_with_own, ground, at, "quiet_share")


def _with_weight(ground: Ground, at: int, name: str, figure: Figure) -> Ground:
    return _with_indicator(ground, at, weights={**ground.indicators[at].weights, name: figure})


def _with_own(ground: Ground, at: int, key: str, figure: Figure) -> Ground:
    return _with_indicator(ground, at, **{key: figure})


def _with_indicator(ground: Ground, at: int, **changes: object) -> Ground:
    changed = msgspec.structs.replace(ground.indicators[at], **changes)
    return ground._replace(indicators=(*ground.indicators[:at], changed, *ground.indicators[at + 1 :]))

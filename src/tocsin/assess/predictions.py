"""Claims about the future, entered with a due day and a rule that are fixed on entry.

The due day is the last day that the claim's own time words allow: "launch the call-up in early January" is
due on 10 January. A claim that names no day, or only days already past, falls due after a horizon that the
catalogue states. The same prediction in several texts is one, kept from its earliest report.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec

from tocsin.assess.foretelling import foretells
from tocsin.assess.shared import said_at
from tocsin.errors import AssessError
from tocsin.records.claim import Claim
from tocsin.records.identity import content_id
from tocsin.records.prediction import Fate, Prediction, Resolution
from tocsin.records.reading import Polarity, Quantity
from tocsin.records.units import Figure

_SETTLED = (Fate.TRUE, Fate.PARTLY, Fate.FALSE, Fate.VOID)


def enter(
    claims: Sequence[Claim], as_of: datetime, horizon: Figure, topics: frozenset[str] | None = None
) -> tuple[Prediction, ...]:
    """The predictions known at `as_of`, earliest first.

    Args:
        claims: all claims; those not about the future are passed over.
        as_of: nothing captured later is used.
        horizon: days after which a prediction without a day falls due.
        topics: topics that can be settled; all when `None`.
    """
    told = [
        claim
        for claim in claims
        if claim.spans.prediction
        and claim.clocks.captured_at <= as_of
        and (topics is None or claim.spans.topic in topics)
        and foretells(claim)
    ]
    kept: dict[str, Prediction] = {}
    for claim in sorted(told, key=lambda claim: (said_at(claim), claim.clocks.captured_at, claim.id)):
        prediction = _enter(claim, horizon)
        kept.setdefault(prediction.id, prediction)
    return tuple(kept.values())


def settle(
    predictions: Sequence[Prediction], resolutions: Mapping[str, Resolution]
) -> tuple[Prediction, ...]:
    """The predictions with the analyst's resolutions; a resolution of one not entered yet waits.

    Raises:
        AssessError: a resolution does not settle, or is dated before the prediction was made.
    """
    settled = []
    for prediction in predictions:
        resolution = resolutions.get(prediction.id)
        if resolution is None:
            settled.append(prediction)
            continue
        where = f"resolutions.{prediction.id}"
        if resolution.fate not in _SETTLED:
            found = resolution.fate.value
            raise AssessError(f"{where}.fate", "true, partly, false or void", found, "leaving it out")
        if resolution.on < prediction.made_at.date():
            made = f"a day from {prediction.made_at.date()} on, when it was made"
            raise AssessError(f"{where}.on", made, str(resolution.on), "the day it was settled")
        settled.append(msgspec.structs.replace(prediction, resolution=resolution))
    return tuple(settled)


def _enter(claim: Claim, horizon: Figure) -> Prediction:
    """One claim as a prediction."""
    made_at = said_at(claim)
    due_on, basis = due(claim, horizon)
    number = _number(claim)
    bounds = (number.low, number.high) if number else (None, None)
    speaker = claim.speaker or claim.source_id or "the writer"
    matter = (speaker.casefold(), claim.spans.topic, claim.spans.polarity.value, due_on.isoformat(), bounds)
    return Prediction(
        # Who, what about, which way, by when and how many make a prediction; the words may vary from text to
        # text, and a better reading of them must not orphan a resolution.
        id=content_id("prediction", *matter),
        claim_id=claim.id,
        capture_id=claim.capture_id,
        speaker=speaker,
        statement=claim.spans.content.text,
        topic=claim.spans.topic,
        made_at=made_at,
        due_on=due_on,
        due_basis=basis,
        rule=_rule(claim, due_on, number),
        low=bounds[0],
        high=bounds[1],
    )


def due(claim: Claim, horizon: Figure) -> tuple[date, str]:
    """The day the claim falls due, and which words or default fixed it."""
    made_on = said_at(claim).date()
    ahead = [(time.latest, time.text) for time in claim.spans.times if time.latest and time.latest >= made_on]
    if ahead:
        latest, text = max(ahead)
        return latest, f"“{text}”"
    from_on = max([made_on, *(time.earliest for time in claim.spans.times if time.earliest)])
    start = "after publication" if from_on == made_on else f"after {from_on}, the first day it speaks of"
    return from_on + timedelta(days=horizon.value), f"no last day named: {horizon.value:g} days {start}"


def _number(claim: Claim) -> Quantity | None:
    """The number predicted, if any: the first, since what follows sets it in proportion or parts it."""
    sized = [number for number in claim.spans.quantities if number.low is not None or number.high is not None]
    return min(sized, key=lambda number: number.start, default=None)


def _rule(claim: Claim, due_on: date, number: Quantity | None) -> str:
    """What must be observed, in a sentence."""
    outcome = "does not come about" if claim.spans.polarity is Polarity.DENY else "comes about"
    rule = f"True if what it speaks of {outcome} by {due_on}, as two independent origins show"
    if number is None:
        return f"{rule}; false otherwise."
    bounds = " and ".join(
        words
        for words in (
            f"at least {number.low:,.0f}" if number.low is not None else "",
            f"at most {number.high:,.0f}" if number.high is not None else "",
        )
        if words
    )
    return (
        f"{rule}, with {bounds} {number.unit}".rstrip() + "; partly if the number differs; false otherwise."
    )

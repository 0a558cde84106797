"""Enters predictions and outcomes once: what stands in the ledger is never changed by a later reading.

A better reading may give another due day, another rule or other words for what was already entered. The
entry stands; otherwise a forecaster's deadline would move after the fact. Only what is new is entered.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from tocsin.errors import AssessError
from tocsin.records.identity import content_id
from tocsin.records.prediction import Fate, Outcome, Prediction, Resolution


def find_new(entered: Sequence[Prediction], read: Sequence[Prediction]) -> list[Prediction]:
    """Predictions that were read and are not, in other words or with another day, in the ledger already."""
    ids = {one.id for one in entered} | {one.claim_id for one in entered}
    spoken: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in entered:
        spoken[_place(one)].append(one.statement)
    return [
        one
        for one in read
        if one.id not in ids
        and one.claim_id not in ids
        and not any(one.statement in words or words in one.statement for words in spoken.get(_place(one), ()))
    ]


def _place(one: Prediction) -> tuple[str, str, str]:
    """Where a rereading of the same words is found: capture, topic and speaker."""
    return one.capture_id, one.topic, one.speaker.casefold()


def find_outcomes(
    predictions: Sequence[Prediction],
    resolutions: Mapping[str, Resolution],
    recorded: Sequence[Outcome],
    where: str,
    now: datetime,
) -> list[Outcome]:
    """Resolutions of entered predictions that the ledger does not hold yet.

    Args:
        predictions: entered ones; a resolution of another waits.
        resolutions: what the analyst wrote, by prediction.
        recorded: outcomes in the order they were entered.
        where: the file the resolutions stand in, for the message.
        now: when they are entered.

    Raises:
        AssessError: a resolution contradicts one that was recorded, and does not say that it corrects it;
            or it settles on nothing, neither a capture nor a citation.
    """
    last = {one.prediction_id: one.resolution for one in recorded}
    fresh = []
    for one in predictions:
        resolution = resolutions.get(one.id)
        before = last.get(one.id)
        if resolution is None or resolution == before:
            continue
        key = f"{where}: resolutions.{one.id}"
        verify_grounds(resolution, key)
        if before is not None and before.fate != resolution.fate and resolution.corrects != before.fate:
            raise AssessError(
                f"{key}.fate",
                f"{before.fate.value}, as recorded on {before.on}",
                resolution.fate.value,
                f'taking it back, or adding corrects = "{before.fate.value}" with the reason',
            )
        fresh.append(
            Outcome(
                id=content_id("outcome", one.id, resolution),
                prediction_id=one.id,
                entered_at=now,
                resolution=resolution,
            )
        )
    return fresh


def verify_grounds(resolution: Resolution, where: str) -> None:
    """A resolution says why, and stands on a capture or a citation unless it is void.

    Raises:
        AssessError: it does not.
    """
    if not resolution.reason.strip():
        raise AssessError(f"{where}.reason", "what was observed", "nothing", "a sentence")
    if resolution.fate is not Fate.VOID and not resolution.cites and not resolution.source.strip():
        raise AssessError(
            f"{where}.cites", "captures that show it, or a citation in source", "neither", "naming one"
        )


def latest(recorded: Sequence[Outcome]) -> dict[str, Resolution]:
    """The resolution in force of each prediction; the last entered wins, as it says what it corrects."""
    return {one.prediction_id: one.resolution for one in recorded}

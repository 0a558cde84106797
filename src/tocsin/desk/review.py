"""What is asked of a case besides its answer: why, who was right, were we, what would it have said.

Each function opens the case, reads what is new, and asks `forecasts`.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import msgspec

from tocsin.assess.explain.ground import ground
from tocsin.assess.explain.watch import imagined
from tocsin.assess.own_record import own_record
from tocsin.assess.predictions import settle as settle_all
from tocsin.catalogue.eliciting import Elicited
from tocsin.catalogue.load import CASE_FILE
from tocsin.catalogue.settling import write_resolution
from tocsin.catalogue.tables import did_you_mean
from tocsin.desk import forecasts
from tocsin.desk.backlash import note_backlash, series_of
from tocsin.desk.desk import Clock, Desk, opened
from tocsin.desk.manpower import note_finding
from tocsin.desk.printing import fit, released
from tocsin.desk.readings import read
from tocsin.errors import UsageError
from tocsin.log import doing, progress
from tocsin.records.assessment import Assessment
from tocsin.records.explanation import Explanation
from tocsin.records.indication import Indicator
from tocsin.records.prediction import Prediction, Resolution, Tracks
from tocsin.records.scored import OwnRecord


class Ledger(NamedTuple):
    """Predictions and who was right."""

    predictions: tuple[Prediction, ...]
    tracks: Tracks


class Replayed(NamedTuple):
    """A case day by day, and what the answers were worth."""

    answers: tuple[Assessment, ...]
    record: OwnRecord


class Consequence(NamedTuple):
    """What a weight would do to the answer, were the indicator reported today."""

    now: dict[str, float]
    """Hypothesis id → the answer as it stands."""
    before: dict[str, float]
    """Hypothesis id → after one fresh report, with the weight as it was."""
    after: dict[str, float]
    """Hypothesis id → after one fresh report, with the new weight."""


def explain(folder: Path, as_of: datetime, clock: Clock, since: datetime | None) -> Explanation:
    """The answer as of an instant, taken apart."""
    with opened(folder) as desk:
        read(desk)
        with doing("taking the answer apart"):
            return released(desk, "explain", forecasts.explanation(desk, as_of, clock, since))


def predictions(folder: Path, as_of: datetime, clock: Clock, now: datetime) -> Ledger:
    """Who predicted what, what became of it, and who was right, as of an instant; people renamed."""
    with opened(folder) as desk:
        read(desk)
        known = forecasts.ledger(desk, as_of, clock)
        forecasts.record_outcomes(desk, now)
        rename = fit(desk)
        renamed = tuple(_renamed(one, rename) for one in known)
        tracks = forecasts.tracks(desk, renamed, as_of.date())
        return Ledger(released(desk, "predictions", renamed, tracks), tracks)


def settle(folder: Path, name: str, resolution: Resolution, now: datetime) -> Prediction:
    """Settles a prediction: writes it into the case file and enters it into the ledger.

    Raises:
        UsageError: the ledger has no such prediction.
        AssessError: the resolution contradicts a recorded one, or does not stand.
    """
    with opened(folder) as desk:
        read(desk)
        known = {one.id: one for one in forecasts.ledger(desk, now, Clock.CAPTURED)}
        if name not in known:
            raise UsageError(
                name, "the id of a prediction of this case", "none by that id", did_you_mean(name, known)
            )
        whole = {**desk.case.resolutions, name: resolution}
        settle_all([known[name]], {name: resolution})
        fresh = forecasts.find_fresh_outcomes(desk, whole, now)
        write_resolution(folder / CASE_FILE, name, resolution)
        desk.store.put(fresh)
        settled = _renamed(msgspec.structs.replace(known[name], resolution=resolution), fit(desk))
        return released(desk, "settle", settled)


def _renamed(one: Prediction, rename: Callable[[str], str]) -> Prediction:
    """The prediction with names and contacts taken out of every word of it."""
    settled = one.resolution
    if settled is not None:
        settled = msgspec.structs.replace(
            settled, reason=rename(settled.reason), source=rename(settled.source)
        )
    return msgspec.structs.replace(
        one,
        speaker=rename(one.speaker),
        statement=rename(one.statement),
        due_basis=rename(one.due_basis),
        resolution=settled,
    )


def record(folder: Path, today: date) -> OwnRecord:
    """What the published assessments of the case were worth so far."""
    with opened(folder) as desk:
        return forecasts.record(desk, today)


def backtest(folder: Path, start: date | None, end: date | None, every: timedelta, now: datetime) -> Replayed:
    """The case day by day, from its first capture or question's opening to its last deadline or today."""
    with opened(folder) as desk:
        read(desk)
        question = desk.case.question
        captured = [one.captured_at.date() for one in desk.store.mementos()]
        first = start or max([question.opened_on, *captured[:1]])
        last = end or min(now.date(), question.headline_deadline)
        days = forecasts.daily(first, max(first, last) if end is None else last, every)
        with doing("asking the models"):
            _note_findings(desk, days)
        with doing("replaying the case"):
            answers = tuple(progress(forecasts.backtest(desk, days), "replaying", len(days)))
        return Replayed(answers, own_record(desk.case, answers, now.date()))


def _note_findings(desk: Desk, days: Sequence[datetime]) -> None:
    """Has the models look on each day that has captures the day before it had not, as they would have."""
    captured = sorted(one.captured_at for one in desk.store.mementos())
    series = series_of(desk)
    n_before = 0
    for day in days:
        n_known = bisect_right(captured, day)
        if n_known > n_before:
            note_finding(desk, day, Clock.CAPTURED)
            note_backlash(desk, day, Clock.CAPTURED, series)
        n_before = n_known


def consequence(folder: Path, elicited: Elicited, as_of: datetime) -> Consequence:
    """What an elicited weight would do to the answer as of an instant."""
    with opened(folder) as desk:
        read(desk)
        case = desk.case
        evidence = desk.evidence(as_of, Clock.CAPTURED)
        stands = ground(case.question, case.indicators, case.sources, case.weighing, evidence)
        seen = stands._replace(seen=(*stands.seen, imagined(elicited.indicator, as_of)))
        changed = tuple(_with(one, elicited) for one in case.indicators)
        return Consequence(
            dict(stands.answer()), dict(seen.answer()), dict(seen._replace(indicators=changed).answer())
        )


def _with(indicator: Indicator, elicited: Elicited) -> Indicator:
    if indicator.id != elicited.indicator:
        return indicator
    weights = {**indicator.weights, elicited.hypothesis: elicited.weight}
    return msgspec.structs.replace(indicator, weights=weights, quiet_share=elicited.quiet_share)

"""What a case has foretold, its speakers' and its own: the ledger, the explanation, the record, the replay.

Works on an open case whose texts have been read. The ledger is entered in the database, where nothing that
is entered can be changed; `case.toml` says how predictions were settled.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec

from tocsin.assess.entering import find_new, find_outcomes, latest
from tocsin.assess.evidence import Evidence
from tocsin.assess.explain.explain import explain
from tocsin.assess.outlook import outlook
from tocsin.assess.own_record import own_record
from tocsin.assess.predictions import enter, settle
from tocsin.assess.replay import replay
from tocsin.assess.tracks import find_tracks
from tocsin.catalogue.load import CASE_FILE
from tocsin.desk.desk import Clock, Desk
from tocsin.desk.printing import fit
from tocsin.errors import AssessError
from tocsin.records.assessment import Assessment
from tocsin.records.explanation import Explanation
from tocsin.records.prediction import Outcome, Prediction, Resolution, Tracks
from tocsin.records.scored import OwnRecord

FOREVER = datetime.max.replace(tzinfo=UTC)


def answer(desk: Desk, evidence: Evidence) -> Assessment:
    """The answer from this evidence."""
    case = desk.case
    return outlook(case.question, case.indicators, case.sources, case.weighing, evidence, case.events)


def enter_predictions(desk: Desk) -> None:
    """Enters every prediction that was read and is not in the ledger, as its first capture tells it."""
    topics = frozenset(topic.id for topic in desk.case.topics if topic.can_settle)
    claims = sorted(desk.store.claims(), key=lambda one: (one.clocks.captured_at, one.id))
    read = enter(claims, FOREVER, desk.case.weighing.prediction_horizon, topics)
    desk.store.put(find_new(list(desk.store.predictions()), read))


def ledger(desk: Desk, as_of: datetime, clock: Clock) -> tuple[Prediction, ...]:
    """The predictions known at an instant with how they were settled, by the day they were made.

    Raises:
        AssessError: a resolution in the case file contradicts a recorded one, or stands on nothing.
    """
    enter_predictions(desk)
    if clock is Clock.CAPTURED:
        known = list(desk.store.predictions(as_of))
    else:
        known = [one for one in desk.store.predictions() if one.made_at <= as_of]
    find_fresh_outcomes(desk, desk.case.resolutions, as_of)
    settled = latest(list(desk.store.outcomes())) | desk.case.resolutions
    return tuple(sorted(settle(known, settled), key=lambda one: (one.made_at, one.id)))


def find_fresh_outcomes(desk: Desk, resolutions: dict[str, Resolution], now: datetime) -> list[Outcome]:
    """Outcomes that these resolutions add to the ledger.

    Raises:
        AssessError: one contradicts what was recorded, stands on nothing, or cites a capture we do not have.
    """
    where = str(desk.folder / CASE_FILE)
    captures = {one.id for one in desk.store.captures()} if resolutions else set()
    entered = {one.id for one in desk.store.predictions()}
    for name, resolution in resolutions.items():
        # A resolution of a prediction that no source of this case has made yet waits, and so do its captures.
        for cite in resolution.cites if name in entered else ():
            if cite not in captures:
                raise AssessError(
                    f"{where}: resolutions.{name}.cites",
                    "the id of a capture of this case",
                    cite,
                    "an id from `tocsin predictions --format json`, or a citation in source",
                )
    recorded = list(desk.store.outcomes())
    return find_outcomes(list(desk.store.predictions()), resolutions, recorded, where, now)


def record_outcomes(desk: Desk, now: datetime) -> None:
    """Enters the resolutions of the case file into the ledger, once."""
    desk.store.put(find_fresh_outcomes(desk, desk.case.resolutions, now))


def tracks(desk: Desk, predictions: Sequence[Prediction], today: date) -> Tracks:
    """Who was right so far."""
    return find_tracks(predictions, desk.case.sources, desk.case.weighing, today)


def explanation(desk: Desk, as_of: datetime, clock: Clock, since: datetime | None = None) -> Explanation:
    """The answer as of an instant taken apart, beside that of a day earlier; people renamed."""
    before = since or as_of - timedelta(days=1)
    evidence = desk.evidence(as_of, clock)
    previous = answer(desk, desk.evidence(before, clock))
    found = explain(desk.case, evidence, answer(desk, evidence), previous)
    rename = fit(desk)
    changes = tuple(msgspec.structs.replace(one, text=rename(one.text)) for one in found.changes)
    return msgspec.structs.replace(found, changes=changes)


def record(desk: Desk, today: date) -> OwnRecord:
    """What our published assessments were worth so far."""
    return own_record(desk.case, list(desk.store.assessments()), today)


def backtest(desk: Desk, days: Sequence[datetime]) -> Iterator[Assessment]:
    """The answers as they would have stood, each from what had been captured by then."""
    store, end = desk.store, days[-1] if days else FOREVER
    claims, indications = list(store.claims(end)), list(store.indications(end))
    bearing = {one.memento_id for one in claims} | {one.memento_id for one in indications}
    vanished = desk.vanished(end, bearing)
    return replay(
        desk.case,
        list(store.mementos(end)),
        claims,
        [*indications, *vanished],
        list(store.issues(end)),
        days,
        findings=list(store.findings(end)),
    )


def daily(start: date, end: date, every: timedelta) -> list[datetime]:
    """Noon of every so many days from the first to the last, UTC.

    Raises:
        AssessError: the last lies before the first, or the step is no step.
    """
    if end < start:
        raise AssessError("--to", f"a day from {start} on", str(end), "swapping --from and --to")
    if every < timedelta(days=1):
        raise AssessError("--every", "a day or more", str(every), "1d")
    n = (end - start) // every + 1
    first = datetime(start.year, start.month, start.day, 12, tzinfo=UTC)
    return [first + at * every for at in range(n)]

"""A case becomes a briefing: its answer, how it moved, what has come since, and what it stands on."""

from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple, TypeVar

import msgspec

from tocsin import __version__
from tocsin.assess.evidence import Evidence
from tocsin.assess.replay import replay
from tocsin.assess.running import Running
from tocsin.briefing.compose import compose
from tocsin.briefing.material import Beside, Marks
from tocsin.briefing.sentiment.worded import worded
from tocsin.desk.backlash import Noted
from tocsin.desk.desk import Clock, Desk
from tocsin.desk.forecasts import ledger
from tocsin.desk.manpower import Reckoned, arithmetic_of, need_of
from tocsin.desk.showing import n_withheld, predictions
from tocsin.records.assessment import Assessment
from tocsin.records.briefing import Briefing
from tocsin.records.claim import Claim
from tocsin.records.drawn import News, TrackPoint
from tocsin.records.indication import Indication
from tocsin.records.opinion import Followed
from tocsin.records.prediction import Prediction
from tocsin.store.versions import Versions

WEEK = timedelta(days=7)
"""How far apart the answers of the track are, and how far back a first comparison reaches."""
TRACK_WEEKS = 60
"""The track goes no further back."""
TRACK_WORK = 60_000
"""Indications weighed for the track, all its days together: a large case has fewer days on it."""
LEAST_DAYS = 5


class Telling(NamedTuple):
    """How a briefing is asked for besides its instant."""

    language: str = "en"
    """Language it is told in."""
    since: datetime | None = None
    """The instant its changes are counted from; the last briefing before it, or a week, when left out."""
    first: bool = False
    """Whether it is told as the first one, with nothing before it."""
    inputs: tuple[tuple[str, str], ...] | None = None
    """Name and digest of each input as stated elsewhere; those of the case when left out."""


def page_of(
    whole: Desk,
    desk: Desk,
    as_of: datetime,
    clock: Clock,
    telling: Telling = Telling(),
    reckoned: Reckoned | None = None,
    noted: Noted | None = None,
) -> Briefing:
    """The briefing of a case.

    Args:
        whole: The case.
        desk: The case as its audience may see it.
        as_of: The instant it speaks of.
        clock: What "by then" means.
        telling: How it is told.
        reckoned: The arithmetic of another wave, where the case has a scenario.
        noted: What the series of opinion show, where the case follows any.
    """
    known = desk.material(as_of, clock)
    redactor, pseudonyms = desk.redactor()
    since = None if telling.first else telling.since
    if since is None and not telling.first:
        since = _last_time(whole, desk, as_of) or _a_week_before(desk, known, as_of)
    now, previous, track, claims = _answers(desk, known, since)
    known = msgspec.structs.replace(known, claims=claims)
    kept = predictions(desk, ledger(whole, as_of, clock))
    return compose(
        case=desk.case,
        assessment=now,
        previous=previous,
        track=track,
        claims=known.claims,
        indications=known.indications,
        mementos=known.mementos,
        captures=desk.captures(known),
        predictions=kept,
        vanishings=desk.vanishings(as_of),
        issues=[*desk.issues(as_of), *desk.waiting(as_of)],
        redact=redactor.text,
        n_pseudonyms=len(pseudonyms),
        input_digests=telling.inputs or (*desk.inputs(), *(noted.inputs(desk) if noted else ())),
        version=__version__,
        pseudonyms=pseudonyms,
        marks=Marks(
            audience=desk.curtain.audience,
            n_withheld=n_withheld(whole, desk, as_of),
            capture=desk.curtain.markings.capture,
            claim=desk.curtain.markings.claim,
        ),
        beside=Beside(
            language=telling.language,
            clock=clock.value,
            changes=[
                one
                for one in Versions(desk.store).changes()
                if one.after_at <= as_of and desk.curtain.shows_captures(one.before, one.after)
            ],
            news=_news(desk, known, kept, since) if since else None,
            size_model=need_of(reckoned, telling.language) if reckoned else None,
            arithmetic=arithmetic_of(reckoned, telling.language) if reckoned else None,
            opinion=_shown(desk, noted, telling.language),
        ),
    )


def _shown(desk: Desk, noted: Noted | None, code: str) -> Followed | None:
    """The series, like their finding not for who may not see the captures that tell of the surveys."""
    if noted is None or not noted.shown_to(desk):
        return None
    return msgspec.structs.replace(noted.followed, tracked=worded(noted.followed.tracked, code))


def _last_time(whole: Desk, desk: Desk, as_of: datetime) -> datetime | None:
    """The instant of the last briefing of this question for this audience, before this one."""
    return max(whole.store.briefed(desk.curtain.audience.value, as_of), default=None)


def _a_week_before(desk: Desk, known: Evidence, as_of: datetime) -> datetime | None:
    """A week earlier, where anything was known by then."""
    first = min((one.captured_at for one in known.mementos), default=as_of)
    week_ago = as_of - WEEK
    opened_at = datetime.combine(desk.case.question.opened_on, time(), UTC)
    return week_ago if max(first, opened_at) <= week_ago else None


def _news(desk: Desk, known: Evidence, kept: tuple[Prediction, ...], since: datetime) -> News:
    """What has come since an instant."""
    fresh = {one.id for one in known.mementos if one.captured_at > since}
    return News(
        n_captures=sum(since < one.captured_at <= known.as_of for one in desk.captures(known)),
        n_claims=sum(one.memento_id in fresh for one in known.claims),
        n_vanishings=sum(
            (one.confirmed_at or one.first_missed_at) > since for one in desk.vanishings(known.as_of)
        ),
        n_settled=sum(
            one.resolution is not None and since.date() < one.resolution.on <= known.as_of.date()
            for one in kept
        ),
    )


def _answers(
    desk: Desk, known: Evidence, since: datetime | None
) -> tuple[Assessment, Assessment | None, list[TrackPoint], tuple[Claim, ...]]:
    """The answer, that of the instant it is compared with, the track of weeks, and the claims as graded.

    Evidence is added once as the weeks pass: a year of a large case costs little more than its last day, and
    the last answer is the same, to the id, as if all had been gathered at once.
    """
    case = desk.case
    opened_at = datetime.combine(case.question.opened_on, time(), UTC)
    first = max(opened_at, min((one.captured_at for one in known.mementos), default=known.as_of))
    n_weeks = min(max(known.as_of - first, timedelta()) // WEEK, TRACK_WEEKS)
    n_days = max(LEAST_DAYS, TRACK_WORK // max(1, len(known.indications)))
    weeks = {known.as_of - week * WEEK for week in range(0, n_weeks + 1, -(-n_weeks // n_days) or 1)}
    at = {one.id: one.captured_at for one in known.mementos}
    running = Running(case.question, case.indicators, case.sources, case.weighing)
    told = replay(
        case,
        known.mementos,
        [_clocked(one, at[one.memento_id]) for one in known.claims],
        [_clocked(one, at[one.memento_id]) for one in known.indications],
        desk.troubles(known.as_of),
        sorted(weeks | {known.as_of} | ({since} if since else set())),
        known.findings,
        listed=[known.as_of, *([since] if since else [])],
        running=running,
    )
    previous, track = None, []
    for now in told:
        previous = now if now.as_of == since else previous
        track.append(TrackPoint(on=now.as_of.date(), p={each.id: each.p for each in now.hypotheses}))
    return now, previous, track, running.graded()


T = TypeVar("T", Claim, Indication)


def _clocked(one: T, captured_at: datetime) -> T:
    """The same on the clock of its memento, which may be that of publication."""
    if one.clocks.captured_at <= captured_at:
        return one
    return msgspec.structs.replace(one, clocks=msgspec.structs.replace(one.clocks, captured_at=captured_at))

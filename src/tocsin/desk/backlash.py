"""What a sudden fall of opinion says of the question: a finding, weighed once, that fades.

A survey is not known on the day it leaves the field but when it is published, some weeks later. No answer as
of an instant uses one before, or a backtest would know how a nation took a decree before it was asked.
"""

import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from tocsin import __version__
from tocsin.catalogue.tracking import measures
from tocsin.desk.desk import Clock, Desk
from tocsin.desk.series import Files, read_files, track_files
from tocsin.models.opinion.series import DAYS_A_MONTH, FEWEST
from tocsin.records.case import OpinionFollowed
from tocsin.records.claim import Claim
from tocsin.records.finding import Finding, identified
from tocsin.records.identity import digest
from tocsin.records.opinion import Change, Event, Followed, Poll, Tracked
from tocsin.records.record import encode
from tocsin.stats.student import Z_95

INDICATOR = "opinion_backlash"
"""What a finding of the model shows."""
SERIES = "series of opinion"
"""What the surveys are called among the inputs of a briefing."""
MOST_SHOWN = 120
"""Surveys of a series that a page shows: ten years of monthly ones."""


class Noted(NamedTuple):
    """What the series of a case showed at an instant."""

    followed: Followed
    """The series, for the page."""
    finding: Finding
    """What they say of the question."""
    digest: str
    """Of the surveys they were made of."""

    def inputs(self, desk: Desk) -> tuple[tuple[str, str], ...]:
        """Name and digest for who may see the captures that tell of the surveys; nothing for anybody else."""
        return ((SERIES, self.digest),) if self.shown_to(desk) else ()

    def shown_to(self, desk: Desk) -> bool:
        """Whether an audience may see the captures that tell of the surveys."""
        return desk.curtain.shows_captures(*self.finding.cites)


def series_of(desk: Desk) -> Files | None:
    """The series that a case follows, read; none where it follows none.

    Raises:
        CatalogueError: the tracking file is wrong.
        SurveyError: a series is.
    """
    rules = desk.case.opinion
    return read_files(desk.folder / rules.tracking) if rules else None


def note_backlash(desk: Desk, as_of: datetime, clock: Clock, read: Files | None = None) -> Noted | None:
    """Keeps in the case what its series show as of an instant, the same finding once, and gives it.

    Args:
        read: its series, for whoever asks on many days; read anew where left out.

    Raises:
        CatalogueError: the tracking file is wrong.
        SurveyError: a series is.
    """
    rules = desk.case.opinion
    if rules is None:
        return None
    known = desk.evidence(as_of, clock)
    told = [one for one in known.claims if one.spans.topic in rules.topics]
    files = read or read_files(desk.folder / rules.tracking)
    polls = find_told(files.polls, rules, as_of.date())
    if not told or not _enough(polls):
        return None
    titles = measures(files.tracking)
    found = track_files(files, lambda one: _told_at(one, rules).date() <= as_of.date())
    finding = finding_of(found, rules, titles, told, polls[-1])
    desk.store.put([finding])
    in_groups = (one for each in files.groups.values() for group in each.values() for one in group)
    held = find_told(list(in_groups), rules, as_of.date())
    made_of = digest(encode([*polls, *held]))
    return Noted(_followed(found, rules, polls[-1]), finding, made_of)


def find_told(polls: Sequence[Poll], rules: OpinionFollowed, on: date) -> list[Poll]:
    """The surveys that had been published by a day, by the end of their field work."""
    return sorted(
        (one for one in polls if _told_at(one, rules).date() <= on),
        key=lambda one: (one.ends_on, one.measure),
    )


def _followed(found: Tracked, rules: OpinionFollowed, last: Poll) -> Followed:
    """What a page shows of the series: their last surveys, and the fall that counts."""
    latest = _latest(found, rules, last)
    return Followed(
        tracked=replace(
            found, series=tuple(replace(one, waves=one.waves[-MOST_SHOWN:]) for one in found.series)
        ),
        latest=None if latest is None else found.events.index(latest),
        left=0.0 if latest is None else left_of(latest, last.ends_on),
        until=last.ends_on,
    )


def _told_at(one: Poll, rules: OpinionFollowed) -> datetime:
    after = timedelta(days=math.ceil(rules.told_after_days.value))
    return datetime.combine(one.ends_on + after, time(), UTC)


def _enough(polls: Sequence[Poll]) -> bool:
    """Whether each series that has begun has enough surveys to be followed."""
    counts = [sum(one.measure == name for one in polls) for name in {one.measure for one in polls}]
    return bool(counts) and min(counts) >= FEWEST


def finding_of(
    found: Tracked, rules: OpinionFollowed, titles: dict[str, str], told: Sequence[Claim], last: Poll
) -> Finding:
    """The latest sudden fall and what is left of it; where there is none, an earlier finding is taken back.

    Args:
        told: claims that tell of surveys.
        last: the survey that was in the field last.
    """
    latest = _latest(found, rules, last)
    captured_at = max(one.clocks.captured_at for one in told)
    return identified(
        Finding(
            id="",
            indicator=INDICATOR,
            model="opinion",
            method=f"opinion {__version__}, series {found.title}",
            statement=_statement(latest, titles, last) if latest else f"No sudden fall in {found.title}.",
            shown_p=_shown(latest, last) if latest else 0.0,
            data_until=last.ends_on,
            known_at=max(captured_at, _told_at(last, rules)),
            cites=tuple(sorted({one.capture_id for one in told})),
        )
    )


def _latest(found: Tracked, rules: OpinionFollowed, last: Poll) -> Event | None:
    """The last sudden fall of all series that is not too old to speak of the next wave."""
    recent = last.ends_on - timedelta(days=rules.within_days.value)
    falls = (one for one in found.events if all(change.value < 0 for change in one.changes))
    return next((one for one in reversed(tuple(falls)) if one.on >= recent), None)


def left_of(event: Event, on: date) -> float:
    """Share of an event that is expected to be left on a day."""
    months = max((on - event.on).days, 0) / DAYS_A_MONTH
    return 1 - event.transient_p * (1 - math.exp2(-months / event.half_life_months))


def _shown(event: Event, last: Poll) -> float:
    """How sure it is that there was an event and that every series fell in it, as far as it is left."""
    return event.p * min(_fell(one) for one in event.changes) * left_of(event, last.ends_on)


def _fell(change: Change) -> float:
    """Probability that a change was a fall, by the normal law its interval is of."""
    width = (change.interval.high - change.interval.low) / (2 * Z_95)
    return 0.5 * math.erfc(change.value / width / math.sqrt(2)) if width > 0 else float(change.value < 0)


def _statement(event: Event, titles: dict[str, str], last: Poll) -> str:
    parts = [
        f"{titles.get(one.measure, one.measure)} by {-one.value:.0f} points"
        f" ({max(-one.interval.high, 0):.0f} to {-one.interval.low:.0f})"
        for one in event.changes
    ]
    return (
        f"Between the surveys of {event.after:%d %B %Y} and {event.on:%d %B %Y} there was a sudden fall,"
        f" {event.kind.value}, with a probability of {event.p:.0%}: {'; '.join(parts)}."
        f" By {last.ends_on:%d %B %Y} {left_of(event, last.ends_on):.0%} of it was left."
    )

"""What happened when: decrees, indications, claims, changed and vanished pages, surveys, by day.

Claims and indications stand on the day they were published, changes and vanishings on the day we found them:
when a page was changed between two looks, nobody but its owner knows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from tocsin.briefing.quoting import Quotes, Redact
from tocsin.records.capture import Change, Memento, Vanishing
from tocsin.records.case import Event
from tocsin.records.claim import Claim
from tocsin.records.drawn import MomentKind, Peak, TimelineMark
from tocsin.records.indication import Indication
from tocsin.records.source import Genre, Source

MAX_CITES = 2


def marks(
    *,
    events: Sequence[Event],
    indications: Sequence[Indication],
    claims: Sequence[Claim],
    changes: Sequence[Change],
    vanishings: Sequence[Vanishing],
    mementos: Mapping[str, Memento],
    sources: Mapping[str, Source],
    indicator_titles: Mapping[str, str],
    redact: Redact,
    quotes: Quotes,
) -> tuple[TimelineMark, ...]:
    """The marks by day, kinds in the order of the rows."""
    showing = {each.capture_id: each.id for each in mementos.values()}
    found: list[TimelineMark] = []
    for event in events:
        found.append(
            TimelineMark(
                on=event.on,
                kind=MomentKind.DECREE,
                title=event.title,
                n=1,
                cites=(),
                source=event.source,
            )
        )
    found += _by_day(
        MomentKind.INDICATION,
        (
            (_day(one), indicator_titles.get(one.spans.indicator, one.spans.indicator), _span(one))
            for one in indications
        ),
        quotes,
    )
    found += _by_day(MomentKind.CLAIM, ((_day(one), "", _content(one)) for one in claims), quotes)
    for change in changes:
        cite = quotes.cite_opening(showing.get(change.after, ""))
        found.append(_one(MomentKind.CHANGE, change.after_at, redact(change.title), cite))
    for lost in vanishings:
        cite = quotes.cite_opening(showing.get(lost.last_seen, ""))
        found.append(_one(MomentKind.VANISHING, lost.first_missed_at, redact(lost.title), cite))
    found += _surveys(mementos, sources, redact, quotes)
    order = list(MomentKind)
    return tuple(sorted(found, key=lambda one: (one.on, order.index(one.kind), one.title)))


def peak(found: Sequence[TimelineMark]) -> Peak | None:
    """The week in which most indications came, the later of equals."""
    weeks: Counter[date] = Counter()
    for mark in found:
        if mark.kind is MomentKind.INDICATION:
            weeks[mark.on - timedelta(days=mark.on.weekday())] += mark.n
    if not weeks:
        return None
    week = max(weeks, key=lambda monday: (weeks[monday], monday))
    return Peak(week=week, n=weeks[week], total=weeks.total())


def _surveys(
    mementos: Mapping[str, Memento], sources: Mapping[str, Source], redact: Redact, quotes: Quotes
) -> Iterator[TimelineMark]:
    """What pollsters published, each text once however often it was captured."""
    told: set[tuple[str, str]] = set()
    for memento in mementos.values():
        source = sources.get(memento.source_id or "")
        if source is None or source.genre is not Genre.POLLSTER or (memento.address, memento.title) in told:
            continue
        told.add((memento.address, memento.title))
        at = memento.published_at or memento.captured_at
        yield _one(MomentKind.POLL, at, redact(memento.title), quotes.cite_opening(memento.id))


def _by_day(
    kind: MomentKind, things: Iterable[tuple[date, str, tuple[str, int, int]]], quotes: Quotes
) -> Iterator[TimelineMark]:
    days: dict[date, list[tuple[str, tuple[str, int, int]]]] = {}
    for on, title, span in things:
        days.setdefault(on, []).append((title, span))
    for on, told in days.items():
        cites = (quotes.cite(*span) for _, span in told[:MAX_CITES])
        titles = dict.fromkeys(title for title, _ in told if title)
        yield TimelineMark(
            on=on,
            kind=kind,
            title="; ".join(titles),
            n=len(told),
            cites=tuple(dict.fromkeys(cite for cite in cites if cite)),
        )


def _one(kind: MomentKind, at: datetime, title: str, cite: str | None) -> TimelineMark:
    return TimelineMark(on=at.date(), kind=kind, title=title, n=1, cites=(cite,) if cite else ())


def _day(one: Claim | Indication) -> date:
    return (one.clocks.published_at or one.clocks.captured_at).date()


def _span(one: Indication) -> tuple[str, int, int]:
    return one.memento_id, one.spans.start, one.spans.end


def _content(one: Claim) -> tuple[str, int, int]:
    return one.memento_id, one.spans.content.start, one.spans.content.end

"""The indicator board: what was seen in which week, and in which weeks nobody looked.

A week counts as looked at when at least one text published in it was read. Silence in such a week is
shown as silence; a week without texts is shown as not looked at, because the two are not the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from tocsin.briefing.quoting import Quotes
from tocsin.records.assessment import Origin
from tocsin.records.capture import Memento
from tocsin.records.indication import Indication, Indicator
from tocsin.records.listed import BoardCell, BoardRow

MAX_WEEKS = 30
MAX_CITES = 6


def monday(at: datetime | date) -> date:
    """The Monday of the week."""
    on = at.date() if isinstance(at, datetime) else at
    return on - timedelta(days=on.weekday())


def weeks(mementos: Iterable[Memento], as_of: datetime) -> tuple[date, ...]:
    """Mondays from the first text to the instant, the last `MAX_WEEKS` of them."""
    last = monday(as_of)
    told = [monday(m.published_at or m.captured_at) for m in mementos]
    first = max(min(told, default=last), last - timedelta(weeks=MAX_WEEKS - 1))
    span = max(0, (last - first).days // 7)
    return tuple(first + timedelta(weeks=n) for n in range(span + 1))


def rows(
    indicators: Sequence[Indicator],
    indications: Sequence[Indication],
    mementos: Mapping[str, Memento],
    origins: Sequence[Origin],
    as_of: datetime,
    quotes: Quotes,
) -> tuple[BoardRow, ...]:
    """A row an indicator, a cell a week."""
    shown = weeks(mementos.values(), as_of)
    looked = {monday(m.published_at or m.captured_at) for m in mementos.values()}
    origin_of = {memento: origin.id for origin in origins for memento in origin.mementos}
    seen: dict[tuple[str, date], list[Indication]] = defaultdict(list)
    for each in indications:
        at = each.clocks.published_at or each.clocks.captured_at
        seen[each.spans.indicator, monday(at)].append(each)
    return tuple(
        BoardRow(
            indicator=indicator.id,
            title=indicator.title,
            group=indicator.group,
            direction=indicator.direction.value,
            cells=tuple(
                _cell(week, seen.get((indicator.id, week), []), week in looked, origin_of, quotes)
                for week in shown
            ),
        )
        for indicator in indicators
    )


def _cell(
    week: date,
    found: Sequence[Indication],
    looked: bool,
    origin_of: Mapping[str, str],
    quotes: Quotes,
) -> BoardCell:
    origins = {origin_of.get(each.memento_id, each.memento_id) for each in found}
    state = "unseen"
    if origins:
        state = "observed" if len(origins) > 1 else "once"
    elif looked:
        state = "none"
    cites = [quotes.cite(each.memento_id, each.spans.start, each.spans.end) for each in found[:MAX_CITES]]
    return BoardCell(
        week=week,
        state=state,
        n_origins=len(origins),
        cites=tuple(dict.fromkeys(cite for cite in cites if cite)),
    )

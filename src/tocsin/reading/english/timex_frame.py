"""What resolving may look at: the publication day, the words before, what was named last."""

import re
from datetime import date
from typing import NamedTuple

from tocsin.reading import calendar
from tocsin.reading.calendar import Period
from tocsin.reading.english.timex_words import FUTURE_CUES

_FUTURE = re.compile(rf"\b(?:{FUTURE_CUES})\b", re.IGNORECASE)
_STARTS = re.compile(r"\b(?:beginning|starting|effective)\s(?:on\s|in\s|from\s)?$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[\"“'(]?[A-Z])|\n")
_CONTEXT = 48


class Meaning(NamedTuple):
    """TIMEX3 type and value, first and last possible day, and the period named if it is one."""

    type: str
    value: str
    earliest: date | None
    latest: date | None
    period: Period | None


def of_period(period: Period) -> Meaning:
    """A DATE that is a calendar period."""
    return Meaning("DATE", period.value, period.first, period.last, period)


def unresolved(value: str, kind: str = "DATE") -> Meaning:
    """An expression whose days cannot be told."""
    return Meaning(kind, value, None, None, None)


class Frame:
    """The document around an expression; it remembers the last period that was named."""

    def __init__(self, text: str, published_on: date | None) -> None:
        self.text = text
        self.published_on = published_on
        self.last: Period | None = None
        self.last_quarter: Period | None = None

    def remember(self, meaning: Meaning) -> None:
        """Keep the period of an expression just resolved, for "two weeks later"."""
        if meaning.period is not None:
            self.last = meaning.period
            if meaning.period.grain == "Q":
                self.last_quarter = meaning.period

    def is_future(self, at: int) -> bool:
        """Whether the words of the same sentence before `at` speak of what is to come."""
        window = self.text[max(0, at - _CONTEXT) : at]
        sentences = _SENTENCE_END.split(window)
        return bool(_FUTURE.search(sentences[-1]) or _STARTS.search(window))

    def _is_since(self, at: int) -> bool:
        return self.text[max(0, at - 6) : at].lower().rstrip().endswith("since")

    def pick_date(self, month: int, day: int, at: int) -> date | None:
        """The day and month in the year that brings it nearest to the publication day."""
        base = self.published_on
        if base is None:
            return None
        days = [d for y in (base.year - 1, base.year, base.year + 1) if (d := _day(y, month, day))]
        if not days:
            return None
        if self._is_since(at) and (past := [d for d in days if d <= base]):
            return past[-1]
        return min(days, key=lambda d: abs((d - base).days))

    def pick_month(self, month: int, at: int, relation: str) -> Period:
        """The year of a bare month."""
        base = self.published_on or date(1, 1, 1)
        months = [calendar.month_of(y, month) for y in (base.year - 1, base.year, base.year + 1)]
        if relation in {"last", "the previous"}:
            return [m for m in months if m.last < base][-1]
        if relation == "this":
            return months[1]
        if relation == "next" or (self.is_future(at) and not self._is_since(at)):
            return next(m for m in months if m.last >= base)
        if self._is_since(at):
            return [m for m in months if m.first <= base][-1]
        # The same distance is likelier to lie behind than ahead: news tells what happened.
        return min(
            months, key=lambda m: 2 * (m.first - base).days if m.first > base else (base - m.last).days
        )

    def with_part(self, period: Period, part: str | None, phase: str | None) -> Meaning:
        """A period, its interval narrowed by "early", "the end of", "the first half of"."""
        meaning = of_period(period)
        if not (part or phase):
            return meaning
        word = " ".join((part or phase or "").lower().split())
        if word.endswith("half"):
            middle = calendar.move(period.first, (period.last - period.first).days // 2)
            if word.startswith("first"):
                first, last = period.first, middle
            else:
                first, last = calendar.move(middle, 1), period.last
            if period.grain == "Y":
                half = calendar.half_of(period.first.year, 1 if word.startswith("first") else 2)
                return of_period(half)
        else:
            names = {"beginning": "early", "start": "early", "turn": "early", "middle": "mid", "end": "late"}
            first, last = calendar.part_of(period, names.get(word, word))
        return meaning._replace(earliest=first, latest=last)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

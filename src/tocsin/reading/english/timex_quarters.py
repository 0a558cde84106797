"""Meanings of English quarters and half-years, as in "the third quarter", "a year earlier".

A quarter that was named is what "a year earlier" and "the period" go back to.
"""

import re
from collections.abc import Callable

from tocsin.reading import calendar
from tocsin.reading.english import timex_words as words
from tocsin.reading.english.timex_frame import Frame, Meaning, of_period, unresolved

Match = re.Match[str]


def _quarter(match: Match, frame: Frame) -> Meaning | None:
    base = frame.published_on
    number = int(match["q"]) if match["q"] else words.ORDINALS.get(match["ord"].lower(), 0)
    if match["span"] and match["span"].lower() == "half":
        return _half(match, frame, number)
    stated = next((g for g in (match["qy"], match["y"], match["y0"]) if g and g.isdigit()), None)
    if number == 0:
        if base is None:
            return unresolved("")
        return of_period(calendar.shift(calendar.enclosing(base, "Q"), -1))
    if stated:
        return of_period(calendar.quarter_of(int(stated), number))
    if base is None:
        return unresolved(f"XXXX-Q{number}")
    relation = (match["yposs"] or (match["y"] or "").split(" ")[0]).lower()
    if relation in {"last", "next", "this"}:
        return of_period(
            calendar.quarter_of(base.year + {"last": -1, "this": 0, "next": 1}[relation], number)
        )
    around = tuple(calendar.quarter_of(base.year + step, number) for step in (-1, 0, 1))
    return of_period(calendar.nearest(around, base))


def _half(match: Match, frame: Frame, number: int) -> Meaning | None:
    base = frame.published_on
    year = match["y"] or match["y0"]
    if number not in {1, 2}:
        return None
    if year and year.isdigit():
        return of_period(calendar.half_of(int(year), number))
    if not (year or match["yposs"]) or base is None:
        return None
    step = {"last": -1, "next": 1}.get((match["yposs"] or year or "").split(" ")[0].lower(), 0)
    return of_period(calendar.half_of(base.year + step, number))


def _year_ago(match: Match, frame: Frame) -> Meaning | None:
    if frame.last_quarter is not None:
        return of_period(calendar.shift(frame.last_quarter, -4))
    base = frame.published_on
    if base is None:
        return unresolved("")
    if "quarter" in match[0].lower() or "period" in match[0].lower():
        return of_period(calendar.shift(calendar.enclosing(base, "Q"), -5))
    return of_period(calendar.year_of(base.year - 1))


RESOLVERS: dict[str, Callable[[Match, Frame], Meaning | None]] = {
    "quarter": _quarter,
    "yearago": _year_ago,
}

"""What each English time expression means: its TIMEX3 type and value, and the days it can cover.

Relative expressions are counted from the publication day. A bare weekday or month is the last one
that was, unless the words just before it speak of the future. Without a publication day only
absolute expressions get days.
"""

import re
from collections.abc import Callable
from datetime import date

from tocsin.reading import calendar
from tocsin.reading.calendar import Period
from tocsin.reading.english import timex_words as words
from tocsin.reading.english.quantity_grammar import parse_words
from tocsin.reading.english.timex_frame import Frame, Meaning, of_period, unresolved
from tocsin.reading.english.timex_quarters import RESOLVERS as QUARTER_RESOLVERS
from tocsin.reading.english.timex_spans import RESOLVERS as SPAN_RESOLVERS

Match = re.Match[str]


def _month(name: str) -> int:
    return words.MONTHS[name.lower().rstrip(".")]


def _weekday(name: str) -> int:
    return words.WEEKDAYS[name.lower().rstrip(".")]


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(match: Match, frame: Frame) -> Meaning | None:
    day = _valid(int(match["y"]), int(match["m"]), int(match["d"]))
    return of_period(calendar.day_of(day)) if day else None


def _numeric(match: Match, frame: Frame) -> Meaning | None:
    """`21.09.2022` is day first; `9/21/2022` month first unless that cannot be."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    year += 0 if year > 99 else (1900 if year > 60 else 2000)
    month, day = (second, first) if match["sep"] == "." or first > 12 else (first, second)
    found = _valid(year, month, day)
    return of_period(calendar.day_of(found)) if found else None


def _full_date(match: Match, frame: Frame) -> Meaning | None:
    month, day = _month(match["mon"]), int(match["d"])
    if match["y"]:
        found = _valid(int(match["y"]), month, day)
    elif frame.published_on is None:
        return unresolved(f"XXXX-{month:02d}-{day:02d}")
    else:
        found = frame.pick_date(month, day, match.start())
    if found is None:
        return None
    meaning = of_period(calendar.day_of(found))
    last = _valid(found.year, month, int(match["d2"])) if match["d2"] else None
    return meaning._replace(latest=last) if last and last > found else meaning


def _bare_month(match: Match, frame: Frame) -> Meaning | None:
    month = _month(match["mon"])
    year, base = match["y"], frame.published_on
    if year:
        period = calendar.month_of(int(year), month)
    elif match["yw"]:
        period = calendar.month_of(1900 + int(parse_words(match["yw"].partition(" ")[2].strip())), month)
    elif base is None:
        return unresolved(f"XXXX-{month:02d}")
    elif match["yrel"]:
        step = {"last": -1, "this": 0, "next": 1}[match["yrel"].split()[0].lower()]
        period = calendar.month_of(base.year + step, month)
    else:
        period = frame.pick_month(month, match.start(), (match["mrel"] or "").lower())
    return frame.with_part(period, match["part"], match["phase"])


def _weekday_name(match: Match, frame: Frame) -> Meaning | None:
    weekday = _weekday(match["wd"])
    base = frame.published_on
    if base is None:
        return unresolved(f"XXXX-WXX-{weekday + 1}")
    relation, week = (match["wrel"] or "").lower(), (match["week"] or "").lower()
    if week:
        monday = calendar.shift(calendar.week_of(base), {"last": -1, "this": 0, "next": 1}[week]).first
        day = calendar.move(monday, weekday)
    elif relation in {"last", "this past", "the previous"}:
        day = calendar.weekday_before(base, weekday, same_day=False)
    elif relation in {"next", "this coming", "the following"} or frame.is_future(match.start()):
        day = calendar.weekday_after(base, weekday, same_day=relation == "")
    else:
        day = calendar.weekday_before(base, weekday, same_day=True)
    return _at_part(calendar.day_of(day), match["daypart"])


def _at_part(period: Period, daypart: str | None) -> Meaning:
    meaning = of_period(period)
    if daypart:
        value = f"{period.value}T{words.DAY_PARTS[daypart.lower()]}"
        return meaning._replace(type="TIME", value=value)
    return meaning


def _deictic(match: Match, frame: Frame) -> Meaning | None:
    word = " ".join(match["word"].lower().split())
    if frame.published_on is None:
        return unresolved("PRESENT_REF" if word == "today" else "")
    steps = {
        "the day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1,
        "the day after tomorrow": 2,
    }  # fmt: skip
    day = calendar.day_of(calendar.move(frame.published_on, steps[word]))
    return _at_part(day, "night" if word == "tonight" else match["daypart"])


def _day_part(match: Match, frame: Frame) -> Meaning | None:
    if frame.published_on is None:
        return unresolved("", "TIME")
    back = 1 if match["prel"].lower() == "last" else 0
    return _at_part(calendar.day_of(calendar.move(frame.published_on, -back)), match["daypart"])


def _clock(match: Match, frame: Frame) -> Meaning | None:
    base = frame.published_on
    if match["wd"] and base:
        name = match["wd"].lower()
        if name in words.WEEKDAYS:
            back = calendar.weekday_before if not frame.is_future(match.start()) else calendar.weekday_after
            base = back(base, words.WEEKDAYS[name], same_day=True)
        else:
            base = calendar.move(base, {"yesterday": -1, "tomorrow": 1}.get(name, 0))
    elif match["mon"] and base:
        base = frame.pick_date(_month(match["mon"]), int(match["d"]), match.start())
    time = _clock_time(match)
    if time is None:
        return None
    value = f"{base.isoformat() if base else 'XXXX-XX-XX'}T{time}"
    return Meaning("TIME", value, base, base, None)


def _clock_time(match: Match) -> str | None:
    if match["fixed"]:
        return "12:00" if match["fixed"].lower() == "noon" else "24:00"
    raw = match["clock"] or match["clock24"]
    hour_text, _, minute_text = raw.replace(".", ":").partition(":")
    hour, minute = int(hour_text), int(minute_text or 0)
    if match["noon"]:
        hour = hour % 12 + (12 if match["noon"][0] in "pP" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 25 and minute < 60 else None


def _iso_year(match: Match, frame: Frame) -> Meaning | None:
    period = calendar.year_of(int(match["y"]))
    if match["period"] and frame.last_quarter:
        return of_period(calendar.quarter_of(period.first.year, int(frame.last_quarter.value[-1])))
    return frame.with_part(period, match["part"], match["phase"])


def _year_range(match: Match, frame: Frame) -> Meaning | None:
    first, last = match["y"], match["y2"]
    last = first[:2] + last if len(last) == 2 else last
    if last < first:
        return None
    meaning = of_period(calendar.year_of(int(first)))
    return meaning._replace(value=f"{first}/{last}", latest=date(int(last), 12, 31))


def _year_words(match: Match, frame: Frame) -> Meaning | None:
    if match["cent"]:
        century = 1900 if match["cent"].lower() == "nineteen" else 2000
        return of_period(calendar.year_of(century + int(parse_words(match["rest"]))))
    return of_period(calendar.year_of(int(parse_words(match["k"]))))


def _decade(match: Match, frame: Frame) -> Meaning | None:
    year = words.DECADES[match["word"].lower()] if match["word"] else int(match["n"])
    if year < 100:
        year += 1900
    return frame.with_part(calendar.decade_of(year), match["part"], match["phase"])


def _century(match: Match, frame: Frame) -> Meaning | None:
    word = match["ord"].lower()
    if word[0].isdigit():
        ordinal = int(re.sub(r"\D", "", word))
    else:
        ordinal = 21 if word.startswith("twenty") and word != "twentieth" else words.ORDINALS[word]
    if not 1 <= ordinal <= 99:
        return None
    return frame.with_part(calendar.century_of(ordinal), match["part"], match["phase"])


def _holiday(match: Match, frame: Frame) -> Meaning | None:
    base = frame.published_on
    name = " ".join(match["name"].lower().split())
    year = int(match["y"]) if match["y"] else base.year if base else None
    if year is None:
        return unresolved("")
    year = calendar.clamp_year(year)
    days = tuple(calendar.day_of(_holiday_in(name, y)) for y in (year - 1, year, year + 1))
    if match["y"] or base is None:
        return of_period(days[1])
    if (match["hrel"] or "").lower() == "last":
        return of_period(max(d for d in days if d.first < base))
    if (match["hrel"] or "").lower() == "next":
        return of_period(min(d for d in days if d.first > base))
    return of_period(calendar.nearest(days, base))


def _holiday_in(name: str, year: int) -> date:
    if name in words.HOLIDAYS:
        return date(year, *words.HOLIDAYS[name])
    if name in words.EASTER_OFFSETS:
        return calendar.move(calendar.easter(year), words.EASTER_OFFSETS[name])
    if name.startswith("thanksgiving"):
        return calendar.move(calendar.weekday_after(date(year, 11, 1), 3, same_day=True), 21)
    if name.startswith("labor"):
        return calendar.weekday_after(date(year, 9, 1), 0, same_day=True)
    return calendar.weekday_before(date(year, 5, 31), 0, same_day=True)


def _reference(match: Match, frame: Frame) -> Meaning | None:
    phrase = " ".join(match[0].lower().split())
    kind = next(value for value, phrases in words.REFERENCES.items() if phrase in phrases)
    base = frame.published_on
    first = base if kind != "PAST_REF" else None
    last = base if kind != "FUTURE_REF" else None
    return Meaning("DATE", kind, first, last, None)


RESOLVERS: dict[str, Callable[[Match, Frame], Meaning | None]] = {
    **SPAN_RESOLVERS,
    **QUARTER_RESOLVERS,
    "iso": _iso, "numeric": _numeric, "clock": _clock, "date_md": _full_date, "date_dm": _full_date,
    "month": _bare_month, "weekday": _weekday_name, "deictic": _deictic, "daypart": _day_part,
    "year": _iso_year, "yearrange": _year_range, "yearwords": _year_words, "decade": _decade,
    "century": _century, "holiday": _holiday, "reference": _reference,
}  # fmt: skip


def resolve(name: str, match: Match, frame: Frame) -> Meaning | None:
    """The meaning of an expression that rule `name` found; `None` if it means no time after all."""
    return RESOLVERS[name](match, frame)

"""What each Russian time expression means: its TIMEX3 type and value, and the days it can cover."""

import re
from collections.abc import Callable
from datetime import date

from tocsin.reading import calendar
from tocsin.reading.russian import timex_words as words
from tocsin.reading.russian.timex_lengths import ago, coming, half_year, lasting, within
from tocsin.reading.russian.timex_meaning import (
    Match,
    Meaning,
    bounded,
    day_or_none,
    grain_of,
    keyed,
    month_number,
    period_meaning,
    relation,
    year_in,
)


def _iso(match: Match, base: date | None) -> Meaning | None:
    year = int(match["y"])
    found = day_or_none(year + (2000 if year < 100 else 0), int(match["m"]), int(match["d"]))
    return period_meaning(match, calendar.day_of(found)) if found else None


def _date(match: Match, base: date | None) -> Meaning | None:
    month, day = month_number(match["mon"]), int(match["d"])
    year = year_in(match, base)
    if year is not None:
        found = day_or_none(calendar.clamp_year(year), month, day)
    elif base is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}", None, None)
    else:
        near = [d for y in (base.year - 1, base.year, base.year + 1) if (d := day_or_none(y, month, day))]
        found = min(near, key=lambda d: abs((d - base).days)) if near else None
    if found is None:
        return None
    last = day_or_none(found.year, found.month, int(match["d2"])) if match["d2"] else None
    first_day, last_day = bounded(match, found, last or found)
    return Meaning("DATE", found.isoformat(), first_day, last_day)


def _day_number(match: Match, base: date | None) -> Meaning | None:
    """«С 20 числа»: the day of this month, or of the next once it is past."""
    day = int(match["d"])
    if base is None:
        return Meaning("DATE", f"XXXX-XX-{day:02d}", None, None)
    month = calendar.month_of(base.year, base.month + (1 if day < base.day else 0)).first
    found = day_or_none(month.year, month.month, day)
    return period_meaning(match, calendar.day_of(found)) if found else None


def _bare_month(match: Match, base: date | None) -> Meaning | None:
    month = month_number(match["mon"])
    year = year_in(match, base)
    if year is not None:
        return period_meaning(match, calendar.month_of(year, month))
    if base is None:
        return Meaning("DATE", f"XXXX-{month:02d}", None, None)
    months = [calendar.month_of(y, month) for y in (base.year - 1, base.year, base.year + 1)]
    ahead = (match["prep"] or "").lower() in ("до", "к", "не позднее", "не ранее")
    if ahead:
        return period_meaning(match, next(m for m in months if m.last >= base))
    nearest = min(
        months, key=lambda m: 2 * (m.first - base).days if m.first > base else max(0, (base - m.last).days)
    )
    return period_meaning(match, nearest)


def _quarter(match: Match, base: date | None) -> Meaning | None:
    year = year_in(match, base) or (base.year if base else None)
    if year is None:
        return Meaning("DATE", "", None, None)
    word = match["q"].lower()
    names = {"пер": 1, "вто": 2, "тре": 3, "чет": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
    n = int(word) if word.isdigit() else names.get(word) or names.get(word[:3])
    if n is None or n > 4:
        return None
    if match["qk"].lower().startswith("пол"):
        return period_meaning(match, calendar.half_of(year, n)) if n < 3 else None
    return period_meaning(match, calendar.quarter_of(year, n))


def _season(match: Match, base: date | None) -> Meaning | None:
    word = match["season"].lower()
    bare = not any(match[name] for name in ("prep", "part", "rel", "y", "yrel"))
    if bare and not word.endswith(("ой", "ом", "ью")):
        return None
    season = str(keyed(words.SEASONS, word))
    if match["y"]:
        return period_meaning(match, calendar.season_of(int(match["y"]), season))
    if base is None:
        return Meaning("DATE", f"XXXX-{season}", None, None)
    if match["yrel"]:
        return period_meaning(match, calendar.season_of(base.year + relation(match["yrel"]), season))
    if match["rel"]:
        step = relation(match["rel"])
        near = [calendar.season_of(y, season) for y in range(base.year - 2, base.year + 3)]
        if step < 0:
            return period_meaning(match, [one for one in near if one.last < base][step])
        if step > 0:
            return period_meaning(match, next(one for one in near if one.first > base))
        return period_meaning(match, calendar.nearest(tuple(near), base))
    near = [calendar.season_of(y, season) for y in (base.year - 1, base.year, base.year + 1)]
    return period_meaning(match, calendar.nearest(tuple(near), base))


def _years(match: Match, base: date | None) -> Meaning | None:
    first, last = int(match["y"]), int(match["y2"])
    if last < first:
        return None
    return Meaning("DATE", f"{first}/{last}", date(first, 1, 1), date(last, 12, 31))


def _year(match: Match, base: date | None) -> Meaning | None:
    return period_meaning(match, calendar.year_of(int(match["y"])))


def _decade(match: Match, base: date | None) -> Meaning | None:
    n = int(match["n"])
    return period_meaning(match, calendar.decade_of(1900 + n if n > 20 else 2000 + n))


def _weekday(match: Match, base: date | None) -> Meaning | None:
    n = int(keyed(words.WEEKDAYS, match["wd"]))
    if base is None:
        return Meaning("DATE", f"XXXX-WXX-{n + 1}", None, None)
    if match["rel"]:
        step = relation(match["rel"])
        if step == 0:
            day = calendar.move(calendar.week_of(base).first, n)
        elif step < 0:
            day = calendar.weekday_before(base, n, same_day=False)
        else:
            day = calendar.weekday_after(base, n, same_day=False)
    elif (match["prep"] or "").lower() in ("до", "к", "не позднее"):
        day = calendar.weekday_after(base, n, same_day=True)
    else:
        day = calendar.weekday_before(base, n, same_day=True)
    return period_meaning(match, calendar.day_of(day))


def _relative(match: Match, base: date | None) -> Meaning | None:
    if base is None:
        return Meaning("DATE", "", None, None)
    word = match["grain"].lower()
    grain = "WE" if word.startswith("вых") else grain_of(word)
    return period_meaning(match, calendar.shift(calendar.enclosing(base, grain), relation(match["rel"])))


def _part(match: Match, base: date | None) -> Meaning | None:
    """«До конца года», «с начала недели»: a part of the period that is running."""
    word = match["grain"].lower()
    if word.startswith("войн"):
        return None
    if base is None:
        return Meaning("DATE", "", None, None)
    return period_meaning(match, calendar.enclosing(base, grain_of(word)))


def _deictic(match: Match, base: date | None) -> Meaning | None:
    if base is None:
        return Meaning("DATE", "PRESENT_REF" if match["word"].lower() == "сегодня" else "", None, None)
    day = calendar.day_of(calendar.move(base, words.DEICTIC[match["word"].lower()]))
    return period_meaning(match, day)


def _now(match: Match, base: date | None) -> Meaning | None:
    return Meaning("DATE", "PRESENT_REF", base, base)


def _soon(match: Match, base: date | None) -> Meaning | None:
    return Meaning("DATE", "FUTURE_REF", base, None)


def _lately(match: Match, base: date | None) -> Meaning | None:
    return Meaning("DATE", "PAST_REF", None, base)


def _holiday(match: Match, base: date | None) -> Meaning | None:
    name = re.sub(r"^д(?:ень|ня|ню)", "день", " ".join(match["holiday"].lower().split()))
    month, day = next(when for stem, when in words.HOLIDAYS.items() if name.startswith(stem))
    if base is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}", None, None)
    days = tuple(
        calendar.day_of(date(calendar.clamp_year(y), month, day))
        for y in (base.year - 1, base.year, base.year + 1)
    )
    return period_meaning(match, calendar.nearest(days, base))


def _set(match: Match, base: date | None) -> Meaning | None:
    return Meaning("SET", words.SETS[" ".join(match["set"].lower().split())], None, None)


def _clock(match: Match, base: date | None) -> Meaning | None:
    day = base.isoformat() if base else "XXXX-XX-XX"
    return Meaning("TIME", f"{day}T{int(match['h']):02d}:{match['min']}", base, base)


RESOLVERS: dict[str, Callable[[Match, date | None], Meaning | None]] = {
    "iso": _iso, "numeric": _iso, "date": _date, "daynumber": _day_number, "month": _bare_month,
    "quarter": _quarter, "season": _season, "years": _years, "span": _years, "year": _year,
    "bareyear": _year, "decade": _decade, "weekday": _weekday, "relative": _relative, "part": _part,
    "coming": coming, "ago": ago, "within": within, "duration": lasting, "halfyear": half_year,
    "deictic": _deictic, "now": _now, "soon": _soon, "lately": _lately, "holiday": _holiday, "set": _set,
    "clock": _clock,
}  # fmt: skip

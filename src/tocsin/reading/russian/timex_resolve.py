"""What each Russian time expression means: its TIMEX3 type and value, and the days it can cover."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from tocsin.reading import calendar
from tocsin.reading.calendar import Period
from tocsin.reading.russian import timex_words as words

Match = re.Match[str]
Keyed = TypeVar("Keyed")


class Meaning(NamedTuple):
    """TIMEX3 type and value, first and last possible day."""

    type: str
    value: str
    earliest: date | None
    latest: date | None


def _keyed(table: Mapping[str, Keyed], word: str) -> Keyed:
    lowered = word.lower()
    return next(table[lowered[:n]] for n in (4, 3, 2) if lowered[:n] in table)


def _month(name: str) -> int:
    return int(_keyed(words.MONTHS, name))


def _grain(name: str) -> str:
    return str(_keyed(words.GRAINS, name))


def _count(word: str | None) -> tuple[float, float]:
    """A written count as (low, high); a plural without one is vague."""
    if word is None:
        return words.FEW
    lowered = word.lower()
    if lowered[0].isdigit():
        first, _, last = lowered.replace("–", "-").partition("-")
        return float(first), float(last or first)
    if "-" in lowered or "–" in lowered:
        return 2, 3
    if lowered.startswith("неск"):
        return 3, 9
    n = float(_keyed(words.COUNTS, lowered.replace("ё", "е")))
    return n, n


def _relation(word: str) -> int:
    lowered = word.lower()
    if lowered.startswith("позапрош"):
        return -2
    if re.match(words.PAST, lowered):
        return -1
    return 1 if re.match(words.NEXT, lowered) else 0


def _year_in(match: Match, base: date | None) -> int | None:
    """The year named beside a month or season, in digits or as "last year"."""
    groups = match.groupdict()
    if groups.get("y"):
        return int(groups["y"])
    said = groups.get("yrel") or groups.get("rel")
    if said and base is not None:
        return base.year + _relation(said)
    return None


def _bounded(
    match: Match, first: date, last: date, part: str | None = None
) -> tuple[date | None, date | None]:
    """The interval the preposition makes of a period; «до» stops before it, save before its end."""
    prep = " ".join((match.groupdict().get("prep") or "").lower().split())
    ends = (part or "").lower().startswith(("кон", "исх"))
    if prep in ("до", "вплоть до", "не позднее", "раньше", "перед"):
        return None, last if ends else first
    if prep in ("к", "ко", "по"):
        return None, last
    if prep in ("с", "со", "начиная с", "не ранее", "не раньше"):
        return first, None
    if prep == "после":
        return calendar.move(last, 1), None
    return first, last


def _period(match: Match, period: Period) -> Meaning:
    groups = match.groupdict()
    part = groups.get("part")
    first, last = period.first, period.last
    if part:
        first, last = _narrowed(period, part.lower())
    return Meaning("DATE", period.value, *_bounded(match, first, last, part))


def _narrowed(period: Period, part: str) -> tuple[date, date]:
    if "половин" in part:
        middle = calendar.move(period.first, (period.last - period.first).days // 2)
        return (period.first, middle) if part.startswith("перв") else (calendar.move(middle, 1), period.last)
    name = "early" if "нача" in part else "mid" if "серед" in part else "late"
    return calendar.part_of(period, name)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(match: Match, base: date | None) -> Meaning | None:
    year = int(match["y"])
    found = _day(year + (2000 if year < 100 else 0), int(match["m"]), int(match["d"]))
    return _period(match, calendar.day_of(found)) if found else None


def _date(match: Match, base: date | None) -> Meaning | None:
    month, day = _month(match["mon"]), int(match["d"])
    year = _year_in(match, base)
    if year is not None:
        found = _day(calendar.clamp_year(year), month, day)
    elif base is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}", None, None)
    else:
        near = [d for y in (base.year - 1, base.year, base.year + 1) if (d := _day(y, month, day))]
        found = min(near, key=lambda d: abs((d - base).days)) if near else None
    if found is None:
        return None
    last = _day(found.year, found.month, int(match["d2"])) if match["d2"] else None
    first_day, last_day = _bounded(match, found, last or found)
    return Meaning("DATE", found.isoformat(), first_day, last_day)


def _day_number(match: Match, base: date | None) -> Meaning | None:
    """«С 20 числа»: the day of this month, or of the next once it is past."""
    day = int(match["d"])
    if base is None:
        return Meaning("DATE", f"XXXX-XX-{day:02d}", None, None)
    month = calendar.month_of(base.year, base.month + (1 if day < base.day else 0)).first
    found = _day(month.year, month.month, day)
    return _period(match, calendar.day_of(found)) if found else None


def _bare_month(match: Match, base: date | None) -> Meaning | None:
    month = _month(match["mon"])
    year = _year_in(match, base)
    if year is not None:
        return _period(match, calendar.month_of(year, month))
    if base is None:
        return Meaning("DATE", f"XXXX-{month:02d}", None, None)
    months = [calendar.month_of(y, month) for y in (base.year - 1, base.year, base.year + 1)]
    ahead = (match["prep"] or "").lower() in ("до", "к", "не позднее", "не ранее")
    if ahead:
        return _period(match, next(m for m in months if m.last >= base))
    nearest = min(
        months, key=lambda m: 2 * (m.first - base).days if m.first > base else max(0, (base - m.last).days)
    )
    return _period(match, nearest)


def _quarter(match: Match, base: date | None) -> Meaning | None:
    year = _year_in(match, base) or (base.year if base else None)
    if year is None:
        return Meaning("DATE", "", None, None)
    word = match["q"].lower()
    names = {"пер": 1, "вто": 2, "тре": 3, "чет": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
    n = int(word) if word.isdigit() else names.get(word) or names.get(word[:3])
    if n is None or n > 4:
        return None
    if match["qk"].lower().startswith("пол"):
        return _period(match, calendar.half_of(year, n)) if n < 3 else None
    return _period(match, calendar.quarter_of(year, n))


def _season(match: Match, base: date | None) -> Meaning | None:
    word = match["season"].lower()
    bare = not any(match[name] for name in ("prep", "part", "rel", "y", "yrel"))
    if bare and not word.endswith(("ой", "ом", "ью")):
        return None
    season = str(_keyed(words.SEASONS, word))
    if match["y"]:
        return _period(match, calendar.season_of(int(match["y"]), season))
    if base is None:
        return Meaning("DATE", f"XXXX-{season}", None, None)
    if match["yrel"]:
        return _period(match, calendar.season_of(base.year + _relation(match["yrel"]), season))
    if match["rel"]:
        step = _relation(match["rel"])
        near = [calendar.season_of(y, season) for y in range(base.year - 2, base.year + 3)]
        if step < 0:
            return _period(match, [one for one in near if one.last < base][step])
        if step > 0:
            return _period(match, next(one for one in near if one.first > base))
        return _period(match, calendar.nearest(tuple(near), base))
    near = [calendar.season_of(y, season) for y in (base.year - 1, base.year, base.year + 1)]
    return _period(match, calendar.nearest(tuple(near), base))


def _years(match: Match, base: date | None) -> Meaning | None:
    first, last = int(match["y"]), int(match["y2"])
    if last < first:
        return None
    return Meaning("DATE", f"{first}/{last}", date(first, 1, 1), date(last, 12, 31))


def _year(match: Match, base: date | None) -> Meaning | None:
    return _period(match, calendar.year_of(int(match["y"])))


def _decade(match: Match, base: date | None) -> Meaning | None:
    n = int(match["n"])
    return _period(match, calendar.decade_of(1900 + n if n > 20 else 2000 + n))


def _weekday(match: Match, base: date | None) -> Meaning | None:
    n = int(_keyed(words.WEEKDAYS, match["wd"]))
    if base is None:
        return Meaning("DATE", f"XXXX-WXX-{n + 1}", None, None)
    if match["rel"]:
        step = _relation(match["rel"])
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
    return _period(match, calendar.day_of(day))


def _relative(match: Match, base: date | None) -> Meaning | None:
    if base is None:
        return Meaning("DATE", "", None, None)
    word = match["grain"].lower()
    grain = "WE" if word.startswith("вых") else _grain(word)
    return _period(match, calendar.shift(calendar.enclosing(base, grain), _relation(match["rel"])))


def _part(match: Match, base: date | None) -> Meaning | None:
    """«До конца года», «с начала недели»: a part of the period that is running."""
    word = match["grain"].lower()
    if word.startswith("войн"):
        return None
    if base is None:
        return Meaning("DATE", "", None, None)
    return _period(match, calendar.enclosing(base, _grain(word)))


def _coming(match: Match, base: date | None) -> Meaning | None:
    ahead = re.match(r"ближ|след|предст", match["dir"].lower()) is not None
    if match["dir"].lower().startswith("перв"):
        return None
    reference = "FUTURE_REF" if ahead else "PAST_REF"
    if base is None or match["grain"].lower().startswith("врем"):
        return Meaning("DATE", reference, base if ahead else None, None if ahead else base)
    if match["grain"].lower() in ("месяц", "год", "час", "неделю"):
        low, high = (1.0, 1.0) if match["n"] is None else _count(match["n"])
    else:
        low, high = _count(match["n"])
    grain = _grain(match["grain"])
    value = _duration(low if low == high else None, grain)
    if ahead:
        return Meaning("DURATION", value, base, calendar.add(base, high, grain))
    return Meaning("DURATION", value, calendar.add(base, -high, grain), base)


def _duration(n: float | None, grain: str) -> str:
    amount = "X" if n is None else f"{n:g}"
    return f"PT{amount}{grain[1]}" if grain.startswith("T") else f"P{amount}{grain}"


def _measure(match: Match) -> tuple[float, float, str]:
    if match.groupdict().get("half"):
        return 6, 6, "M"
    counted = match["n"]
    if counted is None:
        plural = match["grain"].lower() in (
            "дни",
            "дней",
            "недели",
            "недель",
            "месяцы",
            "месяцев",
            "годы",
            "лет",
        )
        low, high = map(float, words.FEW if plural else (1, 1))
    else:
        low, high = _count(counted)
    return low, high, _grain(match["grain"])


def _ago(match: Match, base: date | None) -> Meaning | None:
    low, high, grain = _measure(match)
    if base is None or grain.startswith("T"):
        return Meaning("DATE", "PAST_REF", None, base)
    first, last = calendar.add(base, -high, grain), calendar.add(base, -low, grain)
    if grain in ("M", "Y", "W") and low == high and low == int(low):
        near = calendar.enclosing(last, grain)
        return Meaning("DATE", near.value, near.first, min(near.last, base))
    return Meaning("DATE", last.isoformat() if low == high else "PAST_REF", first, last)


def _within(match: Match, base: date | None) -> Meaning | None:
    low, high, grain = _measure(match)
    how = " ".join(match["how"].lower().split())
    value = _duration(low if low == high else None, grain)
    if base is None:
        return Meaning("DURATION", value, None, None)
    if how in ("через", "спустя"):
        first, last = calendar.add(base, low, grain), calendar.add(base, high, grain)
        if grain in ("W", "M", "Y"):
            # «Через месяц» names a month and no day of it.
            near = calendar.enclosing(first, grain)
            return Meaning("DATE", near.value, near.first, calendar.enclosing(last, grain).last)
        return Meaning("DATE", first.isoformat(), first, last)
    if how == "за":
        return Meaning("DURATION", value, calendar.add(base, -high, grain), base)
    return Meaning("DURATION", value, base, calendar.add(base, high, grain))


def _lasting(match: Match, base: date | None) -> Meaning | None:
    low, high, grain = _measure(match)
    if (match["n"] or "").isdigit() and len(match["n"]) == 4:
        return None
    return Meaning("DURATION", _duration(low if low == high else None, grain), None, None)


def _half_year(match: Match, base: date | None) -> Meaning | None:
    word = match["half"].lower()
    return Meaning(
        "DURATION", "P6M" if word == "полгода" else "P1.5Y" if "года" in word else "P1.5M", None, None
    )


def _deictic(match: Match, base: date | None) -> Meaning | None:
    if base is None:
        return Meaning("DATE", "PRESENT_REF" if match["word"].lower() == "сегодня" else "", None, None)
    day = calendar.day_of(calendar.move(base, words.DEICTIC[match["word"].lower()]))
    return _period(match, day)


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
    return _period(match, calendar.nearest(days, base))


def _set(match: Match, base: date | None) -> Meaning | None:
    return Meaning("SET", words.SETS[" ".join(match["set"].lower().split())], None, None)


def _clock(match: Match, base: date | None) -> Meaning | None:
    day = base.isoformat() if base else "XXXX-XX-XX"
    return Meaning("TIME", f"{day}T{int(match['h']):02d}:{match['min']}", base, base)


RESOLVERS: dict[str, Callable[[Match, date | None], Meaning | None]] = {
    "iso": _iso, "numeric": _iso, "date": _date, "daynumber": _day_number, "month": _bare_month,
    "quarter": _quarter, "season": _season, "years": _years, "span": _years, "year": _year,
    "bareyear": _year, "decade": _decade, "weekday": _weekday, "relative": _relative, "part": _part,
    "coming": _coming, "ago": _ago, "within": _within, "duration": _lasting, "halfyear": _half_year,
    "deictic": _deictic, "now": _now, "soon": _soon, "lately": _lately, "holiday": _holiday, "set": _set,
    "clock": _clock,
}  # fmt: skip

"""Meanings of English durations, sets and counted periods: "the past two weeks", "a month ago"."""

import re
from collections.abc import Callable
from datetime import date

from tocsin.reading import calendar
from tocsin.reading.english import timex_words as words
from tocsin.reading.english.quantity_grammar import parse_words
from tocsin.reading.english.timex_frame import Frame, Meaning, of_period, unresolved

Match = re.Match[str]
_SMALL = {"TS": "S", "TM": "M", "TH": "H"}


def _grain(word: str) -> str:
    lowered = word.lower()
    return (
        words.GRAINS[lowered]
        if lowered in words.GRAINS
        else words.GRAINS["centurie" if lowered.startswith("centur") else lowered.removesuffix("s")]
    )


def _count(phrase: str | None) -> tuple[float | None, int, int]:
    """A number of units as (value or `None` if vague, low, high)."""
    text = " ".join((phrase or "").lower().split())
    if text in words.FEW and text not in {"a couple of", "a couple", "couple of"}:
        low, high = words.FEW[text]
        return None, low, high
    if text.startswith(("a couple", "couple")):
        return 2.0, 2, 2
    bare = re.sub(r"\s(?:or (?:so|two|three|more))$", "", text)
    if bare in {"a", "an"}:
        value = 1.0
    elif bare.startswith("half"):
        value = 0.5
    elif bare[0].isdigit():
        whole, _, _half = bare.partition(" 1/2")
        value = float(whole.replace(" and a half", "")) + (0.5 if "1/2" in bare or "half" in bare else 0.0)
    else:
        value = parse_words(bare)
    return value, int(value), int(value + 0.999)


def duration_value(count: float | None, grain: str) -> str:
    """A TIMEX3 duration: `P2W`, `PT90M`, `PXY` where the number is vague."""
    prefix, unit = ("PT", _SMALL[grain]) if grain in _SMALL else ("P", grain)
    if unit == "F":
        unit, count = "W", 2 * count if count is not None else None
    if count is None:
        return f"{prefix}X{unit}"
    if unit == "WE":
        return f"P{count:g}WE"
    if unit in {"E", "C", "Q"} and prefix == "P":
        count, unit = count * {"E": 10, "C": 100, "Q": 3}[unit], {"E": "Y", "C": "Y", "Q": "M"}[unit]
    if count % 1 == 0.5 and unit == "Y":
        return f"P{int(count)}Y6M" if count > 1 else "P6M"
    if count % 1 == 0.5 and prefix == "PT" and unit == "M":
        return f"PT{int(count)}M30S"
    if count % 1 == 0.5 and unit == "H":
        return f"PT{int(count)}H30M" if count > 1 else "PT30M"
    return f"{prefix}{count:g}{unit}"


def _duration(match: Match, frame: Frame) -> Meaning | None:
    value, _, _ = _count(re.sub(r"(?i)\s+and\s+a\s+half$", " and a half", match["n"]))
    if match["half"] and value is not None:
        value += 0.5
    named = " ".join(match[0].lower().split())
    if (
        named.endswith("-old")
        or named in {"a second", "a quarter"}
        or ("quarter" in named and value in {1, 3})
    ):
        return None
    if "-old" in match.string[match.end() : match.end() + 5].replace(" ", "-"):
        return None
    return Meaning("DURATION", duration_value(value, _grain(match["unit"])), None, None, None)


def _bare_units(match: Match, frame: Frame) -> Meaning | None:
    return Meaning(
        "DURATION", duration_value(None, _grain(match["unit"] or match["unit2"])), None, None, None
    )


def _first_n(match: Match, frame: Frame) -> Meaning | None:
    value, _, _ = _count(match["n"])
    return Meaning("DURATION", duration_value(value, _grain(match["unit"])), None, None, None)


def _window(match: Match, frame: Frame) -> Meaning | None:
    """ "The past two months" reaches back from the publication day, "the next few weeks" ahead."""
    if match["unit"].lower() in {"summers", "winters"}:
        return None
    grain, relation = _grain(match["unit"]), match["rel"].lower()
    value, _, high = _count(match["n"] or ("recent" if relation == "recent" else None))
    if match["n"] is None and match["unit"].lower() in {"hour", "minute"}:
        value, high = 1.0, 1
    first, last = _reach(frame.published_on, high, grain, relation)
    if match["n"] is None and relation in {"recent", "coming"}:
        kind = "PAST_REF" if relation == "recent" else "FUTURE_REF"
        return Meaning("DATE", kind, first, last, None)
    return Meaning("DURATION", duration_value(value, grain), first, last, None)


def _reach(base: date | None, n_units: int, grain: str, relation: str) -> tuple[date | None, date | None]:
    if base is None:
        return None, None
    step = "D" if grain in _SMALL else "W" if grain == "F" else grain
    n_units = 1 if grain in _SMALL else 2 * n_units if grain == "F" else n_units
    if relation in words.PAST:
        return calendar.add(base, -n_units, step), base
    if relation in words.FUTURE:
        return base, calendar.add(base, n_units, step)
    return None, None


def _ago(match: Match, frame: Frame) -> Meaning | None:
    """ "Two weeks ago" counts from the publication day, "two weeks later" from the day named last."""
    grain, direction = _grain(match["unit"]), " ".join(match["dir"].lower().split())
    value, low, high = _count(match["n"])
    if grain in _SMALL:
        return Meaning("DURATION", duration_value(value, grain), frame.published_on, frame.published_on, None)
    if value is None or match["n"] is None:
        return _vaguely_ago(frame, grain, direction, low, high)
    ahead = direction in {"later", "from now", "hence"}
    from_last = direction in {"later", "earlier", "before"}
    base = frame.last.first if from_last and frame.last else frame.published_on
    if grain == "Y" and value == 1 and not ahead and frame.last_quarter:
        return of_period(
            calendar.shift(frame.last_quarter, -4 if direction != "ago" or frame.last_quarter else 0)
        )
    if base is None:
        return unresolved("")
    if grain == "F":
        grain, value = "W", 2 * value
    day = calendar.add(base, value if ahead else -value, grain)
    if from_last and frame.last and frame.last.grain in {"D", "Q", "M"} and grain in {"Y", "M", "W"}:
        same = calendar.enclosing(day, frame.last.grain)
        return of_period(same)
    return of_period(calendar.enclosing(day, grain))


def _vaguely_ago(frame: Frame, grain: str, direction: str, low: int, high: int) -> Meaning:
    base, step = frame.published_on, "W" if grain == "F" else grain
    if direction in {"later", "from now", "hence"}:
        days = (calendar.add(base, low, step), calendar.add(base, high, step)) if base else (None, None)
        return Meaning("DATE", "FUTURE_REF", days[0], days[1], None)
    days = (calendar.add(base, -high, step), calendar.add(base, -low, step)) if base else (None, None)
    return Meaning("DATE", "PAST_REF", days[0], days[1], None)


def _relative(match: Match, frame: Frame) -> Meaning | None:
    """ "Last year", "this week", "next summer"; "that year" is the year named last."""
    relation, unit = match["rel"].lower(), match["unit"].lower()
    base = frame.published_on
    if unit == "period":
        if relation != "latest" or frame.last_quarter is None:
            return None
        return of_period(frame.last_quarter)
    grain = "S" if match["season"] else _grain(unit)
    if relation in {"that", "same", "following"} and frame.last is not None:
        base = frame.last.first
    if base is None:
        return unresolved("")
    step = -1 if relation in words.PAST else 1 if relation in words.FUTURE else 0
    if unit == "season":
        return None
    if match["season"]:
        period = _season_beside(base, words.SEASONS[unit], step)
    elif grain == "Q" and relation == "latest":
        period = calendar.shift(calendar.enclosing(base, "Q"), -1)
    else:
        period = calendar.shift(calendar.enclosing(base, grain), step)
    if relation == "past" and grain in {"W", "M", "D"}:
        return Meaning("DURATION", duration_value(1, grain), *_reach(base, 1, grain, "past"), None)
    meaning = frame.with_part(period, match["part"], match["phase"])
    lead = (match["lead"] or "").lower()
    if lead in {"early", "late"}:
        return frame.with_part(period, lead, None)
    if lead == "earlier" and frame.published_on and period.first <= frame.published_on:
        return meaning._replace(latest=min(period.last, frame.published_on))
    if lead == "later" and frame.published_on and period.last >= frame.published_on:
        return meaning._replace(earliest=max(period.first, frame.published_on))
    return meaning


def _season_beside(base: date, season: str, step: int) -> calendar.Period:
    """The season of that name last past, next to come, or of the year at hand."""
    year = base.year - 1 if season == "WI" and base.month < 3 else base.year
    around = [calendar.season_of(y, season) for y in range(year - 2, year + 3)]
    if step < 0:
        return [s for s in around if s.last < base][-1]
    if step > 0:
        return next(s for s in around if s.first > base)
    return calendar.season_of(year, season)


def _season(match: Match, frame: Frame) -> Meaning | None:
    name = words.SEASONS[(match["season"] or match["bare"]).lower()]
    base = frame.published_on
    if match["y"]:
        period = calendar.season_of(int(match["y"]), name)
    elif base is None:
        return unresolved(f"XXXX-{name}")
    elif match["yrel"]:
        step = {"last": -1, "this": 0, "next": 1}[match["yrel"].split()[0].lower()]
        period = calendar.season_of(base.year + step, name)
    elif frame.is_future(match.start()):
        period = next(
            s for y in range(base.year - 1, base.year + 2) if (s := calendar.season_of(y, name)).last >= base
        )
    else:
        period = [
            s for y in range(base.year - 2, base.year + 1) if (s := calendar.season_of(y, name)).first <= base
        ][-1]
    return frame.with_part(period, match["part"], match["phase"])


def _end_of(match: Match, frame: Frame) -> Meaning | None:
    base = frame.published_on
    if base is None:
        return unresolved("")
    if match["yearend"]:
        return of_period(calendar.day_of(date(base.year, 12, 31)))
    if match["unit"].lower() == "season":
        return None
    period = calendar.enclosing(base, _grain(match["unit"]))
    phase = match["phase"].lower()
    if phase in {"rest", "remainder"}:
        return of_period(period)._replace(earliest=base)
    return frame.with_part(period, None, phase)


def _the_period(match: Match, frame: Frame) -> Meaning | None:
    """ "The quarter" is the one being talked of; "the year" and its like are the one at hand."""
    if year := match["fy"] or match["fy2"]:
        return of_period(calendar.year_of(int(year)))
    base = frame.published_on
    unit = match["unit"].lower().split()[-1]
    if base is None:
        return unresolved("")
    if unit == "quarter":
        return of_period(frame.last_quarter or calendar.shift(calendar.enclosing(base, "Q"), -1))
    if unit == "weekend":
        week = calendar.weekend_of(base)
        return of_period(
            week if frame.is_future(match.start()) or base >= week.first else calendar.shift(week, -1)
        )
    period = calendar.enclosing(base, _grain(unit))
    if unit == "year" and re.search(r"\bfor\s$", match.string[max(0, match.start() - 5) : match.start()]):
        return Meaning("DURATION", "P1Y", period.first, period.last, None)
    return of_period(period)


def _set(match: Match, frame: Frame) -> Meaning | None:
    if match["freq"]:
        return Meaning("SET", words.SETS[match["freq"].lower()], None, None, None)
    if weekday := match["wd"] or match["plural"]:
        return Meaning("SET", f"XXXX-WXX-{words.WEEKDAYS[weekday.lower()] + 1}", None, None, None)
    if match["mon"]:
        return Meaning("SET", f"XXXX-{words.MONTHS[match['mon'].lower().rstrip('.')]:02d}", None, None, None)
    if match["season"]:
        return Meaning("SET", f"XXXX-{words.SEASONS[match['season'].lower()]}", None, None, None)
    if match["per"]:
        return Meaning("SET", duration_value(1, _grain(match["per"])), None, None, None)
    unit = match["unit"].lower()
    if unit in words.DAY_PARTS and unit != "night":
        return Meaning("SET", f"XXXX-XX-XXT{words.DAY_PARTS[unit]}", None, None, None)
    every = (match["every"] or "").strip().lower()
    count = 2.0 if every == "other" else _count(every)[0] if every else 1.0
    return Meaning("SET", duration_value(count, _grain(unit)), None, None, None)


RESOLVERS: dict[str, Callable[[Match, Frame], Meaning | None]] = {
    "duration": _duration, "bareunits": _bare_units, "firstn": _first_n, "window": _window, "ago": _ago,
    "relative": _relative, "season": _season,   "endof": _end_of,
    "theweek": _the_period, "set": _set,
}  # fmt: skip

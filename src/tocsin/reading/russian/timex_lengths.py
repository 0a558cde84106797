"""What Russian lengths of time mean: how long, and from which day or up to which."""

import re
from datetime import date

from tocsin.reading import calendar
from tocsin.reading.russian import timex_words as words
from tocsin.reading.russian.timex_meaning import Match, Meaning, count, grain_of


def coming(match: Match, base: date | None) -> Meaning | None:
    """«В ближайшие недели», «за последний год»: a stretch from or up to the day of publication."""
    ahead = re.match(r"ближ|след|предст", match["dir"].lower()) is not None
    if match["dir"].lower().startswith("перв"):
        return None
    reference = "FUTURE_REF" if ahead else "PAST_REF"
    if base is None or match["grain"].lower().startswith("врем"):
        return Meaning("DATE", reference, base if ahead else None, None if ahead else base)
    if match["grain"].lower() in ("месяц", "год", "час", "неделю"):
        low, high = (1.0, 1.0) if match["n"] is None else count(match["n"])
    else:
        low, high = count(match["n"])
    grain = grain_of(match["grain"])
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
        low, high = count(counted)
    return low, high, grain_of(match["grain"])


def ago(match: Match, base: date | None) -> Meaning | None:
    """«Три недели назад»: the unit in which it lies."""
    low, high, grain = _measure(match)
    if base is None or grain.startswith("T"):
        return Meaning("DATE", "PAST_REF", None, base)
    first, last = calendar.add(base, -high, grain), calendar.add(base, -low, grain)
    if grain in ("M", "Y", "W") and low == high and low == int(low):
        near = calendar.enclosing(last, grain)
        return Meaning("DATE", near.value, near.first, min(near.last, base))
    return Meaning("DATE", last.isoformat() if low == high else "PAST_REF", first, last)


def within(match: Match, base: date | None) -> Meaning | None:
    """«В течение месяца», «через год», «за неделю»."""
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


def lasting(match: Match, base: date | None) -> Meaning | None:
    """«Три месяца»: a length, wherever it lies."""
    low, high, grain = _measure(match)
    if (match["n"] or "").isdigit() and len(match["n"]) == 4:
        return None
    return Meaning("DURATION", _duration(low if low == high else None, grain), None, None)


def half_year(match: Match, base: date | None) -> Meaning | None:
    """«Полгода», «полтора года»."""
    word = match["half"].lower()
    return Meaning(
        "DURATION", "P6M" if word == "полгода" else "P1.5Y" if "года" in word else "P1.5M", None, None
    )

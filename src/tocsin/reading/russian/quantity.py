"""Quantities of a Russian text as ranges: «от 400 до 700 тысяч» is 400,000-700,000.

Neighbouring numbers become ranges, the words before them bounds, the word after them the unit.
"""

import re

from tocsin.reading.numerals import looks_like_year, shared_scale
from tocsin.reading.russian import quantity_words as words
from tocsin.reading.russian.morphology import lemmas
from tocsin.reading.russian.quantity_numbers import ABOUT, LEAST, MOST, ODD, Number, S, find_numbers
from tocsin.records.reading import Quantity

_ORDINAL = re.compile(r"-(?:[а-яё]{1,3})(?!\w)|-летн\w+|-дневн\w+|-й\b", re.IGNORECASE)
_PERCENT = re.compile(rf"{S}?%")
_SYMBOL = re.compile(rf"([{re.escape(words.SYMBOLS)}]){S}?$")
_AFTER_SYMBOL = re.compile(rf"{S}?([{re.escape(words.SYMBOLS)}])")
_PLUS = re.compile(rf"{S}?\+|{S}(?:и|или){S}(?:более|больше|выше|старше)\b|{S}с{S}лишним\b", re.IGNORECASE)
_DATE_AFTER = re.compile(
    rf"{S}(?:{words.MONTHS})(?!\w)|{S}числ\w+|[./]\d|:\d\d|{S}?г(?:г|\.|од[ауеыо]?[мв]?(?!\w))", re.IGNORECASE
)
_YEAR_AFTER = re.compile(rf"{S}?(?:год|г\.|гг)", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?:[\w]-|№\s?|\d[.,:/]|[./:])$")
_WORD_BEFORE = re.compile(rf"([^\W\d_]+)\.?{S}$")
_UNIT = re.compile(rf"{S}([а-яё-]+)", re.IGNORECASE)
_DASH = re.compile(rf"{S}?[-–—]{S}?")
_TO = re.compile(rf"{S}(?:до|по|и){S}(?:(?:около|почти|примерно){S})?")


def find_quantities(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """Every number of things in `text[start:end]`, in order and without overlap.

    Dates, years, clock times, ordinals and numbers that name something are left out.
    """
    stop = len(text) if end is None else end
    numbers = find_numbers(text, start, stop)
    found: list[Quantity] = []
    at = 0
    while at < len(numbers):
        number = numbers[at]
        at += 1
        if at < len(numbers) and (joined := _range(text, number, numbers[at], start)) is not None:
            at += 1
            number = joined
        elif _names_something(text, number, start, stop):
            continue
        found.append(_quantity(text, number, start, stop))
    return tuple(found)


def _range(text: str, one: Number, other: Number, start: int) -> Number | None:
    between = text[one.end : other.start]
    before = text[max(start, one.start - 12) : one.start].lower()
    opens = re.search(rf"(?<!\w)(от|между){S}$", before)
    dash = _DASH.fullmatch(between)
    joined = dash or (opens and _TO.fullmatch(between))
    if not joined or (other.high < one.low and not other.scaled):
        return None
    if dash and looks_like_year(one.raw) and looks_like_year(other.raw):
        return None
    scale = 1.0 if one.scaled else shared_scale(one.low, other.high) if other.scaled else 1.0
    first = one.start - (len(before) - opens.start()) if opens else one.start
    return Number(first, other.end, one.low * scale, other.high, "", scaled=True)


def _names_something(text: str, number: Number, start: int, stop: int) -> bool:
    """Whether a lone number is a date, a year, an ordinal or a name, and counts nothing."""
    before = text[max(start, number.start - 24) : number.start]
    after = text[number.end : min(stop, number.end + 14)]
    if number.raw:
        if _NAME_BEFORE.search(before) or (_ORDINAL.match(after) and not number.scaled):
            return True
        if not number.scaled and (
            _DATE_AFTER.match(after) and not re.match(rf"{S}?год(?:а|у)?(?!\w)", after)
        ):
            return True
        if looks_like_year(number.raw) and not number.scaled:
            unit = _UNIT.match(after)
            return unit is None or bool(_YEAR_AFTER.match(after)) or not lemmas(unit[1]) & words.UNITS.keys()
    named = _WORD_BEFORE.search(before)
    return bool(named and not number.scaled and lemmas(named[1]) & words.NUMBERED)


def _quantity(text: str, number: Number, start: int, stop: int) -> Quantity:
    low: float | None = number.low
    high: float | None = number.high
    first, last = number.start, number.end
    before = text[max(start, first - 34) : first]
    unit, last = _unit(text, last, stop)
    if symbol := _SYMBOL.search(before):
        unit = unit or words.SYMBOL_UNITS[symbol[1]]
        first -= len(symbol.group())
        before = before[: symbol.start()]
    approx = number.low != number.high and not number.raw and not _is_span(text, number)
    for pattern, bound in ((MOST, "most"), (LEAST, "least"), (ABOUT, "about")):
        found = pattern.search(before)
        if not found or (bound == "most" and _from_before(before, found)):
            continue
        if re.search(rf"(?<!\w)не{S}$", before[: found.start()]):
            continue
        first -= len(before) - found.start()
        if bound == "about":
            approx = True
        elif bound == "most":
            low = None
        else:
            high = None
        break
    if ODD.search(text, number.start, number.end):
        high = None
    if plus := _PLUS.match(text, last, stop):
        high, last = None, plus.end()
    return Quantity(
        text=text[first:last], start=first, end=last, low=low, high=high, unit=unit, approx=approx
    )


def _from_before(before: str, bound: re.Match[str]) -> bool:
    """Whether «до» closes «с 27 до 25»: a change from one to the other, and no upper bound."""
    if not bound.group().lower().startswith("до"):
        return False
    return (
        re.search(rf"(?<!\w)с{S}(?:\d[\d {chr(160)}]*|\w+){S}(?:\w+{S})?$", before[: bound.start()])
        is not None
    )


def _is_span(text: str, number: Number) -> bool:
    return (
        "-" in text[number.start : number.end]
        or "–" in text[number.start : number.end]
        or " до " in text[number.start : number.end].replace("\u00a0", " ")
    )


def _unit(text: str, end: int, stop: int) -> tuple[str, int]:
    """The unit that follows, and where number and symbol end."""
    if percent := _PERCENT.match(text, end, stop):
        return "percent", percent.end()
    if symbol := _AFTER_SYMBOL.match(text, end, stop):
        return words.SYMBOL_UNITS[symbol[1]], symbol.end()
    place = end
    for _ in range(3):
        follows = _UNIT.match(text, place, stop)
        if follows is None:
            return "", end
        known = next((words.UNITS[one] for one in sorted(lemmas(follows[1])) if one in words.UNITS), None)
        if known is not None:
            return known, end
        place = follows.end()
    first = _UNIT.match(text, end, stop)
    return (first[1].lower() if first and len(first[1]) > 2 else ""), end

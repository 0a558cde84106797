"""Quantities of a Russian text as ranges: «от 400 до 700 тысяч» is 400,000-700,000.

Numbers are read one by one; neighbours become ranges, the words before them bounds, the word after them
the unit. Forms of every case are known by their lemma, so «пятисот» and «пятьюстами» are one number.
"""

import re
from typing import NamedTuple

from tocsin.reading.numerals import looks_like_year, shared_scale
from tocsin.reading.russian import quantity_words as words
from tocsin.reading.russian.morphology import lemmas
from tocsin.records.reading import Quantity

S = r"[ \u00a0\u2009\u202f\n]"
_DIGITS = (
    r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,5}(?!\d)(?:,\d{1,3}(?!\d))?|\d{1,15}(?:[.,]\d{1,6})?(?![.,]?\d)"
)
_TOKEN = re.compile(rf"(?P<digits>{_DIGITS})|(?P<word>[а-яё]+)", re.IGNORECASE)
_GAP = re.compile(rf"(?:{S}|\.{S})")
_THOUSANDFOLD = re.compile(r"-(?P<scale>тысячн|миллионн)\w{1,4}", re.IGNORECASE)
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
_BEFORE = re.compile(r"[^.;:!?()«»\n]{0,28}$")
_UNIT = re.compile(rf"{S}([а-яё-]+)", re.IGNORECASE)
_ODD = re.compile(rf"{S}с{S}(?:лишним|небольшим){S}", re.IGNORECASE)
_DASH = re.compile(rf"{S}?[-–—]{S}?")
_TO = re.compile(rf"{S}(?:до|по|и){S}(?:(?:около|почти|примерно){S})?")
_RATE = re.compile(rf"{S}в{S}(?:день|сутки|неделю|месяц|год|час)\b", re.IGNORECASE)


class Number(NamedTuple):
    """One number: where, between what, and how it is written."""

    start: int
    end: int
    low: float
    high: float
    raw: str
    """Its digits; empty for words."""
    scaled: bool
    """Whether a word of magnitude is part of it."""


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(phrases, key=len, reverse=True)
    joined = "|".join(re.escape(p).replace(r"\ ", S) for p in longest)
    return re.compile(rf"(?<!\w)(?:{joined}){S}(?:чем{S})?$", re.IGNORECASE)


_LEAST, _MOST, _ABOUT = map(_pattern, (words.AT_LEAST, words.AT_MOST, words.APPROXIMATELY))


def find_quantities(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """Every number of things in `text[start:end]`, in order and without overlap.

    Dates, years, clock times, ordinals and numbers that name something are left out.
    """
    stop = len(text) if end is None else end
    numbers = _numbers(text, start, stop)
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


def _numbers(text: str, start: int, stop: int) -> list[Number]:
    found: list[Number] = []
    place = start
    while (match := _TOKEN.search(text, place, stop)) is not None:
        number = _number(text, match, stop)
        if number is None:
            place = match.end()
        else:
            found.append(number)
            place = number.end
    return found


def _number(text: str, match: re.Match[str], stop: int) -> Number | None:
    if match["digits"]:
        if match.start() and text[match.start() - 1].isalpha():
            return None
        return _from_digits(text, match, stop)
    if match.start() and text[match.start() - 1].isalnum():
        return None
    return _from_words(text, match, stop)


def _from_digits(text: str, match: re.Match[str], stop: int) -> Number:
    raw = match["digits"]
    value = float(re.sub(r"[^\d.,]", "", raw).replace(",", "."))
    fold = _THOUSANDFOLD.match(text, match.end(), stop)
    if fold:
        scale = 1e3 if fold["scale"].lower().startswith("тыс") else 1e6
        return Number(match.start(), fold.end(), value * scale, value * scale, raw, scaled=True)
    scale, end = _scale(text, match.end(), stop)
    return Number(match.start(), end, value * scale, value * scale, raw, scaled=scale > 1)


def _scale(text: str, end: int, stop: int) -> tuple[float, int]:
    """The magnitudes that follow a number, multiplied: «300 тысяч», «5 десятков тысяч»."""
    scale = 1.0
    for _ in range(2):
        gap = _ODD.match(text, end, stop) or _GAP.match(text, end, stop)
        follows = _TOKEN.match(text, gap.end() if gap else end, stop)
        if follows is None or not follows["word"]:
            break
        size = _magnitude(follows["word"])
        if size is None:
            break
        scale, end = scale * size, follows.end()
        if text[end : end + 1] == "." and follows["word"].lower() in ("тыс", "млн", "млрд", "трлн"):
            end += 1
    return scale, end


def _magnitude(word: str) -> float | None:
    lowered = word.lower()
    if lowered in words.MAGNITUDES:
        return words.MAGNITUDES[lowered]
    if len(word) < 5:
        return None
    return next((words.MAGNITUDES[one] for one in lemmas(word) if one in words.MAGNITUDES), None)


def _cardinal(word: str) -> float | None:
    lowered = word.lower()
    if lowered in ("семью", "сорока", "три", "сот") and lowered != "три":
        return 40.0 if lowered == "сорока" else None
    return next((float(words.CARDINALS[one]) for one in lemmas(word) if one in words.CARDINALS), None)


def _from_words(text: str, match: re.Match[str], stop: int) -> Number | None:
    """A number that begins with a word: cardinals, halves, vague counts."""
    word = match["word"].lower()
    half = next((words.HALVES[one] for one in (word, *lemmas(word)) if one in words.HALVES), None)
    if half is not None:
        return Number(match.start(), match.end(), half, half, "", scaled=True)
    if word in ("несколько", "нескольких", "нескольким", "несколькими"):
        scale, end = _scale(text, match.end(), stop)
        low, high = words.SEVERAL
        return Number(match.start(), end, low * scale, high * scale, "", scaled=scale > 1)
    if word == "пара" or word == "пару":
        scale, end = _scale(text, match.end(), stop)
        return Number(match.start(), end, 2 * scale, 2 * scale, "", scaled=True) if scale > 1 else None
    if _magnitude(word) is not None and len(word) > 4:
        return _bare_magnitude(text, match, stop)
    if word in words.ONE:
        scale, end = _scale(text, match.end(), stop)
        return Number(match.start(), end, scale, scale, "", scaled=True) if scale > 1 else None
    return _compound(text, match, stop)


def _bare_magnitude(text: str, match: re.Match[str], stop: int) -> Number:
    """«тысячи», «десятки тысяч», or one of it: «тысяча»."""
    word = match["word"].lower()
    scale, end = _scale(text, match.end(), stop)
    lemma = next(one for one in lemmas(word) if one in words.MAGNITUDES)
    plural = word.endswith(("и", "ов", "ы", "ам", "ами", "ах", "яч", "сотен")) and not _singular(text, match)
    if not plural:
        size = words.MAGNITUDES[lemma] * scale
        return Number(match.start(), end, size, size, "", scaled=True)
    low, high = words.VAGUE.get(lemma, (2 * words.MAGNITUDES[lemma], 10 * words.MAGNITUDES[lemma] - 1))
    top = (high + 1) * scale - 1 if scale > 1 else high
    return Number(match.start(), end, low * scale, top, "", scaled=True)


def _singular(text: str, match: re.Match[str]) -> bool:
    """Whether «тысячи», «сотни» is the genitive of one: «более тысячи», «около сотни»."""
    if match["word"].lower() not in ("тысячи", "сотни"):
        return False
    before = text[max(0, match.start() - 30) : match.start()]
    return any(bound.search(before) for bound in (_LEAST, _MOST, _ABOUT))


def _compound(text: str, match: re.Match[str], stop: int) -> Number | None:
    """Cardinals side by side: «сто двадцать пять тысяч триста»."""
    total = group = 0.0
    end, below, scaled, n = match.start(), 1e15, False, 0
    follows: re.Match[str] | None = match
    last = 1e15
    while follows is not None and follows["word"] and n < 9:
        size = _magnitude(follows["word"]) if n else None
        value = None if size else _cardinal(follows["word"])
        if size is not None and group and size < below:
            total, group, below, last, scaled = total + group * size, 0.0, size, 1e15, True
        elif value is not None and _fits(value, last):
            group, last = group + value, value
        else:
            break
        end, n = follows.end(), n + 1
        gap = _GAP.match(text, end, stop)
        follows = _TOKEN.match(text, gap.end(), stop) if gap else None
    value_found = total + group
    return Number(match.start(), end, value_found, value_found, "", scaled=scaled) if n else None


def _fits(value: float, last: float) -> bool:
    """Whether a cardinal can stand behind another in one number: hundreds, tens, units."""
    return last == 1e15 or (last >= 100 and value < 100) or (20 <= last < 100 and value < 10)


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
    for pattern, bound in ((_MOST, "most"), (_LEAST, "least"), (_ABOUT, "about")):
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
    if _ODD.search(text, number.start, number.end):
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

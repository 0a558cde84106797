"""Russian numbers one by one, in digits and in words of any case: «400», «пятисот», «десятки тысяч».

Forms are known by their lemma, so «пятисот» and «пятьюстами» are one number.
"""

import re
from typing import NamedTuple

from tocsin.reading.russian import quantity_words as words
from tocsin.reading.russian.morphology import lemmas

S = r"[ \u00a0\u2009\u202f\n]"
_DIGITS = (
    r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,5}(?!\d)(?:,\d{1,3}(?!\d))?|\d{1,15}(?:[.,]\d{1,6})?(?![.,]?\d)"
)
_TOKEN = re.compile(rf"(?P<digits>{_DIGITS})|(?P<word>[а-яё]+)", re.IGNORECASE)
_GAP = re.compile(rf"(?:{S}|\.{S})")
_THOUSANDFOLD = re.compile(r"-(?P<scale>тысячн|миллионн)\w{1,4}", re.IGNORECASE)
ODD = re.compile(rf"{S}с{S}(?:лишним|небольшим){S}", re.IGNORECASE)


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


LEAST, MOST, ABOUT = map(_pattern, (words.AT_LEAST, words.AT_MOST, words.APPROXIMATELY))


def find_numbers(text: str, start: int, stop: int) -> list[Number]:
    """Every number in `text[start:stop]`, one by one, in order."""
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
        gap = ODD.match(text, end, stop) or _GAP.match(text, end, stop)
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
    return any(bound.search(before) for bound in (LEAST, MOST, ABOUT))


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

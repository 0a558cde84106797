"""Quantities of an English text as ranges: "400 to 700 thousand" is 400,000-700,000.

Numbers come from the grammar one by one; here neighbours become ranges, the words before them become
bounds, and the words after them become the unit. Two things easily confused: *300,000* counts
something, *2022* names a year; four bare digits are a count only where the text says so.
"""

import re

from tocsin.reading.english import quantity_words as words
from tocsin.reading.english.quantity_grammar import Number, find_numbers, is_yearish
from tocsin.reading.numerals import shared_scale
from tocsin.records.reading import Quantity

_JOIN = re.compile(
    r"(?:[-\s]?(?P<unit>(?!to\b|and\b|or\b)[A-Za-z°″%][A-Za-z.°/]{0,14}(?:\s(?!to\b|and\b|or\b)[a-z]{1,14}){0,2}))?"
    r"(?P<join>\s?[-–—]\s?|[-\s]{1,3}to(?:\s(?:up\sto|as\s(?:many|much)\sas|about|around|nearly|some|over|perhaps))?[-\s]{1,3}"
    r"|\s(?:and|or)\s(?:up\sto\s)?)"
)
_CHANGED = 70
_CHANGE = re.compile(r"\b(?:age|service|term)\b[^.;:!?\n]{0,50}\bfrom\s$", re.IGNORECASE)
"""A rule that changes from one figure to another names both, and nothing between: "the age from 27 to 25"."""
_BETWEEN = re.compile(r"\b(?:between|ages?d?(?:\sof)?)\s(?:[a-z]+\s){0,2}$", re.IGNORECASE)
_BEFORE = re.compile(r"(?:[\w.]+|[~≈<>≥≤]=?)[\s-]{0,3}")
_PLUS = re.compile(r"\s?\+(?!\d)|-plus\b|\sor\s(?:more|higher|above|older|longer)\b|-some\b")
_MINUS = re.compile(r"\sor\s(?:less|fewer|lower|below|under|younger)\b|\sat\smost\b")
_ABOUT = re.compile(r"\sor\sso\b|-odd\b|-ish\b")
_UNIT_WORD = re.compile(r"[-\s]{1,2}([^\W\d_][\w'’/-]*)")
_RATE = re.compile(
    rf"\s?(?:(?:an?|per|each|every)\s(?:{words.PERIODS})s?\b|/\s?(?:{words.PERIODS})\b|(?:daily|weekly|monthly|annually)\b)"
    r"|\sper\s[a-z]+(?:\s(?:foot|metre|meter|mile|inch|kilometre))?"
)
_YEAR_BEFORE = re.compile(
    rf"(?:\b(?:in|since|from|by|until|till|during|before|after|through|year|spring|summer|autumn|fall|winter|early|late"
    rf"|mid|vs|{words.MONTHS})[\s-]|[(,'’]\s?)$",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(r"([A-Za-z][\w&’']*)\s$")
_FUNCTION = words.STOPWORDS | words.OPENERS
_MODIFIERS = {
    **dict.fromkeys(words.AT_LEAST, "least"),
    **dict.fromkeys(words.AT_MOST, "most"),
    **dict.fromkeys(words.APPROXIMATELY, "about"),
}
_PERSONS_NEAR = re.compile(
    r"(?:\s[a-z-]+){0,2}\s(?:men|women|people|persons|soldiers|troops|reservists|recruits|conscripts|fighters"
    r"|casualties|victims|deaths|civilians|officers|prisoners|protesters)\b"
)
_HALF_NAMED = re.compile(
    r"\b(?:this|that|first|second|last|next|each|other|latter|early|late|better)[\s-]$", re.IGNORECASE
)
_COMPOUND = re.compile(r"-(?!year-old|old\b)[a-z]{2,}")
_RANK = re.compile(r"\b(?:top|bottom|final|last)\s$")
_MORE = frozenset({"more", "additional", "other", "extra", "new"})
_DASHES = frozenset("-–—")
_LEFT = 48


def find_quantities(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """Every number of things in `text[start:end]`, in order and without overlap.

    Dates, years, clock times, ordinals, section numbers and model names are left out. Spans take in the
    words that bound the number ("at least 200,000") and symbols (`$`, `%`), not the noun counted.
    """
    stop = len(text) if end is None else min(end, len(text))
    found: list[Quantity] = []
    numbers = [*find_numbers(text, start, stop), None, None]
    index = 0
    while (first := numbers[index]) is not None:
        second, third = numbers[index + 1 : index + 3]
        floor = found[-1].end if found else start
        joined = _joined(text, first, second, floor, stop) if second else None
        if second and third and _widens(text, second, third):
            wide = third._replace(start=second.start)
            if (whole := _joined(text, first, wide, floor, stop)) is not None:
                joined, second, third, index = whole, third, None, index + 1
        if joined is not None and second is not None:
            found.append(_quantity(text, first, second, *joined, floor, stop))
            index += 2
            while third and _chains(text, second, third):
                found.append(_quantity(text, third, third, second.high, third.high, third.start, stop))
                second, third, index = third, numbers[index + 1], index + 1
            continue
        if second and _is_score(text, first, second):
            index += 2
            continue
        if _counts(text, first, floor, stop):
            found.append(_quantity(text, first, first, first.low, first.high, floor, stop))
        index += 1
    return tuple(found)


def _joined(text: str, first: Number, second: Number, floor: int, stop: int) -> tuple[float, float] | None:
    """Bounds of the range that two neighbouring numbers make, if they make one."""
    if (
        second.start - first.end > _LEFT
        or first.whole
        or second.whole
        or (is_yearish(first) and is_yearish(second))
    ):
        return None
    join = _JOIN.fullmatch(text, first.end, second.start)
    if join is None:
        return None
    if (unit := join["unit"]) and not _same_unit(text, unit, second, stop):
        return None
    if first.suffix not in {"", second.suffix} or not _same_currency(first.currency, second.currency):
        return None
    if is_yearish(first) and not first.low <= second.high <= 10 * first.low:
        return None
    low, high = first.low, second.high
    if first.currency and not (second.currency or second.scaled or join["join"].strip() in _DASHES):
        return None
    scale = 1.0 if first.scaled else shared_scale(low, high)
    link = join["join"].strip()
    if link.startswith("and") and not _BETWEEN.search(text, max(floor, first.start - _LEFT), first.start):
        return None
    if link == "to" and _CHANGE.search(text, max(floor, first.start - _CHANGED), first.start):
        return None
    if link.startswith("or") and scale == 1.0:
        return None
    if link in _DASHES and not (first.scaled or scale > 1.0 or low < high):
        return None
    return low * scale, high


def _widens(text: str, second: Number, third: Number) -> bool:
    """Whether the end of a range is a range itself: "from 24 to 33-35 billion"."""
    before = text[max(0, second.start - 4) : second.start]
    tight = text[second.end : third.start] in _DASHES and not (second.scaled or second.suffix)
    return tight and second.low < third.low and before == " to "


def _chains(text: str, second: Number, third: Number) -> bool:
    """Whether a range goes on: "from $160 to $180 to $200"."""
    rising = second.high < third.low and second.currency == third.currency and second.suffix == third.suffix
    return rising and text[second.end : third.start].strip() == "to"


def _same_currency(first: str, second: str) -> bool:
    """Whether two money signs can belong to one range: "US$89 to $93", "$5 to 10", "5 to 10 %"."""
    return not (first and second) or first.endswith(second) or second.endswith(first)


def _is_score(text: str, first: Number, second: Number) -> bool:
    """Whether two numbers are the score of a game: "89-89", "2-0"."""
    tight = text[first.end : second.start] in {"-", "–"} and first.raw.isdigit() and second.raw.isdigit()
    return tight and first.low >= second.low and not (second.suffix or second.scaled)


def _same_unit(text: str, unit: str, second: Number, stop: int) -> bool:
    if second.currency and text[second.start - 1 : second.start].isspace():
        return True
    after = text[second.end : min(stop, second.end + len(unit) + 2)].lstrip(" -").lower()
    return after.startswith(unit.lower().removesuffix("s")) or second.suffix.lower() == unit.lower()


def _counts(text: str, number: Number, floor: int, stop: int) -> bool:
    """Whether a single number counts something, rather than names a year, a model or a person."""
    if number.vague and number.raw.lower() == "several":
        return bool(_PERSONS_NEAR.match(text, number.end, min(stop, number.end + _LEFT)))
    if number.suffix == "share":
        return not _HALF_NAMED.search(text, max(floor, number.start - _LEFT), number.start)
    if number.currency or number.suffix or number.scaled or number.vague:
        return True
    if number.raw.isalpha() and (_COMPOUND.match(text, number.end, stop) or _ranked(text, number, stop)):
        return False
    left = max(floor, number.start - _LEFT)
    follow = _UNIT_WORD.match(text, number.end, stop)
    noun = follow[1].lower() if follow else ""
    measured = noun in words.MEASURES and noun not in words.STOPWORDS
    if is_yearish(number):
        return (
            measured
            or (_modifier(text, number.start, floor)[0] != "" and not 1900 <= number.low <= 2035)
            or (not 1900 <= number.low <= 2039 and not _YEAR_BEFORE.search(text, left, number.start))
        )
    if number.raw.lower() == "one":
        return bool(re.compile(r"\sof\s|[-\s](?!of)").match(text, number.end)) and (
            noun == "of" or (noun != "" and noun not in words.STOPWORDS)
        )
    name = _NAME_BEFORE.search(text, left, number.start)
    if name is None or measured or name[1].lower() in _FUNCTION or name[1].islower():
        return True
    return noun.endswith("s") and noun not in words.STOPWORDS and follow is not None and follow[1].islower()


def _ranked(text: str, number: Number, stop: int) -> bool:
    """Whether the number names a rank with no noun after it: "the bottom three", "the top five"."""
    return bool(_RANK.search(text, max(0, number.start - 10), number.start)) and not re.compile(
        r"\s[a-z]{2,}s\b"
    ).match(text, number.end, stop)


def _modifier(text: str, start: int, floor: int) -> tuple[str, int]:
    """The bounding words that end at `start`, as (kind, where they begin)."""
    left = max(floor, start - _LEFT)
    pieces = list(_BEFORE.finditer(text, left, start))
    if not pieces or pieces[-1].end() != start:
        return "", start
    for n_words in (4, 3, 2, 1):
        tail = pieces[-n_words:]
        if len(tail) == n_words:
            phrase = " ".join(piece[0].strip(" \t\r\n-\u00a0") for piece in tail).lower()
            if kind := _MODIFIERS.get(phrase, ""):
                return kind, tail[0].start()
    return "", start


def _quantity(
    text: str, first: Number, last: Number, low: float, high: float, floor: int, stop: int
) -> Quantity:
    begin, end = first.start, last.end
    approx = first.vague or last.vague
    kinds = set()
    for _ in range(2):
        kind, begin = _modifier(text, begin, floor)
        kinds.add(kind)
    approx = approx or "about" in kinds
    single = first is last and low == high
    if after := _PLUS.match(text, end, stop):
        kinds, end = kinds | {"least"}, after.end()
    elif after := _MINUS.match(text, end, stop):
        kinds, end = kinds | {"most"}, after.end()
    elif after := _ABOUT.match(text, end, stop):
        approx, end = True, after.end()
    bound_low = None if single and "most" in kinds else low
    bound_high = None if single and "least" in kinds and "most" not in kinds else high
    return Quantity(
        text=text[begin:end], start=begin, end=end, low=bound_low, high=bound_high,
        unit=_unit(text, first, last, stop), approx=approx,
    )  # fmt: skip


def _unit(text: str, first: Number, last: Number, stop: int) -> str:
    """What is counted: a symbol, an attached unit, or the head noun guessed from the next words."""
    unit = first.currency or last.currency or last.suffix or first.suffix
    at = last.end
    if not unit:
        taken: list[tuple[str, int]] = []
        while len(taken) < 3 and (word := _UNIT_WORD.match(text, at, min(stop, at + 40))):
            lowered = word[1].lower()
            if lowered == "of" and not taken and last.vague:
                at = word.end()
                continue
            if lowered in _MORE and not taken:
                at = word.end()
                continue
            if lowered in words.STOPWORDS:
                break
            taken.append((word[1], word.end()))
            at = word.end()
            if lowered in words.IRREGULAR_PLURALS or (lowered.endswith("s") and not lowered.endswith("ss")):
                break
        else:
            taken = taken[:1]
        unit = " ".join(word for word, _ in taken)
        at = taken[-1][1] if taken else last.end
    if rate := _RATE.match(text, at, min(stop, at + 40)) or _RATE.match(text, at + 1, min(stop, at + 40)):
        unit = f"{unit} {rate[0].strip()}".strip()
    return unit

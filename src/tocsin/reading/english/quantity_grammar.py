"""Finds the single numbers of an English text, in one pass of one compiled pattern.

What merely looks like a number of things (dates, clock times, ordinals, decades, model names, scores)
is matched first and thrown away, so the rest of the grammar never sees it. Every repetition is
bounded: the work is linear in the text whatever it holds.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tocsin.reading.english import quantity_words as words
from tocsin.reading.english.hints import Hints
from tocsin.reading.numerals import DIGITS, looks_like_year, parse_digits


class Number(NamedTuple):
    """One number: where it stands, what it is worth and what hangs on it."""

    start: int
    end: int
    low: float
    high: float
    raw: str
    currency: str = ""
    suffix: str = ""
    scaled: bool = False
    vague: bool = False
    whole: bool = False


def _any(options: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(option) for option in options), key=len, reverse=True))


_TH = words.ORDINAL_ENDING
_S = r"\s{1,3}"
_UNIT = f"(?:{_any(words.UNITS)})"
_CARD = f"(?:(?:{_any(words.TENS)})(?:[-\\s]{_UNIT})?|{_any(words.TEENS)}|{_UNIT})"
_MAG = f"(?:{_any(words.SPELLED)})"
_PART = f"(?:(?:{_CARD}|an?){_S}hundred(?:{_S}(?:and{_S})?{_CARD})?|{_CARD})"
_TAIL = f"(?:(?:,?{_S})(?:and{_S})?{_PART}(?:{_S}{_MAG}){{1,2}}){{0,4}}(?:{_S}and{_S}{_CARD})?"
_WORDS = (
    f"(?:half{_S}an?{_S}{_MAG}|(?:a{_S})?quarter{_S}of{_S}a{_S}{_MAG}"
    f"|(?:an?{_S}{_MAG}|{_PART}(?:{_S}and{_S}a{_S}half|{_S}point(?:{_S}{_UNIT}){{1,6}})?[\\s-]{{1,3}}{_MAG})"
    f"(?:{_S}{_MAG})?(?:{_S}and{_S}a{_S}half|{_TAIL})"
    f"|{_PART}(?:{_S}and{_S}a{_S}half|{_S}point(?:{_S}{_UNIT}){{1,6}})?)"
)
_FRACTION = f"(?:{_any(words.FRACTIONS)})s?"
_SYMBOL = f"[{''.join(words.SYMBOLS)}]"
_CODE = f"(?:{_any(words.CURRENCY_CODES)})"
_BARE_CODE = f"(?:{_any(words.STANDALONE_CODES)})"
_MONTH = f"(?:{words.MONTHS}|{words.MONTHS.upper()})"

_SKIP = "|".join((
    r"(?:https?://|www\.)\S{1,300}",
    r"\d{4}-\d{2}-\d{2}(?:T[\d:.]{1,15}Z?)?(?!\d)",
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)",
    r"(?:24/7|9/11|50[-/]50)(?!\d)",
    r"\d{1,2}:\d{2}(?:[:.]\d{1,3}){0,2}(?!\d)",
    r"\d{1,2}(?:\.\d{2})?\s?(?:[ap]\.m\.|[ap]m\b|[AP]M\b|o['’]clock)",
    r"\d{4}\s?(?:GMT|UTC|EDT|EST|CET|MSK)\b",
    rf"{_MONTH}\.?\s{{1,3}}\d{{1,2}}{_TH}?(?:\s?[-–]\s?\d{{1,2}})?(?:,?\s\d{{4}})?(?!\d|[,.]\d|%)",
    rf"\d{{1,2}}{_TH}?(?:\s?[-–]\s?\d{{1,2}})?\s(?:of\s)?{_MONTH}\b(?:\.?,?\s\d{{4}})?",
    rf"\d{{1,3}}(?:,\d{{3}})?\d{{0,6}}{_TH}\b",
    r"['’]?\d{2,4}['’]?s\b",
    r"(?:1[5-9]|20)\d{2}\s?[-–/]\s?(?:(?:1[5-9]|20)\d{2}|\d{2})(?![\d,%]|\.\d)",
    r"\d{1,6}-\d{2,6}-\d{2,6}(?:-\d{1,6}){0,4}(?!\d)",
    rf"(?i:\b(?:{words.NUMBERED})\b\.?\s#?(?:\d[\d.]{{0,8}}(?![\d,%])(?!\s(?:percent|per|million|billion|thousand))|{_UNIT}\b))",
    rf"(?i:\b(?:{_any(words.TENS)})[-\s](?:{_any(words.ORDINALS)})(?!s)\b)",
    r"(?i:\b(?:s\s?&?\s?p|ftse|fortune|russell|nikkei|nasdaq|dax|cac|stoxx|topix)\s?\d{2,4}\b)",
    rf"(?i:\b(?:nineteen|twenty){_S}(?:{_any(words.TENS)}|{_any(words.TEENS)})(?:[-\s]{_UNIT})?\b)",
    r"(?i:\b(?:first|second|other)[-\s]half|half[-\s](?:time|hour|way|brother|sister|hearted|life)|third[-\s]party\b)",
    r"(?i:\b(?:no|any|every|some|each|the|this|that|which|another)[-\s]one\b(?!\s?(?:of|hundred|thousand|million)))",
    r"(?i:\bone[-\s](?:another|by[-\s]one|day|time|self|['’]s|on[-\s]one|that|who|can|could|is|was|has|may|must))\b",
))  # fmt: skip

# A number starts at a digit, a sign or the start of a word: nowhere else are the alternatives tried.
_STARTS = r"(?:(?=[^A-Za-z\s,;)])|(?<![A-Za-z])(?=[A-Za-z]))"
ATOM = re.compile(
    f"{_STARTS}(?:" + "|".join((
        rf"(?P<skip>(?<![\w.,])(?:{_SKIP}))",
        rf"(?P<share>(?i:\b(?P<over>{_UNIT}|\d{{1,2}}){_S}(?:in|out{_S}of|of)(?:{_S}every)?{_S}"
        rf"(?P<under>{_CARD}|10{{1,2}}|\d{{1,2}})\b(?![,.]?\d|{_S}{_MAG}|%)))",
        rf"(?P<fraction>(?i:\b(?:(?P<part>{_UNIT}|an?)[-\s]{{1,2}})?(?P<whole>{_FRACTION})\b"
        rf"(?={_S}of\b|{_S}the\b|{_S}its\b|{_S}their\b|{_S}his\b|{_S}all\b|[.,;]|$)))",
        rf"(?P<fold>(?i:\b(?P<folds>{_CARD}|\d{{1,4}})[-\s]?fold\b))",
        r"(?P<vague>(?i:\b(?:(?:tens|dozens|hundreds|thousands|scores)\s{1,3}of\s{1,3}"
        r"(?:hundreds|thousands|millions|billions)"
        r"|(?:several|a\s{1,3}few|a\s{1,3}couple(?:\s{1,3}of)?|many)\s{1,3}"
        rf"(?:{_MAG})s?(?:\s{{1,3}}(?:thousand|million|billion))?"
        r"|dozens|hundreds|thousands|millions|billions|trillions|scores(?=\sof)|several)\b))",
        rf"(?P<digits>(?<![\w.,/:])(?:(?<![A-Za-z]-)|(?<=\bsub-)|(?<=minus-)|(?<=\bnow-)|(?<=\d-to-))"
        rf"(?:(?P<code>{_CODE})\s?(?={_SYMBOL})|(?P<bare>{_BARE_CODE})\s?)?"
        rf"(?P<symbol>{_SYMBOL}(?:US|NZ|HK|A|C|S)?)?\s?(?P<sign>(?<![\w)\d])[-−–](?=[\d.]))?(?P<figure>{DIGITS})"
        rf"(?:[\s-]?(?P<mag>(?i:{_MAG})\b(?:\s(?i:thousand|million|billion))?|(?i:bn|mn|mln|mil|bln|tn|trn)\b)"
        r"|(?P<letter>k|K|m|M|b|B)\b(?!\w)(?!/))?)",
        rf"(?P<words>(?i:(?<![\w-]){_WORDS}\b)(?![-\s](?:{_any(words.ORDINALS)})\b))",
    )) + ")"
)  # fmt: skip
HINTS = Hints((*words.CARDINALS, *words.SPELLED, *words.FRACTIONS, *words.VAGUE, "several"))
"""Every number needs one of these, or a figure."""
_SUFFIX = re.compile(
    r"\s?(?P<percent>%|(?i:per\s?cent\b|percent\b|pct\b|percentage\spoints?\b))"
    r"|(?P<rate>\s?[A-Za-z]{1,4}/[a-z]{1,4}\d?)\b|(?P<tight>[A-Za-z/]{1,6}\d?)\b"
)
_PREFIX = re.compile(r"(?i:(?:minus|negative)[\s-]?)$")
_TOKEN = re.compile(r"[a-z]+")
_INSIDE_GROUP = frozenset({"hundred", "dozen"})


def find_numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """Every single number of `text[start:end]`, in order; ranges and bounds are put together later."""
    if not HINTS.stand_in(text, start, end):
        return
    for match in ATOM.finditer(text, start, end):
        if match["skip"] is not None:
            continue
        if match["digits"] is not None:
            number = _from_digits(text, match, end)
        elif match["words"] is not None:
            value = parse_words(match["words"])
            scaled = any(m in match["words"].lower() for m in words.SPELLED)
            number = _plain(match, value, scaled=scaled)
        elif match["vague"] is not None:
            low, high = vague_range(match["vague"])
            number = Number(match.start(), match.end(), low, high, match[0], vague=low != high, scaled=True)
        else:
            number = _from_share(match)
        if number is not None:
            yield number


def _plain(match: re.Match[str], value: float, *, scaled: bool = False) -> Number:
    return Number(match.start(), match.end(), value, value, match[0], scaled=scaled)


def _from_share(match: re.Match[str]) -> Number | None:
    if match["share"] is not None:
        over, under = parse_words(match["over"]), parse_words(match["under"])
        if over >= under:
            return None
        return _plain(match, over / under)._replace(suffix="share", whole=True)
    if match["fold"] is not None:
        return _plain(match, parse_words(match["folds"]))._replace(suffix="times", whole=True)
    part = (match["part"] or "").lower()
    stem = match["whole"].lower().removesuffix("s") if match["whole"].lower() != "half" else "half"
    if not part and stem != "half":
        return None
    over = 1.0 if part in {"", "a", "an"} else float(words.UNITS[part])
    return _plain(match, over / words.FRACTIONS.get(stem, 2))._replace(suffix="share", whole=True)


def _from_digits(text: str, match: re.Match[str], limit: int) -> Number | None:
    figure = match["figure"]
    value = parse_digits(figure)
    if value is None:
        return None
    code = match["code"] or match["bare"] or ""
    currency = code + (match["symbol"] or "")
    end, start, suffix = match.end(), match.start(), ""
    magnitude = match["mag"] or match["letter"] or ""
    if match["letter"] and not _is_scale(text, match["letter"], end, currency):
        magnitude, suffix = "", match["letter"]
    for word in magnitude.lower().split():
        value *= words.MAGNITUDES[word]
    if not magnitude and not suffix and (hang := _SUFFIX.match(text, end, limit)):
        tight = hang["tight"] or (hang["rate"] or "").strip()
        if hang["tight"] and tight.lower() not in words.SUFFIX_UNITS:
            return None
        end, suffix = hang.end(), "percent" if hang["percent"] else tight
    elif magnitude and (hang := _SUFFIX.match(text, end, limit)) and hang["percent"]:
        end, suffix = hang.end(), "percent"
    if minus := _PREFIX.search(text, max(0, start - 10), start):
        start, value = minus.start(), -value
    elif match["sign"]:
        value = -value
    return Number(start, end, value, value, figure, currency, suffix, bool(magnitude))


def _is_scale(text: str, letter: str, end: int, currency: str) -> bool:
    if currency or letter in "kKM":
        return True
    following = re.compile(r"\s(?:(deep|away|high|wide|long|tall|sprint|race|above|below)\b|([a-z]))").match(
        text, end
    )
    return letter == "m" and not (following and following[1])


def vague_range(phrase: str) -> tuple[float, float]:
    """The convention for "dozens", "several hundred thousand", "tens of thousands" and their like."""
    tokens = _TOKEN.findall(phrase.lower())
    if tokens[0] in words.VAGUE and len(tokens) == 1:
        return words.VAGUE[tokens[0]]
    scale = 1.0
    for token in tokens:
        scale *= words.MAGNITUDES.get(token.removesuffix("s"), 1.0)
    if tokens[0] in words.VAGUE and len(tokens) > 1:
        last = words.MAGNITUDES[tokens[-1].removesuffix("s")]
        low, high = words.VAGUE[tokens[0]]
        return low * last, (high + 1) * last - 1
    if tokens[0] == "several" and len(tokens) == 1:
        return words.SEVERAL
    if "couple" in tokens:
        return 2 * scale, 2 * scale
    first = 2.0 if tokens[0] == "many" else words.SEVERAL[0]
    top = 99.0 if scale == words.MAGNITUDES["dozen"] else 10 * scale - 1
    return first * scale, top


def parse_words(phrase: str) -> float:
    """The value of a number in words, or in digits where a phrase mixes them."""
    if phrase.isdigit():
        return float(phrase)
    lowered = phrase.lower()
    head, point, decimals = lowered.partition(" point ")
    if lowered.startswith(("half", "quarter", "a quarter")):
        share = 0.5 if lowered.startswith("half") else 0.25
        return share * words.MAGNITUDES[_TOKEN.findall(lowered)[-1]]
    total, group, scale = 0.0, 0.0, 1.0
    for word in _TOKEN.findall(head):
        if word in words.CARDINALS:
            group += words.CARDINALS[word]
        elif word == "half":
            group += 0.5 if group else 0.5 * scale
        elif word in words.SPELLED:
            scale = words.MAGNITUDES[word]
            if word in _INSIDE_GROUP:
                group = (group or 1.0) * scale
            elif group:
                total, group = total + group * scale, 0.0
            else:
                total = (total or 1.0) * scale
    return total + (_with_decimals(group, decimals) if point else group)


def _with_decimals(whole: float, decimals: str) -> float:
    """The rest of "three point one four million"."""
    tokens = _TOKEN.findall(decimals)
    digits = "".join(str(words.CARDINALS[word]) for word in tokens if word in words.CARDINALS)
    value = float(f"{whole:.0f}.{digits}")
    for word in tokens:
        value *= words.MAGNITUDES.get(word, 1.0)
    return value


def is_yearish(number: Number) -> bool:
    """Whether the number could as well be a year: four bare digits with nothing attached."""
    return looks_like_year(number.raw) and not (number.currency or number.suffix or number.scaled)

"""Counts, shares, ranges, money, measures, ordinals and fractions, as they are said."""

import re

from tocsin.briefing.voice.spoken.numbers import cardinal, decimal, digits, ordinal, roman, year
from tocsin.briefing.voice.spoken.rule import RANGE, TABLES, Rule, before, one_of, rule

UNITS: dict[str, list[str]] = {**TABLES["units"], "m": ["metre", "metres"]}
MONEY: dict[str, list[str]] = TABLES["currencies"]
SIZES: dict[str, str] = TABLES["magnitudes"]
SIGNS: dict[str, str] = TABLES["signs"]
SCALE_OF = {1: "thousand", 2: "million", 3: "billion"}
SPACED = {"thousand", "million", "billion", "trillion", "bn", "mn", "mln", "bln", "tn", "trn"}
"""Sizes that may stand apart from their number; `5 m` is five metres."""
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:[ ]\d{3})+(?![\d,.]\d|\d)|"
    r"\d+,\d{1,2}(?!\d)|\d+(?:\.\d+)?)"
)
SIZE = rf"(?:\s?{one_of(SPACED)}\b|{one_of(set(SIZES) - SPACED)}\b)"
SIGN = r"(?:[~≈<>≤≥±×−]|(?<![\w)])[+-](?=[\d$€£]))"
BEFORE = one_of(MONEY)
YEARS = range(1900, 2100)
YEAR_END = 2
"""Figures of the second year of `2022/23`."""
SAID_BARE = {(24, 7), (9, 11)}
"""What is named by its figures and is no fraction."""
OLDER = range(1100, 1900)
SINCE = {"in", "of", "since", "by", "from", "until", "till", "before", "after", "during", "to", "and"}


def _plain(text: str) -> str:
    """The number with a point before its decimals and nothing between its thousands."""
    if re.fullmatch(r"\d+,\d{1,2}", text):
        return text.replace(",", ".")
    return text.replace(",", "").replace(" ", "")


def _figure(text: str) -> str:
    """`1,204` → one thousand two hundred four; `007` → zero zero seven."""
    plain = _plain(text)
    if re.fullmatch(r"0\d+", plain):
        return digits(plain)
    return decimal(plain) if "." in plain else cardinal(int(plain))


def _sized(text: str, size: str | None) -> str:
    return f"{_figure(text)} {SIZES[size.strip()]}" if size else _figure(text)


def _is_one(found: re.Match[str]) -> bool:
    return found["low"] == "1" and not (found["high"] or found["size"])


def _amount(found: re.Match[str]) -> str | None:
    """A number with whatever stands around it."""
    currency = found["money"] or found["code"]
    if currency is None and found["unit"] is None and found["sign"] is None and _as_year(found):
        return _years(found)
    cents = re.fullmatch(r"(\d[\d,]*)\.(\d\d)", found["low"])
    if currency and cents and not found["size"] and not found["high"]:
        return _with_sign(found, _coins(int(cents[1].replace(",", "")), int(cents[2]), MONEY[currency]))
    words = _sized(found["low"], found["size"])
    if found["high"]:
        less = f"{SIGNS[found['more']]} " if found["more"] else ""
        words += f" to {less}{_sized(found['high'], found['high_size'])}"
    if found["plus"]:
        words = f"more than {words}"
    names = MONEY.get(currency or "") or UNITS.get(" ".join((found["unit"] or "").split()))
    if names:
        words += f" {names[0 if _is_one(found) else 1]}"
    return _with_sign(found, words)


def _with_sign(found: re.Match[str], words: str) -> str:
    sign = found["sign"]
    return f"{'minus' if sign == '-' else SIGNS[sign]} {words}" if sign else words


def _coins(whole: int, parts: int, names: list[str]) -> str:
    said = f"{cardinal(whole)} {names[whole != 1]}"
    return f"{said} {cardinal(parts)} {names[2 + (parts != 1)]}" if parts else said


def _as_year(found: re.Match[str]) -> bool:
    """Whether it is a year: four digits, and no sooner than years are written so."""
    low = found["low"]
    if len(low) != 4 or not low.isdecimal() or found["size"] or found["plus"]:
        return False
    if found["high"] and not re.fullmatch(r"\d\d|\d{4}", found["high"]):
        return False
    return int(low) in YEARS or (int(low) in OLDER and before(found).casefold() in SINCE)


def _years(found: re.Match[str]) -> str:
    """`2022–23` → twenty twenty two to twenty twenty three."""
    said = year(int(found["low"]))
    if not found["high"]:
        return said
    last = found["high"] if len(found["high"]) == 4 else found["low"][:2] + found["high"]
    return f"{said} to {year(int(last))}"


def _ordinal(found: re.Match[str]) -> str:
    to = f" to {ordinal(int(found['to']))}" if found["to"] else ""
    return ordinal(int(_plain(found["of"]))) + to


def _fraction(found: re.Match[str]) -> str | None:
    above, below = int(found["above"]), int(found["below"])
    if (above, below) in SAID_BARE:
        return f"{cardinal(above)} {cardinal(below)}"
    if above in YEARS and len(found["below"]) == YEAR_END:
        return f"{year(above)} to {cardinal(below)}"
    names = TABLES["fractions"].get(str(below))
    if names and 0 < above < below:
        return f"{'one' if above == 1 else cardinal(above)} {names[above != 1]}"
    first = year(above) if above in YEARS else cardinal(above)
    return f"{first} slash {cardinal(below)}"


def _vulgar(found: re.Match[str]) -> str:
    part = str(TABLES["vulgar"][found["part"]])
    return f"{cardinal(int(found['whole']))} and {part}" if found["whole"] else part


def _times(found: re.Match[str]) -> str:
    return f"{_figure(found['of'])} times"


def _roman(found: re.Match[str]) -> str | None:
    """`Article IV` → four; `Alexander II` → the second; an `I` that is nobody's number stays a word."""
    value, previous = roman(found[0]), before(found)
    if not value:
        return None
    if re.match(r"\s+(?:century|centuries)\b", found.string[found.end() :]):
        return ordinal(value)
    if previous in TABLES["regnal"]["words"]:
        return f"the {ordinal(value)}"
    if previous.removesuffix("s") in TABLES["numbered"]["words"]:
        return cardinal(value)
    return cardinal(value) if len(found[0]) > 1 and set(found[0]) <= set("IVX") else None


def _many(found: re.Match[str]) -> str:
    """`100,000s` → hundreds of thousands; a size that is written out in full."""
    zeros = len(_plain(found["of"])) - 1
    scale = {3: "", 2: "hundreds of ", 1: "tens of "}[3 if zeros % 3 == 0 else zeros % 3]
    return f"{scale}{SCALE_OF[zeros // 3]}s"


def _telephone(found: re.Match[str]) -> str:
    return f"plus {digits(found[0])}"


RULES: tuple[Rule, ...] = (
    rule(r"\+\d[\d\ ()-]{8,}\d", _telephone),
    rule(r"(?P<of>10{0,2}(?:,000){1,3})s\b", _many),
    rule(
        rf"(?P<of>\d{{1,3}}(?:,\d{{3}})+|\d+)(?:st|nd|rd|th)\b(?:{RANGE}(?P<to>\d+)(?:st|nd|rd|th)\b)?",
        _ordinal,
    ),
    rule(rf"(?P<whole>\d*)\s?(?P<part>{one_of(TABLES['vulgar'])})", _vulgar),
    rule(r"(?P<above>\d+)/(?P<below>\d+)(?![\d/])", _fraction),
    rule(r"(?P<of>\d+(?:\.\d+)?)[x×](?!\w)", _times),
    rule(
        rf"(?:(?P<sign>{SIGN})\s?)?(?:(?P<money>{BEFORE})\s?)?"
        rf"(?P<low>{NUMBER})(?P<size>{SIZE})?(?P<plus>\+(?!\w))?"
        rf"(?:\s?(?:%|{BEFORE})?{RANGE}(?P<more>[<>])?{BEFORE}?(?P<high>{NUMBER})(?P<high_size>{SIZE})?)?"
        rf"(?:\s?(?P<unit>(?:{one_of(set(UNITS) - {'%', 'm'})}|(?<=\s)m)(?![\w²/])|%)"
        rf"|\s?(?P<code>{BEFORE})(?!\w))?"
        r"(?![^\W\d_])",
        _amount,
    ),
    rule(r"[IVXLC]+\b(?!['’.]\w)", _roman),
)  # fmt: skip

"""Numbers written in digits, in whatever language: separators, decimals, fractions, vulgar signs.

`300,000`, `300 000`, `300'000` and `300 000` with a no-break space are one number; `1,5` is one and
a half, `1,500` fifteen hundred. Patterns are bounded, so that a megabyte of digits costs one pass.
"""

import re

GROUPED = r"\d{1,3}(?:[,'’\u00a0\u2009\u202f]\d{3}){1,6}(?:\.\d{1,9})?"
SPACED = r"\d{1,3}(?: \d{3}){0,3} 000(?!\d)"
PLAIN = r"\d{1,18}(?:\.\d{1,12})?|\d{1,9},\d{1,2}"
FRACTION = r"(?:\d{1,4}[ -])?(?:\d{1,3}[/⁄]\d{1,4}|[½⅓⅔¼¾⅛])|\d{1,6}[½⅓⅔¼¾⅛]"
POWER = r"\d{1,3}(?:\.\d{1,9})?(?:\s?[×x]\s?10\s?\^?[-−–]?\d{1,3}|[eE][-+−]\d{1,3})"
DIGITS = rf"(?:{POWER}|{FRACTION}|{GROUPED}|{SPACED}|{PLAIN}|\.\d{{1,9}})(?!\d|[,.]\d)"
"""A regular expression for one unsigned number."""

_VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8}
_POWER_AT = re.compile(r"\s?[×x]\s?10\s?\^?|[eE](?=[-+−])")
_SEPARATORS = re.compile(r"[,'’\u00a0\u2009\u202f ]")
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")
_FRACTION_PARTS = re.compile(r"(?:(\d+)[ -])?(\d+)[/⁄](\d+)")


def parse_digits(raw: str) -> float | None:
    """The value of a number in digits; `None` when it has none, as with a zero below the line."""
    if raw[-1] in _VULGAR:
        whole = raw[:-1].strip(" -")
        return (float(whole) if whole else 0.0) + _VULGAR[raw[-1]]
    if fraction := _FRACTION_PARTS.fullmatch(raw):
        whole, over, under = fraction.groups()
        return None if int(under) == 0 else float(whole or 0) + int(over) / int(under)
    if power := _POWER_AT.search(raw):
        exponent = int(re.sub("[−–]", "-", raw[power.end() :]))
        return float(f"{raw[: power.start()]}e{exponent}")
    if _DECIMAL_COMMA.fullmatch(raw):
        return float(raw.replace(",", "."))
    return float(_SEPARATORS.sub("", raw))


def shared_scale(low: float, high: float) -> float:
    """What a range leaves out of its first number: 1,000 in "70 to 80,000", else 1."""
    for scale in (1e9, 1e6, 1e3):
        if high >= scale and high % scale == 0 and 0 < low < min(high / scale, 1000):
            return scale
    return 1.0


def looks_like_year(raw: str) -> bool:
    """Whether four bare digits could be a year of modern history."""
    return len(raw) == 4 and raw.isdigit() and "1500" <= raw <= "2099"

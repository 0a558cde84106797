"""Days, months and times of day, as they are said."""

import re

from tocsin.briefing.voice.spoken.numbers import cardinal, ordinal, year
from tocsin.briefing.voice.spoken.rule import RANGE, TABLES, Rule, before, one_of, rule

MONTHS: dict[str, str] = TABLES["months"]
DAYS: dict[str, str] = TABLES["days"]
FULL = list(dict.fromkeys(MONTHS.values()))
MONTH = rf"(?P<month>{one_of({*MONTHS, *FULL})})\b(?P<dot>\.?)"
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
TO_DAY = rf"(?:{RANGE}(?P<to>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?)?"
YEAR = r"(?P<year>1\d{3}|20\d{2})(?![\d,.]\d|\d)"
ISO = r"(?P<year>\d{4})(?P<cut>-)(?P<month>\d\d)-(?P<day>\d\d)"
CLOCK = r"(?P<{0}h>[01]?\d|2[0-4]):(?P<{0}m>[0-5]\d)(?::(?P<{0}s>[0-5]\d))?"
MIDNIGHT = (0, 24)
LAST = 31
"""No month has more days."""


def _month(found: re.Match[str]) -> str:
    return MONTHS.get(found["month"], found["month"])


def _with_year(words: str, found: re.Match[str]) -> str:
    return f"{words} {year(int(found['year']))}" if found["year"] else words


def _day_first(found: re.Match[str]) -> str:
    """`21–25 Sep. 2022` → the twenty first to the twenty fifth of September twenty twenty two."""
    the = "" if before(found).casefold() == "the" else "the "
    to = f" to the {ordinal(int(found['to']))}" if found["to"] else ""
    return _with_year(f"{the}{ordinal(int(found['day']))}{to} of {_month(found)}", found)


def _month_first(found: re.Match[str]) -> str:
    """`September 21, 2022` → September twenty first twenty twenty two."""
    to = f" to {ordinal(int(found['to']))}" if found["to"] else ""
    return _with_year(f"{_month(found)} {ordinal(int(found['day']))}{to}", found)


def _numeric(found: re.Match[str]) -> str | None:
    """`2022-09-21`, `21.09.2022`; with slashes nobody knows which is the month, unless one cannot be."""
    day, month = int(found["day"]), int(found["month"])
    if not 1 <= month <= len(FULL) or not 1 <= day <= LAST:
        return None
    if found["cut"] == "/" and day <= len(FULL):
        return f"{cardinal(day)} slash {cardinal(month)} slash {year(int(found['year']))}"
    return f"the {ordinal(day)} of {FULL[month - 1]} {year(int(found['year']))}"


def _instant(found: re.Match[str]) -> str | None:
    said = _numeric(found)
    zone = " yu tee cee" if found["zone"] else ""
    return said and f"{said} at {_clock(found['h'], found['m'], found['s'])}{zone}"


def _clock(hour: str, minute: str, second: str | None = None, half: str = "") -> str:
    """`06:05` → six oh five; `14:00` → fourteen hundred hours."""
    h, m = int(hour), int(minute)
    seconds = f" and {cardinal(int(second))} seconds" if second and int(second) else ""
    if m:
        return f"{cardinal(h)} {'oh ' if m < 10 else ''}{cardinal(m)}{seconds}"
    if half:
        return cardinal(h)
    if h in MIDNIGHT:
        return f"midnight{seconds}"
    return f"{cardinal(h)} hundred hours{seconds}"


def _time(found: re.Match[str]) -> str:
    half = {"a": " ay em", "p": " pee em"}.get((found["half"] or "")[:1].lower(), "")
    said = _clock(found["h"], found["m"], found["s"], half)
    if found["toh"]:
        said += f" to {_clock(found['toh'], found['tom'], found['tos'], half)}"
    return said + half


def _bare_hour(found: re.Match[str]) -> str:
    """`6am` → six ay em; `06.30 a.m.` → six thirty ay em."""
    half = {"a": " ay em", "p": " pee em"}[found["half"][0].lower()]
    return _clock(found["h"], found["m"] or "0", None, half) + half


def _hours(found: re.Match[str]) -> str:
    """`1400 hours` → fourteen hundred hours."""
    h, m = int(found["h"]), int(found["m"])
    return f"{cardinal(h)} {cardinal(m) if m else 'hundred'} hours"


def _decade(found: re.Match[str]) -> str:
    """`1990s` → nineteen nineties."""
    full = year(int(found["of"])) if len(found["of"]) == 4 else cardinal(int(found["of"]))
    return f"{full[:-1]}ies" if full.endswith("y") else f"{full}s"


RULES: tuple[Rule, ...] = (
    rule(rf"{ISO}[T ]{CLOCK.format('')}(?P<zone>Z|\+00:00)?", _instant),
    rule(rf"{ISO}(?![\d-])", _numeric),
    rule(r"(?P<day>\d{1,2})(?P<cut>[./])(?P<month>\d{1,2})(?P=cut)(?P<year>\d{4})(?!\d)", _numeric),
    rule(rf"{DAY}{TO_DAY}\s+(?:of\s+)?{MONTH}(?:,?\s+{YEAR})?", _day_first),
    rule(
        rf"{MONTH}\s+{DAY}{TO_DAY}(?![\d:%]|[.,]\d)(?!\s?(?:%|men\b|people\b))(?:,?\s+{YEAR})?", _month_first
    ),
    rule(rf"{MONTH},?\s+{YEAR}", lambda found: _with_year(_month(found), found)),
    rule(rf"(?P<month>{one_of(MONTHS)})\.", _month),
    rule(rf"(?P<day>{one_of(DAYS)})(?:\.|(?=,?\s+\d))", lambda found: DAYS[found["day"]]),
    rule(
        rf"{CLOCK.format('')}(?:{RANGE}{CLOCK.format('to')})?(?!\d)(?:\s?(?P<half>[ap]\.m\.|[ap]m\b))?",
        _time,
    ),
    rule(
        r"(?P<h>0?[1-9]|1[0-2])(?:\.(?P<m>[0-5]\d))?\s?(?P<half>[ap]\.m\.|[ap]m|[AP]M)(?!\w)", _bare_hour
    ),
    rule(r"(?P<h>[01]\d|2[0-4])(?P<m>[0-5]\d)(?=\s+hours\b)\s+hours", _hours),
    rule(r"['’]?(?P<of>(?:1\d|20)?\d0)s\b", _decade),
)  # fmt: skip

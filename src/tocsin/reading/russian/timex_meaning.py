"""The words of a Russian time expression as numbers, and a period of the calendar as what the words mean.

«До» stops before a period, save before its end; «к» reaches to its end; «после» begins behind it.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from tocsin.reading import calendar
from tocsin.reading.calendar import Period
from tocsin.reading.russian import timex_words as words

Match = re.Match[str]
Keyed = TypeVar("Keyed")


class Meaning(NamedTuple):
    """TIMEX3 type and value, first and last possible day."""

    type: str
    value: str
    earliest: date | None
    latest: date | None


def keyed(table: Mapping[str, Keyed], word: str) -> Keyed:
    """What a table has for the longest stem, of two to four letters, that a word begins with."""
    lowered = word.lower()
    return next(table[lowered[:n]] for n in (4, 3, 2) if lowered[:n] in table)


def month_number(name: str) -> int:
    """The number of a month's name in any case."""
    return int(keyed(words.MONTHS, name))


def grain_of(name: str) -> str:
    """The unit of time that a word names."""
    return str(keyed(words.GRAINS, name))


def count(word: str | None) -> tuple[float, float]:
    """A written count as (low, high); a plural without one is vague."""
    if word is None:
        return words.FEW
    lowered = word.lower()
    if lowered[0].isdigit():
        first, _, last = lowered.replace("–", "-").partition("-")
        return float(first), float(last or first)
    if "-" in lowered or "–" in lowered:
        return 2, 3
    if lowered.startswith("неск"):
        return 3, 9
    n = float(keyed(words.COUNTS, lowered.replace("ё", "е")))
    return n, n


def relation(word: str) -> int:
    """How many units away a word such as «прошлый» points."""
    lowered = word.lower()
    if lowered.startswith("позапрош"):
        return -2
    if re.match(words.PAST, lowered):
        return -1
    return 1 if re.match(words.NEXT, lowered) else 0


def year_in(match: Match, base: date | None) -> int | None:
    """The year named beside a month or season, in digits or as "last year"."""
    groups = match.groupdict()
    if groups.get("y"):
        return int(groups["y"])
    said = groups.get("yrel") or groups.get("rel")
    if said and base is not None:
        return base.year + relation(said)
    return None


def bounded(
    match: Match, first: date, last: date, part: str | None = None
) -> tuple[date | None, date | None]:
    """The interval the preposition makes of a period; «до» stops before it, save before its end."""
    prep = " ".join((match.groupdict().get("prep") or "").lower().split())
    ends = (part or "").lower().startswith(("кон", "исх"))
    if prep in ("до", "вплоть до", "не позднее", "раньше", "перед"):
        return None, last if ends else first
    if prep in ("к", "ко", "по"):
        return None, last
    if prep in ("с", "со", "начиная с", "не ранее", "не раньше"):
        return first, None
    if prep == "после":
        return calendar.move(last, 1), None
    return first, last


def period_meaning(match: Match, period: Period) -> Meaning:
    """A period, or the part of it named, as the preposition bounds it."""
    groups = match.groupdict()
    part = groups.get("part")
    first, last = period.first, period.last
    if part:
        first, last = narrowed(period, part.lower())
    return Meaning("DATE", period.value, *bounded(match, first, last, part))


def narrowed(period: Period, part: str) -> tuple[date, date]:
    """First and last day of a half, a beginning, a middle or an end."""
    if "половин" in part:
        middle = calendar.move(period.first, (period.last - period.first).days // 2)
        return (period.first, middle) if part.startswith("перв") else (calendar.move(middle, 1), period.last)
    name = "early" if "нача" in part else "mid" if "серед" in part else "late"
    return calendar.part_of(period, name)


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None

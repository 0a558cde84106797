"""The words that two versions are compared by, and the lines that only say that time has passed.

Source: Unicode Standard Annex 15 (NFKC).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_WORD = re.compile(r"\S+")
_HYPHEN = re.compile(r"(?<=[^\W\d])-(?=[^\W\d])")
# A typesetter's choice is no change of words.
_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("“”„«»‟", '"')
    | dict.fromkeys("‘’‚‛`", "'")
    | dict.fromkeys("‐‑‒–—−", "-")
    | {"\u00ad": None, "\u200b": None, "\ufeff": None}
)
_FIGURES = re.compile(
    r"\d+(?:[.,:/\u00a0\u202f -]\d+)*(?:[snrt][tdh]|[-‑]?(?:го|е|я|й))?\s?(?:[KkMmКк%](?!\w))?"
)
_MONTHS = (
    r"(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?"
    r"|dec(ember)?|январ[яь]|феврал[яь]|марта?|апрел[яь]|ма[яй]|июн[яь]|июл[яь]|августа?|сентябр[яь]|октябр[яь]"
    r"|ноябр[яь]|декабр[яь]|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня)"
)
_DAYS = (
    r"((mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|понедельник|вторник|сред[ау]|четверг"
    r"|пятниц[ау]|суббот[ау]|воскресенье|пн|вт|ср|чт|пт|сб|вс)"
)
# The words that stand around dates and counters, and say nothing without them.
_AROUND = (
    r"(last|first|updated?|published|posted|modified|created|on|at|of|the|by|am|pm|a\.m|p\.m|utc|gmt|msk|est|cet|bst"
    r"|ago|yesterday|today|now|just|hours?|minutes?|mins?|seconds?|days?|weeks?|months?|read|reading|time|date"
    r"|views?|viewed|times|comments?|shares?|shared|likes?|reactions?|visitors?|online|readers?|subscribers?|followers?"
    r"|votes?|replies|downloads?|page|copyright|version|generated"
    r"|обновлен[оа]?|опубликован[оа]?|дата|публикации|размещен[оа]?|изменен[оа]?|просмотр(ов|а|ы)?|комментари(й|я|ев|и)"
    r"|поделились|нравится|отзыв(ов|а|ы)?|читать|мин(ут[аыу]?)?|час(а|ов)?|сек(унд)?|дн(я|ей)|день|назад|вчера|сегодня"
    r"|в|г|года|мск|подписчик(ов|а)?|переглядів|оновлено|опубліковано|тому|сьогодні)"
)
_EMPTY = re.compile(rf"\b({_MONTHS}|{_DAYS}|{_AROUND})\b|©", re.IGNORECASE)
_COUNTED = re.compile(rf"\d.*\b({_MONTHS}|{_AROUND})\b|\b({_MONTHS}|{_AROUND})\b.*\d|©", re.IGNORECASE)
_DATE = re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}:\d{2}\b")
LONGEST_VOLATILE = 160


class Word(NamedTuple):
    """One word of a text."""

    key: str
    """What it is compared by."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last."""
    opens_line: bool
    """Whether a line starts with it."""


def find_words(line: str, offset: int) -> Iterator[Word]:
    """The words of a line that starts at `offset` of its text."""
    for number, match in enumerate(_WORD.finditer(line)):
        key = unicodedata.normalize("NFKC", match[0]).translate(_TYPOGRAPHY)
        yield Word(key, offset + match.start(), offset + match.end(), number == 0)


def same(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether two runs differ only in where their words are split, as a printed line's hyphen does."""
    return _solid(before) == _solid(after)


def is_volatile(line: str) -> bool:
    """Whether a line is nothing but dates, times, counters and the words around them."""
    # A figure that stands alone may be an age or a sum: only a date, a time or a word makes a line volatile.
    if len(line) > LONGEST_VOLATILE or not (_DATE.search(line) or _COUNTED.search(line)):
        return False
    left = _EMPTY.sub(" ", _FIGURES.sub(" ", line.lower()))
    return not any(map(str.isalpha, left))


def _solid(words: Sequence[str]) -> str:
    return _HYPHEN.sub("", "".join(words))

"""Time expressions of a Russian text, to the same shapes as in English: TIMEX3 values and days.

Vague expressions give intervals and not points: «в начале января» has the value of January and its first
ten days. The prepositions that bound an event belong to the expression, since they make the interval:
«до апреля» ends where April begins, «до конца апреля» where it ends.

Source: TIMEX3 values after ISO 24617-1.
"""

import re
from collections.abc import Callable
from datetime import date

from tocsin.reading import calendar
from tocsin.reading.russian import timex_words as words
from tocsin.reading.russian.timex_meaning import Meaning
from tocsin.reading.russian.timex_resolve import RESOLVERS
from tocsin.reading.russian.timex_words import (
    COUNT,
    DAY_PART,
    GRAIN,
    HOLIDAY,
    MONTH,
    PART,
    PREPOSITION,
    RELATION,
    SEASON,
    WEEKDAY,
    YEAR_WORD,
    S,
)
from tocsin.records.reading import Timex

_B = r"(?<![\w-])"
_PRE = rf"(?:{PREPOSITION}{S})?"
_YEAR = rf"(?P<y>(?:1[5-9]|20)\d\d)(?:{YEAR_WORD})?(?!\d)"
_YEAR_RELATION = RELATION.replace("(?P<rel>", "(?P<yrel>")
_OF_YEAR = rf"(?:{S}(?:{_YEAR}|{_YEAR_RELATION}{S}год\w?))"
_RULES: tuple[tuple[str, str], ...] = (
    ("iso", rf"{_B}{_PRE}(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    ("numeric", rf"{_B}{_PRE}(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})\.(?P<y>(?:19|20)?\d\d)(?![\d.])"),
    ("date", rf"{_B}{_PRE}(?P<d>\d{{1,2}})(?:-?(?:го|е|ое))?(?:{S}?[-–—]{S}?(?P<d2>\d{{1,2}}))?"
        rf"{S}{MONTH}{_OF_YEAR}?"),
    ("daynumber", rf"{_B}{_PRE}(?P<d>\d{{1,2}})(?:-?го)?{S}числ\w{{1,2}}"),
    ("month", rf"{_B}{_PRE}(?:{PART}{S})?(?:{RELATION}{S})?{MONTH}{_OF_YEAR}?"),
    ("quarter", rf"{_B}{_PRE}(?:{PART}{S})?"
        r"(?P<q>перв\w{2,3}|втор\w{2,3}|трет\w{2,4}|четв[её]рт\w{2,3}"
        rf"|[1-4I]{{1,3}}V?){S}"
                rf"(?P<qk>квартал\w?|полугоди\w{{1,2}}){_OF_YEAR}?"),
    ("season", rf"{_B}{_PRE}(?:{PART}{S})?(?:{RELATION}{S})?{SEASON}{_OF_YEAR}?"),
    ("years", rf"{_B}(?P<y>(?:19|20)\d\d)(?:-?го)?{S}?[-–—]{S}?(?P<y2>(?:19|20)\d\d)(?!\d)(?:-?[а-я]{{1,2}})?"
        rf"(?:{S}(?:год\w{{0,2}}|гг\.?))?"),
    ("span", rf"{_B}с{S}(?P<y>(?:19|20)\d\d)(?:-?го)?(?:{YEAR_WORD})?{S}(?:по|до){S}(?P<y2>(?:19"
        rf"|20)\d\d)(?!\d)(?:-?(?:й|го))?(?:{YEAR_WORD})?"),
    ("year", rf"{_B}{_PRE}(?:{PART}{S})?(?P<y>(?:1[5-9]|20)\d\d)(?:-?(?:го|м|й|ом|ый))?{YEAR_WORD}(?!\w)"),
    ("bareyear", rf"{_B}(?P<prep>в|до|с|после|к){S}(?P<y>(?:19|20)\d\d)(?:-?(?:го|м|му))(?!\w)"),
    ("decade", rf"{_B}(?P<n>[1-9]0)-?(?:е|х|ые|ых)(?:{S}год\w{{1,2}})?(?!\w)"),
    ("weekday", rf"{_B}{_PRE}(?:(?:утр[ау]|вечер[ау]|ноч[ьи]){S})?(?:{RELATION}{S})?{WEEKDAY}(?:{S}{DAY_PART}"
        rf"(?!\w))?"),
    ("relative", rf"{_B}{_PRE}(?:{PART}{S})?{RELATION}{S}(?P<grain>недел[еяию]|месяц[еау]?|год[ауе]?"
        rf"|квартал[еау]?|д(?:ень|ня|не)|выходны[ехм]|полугоди[еи])(?!\w)"),
    ("part", rf"{_B}(?:(?P<prep>до|к|с|в|после|под){S})?{PART}{S}(?P<grain>недели|месяца|года|квартала"
        rf"|дня|войны)(?!\w)"),
    ("coming", rf"{_B}(?:(?:в|за|на|по){S})?(?:течение{S})?(?P<dir>ближайш(?:ие|их|ее|ем)|последн"
        rf"(?:ие|их|ее|юю|ем|ий)|следующ(?:ие|их)|предстоящ(?:ие|их)"
               rf"|прошедш(?:ие|их)|минувш(?:ие|их)|перв(?:ые|ых)){S}(?:{COUNT}{S})?(?P<grain>сут"
                   rf"(?:ки|ок)|дн(?:и|ей|ях)|недел\w{{1,2}}|месяц\w{{0,2}}|год\w{{0,2}}|лет|час\w{{0,2}}"
                   rf"|врем\w{{1,3}})(?!\w)"),
    ("ago", rf"{_B}(?:{COUNT}{S})?(?:{GRAIN}|(?P<half>полгода)){S}(?:тому{S})?назад(?!\w)"),
    ("within", rf"{_B}(?P<how>в{S}течение|за|на{S}протяжении|через|спустя|в{S}ближайшие){S}(?:{COUNT}"
        rf"{S})?(?:{GRAIN}|(?P<half>полгода))"),
    ("duration", rf"{_B}{COUNT}{S}{GRAIN}"),
    ("halfyear", rf"{_B}(?P<half>полгода|полтора{S}года|полтора{S}месяца)(?!\w)"),
    ("deictic", rf"{_B}(?:(?P<prep>с|до|после){S})?(?P<word>позавчера|послезавтра|вчера|сегодня|завтра"
        rf"|накануне)(?!\w)(?:{S}{DAY_PART}(?!\w))?"),
    ("now", rf"{_B}(?P<now>сейчас|теперь|в{S}настоящее{S}время|в{S}данный{S}момент|на{S}данный"
        rf"{S}момент|на{S}сегодняшний{S}день|пока{S}что)(?!\w)"),
    ("soon", rf"{_B}(?P<soon>скоро|вскоре|на{S}днях|со{S}дня{S}на{S}день|в{S}скором{S}времени|в"
        rf"{S}будущем)(?!\w)"),
    ("lately", rf"{_B}(?P<lately>недавно|в{S}прошлом|ранее|прежде|раньше)(?!\w)"),
    ("holiday", rf"{_B}{_PRE}{HOLIDAY}"),
    ("set", rf"{_B}(?P<set>{'|'.join(s.replace(' ', S) for s in words.SETS)})(?!\w)"),
    ("clock", rf"{_B}(?P<h>[01]?\d|2[0-3]):(?P<min>[0-5]\d)(?![\d:])"),
)  # fmt: skip
_COMPILED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _RULES
)
Resolver = Callable[[re.Match[str], date | None], Meaning | None]


def find_times(
    text: str, published_on: date | None, start: int = 0, end: int | None = None
) -> tuple[Timex, ...]:
    """Every time expression in `text[start:end]`, in order and without overlap, the longest first."""
    stop = len(text) if end is None else end
    found: list[tuple[int, int, int, Meaning]] = []
    for rank, (name, pattern) in enumerate(_COMPILED):
        for match in pattern.finditer(text, start, stop):
            meaning = RESOLVERS[name](match, published_on)
            if meaning is not None:
                found.append((match.start(), -match.end(), rank, meaning))
    found.sort(key=lambda one: one[:3])
    kept: list[Timex] = []
    for first, minus_last, _, meaning in found:
        if kept and first < kept[-1].end:
            continue
        kept.append(_timex(text, first, -minus_last, meaning))
    return tuple(kept)


def _timex(text: str, start: int, end: int, meaning: Meaning) -> Timex:
    low, high = meaning.earliest, meaning.latest
    if low and high and high < low:
        low, high = high, low
    return Timex(
        text=text[start:end],
        start=start,
        end=end,
        earliest=low and calendar.move(low, 0),
        latest=high and calendar.move(high, 0),
        type=meaning.type,
        value=meaning.value,
    )

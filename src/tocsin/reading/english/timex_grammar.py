"""Patterns of English time expressions, most specific first; `timex_resolve` says what each one means.

Every pattern is a regular expression with named groups and bounded repetition. One alternation of all
of them finds the expressions in a single pass; the winner's own pattern then takes them apart.
"""

# ruff: noqa: E501 - one pattern a line reads better than one wrapped.

import re
from collections.abc import Iterable

from tocsin.reading.english import quantity_words, timex_words
from tocsin.reading.english.hints import Hints
from tocsin.reading.english.quantity_words import SPELLED


def _any(options: Iterable[str]) -> str:
    return "|".join(sorted((re.escape(option) for option in options), key=len, reverse=True))


_TH = quantity_words.ORDINAL_ENDING
_S = r"[\s\u00a0]{1,3}"
_MONTH_FULL = _any(m for m in timex_words.MONTHS if len(m) > 4 or m in {"june", "july"})
_MONTH_CASED = "March|MARCH|May|MAY"
_MONTH_SHORT = (
    "(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\\b\\.?"
)
_MONTH_FREE = f"(?:(?i:{_any(m for m in timex_words.MONTHS if len(m) > 3 and m not in {'march', 'sept'})})\\b|{_MONTH_SHORT}|(?:{_MONTH_CASED})\\b)"
_MONTH = _MONTH_FREE
_WEEKDAY = f"(?i:{_any(timex_words.FULL_WEEKDAYS)})"
_WEEKDAY_ANY = f"(?:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\\b\\.?)"
_SEASON = f"(?:{_any(timex_words.SEASONS)})"
_YEAR = r"(?:1[0-9]\d{2}|20\d{2})"
_DAYNUM = r"(?:3[01]|[12]\d|0?[1-9])"
_CARD = _any(quantity_words.CARDINALS)
_NUM = rf"(?:\d{{1,3}}(?:\.\d)?(?:{_S}1/2)?|(?:{_CARD})(?:[-\s](?:{_CARD}|{_any(SPELLED)})){{0,3}}|hundreds?|half{_S}an?)"
_VAGUE = r"(?:a\sfew|few|several|a\scouple\sof|a\scouple|couple\sof|many|some)"
_UNIT = f"(?:{timex_words.DURATION_UNITS})"
_PERIOD = "(?:day|week|weekend|month|quarter|year|decade|century|season)"
_DAYPART = r"(?:morning|afternoon|evening|night|midday)"
_ORDINAL = _any(timex_words.ORDINALS)
_APPROX = rf"(?:(?:about|around|nearly|almost|roughly|approximately|some|more{_S}than|less{_S}than|over|at{_S}least|up{_S}to|fewer{_S}than|as{_S}long{_S}as|no{_S}more{_S}than){_S})"
_PARTS = rf"(?:(?:the{_S})?(?:(?P<part>early|mid|late)[-\s]{{1,2}}(?:in{_S})?|(?P<phase>beginning|start|middle|end|turn|first{_S}half|second{_S}half|latter{_S}half){_S}of{_S}))?"
_CLOCK = r"(?:(?P<clock>\d{1,2}(?:[:.]\d{2})?)\s?(?P<noon>[ap]\.?m\b\.?|[AP]\.?M\b\.?)|(?P<clock24>\d{1,2}:\d{2})(?!\d)|(?P<fixed>(?i:noon|midnight)))"
_REL = r"(?P<rel>last|past|previous|preceding|prior|next|coming|following|upcoming|this|current|that|same|latest)"
_EARLIER = r"(?:(?P<lead>early|late|earlier|later)\s(?:in\s)?)"

RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:T[\d:]{2,8})?(?!\d)"),
    ("numeric", r"(?P<a>\d{1,2})(?P<sep>[./])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4}|\d{2})(?![\d/])"),
    ("clock", rf"(?i:(?:about|around){_S})?{_CLOCK}(?:{_S}(?:GMT|EST|EDT|ET|UTC|MSK|local{_S}time|Moscow{_S}time|CET|PST|PDT))?(?:,?{_S}(?:on{_S})?(?:(?P<wd>{_WEEKDAY}|(?i:yesterday|today|tomorrow|tonight))|(?P<mon>{_MONTH}){_S}(?P<d>{_DAYNUM})(?!\d)))?"),
    ("date_md", rf"(?:{_WEEKDAY_ANY},?{_S})?(?P<mon>{_MONTH}){_S}(?P<d>{_DAYNUM}){_TH}?(?!\d|[.,:]\d|%)(?:\s?[-–]\s?(?P<d2>{_DAYNUM}){_TH}?(?!\d))?(?:,?{_S}(?P<y>{_YEAR})(?!\d|,\d))?"),
    ("date_dm", rf"(?:{_WEEKDAY_ANY},?{_S})?(?:the{_S})?(?P<d>{_DAYNUM}){_TH}?(?:\s?[-–]\s?(?P<d2>{_DAYNUM}))?{_S}(?:of{_S})?(?P<mon>{_MONTH})(?:,?{_S}(?P<y>{_YEAR})(?!\d|,\d))?"),
    ("month", rf"(?i:{_PARTS}(?:(?P<mrel>last|next|this|that|the{_S}previous){_S})?)(?P<mon>{_MONTH})(?:,?{_S}(?:of{_S}|in{_S})?(?:(?P<y>{_YEAR})(?!\d|,\d)|(?P<yw>nineteen{_S}[a-z]+(?:-[a-z]+)?)|(?P<yrel>(?i:(?:this|last|next){_S}year))))?"),
    ("set", rf"(?i:(?:every|each|per){_S}(?P<every>other{_S}|(?:{_NUM}){_S})?(?:(?P<unit>{_UNIT}|morning|night|evening|afternoon|weekend)|(?P<wd>{_WEEKDAY})|(?P<mon>{_MONTH})|(?P<season>{_SEASON}))\b|(?P<freq>{_any(timex_words.SETS)})\b|(?P<plural>{_WEEKDAY})s\b|(?P<times>once|twice){_S}a{_S}(?P<per>day|week|month|year)\b)"),
    ("weekday", rf"(?i:{_EARLIER}?(?:(?P<wrel>last|next|this(?:{_S}coming)?|this{_S}past|the{_S}following|the{_S}previous|earlier{_S}this){_S})?(?P<wd>{_WEEKDAY})(?:{_S}(?P<daypart>{_DAYPART}))?(?:{_S}(?P<week>last|this|next){_S}week)?)\b"),
    ("deictic", rf"(?i:{_EARLIER}?(?P<word>the{_S}day{_S}before{_S}yesterday|the{_S}day{_S}after{_S}tomorrow|yesterday|today|tomorrow|tonight)(?:{_S}(?P<daypart>{_DAYPART}))?)\b"),
    ("daypart", rf"(?i:{_EARLIER}?(?P<prel>this|last|that){_S}(?P<daypart>{_DAYPART}))\b"),
    ("quarter", rf"(?i:(?:the{_S})?(?:(?:first|1st){_S}(?:two|three){_S}quarters{_S}of{_S})?(?:(?P<y0>{_YEAR}|fiscal){_S}|(?P<yposs>this|last|next){_S}year['’]s{_S}|(?:fiscal|flat|current){_S})?(?P<ord>first|second|third|fourth|latest|1st|2nd|3rd|4th)(?:{_S}fiscal|{_S}calendar)?[-\s](?P<span>quarter|half)(?:{_S}(?:of{_S})?(?:fiscal{_S})?(?P<y>{_YEAR}|(?:last|this|next|the){_S}year))?|\bQ(?P<q>[1-4])(?:{_S}(?P<qy>{_YEAR}))?)\b"),
    ("yearago", rf"(?i:(?:the{_S}|a{_S})?year[-\s](?:earlier|ago|before)(?:{_S}(?:quarter|period))?)\b"),
    ("ago", rf"(?i:{_APPROX}?(?P<n>{_NUM}|an?|{_VAGUE}|(?:{_NUM}|an?|a{_S}few){_S}(?:or{_S}(?:two|three|so|more){_S})?)?{_S}?(?P<unit>{_UNIT})(?:{_S}or{_S}so)?{_S}(?P<dir>ago|earlier|later|before|from{_S}now|previously|hence))\b"),
    ("window", rf"(?i:(?:(?:the|these|those){_S})?(?P<rel>last|past|previous|preceding|prior|recent|next|coming|following|upcoming){_S}(?:(?P<n>{_NUM}|{_VAGUE}){_S})?(?:{_S}?full{_S})?(?P<unit>seconds|minutes|hours|days|weeks|months|quarters|years|decades|centuries|hour|minute|summers|winters))\b"),
    ("firstn", rf"(?i:(?:the{_S})?(?:first|final|full|initial){_S}(?P<n>{_NUM}|{_VAGUE}){_S}(?P<unit>{_UNIT}))\b"),
    ("relative", rf"(?i:{_PARTS}{_EARLIER}?(?:the{_S})?{_REL}{_S}(?:(?:fiscal|calendar|financial|full){_S})?(?P<unit>{_PERIOD}|(?P<season>{_SEASON})|period))\b"),
    ("endof", rf"(?i:(?:the{_S})?(?P<phase>beginning|start|middle|end|rest|remainder){_S}of{_S}(?:the{_S})?(?P<unit>day|week|month|quarter|year|decade|century|season)|(?P<yearend>year[-\s]end))\b"),
    ("theweek", r"(?i:the\s(?P<unit>weekend|quarter|week|month|(?:full\s|fiscal\s)?year)|fiscal\s(?P<fy>(?:19|20)\d{2})|FY\s?(?P<fy2>(?:19|20)\d{2}))\b"),
    ("season", rf"(?i:{_PARTS}(?:the{_S})?(?P<season>{_SEASON})(?:{_S}(?:of{_S}|in{_S})?(?:(?P<y>{_YEAR})(?!\d)|(?P<yrel>(?:this|last|next){_S}year)))|(?:(?<=in\s)|(?<=by\s)|(?<=the\s)|(?<=until\s))(?P<bare>{_SEASON}))\b(?!{_S}(?:of|in|from|to|back|short|apart|by|off|draft|conscription|call)\b)"),
    ("decade", rf"(?i:{_PARTS}(?:the{_S})?(?:['’]?(?P<n>(?:1[0-9]|20)?\d0)['’]?s|(?:nineteen[-\s])?(?P<word>{_any(timex_words.DECADES)}))\b)"),
    ("century", rf"(?i:{_PARTS}(?:the{_S})?(?P<ord>\d{{1,2}}{_TH}|{_ORDINAL}|twenty[-\s]first)[-\s]century)\b"),
    ("holiday", rf"(?i:(?:(?P<hrel>last|this|next){_S})?(?P<name>Thanksgiving(?:{_S}Day)?|Labor{_S}Day|Memorial{_S}Day|{_any(timex_words.HOLIDAYS)}|{_any(timex_words.EASTER_OFFSETS)}))\b(?:,?{_S}(?P<y>{_YEAR}))?"),
    ("duration", rf"(?i:{_APPROX}?(?:(?:an{_S}additional|another){_S})?(?P<n>{_NUM}(?:{_S}and{_S}a{_S}half)?|an?|one|{_VAGUE})(?:{_S}(?:full|more|straight|consecutive|additional|long|trading|working|business|calendar))?[-\s](?P<unit>{_UNIT})(?P<half>{_S}and{_S}a{_S}half)?)\b(?:-(?:old|long))?"),
    ("bareunits", r"(?i:(?<=for\s)(?P<unit>days|weeks|months|years|decades|centuries|hours|minutes)|(?:(?<=in\s)|(?<=of\s))(?P<unit2>weeks|months|decades))\b"),
    ("yearwords", rf"(?i:(?:the{_S}year{_S})?(?:(?P<cent>nineteen|twenty){_S}(?:hundred{_S})?(?:and{_S})?(?P<rest>(?:{_any(quantity_words.TENS)})(?:[-\s](?:{_any(quantity_words.UNITS)}))?|{_any(quantity_words.TEENS)})|(?P<k>two{_S}thousand(?:{_S}(?:and{_S})?(?:{_CARD}))?)))\b(?!{_S}(?:men|people|soldiers|troops|years))"),
    ("yearrange", r"(?P<y>(?:1[5-9]|20)\d{2})\s?[-–/]\s?(?P<y2>(?:1[5-9]|20)\d{2}|\d{2})(?![\d,%]|\.\d|-)"),
    ("year", rf"(?i:{_PARTS}(?:the{_S}year{_S}|mid-)?)(?P<y>(?:1[5-9]|20)\d{{2}})(?![\d%]|[.,:]\d|-\w|\s?(?:{_any(quantity_words.SPELLED)}|percent|per{_S}cent|people|men|women|soldiers|troops|tons|tonnes|shares|points|km|miles|recruits|conscripts|dollars|feet|meters|metres|rubles)\b)(?:['’]s?\b)?(?:{_S}(?P<period>period|quarter))?"),
    ("reference", rf"(?i:{_any(w for ws in timex_words.REFERENCES.values() for w in ws)})\b(?!{_S}(?:upon|and{_S}again))"),
)  # fmt: skip
"""Name and pattern of each rule; an earlier rule wins over a later one at the same place."""

COMPILED = {name: re.compile(pattern) for name, pattern in RULES}
ATOM = re.compile(
    r"(?<![\w$€£.,/])(?=[A-Za-z\d'’])(?:"
    + "|".join(
        f"(?P<{name}_>{re.sub(r'[(][?]P=sep[)]', '[./]', re.sub(r'[(][?]P<[a-z_0-9]+>', '(?:', pattern))})"
        for name, pattern in RULES
    )
    + r")(?!\w)"
)
HINTS = Hints((
    *timex_words.MONTHS, *timex_words.SEASONS, *timex_words.DAY_PARTS, *timex_words.DECADES, *timex_words.HOLIDAYS,
    *timex_words.EASTER_OFFSETS, *timex_words.SETS, *(one for each in timex_words.REFERENCES.values() for one in each),
    "second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "centur", "season", "period",
    "half", "noon", "night", "tomorrow", "thanksgiving", "nineteen", "twenty", "thousand",
))  # fmt: skip
"""Every rule needs one of these, or a figure."""

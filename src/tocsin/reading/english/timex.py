"""Time expressions of an English text, resolved against the publication day.

Two things easily confused: the *value* is what the words name ("early January" names January 2023),
the *interval* is when the event can have been (1-10 January). A preposition opens the interval
("before April" has no first day) and stays outside the span.

Source: TIMEX3, ISO 24617-1.
"""

import re
from datetime import date, timedelta

from tocsin.reading.english.timex_frame import Frame, Meaning
from tocsin.reading.english.timex_grammar import ATOM, COMPILED, HINTS
from tocsin.reading.english.timex_resolve import resolve
from tocsin.records.reading import Timex

_BEFORE = re.compile(
    r"\b(?:(?P<until>by|until|till|up\sto|no\slater\sthan)|(?P<before>before|prior\sto|ahead\sof)"
    r"|(?P<since>since)|(?P<after>after|following)|(?P<start>from|starting(?:\sin|\son|\sfrom)?"
    r"|beginning(?:\sin|\son|\sfrom)?|as\searly\sas|effective))\s(?:the\s)?$",
    re.IGNORECASE,
)
_END_NAMED = re.compile(r"(?:the\s)?(?:end\sof|late|year[-\s]end)\b", re.IGNORECASE)
_REACH = 28


def find_times(
    text: str, published_on: date | None, start: int = 0, end: int | None = None
) -> tuple[Timex, ...]:
    """Every time expression of `text[start:end]`, in order and without overlap.

    Args:
        text: the whole text; offsets index it.
        published_on: the day that "today" means; without it only absolute expressions are resolved.
        start: where to begin.
        end: where to stop; the end of the text if not given.
    """
    stop = len(text) if end is None else min(end, len(text))
    if not HINTS.stand_in(text, start, stop):
        return ()
    frame = Frame(text, published_on)
    found: list[Timex] = []
    for atom in ATOM.finditer(text, start, stop):
        name = (atom.lastgroup or "").removesuffix("_")
        match = COMPILED[name].fullmatch(text, atom.start(), atom.end())
        if match is None or match.end() == match.start():
            continue
        meaning = resolve(name, match, frame)
        if meaning is None:
            continue
        frame.remember(meaning)
        found.append(_timex(text, match, meaning, published_on))
    return tuple(found)


def _timex(text: str, match: re.Match[str], meaning: Meaning, published_on: date | None) -> Timex:
    begin, end = match.span()
    while end > begin and text[end - 1].isspace():
        end -= 1
    earliest, latest = meaning.earliest, meaning.latest
    if meaning.type in {"DATE", "TIME"} and (lead := _BEFORE.search(text, max(0, begin - _REACH), begin)):
        kind = lead.lastgroup or ""
        if kind == "before" and _END_NAMED.match(text, begin):
            kind = "until"
        earliest, latest = _opened(kind, earliest, latest, published_on)
    return Timex(
        text=text[begin:end], start=begin, end=end, earliest=earliest, latest=latest,
        type=meaning.type, value=meaning.value,
    )  # fmt: skip


def _opened(
    kind: str, earliest: date | None, latest: date | None, published_on: date | None
) -> tuple[date | None, date | None]:
    """The interval of an event that a preposition places before, after or up to the time named."""
    if kind == "until":
        return None, latest
    if kind == "before":
        return None, earliest - timedelta(days=1) if earliest else None
    if kind == "after":
        return latest, None
    if kind == "since":
        return earliest, published_on if published_on and earliest and published_on >= earliest else None
    return earliest, None

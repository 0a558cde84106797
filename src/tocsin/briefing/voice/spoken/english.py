"""English text in words only, each with the place in the text it stands for.

Worked example. “Up to 300,000 by 21 Sep. 2022” gives *up*, *to*, *three hundred thousand*, *by*, *the twenty
first of September twenty twenty two*: five pieces, so that a page can mark the figure while it is said.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from tocsin.briefing.voice.spoken import amounts, dates, letters
from tocsin.briefing.voice.spoken.rule import Rule, ends_sentence

RULES: tuple[Rule, ...] = (*letters.RULES[:2], *dates.RULES, *amounts.RULES, *letters.RULES[2:])
GONE = frozenset("\u2060\u200b\u200c\u200d\ufeff\u00ad")
"""Marks of no width."""
PLAIN = {
    **dict.fromkeys("\u00a0\u202f\u2009\u2007\t\n", " "),
    **dict.fromkeys("\u2010\u2011", "-"),
    **dict.fromkeys("\u2018\u2019", "'"),
    "\u2012": "–",
    "\u2212": "−",
}
STOPS = {**dict.fromkeys(",—–()[]·|", ","), **dict.fromkeys(".…", "."), **{one: one for one in ";:!?"}}
STRENGTH = ",;:.?!"
TITLES = re.compile(r"(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Capt|Maj|Sgt|Gov|Sen|Rep|St|No|Art|vs|[A-Z])\.$")
"""What goes on after its full stop, though a capital follows."""


class Said(NamedTuple):
    """A stretch of a text, and how it is said."""

    start: int
    """Where it begins in the text."""
    end: int
    """Where it ends."""
    words: str
    """Words of letters, apostrophes and hyphens; nothing else."""
    stop: str
    """How the voice pauses after it: one of `,;:.?!`, or nothing."""


def say(text: str, known: Collection[str] = ()) -> tuple[Said, ...]:
    """The text as it is said.

    Args:
        text: As it is printed.
        known: Words whose pronunciation is known, which are said as they stand.
    """
    places = [place for place, letter in enumerate(text) if letter not in GONE]
    plain = "".join(PLAIN.get(text[place], text[place]) for place in places)
    said: list[Said] = []
    at = 0
    while at < len(plain):
        found, words = _found(plain, at, known)
        if found is None:
            _pause(said, STOPS.get(plain[at], ""))
            at += 1
            continue
        start, end = found.span()
        trimmed = start + len(found[0].rstrip())
        if words:
            said.append(Said(places[start], places[trimmed - 1] + 1, words, ""))
        if found[0].endswith(".") and ends_sentence(found) and not TITLES.search(found[0]):
            _pause(said, ".")
        at = max(end, at + 1)
    return tuple(said)


def _found(plain: str, at: int, known: Collection[str]) -> tuple[re.Match[str] | None, str]:
    """The first rule that finds something here, and the words for it."""
    if at and plain[at - 1].isalnum() and plain[at].isalnum():
        return None, ""
    name = re.compile(letters.WORD).match(plain, at)
    if name and name[0].partition("'")[0] in known:
        return name, letters.latin(name[0])
    for one in RULES:
        found = one.pattern.match(plain, at)
        words = one.words(found) if found and found[0] else None
        if found and words:
            return found, words
    return None, ""


def _pause(said: list[Said], stop: str) -> None:
    """Puts a pause after the last words, unless a stronger one is there."""
    if said and stop and (not said[-1].stop or STRENGTH.index(stop) > STRENGTH.index(said[-1].stop)):
        said[-1] = said[-1]._replace(stop=stop)


def spoken(said: Collection[Said]) -> str:
    """Words and stops as one line, ending in a stop."""
    line = " ".join(f"{one.words}{one.stop}" for one in said).strip()
    return f"{line.rstrip(',;:')}." if line and line[-1] not in ".?!" else line

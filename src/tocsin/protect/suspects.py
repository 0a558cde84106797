"""Finds who in a draft may be a private person by first names alone, for texts too short to be read well.

Somebody called by a first name only, or introduced by their age, is private until a case says otherwise. In a
draft a false alarm costs a glance, and a miss may cost somebody's freedom.

Worked example. "Ivan, a driver, met Denis Volkov" gives Ivan; "Denis Volkov, 38, left" gives Denis Volkov.
"""

import re
from collections.abc import Sequence

from tocsin.protect.naming import ambiguous, is_first_name
from tocsin.records.reading import ProtectedMention

NAME = re.compile(
    r"(?<![\w.@/-])(?P<first>[A-ZА-ЯЁ][a-zа-яё]{2,})(?P<last>[ \u00a0][A-ZА-ЯЁ][a-zа-яё]{2,}(?:-[A-Z]\w+)?)?"
)
AGE = re.compile(r"(?:['’]s)?,? (?:\(?\d{2}\)?[,.) ]|an? \d{2}-year-old|\d{2} (?:лет|года?)\b)")


def find_suspects(text: str, known: Sequence[ProtectedMention]) -> tuple[ProtectedMention, ...]:
    """What reading found, and beside it every first name that stands alone or has an age; in order."""
    taken = [(one.start, one.end) for one in known]
    found = [*known]
    for match in NAME.finditer(text):
        first, last = match["first"], match["last"]
        if first.casefold() in ambiguous() or not is_first_name(first):
            continue
        if last and not AGE.match(text, match.end()):
            continue
        start, end = match.span()
        if all(end <= left or start >= right for left, right in taken):
            found.append(ProtectedMention(text=match.group(), start=start, end=end, name=match.group()))
    return tuple(sorted(found, key=lambda one: one.start))

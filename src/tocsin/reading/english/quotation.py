"""Stretches between quotation marks, found in the text and not in the parse.

An opening mark without its closing one runs to the end of its passage, as in quotations of several
paragraphs; marks inside a word are apostrophes.
"""

import re
from collections.abc import Iterator

from tocsin.reading.interface import Stretch

_PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’"}
_MARK = re.compile(r"[“«„\"‘”»]")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’]?\s+(?=[\"“'A-Z\[])")
FEWEST_WORDS = 4
"""Shorter quotations are single words in the writer's sentence."""


def find_quotations(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Start and end of what stands between marks, outermost first, in order."""
    place = start
    while opening := _MARK.search(text, place, end):
        mark = opening.group()
        if mark not in _PAIRS:
            place = opening.end()
            continue
        close = _closing(text, opening.end(), end, _PAIRS[mark])
        yield opening.end(), close
        place = close + 1


def _closing(text: str, start: int, end: int, marks: str) -> int:
    for place in range(start, end):
        if text[place] in marks and not (marks == "’" and text[place + 1 : place + 2].isalpha()):
            return place
    return end


def is_speech(text: str, quotation: Stretch) -> bool:
    """Whether the quotation is long enough to be a statement."""
    return len(text[quotation[0] : quotation[1]].split()) >= FEWEST_WORDS


def find_sentences(text: str, quotation: Stretch) -> Iterator[Stretch]:
    """The sentences of a quotation, without the marks and stops at their ends."""
    start, end = quotation
    cuts = [start]
    cuts.extend(found.end() for found in _SENTENCE.finditer(text, start, end))
    for one, other in zip(cuts, [*cuts[1:], end], strict=True):
        piece = text[one:other]
        left = len(piece) - len(piece.lstrip(" \t\u00a0,.;:–—-'\"“”"))
        right = len(piece.rstrip(" \t\u00a0,.;:–—-'\"”"))
        if left < right:
            yield one + left, one + right

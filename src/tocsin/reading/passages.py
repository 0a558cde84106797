"""A text as short passages: its paragraphs, and the pieces of a paragraph that is too long to parse whole.

Parsers keep whole documents in memory and some of their steps grow faster than the text; a five-megabyte
line must cost no more than five megabytes of short lines.
"""

import re
from collections.abc import Iterator

LONGEST = 2_400
"""Characters: about 400 words, longer than any paragraph of a news text."""

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’»)\]]*\s")


def find_passages(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every passage that holds more than white space, in order."""
    for line in _LINE.finditer(text):
        start, end = line.span()
        while end - start > LONGEST:
            cut = _cut(text, start, start + LONGEST)
            if text[start:cut].strip():
                yield start, cut
            start = cut
        if text[start:end].strip():
            yield start, end


def _cut(text: str, start: int, limit: int) -> int:
    """Where to cut between `start` and `limit`: after a sentence, else after a space, else at the limit."""
    middle = (start + limit) // 2
    ends = [found.end() for found in _SENTENCE_END.finditer(text, middle, limit)]
    if ends:
        return ends[-1]
    space = text.rfind(" ", middle, limit)
    return space + 1 if space >= 0 else limit

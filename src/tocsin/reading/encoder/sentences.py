"""Where sentences end, by punctuation alone: what the window around a cue needs, in any language."""

import re
from bisect import bisect_right
from collections.abc import Iterable

_END = re.compile(r"\n\s*|[.!?…]+[\"'”’»)\]]*\s+(?=[^\W\d_a-zа-яё]|[\"'“‘«„(\[\d—–-])")
_LONGEST_WORD = 12


def sentence_ends(text: str, abbreviations: Iterable[str]) -> list[int]:
    """Offsets behind each sentence; the last is the text's length."""
    known = frozenset(abbreviations)
    ends: list[int] = []
    for found in _END.finditer(text):
        if "\n" in found.group() or not _abbreviates(text, found.start(), known):
            ends.append(found.end())
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return ends


def _abbreviates(text: str, stop: int, known: frozenset[str]) -> bool:
    """Whether the full stop at `stop` follows an initial or a known short form."""
    if text[stop] != ".":
        return False
    low = max(0, stop - _LONGEST_WORD)
    word = re.split(r"[\s(\"'“‘«]", text[low:stop])[-1]
    return (len(word) == 1 and word.isupper()) or word in known


def sentence_of(ends: list[int], place: int) -> int:
    """Number of the sentence in which an offset stands."""
    return bisect_right(ends, place)

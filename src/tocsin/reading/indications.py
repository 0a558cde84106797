"""Finds the passages of a text that show an indicator.

A passage counts when the text reports the signal as happening, ordered or said. "Rumours of a second
wave swirl" is a signal; "if a second wave is announced" is not, and neither is "there is no evidence
of a build-up": what stands before the words in their clause can take them back.
"""

import re
from collections.abc import Sequence
from functools import cache

from tocsin.reading.patterns import Wording, patterns_for, wording
from tocsin.reading.vocabulary import vocabularies
from tocsin.records.indication import Indicator
from tocsin.records.reading import IndicationSpan

WORD_END = re.compile(r"[\w’'-]*")
TRAILING = " \t\n\r\u00a0,;:.–—-"


def find_indications(
    text: str, sentences: Sequence[tuple[int, int]], indicators: Sequence[Indicator], lang: str
) -> tuple[IndicationSpan, ...]:
    """Every passage that shows an indicator, in order of place.

    One wording of an indicator is reported once, where it first stands; another wording of the same
    indicator is another signal. A language the indicators do not know gives nothing.
    """
    each = [(start, end, text[start:end].lower()) for start, end in sentences]
    lowered = "\n".join(words for _, _, words in each)
    found: list[IndicationSpan] = []
    for indicator in indicators:
        patterns = patterns_for(indicator.patterns, lang)
        able = wording(patterns).possible(lowered) if patterns else None
        if able is not None:
            found.extend(passages(text, each, indicator.id, able, lang.partition("-")[0]))
    return tuple(sorted(found, key=lambda s: (s.start, s.end, s.indicator)))


def passages(
    text: str, sentences: Sequence[tuple[int, int, str]], indicator: str, able: Wording, lang: str
) -> list[IndicationSpan]:
    """The passages of one indicator, a sentence at a time, each wording once.

    Args:
        sentences: where each starts and ends, and its words in lower case.
    """
    found: list[IndicationSpan] = []
    left = able
    for start, end, lowered in sentences:
        here = left.possible(lowered)
        if here is None or not here.admits(text, start, end):
            continue
        hits = [(m, e) for e in here.any if (m := asserted(text, start, end, e.regex, lang))]
        if not hits:
            continue
        match, _ = min(hits, key=lambda hit: (hit[0].end() - hit[0].start(), hit[0].start()))
        found.append(passage(text, match.start(), match.end(), end, indicator))
        shown = {e for _, e in hits}
        left = Wording(any=tuple(e for e in left.any if e not in shown), all=left.all, none=left.none)
        if not left.any:
            break
    return found


@cache
def _taken_back(lang: str) -> re.Pattern[str] | None:
    """What makes the rest of its clause imagined, conditional or absent."""
    words = next((one.takes_back for one in vocabularies() if one.lang == lang), ())
    pattern = rf"\b(?:{'|'.join(words)})\b[^,.;:!?\n]*$"
    return re.compile(pattern, re.IGNORECASE) if words else None


def asserted(text: str, start: int, end: int, regex: re.Pattern[str], lang: str) -> re.Match[str] | None:
    """The first match in the sentence that nothing before it takes back."""
    taken_back = _taken_back(lang)
    for match in regex.finditer(text, start, end):
        if taken_back is None or not taken_back.search(text[start : match.start()]):
            return match
    return None


def passage(text: str, start: int, end: int, limit: int, indicator: str) -> IndicationSpan:
    """The span of a match, ended at a word's end and without trailing punctuation."""
    tail = WORD_END.match(text, end, limit)
    stop = tail.end() if tail and end > start and text[end - 1].isalnum() else end
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1] in TRAILING:
        stop -= 1
    return IndicationSpan(text=text[start:stop], start=start, end=stop, indicator=indicator)

"""Finds the passages of a text that show an indicator.

A passage counts when the text reports the signal as happening, ordered or said. "Rumours of a second
wave swirl" is a signal; "if a second wave is announced" is not, and neither is "there is no evidence
of a build-up": what stands before the words in their clause can take them back.
"""

import re
from collections.abc import Sequence
from functools import cache

from tocsin.reading.patterns import Expression, lower_case, patterns_for, wording
from tocsin.reading.sieve import Sieve
from tocsin.reading.vocabulary import vocabularies
from tocsin.records.indication import Indicator
from tocsin.records.reading import IndicationSpan

WORD_END = re.compile(r"[\w’'-]*")
TRAILING = " \t\n\r\u00a0,;:.–—-"


class IndicationFinder:
    """Finds the indicators of a catalogue in texts of one language; one the catalogue lacks gives nothing."""

    def __init__(self, indicators: Sequence[Indicator], lang: str) -> None:
        self._lang = lang.partition("-")[0]
        written = ((one.id, patterns_for(one.patterns, lang)) for one in indicators)
        self._wordings = tuple((name, wording(patterns)) for name, patterns in written if patterns)
        self._sieve = Sieve(e for _, words in self._wordings for e in words.any)
        self._of: dict[Expression, list[int]] = {}
        for place, (_, words) in enumerate(self._wordings):
            for one in words.any:
                self._of.setdefault(one, []).append(place)

    def find(self, text: str, sentences: Sequence[tuple[int, int]]) -> tuple[IndicationSpan, ...]:
        """Every passage that shows an indicator, in order of place.

        One wording of an indicator is reported once, where it first stands; another wording of the same
        indicator is another signal.
        """
        lowered = lower_case(text)
        shown: set[tuple[int, Expression]] = set()
        found: list[IndicationSpan] = []
        for start, end in sentences:
            here = set(self._sieve.able(lowered[start:end]))
            for place in sorted({place for one in here for place in self._of[one]}):
                name, words = self._wordings[place]
                left = [one for one in words.any if one in here and (place, one) not in shown]
                if not left or not words.admits(lowered, start, end):
                    continue
                hits = [(m, e) for e in left if (m := asserted(lowered, start, end, e.regex, self._lang))]
                if hits:
                    match, _ = min(hits, key=lambda hit: (hit[0].end() - hit[0].start(), hit[0].start()))
                    found.append(passage(text, match.start(), match.end(), end, name))
                    shown.update((place, one) for _, one in hits)
        return tuple(sorted(found, key=lambda s: (s.start, s.end, s.indicator)))


def find_indications(
    text: str, sentences: Sequence[tuple[int, int]], indicators: Sequence[Indicator], lang: str
) -> tuple[IndicationSpan, ...]:
    """What a finder made for one text finds."""
    return IndicationFinder(indicators, lang).find(text, sentences)


@cache
def _taken_back(lang: str) -> re.Pattern[str] | None:
    """What makes the rest of its clause imagined, conditional or absent."""
    words = next((one.takes_back for one in vocabularies() if one.lang == lang), ())
    pattern = rf"\b(?:{'|'.join(words)})\b[^,.;:!?\n]*$"
    return re.compile(pattern, re.IGNORECASE) if words else None


def asserted(text: str, start: int, end: int, regex: re.Pattern[str], lang: str) -> re.Match[str] | None:
    """The first match in the sentence of a text, given in lower case, that nothing before it takes back."""
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

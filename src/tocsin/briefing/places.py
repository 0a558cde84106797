"""Where: the regions that claims and indications name, read from the sentence they stand in.

A report counts once a place, however often it names it. What names no place is not put anywhere: the house of
the outlet or the capital is no place of what it reports.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from tocsin.briefing.quoting import Quotes
from tocsin.records.assessment import Origin
from tocsin.records.capture import Memento
from tocsin.records.claim import Claim
from tocsin.records.drawn import PlaceRow
from tocsin.records.indication import Indication
from tocsin.records.place import Gazetteer, Place

MAX_CITES = 6
HEAD = re.compile(r"[A-ZА-ЯЁ][a-zа-яё]{2}")
CAPITAL = "(?=[A-ZА-ЯЁ])"
GROUP = re.compile(r"\([^()]*\)")
REACH = 32
"""No name of a place is longer than this on either side of its first capital."""
SENTENCE_END = re.compile(r"[.!?…]['\"”»)]*(?=\s+[\"“«(]?[^\W\d_a-zа-яё])|\n")


def rows(
    gazetteer: Gazetteer | None,
    claims: Sequence[Claim],
    indications: Sequence[Indication],
    mementos: Mapping[str, Memento],
    origins: Sequence[Origin],
    quotes: Quotes,
    language: str,
) -> tuple[PlaceRow, ...]:
    """A row a place, the most reported first."""
    if gazetteer is None:
        return ()
    origin_of = {memento: origin.id for origin in origins for memento in origin.mementos}
    spans: dict[str, list[tuple[int, int]]] = {}
    for claim in claims:
        spans.setdefault(claim.memento_id, []).append((claim.spans.content.start, claim.spans.content.end))
    for seen in indications:
        spans.setdefault(seen.memento_id, []).append((seen.spans.start, seen.spans.end))
    named: dict[str, list[tuple[Memento, int, int]]] = {}
    finder = _Finder(gazetteer)
    # In the order of the mementos, so that the same records give the same citations.
    for memento in mementos.values():
        for place, start, end in finder.find(memento, spans.get(memento.id, [])):
            named.setdefault(place, []).append((memento, start, end))
    places = {one.id: one for one in gazetteer.places}
    found = [
        _row(places[name], reports, origin_of, quotes, language)
        for name, reports in sorted(named.items(), key=lambda each: (-len(each[1]), each[0]))
    ]
    return tuple(found)


def _row(
    place: Place,
    reports: Sequence[tuple[Memento, int, int]],
    origin_of: Mapping[str, str],
    quotes: Quotes,
    language: str,
) -> PlaceRow:
    cites = [quotes.cite(memento.id, start, end) for memento, start, end in reports[:MAX_CITES]]
    return PlaceRow(
        id=place.id,
        title=place.title_in.get(language, place.title),
        region=place.region,
        n_reports=len(reports),
        n_origins=len({origin_of.get(memento.id, memento.id) for memento, _, _ in reports}),
        cites=tuple(dict.fromkeys(cite for cite in cites if cite)),
    )


class _Finder:
    """One pattern for all the names of a language; which group matched says which place it was."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._ids = [place.id for place in gazetteer.places]
        languages = sorted({code for place in gazetteer.places for code in place.names})
        self._heads = {code: _heads(gazetteer.places, code) for code in languages}
        self._patterns = {code: _pattern(gazetteer.places, code) for code in languages}

    def find(self, memento: Memento, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, int, int]]:
        """Each place with the first sentence that names it and holds a part of one of the spans."""
        pattern = self._patterns.get(memento.language)
        if pattern is None or not spans:
            return
        told: set[str] = set()
        for match in self._matches(memento, pattern):
            place = self._ids[int(str(match.lastgroup)[1:])]
            if place in told:
                continue
            start, end = _sentence(memento.text, match.start(), match.end())
            if any(first < end and last > start for first, last in spans):
                told.add(place)
                yield place, start, end

    def _matches(self, memento: Memento, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The names in a text: a quick look for their first letters, then a close one around each."""
        text, free = memento.text, 0
        for head in self._heads[memento.language].finditer(text):
            for match in pattern.finditer(text, max(free, head.start() - REACH), head.end() + REACH):
                free = match.end()
                yield match


def _heads(places: Sequence[Place], code: str) -> re.Pattern[str]:
    """The capitalised beginnings that every name of a language has one of."""
    found = {head for one in places for name in one.names.get(code, ()) for head in HEAD.findall(name)}
    return re.compile("|".join(sorted(found)))


def _pattern(places: Sequence[Place], code: str) -> re.Pattern[str]:
    named = [f"(?P<p{n}>{'|'.join(one.names[code])})" for n, one in enumerate(places) if one.names.get(code)]
    every = [name for one in places for name in one.names.get(code, ())]
    # Where every name begins with a capital, no other word needs to be held against all of them.
    capital = CAPITAL if all(HEAD.match(name) and "|" not in GROUP.sub("", name) for name in every) else ""
    return re.compile(rf"(?<!\w){capital}(?:{'|'.join(named)})")


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around these characters, without the space at its ends."""
    paragraph = text.rfind("\n", 0, start) + 1
    first = paragraph
    for stop in SENTENCE_END.finditer(text, paragraph, start):
        first = stop.end()
    after = SENTENCE_END.search(text, end)
    last = len(text) if after is None else after.end()
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last

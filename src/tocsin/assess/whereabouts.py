"""Whether a passage is about the question's country, or about another's call-up.

Texts on call-ups speak of many countries, and an indicator of one is none of another: a bill on conscription
in a neighbour's parliament says nothing about ours. The country of a passage is the one named last before
its end, or else the first one after it. A text that names no country at all is taken to speak of its own.

    "Ukrainian intelligence says that Russia will call up 500,000"     Russia, and so ours
    "Russia attacked; in Kyiv parliament lowered the call-up age"      Kyiv, and so not ours
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from tocsin.records.capture import Memento
from tocsin.records.hypothesis import Question
from tocsin.records.indication import Indication

WORD = re.compile(r"\w+")
MOST_WORDS = 2**18


def find_ours(
    question: Question, mementos: Sequence[Memento], indications: Sequence[Indication]
) -> list[Indication]:
    """The indications about the question's country, in the order given."""
    if not question.here or not question.elsewhere:
        return list(indications)
    texts: Mapping[str, str] = {one.id: one.text for one in mementos}
    return [
        seen
        for seen in indications
        if is_here(texts[seen.memento_id], seen.spans.end, question.here, question.elsewhere)
    ]


def is_here(text: str, end: int, here: tuple[str, ...], elsewhere: tuple[str, ...]) -> bool:
    """Whether the passage that ends at `end` is about the country that `here` names."""
    named = _named(text, here, elsewhere)
    before = [ours for at, ours in named if at < end]
    if before:
        return before[-1]
    return named[0][1] if named else True


@lru_cache(maxsize=32_768)
def _named(text: str, here: tuple[str, ...], elsewhere: tuple[str, ...]) -> tuple[tuple[int, bool], ...]:
    """Where the text names a country, and whether it is ours."""
    return tuple((found.start(), found["here"] is not None) for found in _names(here, elsewhere).find(text))


class _Names:
    """The names of countries; most words are seen at a glance to begin none."""

    def __init__(self, here: tuple[str, ...], elsewhere: tuple[str, ...]) -> None:
        ours, theirs = (
            "|".join(map(re.escape, sorted(words, key=len, reverse=True))) for words in (here, elsewhere)
        )
        self._pattern = re.compile(rf"\b(?:(?P<here>{ours})|(?:{theirs}))")
        heads = {WORD.match(name) for name in (*here, *elsewhere)}
        self._plain = None not in heads
        self._begins = _Begins(head.group() for head in heads if head is not None)

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Every name in the text, none over another."""
        if not self._plain:
            yield from self._pattern.finditer(text)
            return
        free = 0
        for word in WORD.finditer(text) if any(map(self._begins.__getitem__, WORD.findall(text))) else ():
            start = word.start()
            if start >= free and self._begins[word.group()] and (found := self._pattern.match(text, start)):
                free = found.end()
                yield found


class _Begins(dict[str, bool]):
    """Word → whether the name of a country may begin in it; asked for a new word, it finds out."""

    def __init__(self, heads: Iterable[str]) -> None:
        super().__init__()
        self._heads = tuple(heads)

    def __missing__(self, word: str) -> bool:
        if len(self) >= MOST_WORDS:
            self.clear()
        self[word] = word.startswith(self._heads)
        return self[word]


@lru_cache(maxsize=16)
def _names(here: tuple[str, ...], elsewhere: tuple[str, ...]) -> _Names:
    return _Names(here, elsewhere)

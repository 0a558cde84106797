"""Whether a passage is about the question's country, or about another's call-up.

Texts on call-ups speak of many countries, and an indicator of one is none of another: a bill on conscription
in a neighbour's parliament says nothing about ours. The country of a passage is the one named last before
its end, or else the first one after it. A text that names no country at all is taken to speak of its own.

    "Ukrainian intelligence says that Russia will call up 500,000"     Russia, and so ours
    "Russia attacked; in Kyiv parliament lowered the call-up age"      Kyiv, and so not ours
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from tocsin.records.capture import Memento
from tocsin.records.hypothesis import Question
from tocsin.records.indication import Indication


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
    return tuple(
        (found.start(), found.group("here") is not None) for found in _names(here, elsewhere).finditer(text)
    )


@lru_cache(maxsize=16)
def _names(here: tuple[str, ...], elsewhere: tuple[str, ...]) -> re.Pattern[str]:
    ours, theirs = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True))) for words in (here, elsewhere)
    )
    return re.compile(rf"\b(?:(?P<here>{ours})|(?:{theirs}))")

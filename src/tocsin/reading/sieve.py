"""Which of many expressions can match in which of many short texts, told by the plain words they need.

A catalogue has hundreds of wordings and a text dozens of sentences, and nearly no wording stands in any of
them. So the words are looked for in all the sentences at once, each in one sweep that runs at memory speed,
and only where one stands is there an expression to try.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from tocsin.reading.patterns import Expression

_BETWEEN = "\n"


class Sieve:
    """Holds the expressions by the words they need."""

    def __init__(self, expressions: Iterable[Expression]) -> None:
        self._always: list[Expression] = []
        self._by_word: dict[str, list[Expression]] = {}
        for one in dict.fromkeys(expressions):
            if not one.literals:
                self._always.append(one)
            for word in one.literals:
                self._by_word.setdefault(word, []).append(one)

    def able(self, texts: Sequence[str]) -> list[set[Expression]]:
        """For each text, given in lower case, the expressions that can match in it."""
        found = [set(self._always) for _ in texts]
        whole = _BETWEEN.join(texts)
        starts = [0, *accumulate(len(text) + len(_BETWEEN) for text in texts)]
        for word, expressions in self._by_word.items():
            at = whole.find(word)
            while at >= 0:
                place = bisect_right(starts, at) - 1
                if at + len(word) < starts[place + 1]:
                    found[place].update(expressions)
                    at = whole.find(word, starts[place + 1])
                else:
                    at = whole.find(word, at + 1)
        return [{one for one in able if one.goes_on(text)} for text, able in zip(texts, found, strict=True)]

"""Which of many expressions can match in a text, told by the plain words they need.

A catalogue has hundreds of wordings, and nearly none stands in any one sentence. So the sentence is taken
apart once into the threes of letters it is made of; a word whose rarest three is not among them need not even
be looked for, and only where a word stands is there an expression to try.
"""

from collections import Counter
from collections.abc import Iterable

from tocsin.reading.literals import LEAST
from tocsin.reading.patterns import Expression

Three = tuple[str, ...]


class Sieve:
    """Holds the expressions by the words they need, and those by three of their letters."""

    def __init__(self, expressions: Iterable[Expression]) -> None:
        # The shortest first, being quick to try.
        self._known = sorted(dict.fromkeys(expressions), key=lambda one: len(one.regex.pattern))
        self._always = [place for place, one in enumerate(self._known) if not one.literals]
        by_word: dict[str, list[int]] = {}
        for place, one in enumerate(self._known):
            for word in one.literals:
                by_word.setdefault(word, []).append(place)
        shared = Counter(three for word in by_word for three in _threes(word))
        self._by_three: dict[Three, list[tuple[str, list[int]]]] = {}
        for word, needing in by_word.items():
            rarest = min(sorted(_threes(word)), key=shared.__getitem__)
            self._by_three.setdefault(rarest, []).append((word, needing))
        self._threes = frozenset(self._by_three)

    def able(self, lowered: str) -> list[Expression]:
        """The expressions that can match in a text, given in lower case; the shortest first."""
        found = set(self._always)
        for three in self._threes & _threes(lowered):
            for word, needing in self._by_three[three]:
                if word in lowered:
                    found.update(needing)
        able = (self._known[place] for place in sorted(found))
        return [one for one in able if not one.further or one.goes_on(lowered)]


def _threes(text: str) -> set[Three]:
    """Every run of as many letters as the shortest word has."""
    return set(zip(*(text[start:] for start in range(LEAST)), strict=False))

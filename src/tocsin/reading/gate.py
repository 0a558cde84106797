"""Is this text about call-ups at all? Asked before any parser is loaded.

A gate may let the wrong text through, at the price of a parser's time; it must not keep a right one out.
Some words speak of the subject wherever they stand ("conscription"); others are shared with sport,
business and everyday life ("draft", "recruit", "contract") and speak of it only in company. Searching a
lowered text for one stem after another runs at memory speed in C and beats an alternation of regular
expressions many times over.

The vocabulary is of the subject and of no country; a language that is not here is not gated by it, and
reading says that it has no pack for it.
"""

from collections.abc import Iterable

from tocsin.reading.vocabulary import vocabularies

COMPANY = 3
"""How many different shared stems together speak of the subject."""


class Gate:
    """Lets through what holds a plain stem of the subject, or enough of the shared ones."""

    def __init__(self, plain: Iterable[str] | None = None, shared: Iterable[str] | None = None) -> None:
        """A gate for the stems given, or for those of every language."""
        known = vocabularies()
        self._plain = _stems((one for each in known for one in each.plain) if plain is None else plain)
        self._shared = _stems((one for each in known for one in each.shared) if shared is None else shared)

    def admits(self, text: str) -> bool:
        """Whether a whole text is about the subject."""
        lowered = text.lower()
        if any(stem in lowered for stem in self._plain):
            return True
        return sum(stem in lowered for stem in self._shared) >= COMPANY

    def touches(self, passage: str) -> bool:
        """Whether a passage of an admitted text could say something about it."""
        lowered = passage.lower()
        return any(stem in lowered for stem in self._plain) or any(stem in lowered for stem in self._shared)


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.casefold() for word in words))

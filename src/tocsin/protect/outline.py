"""The consonants that every spelling of a word keeps: a quick look before its keys are made.

Making the keys of a word is slow, and hardly any word of a text sounds like a private name. But some letters
are read alike by every system of transliteration: a word without the *l* and the *m* of `Ludmila` cannot be
that name however it is spelt. The *outline* of a word is these letters in their order, written once where
they follow each other. A word whose outline is that of no name has no key of a name; one whose outline is has
to be looked at closely.

Worked example. The outline of `Ludmila`, of `Liudmilla` and of the key `ludmila` is `ldml`; of `wall`, `l`.
"""

import re
from collections.abc import Iterable

from tocsin.protect.sounding import LETTERS

LATIN_KEPT = "bdglmnr"
"""Letters that stand in no group of `sounding`, whichever way it is read."""
CYRILLIC_KEPT = "bvgdzklmnprstfhZCQS"
"""Sounds that one Cyrillic letter each stands for."""
PLAIN_CYRILLIC = re.compile("[а-яё]+")
_TWICE = re.compile(r"(.)\1+")
_FROM_LATIN = {code: chr(code) if chr(code) in LATIN_KEPT else None for code in range(128)}
_FROM_CYRILLIC = {
    ord(letter): sound if sound in CYRILLIC_KEPT else None
    for letter, sound in LETTERS.items()
    if PLAIN_CYRILLIC.fullmatch(letter)
}


def outline(word: str) -> str | None:
    """The outline of one word; `None` where only its keys can tell."""
    if word.isascii():
        return _once(word.lower().translate(_FROM_LATIN))
    folded = word.lower()
    return _once(folded.translate(_FROM_CYRILLIC)) if PLAIN_CYRILLIC.fullmatch(folded) else None


class Outlines:
    """The outlines of the keys of one script."""

    def __init__(self, keys: Iterable[str], kept: str) -> None:
        """Takes the keys.

        Args:
            keys: As `sounding.keys` gives them.
            kept: The letters of an outline in that script.
        """
        others = re.compile(f"[^{kept}]+")
        self._known = frozenset(_once(others.sub("", key)) for key in keys)

    def may_be(self, word: str) -> bool:
        """Whether the word, of this script, may have one of the keys."""
        found = outline(word)
        return found is None or found in self._known

    def may_hold(self, word: str) -> bool:
        """Whether one of the keys may stand inside a key of the word, of this script."""
        found = outline(word)
        if found is None:
            return True
        ends = range(len(found) + 1)
        return any(found[start:end] in self._known for end in ends for start in range(end + 1))


def _once(letters: str) -> str:
    return _TWICE.sub(r"\1", letters)

"""Remembers of each word whether it calls a private person, so that a word met again costs a glance.

A page says the same few thousand words a million times. What a word stands for follows from the word alone;
where it stands decides afterwards whether it counts.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from tocsin.protect.names import script_of
from tocsin.protect.naming import Called, Callings
from tocsin.protect.outline import CYRILLIC_KEPT, LATIN_KEPT, Outlines
from tocsin.protect.sounding import keys

HUMP = re.compile(r"[A-ZА-ЯЁ]?[a-zа-яё]+|[A-ZА-ЯЁ]+(?![a-zа-яё])")
SHORT = 3
RUN_TOGETHER = 5
MOST_WORDS = 2**18
"""Words remembered; an export of a large case has as many ids, each of which is a word of its own."""


class Part(NamedTuple):
    """A name inside a longer run of letters."""

    start: int
    """From the beginning of the run."""
    length: int
    """How many letters."""
    called: Called
    """Whose."""


class Recalled(dict[str, Called | None]):
    """Word → whom it may call; asked for a word it does not know, it finds out."""

    def __init__(self, tables: Callings) -> None:
        super().__init__()
        self._tables = tables
        self._outlines = (
            Outlines(tables.latin, LATIN_KEPT),
            Outlines(tables.cyrillic, CYRILLIC_KEPT),
        )

    def __missing__(self, word: str) -> Called | None:
        if len(self) >= MOST_WORDS:
            self.clear()
        is_cyrillic = not word.isascii() and script_of(word) == "cyrillic"
        found = None
        if self._outlines[is_cyrillic].may_be(word):
            table = self._tables.cyrillic if is_cyrillic else self._tables.latin
            found = next((table[sound][0] for sound in sorted(keys(word)) if sound in table), None)
        self[word] = found
        return found


class Parts(dict[str, tuple[Part, ...]]):
    """Word of an address or a key → the names run together in it; asked for a new word, it finds out."""

    def __init__(self, tables: Callings, recalled: Recalled) -> None:
        super().__init__()
        self._recalled = recalled
        self._inside = _Inside(tables.latin, LATIN_KEPT), _Inside(tables.cyrillic, CYRILLIC_KEPT)

    def __missing__(self, word: str) -> tuple[Part, ...]:
        if len(self) >= MOST_WORDS:
            self.clear()
        found = [
            Part(hump.start(), len(hump.group()), called)
            for hump in HUMP.finditer(word)
            if SHORT < len(hump.group()) < len(word) and (called := self._recalled[hump.group()])
        ]
        is_cyrillic = not word.isascii() and script_of(word) == "cyrillic"
        inside = self._inside[is_cyrillic].find(word)
        if inside is not None:
            found.append(Part(0, len(word), inside))
        self[word] = tuple(found)
        return self[word]


class _Inside:
    """Full-length names of one script that may stand inside a longer run of letters."""

    def __init__(self, table: Mapping[str, list[Called]], kept: str) -> None:
        self._sure = {
            sound: called[0]
            for sound, called in table.items()
            if called[0].how != "short name" and len(sound) >= RUN_TOGETHER
        }
        self._starts = frozenset(sound[:RUN_TOGETHER] for sound in self._sure)
        self._outlines = Outlines(self._sure, kept)

    def find(self, word: str) -> Called | None:
        """Whose name stands inside the word and is not all of it."""
        # Of the plain letters only x has two sounds, and the word must have one more than the name in it.
        if word.isascii() and len(word) + word.count("x") + word.count("X") <= RUN_TOGETHER:
            return None
        if not self._outlines.may_hold(word):
            return None
        for sound in sorted(keys(word)):
            runs = (sound[at : at + RUN_TOGETHER] for at in range(len(sound) - RUN_TOGETHER + 1))
            if not self._starts.isdisjoint(runs):
                for known, called in self._sure.items():
                    if known != sound and known in sound:
                        return called
        return None

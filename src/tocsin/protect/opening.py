"""Tells of a word whether any of many spellings may begin in it, so that most texts need no closer look.

A case protects dozens of people and knows hundreds of public ones, and trying each of them at every word
takes most of a large briefing's time. Whether a spelling may begin in a word follows from the word alone.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable

from tocsin.protect.spelling import HIDDEN, NOT_AFTER_LETTER, letter_expression

WORD = re.compile(rf"[^\W\d_](?:[^\W_]++|[{HIDDEN}]++)*+")
FIRST = re.compile(r"[^\W\d_]+")
PLAIN = re.compile(r"[^\W_]+")
"""Letters and figures, and no sign that a spelling may hide between them."""
MARKS = re.compile(f"[{HIDDEN}]*")
MOST_WORDS = 2**18


class Openings(dict[str, bool]):
    """Word → whether a spelling may begin in it; asked for a new word, it finds out."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__()
        heads = {FIRST.match(unicodedata.normalize("NFC", name)) for name in names}
        known = [head.group() for head in heads if head is not None]
        # A spelling that begins with a sign, or with a letter of a script whose marks end a word, may begin
        # anywhere.
        self._sure = None not in heads and all(map(_stays_whole, known))
        either = "|".join(sorted("".join(map(letter_expression, head)) for head in set(known)))
        self._heads = re.compile(f"{NOT_AFTER_LETTER}(?:{either})", re.IGNORECASE)

    def among(self, words: Iterable[str]) -> bool:
        """Whether a spelling may begin anywhere in a text of these words, as `WORD` finds them."""
        return not self._sure or any(map(self.__getitem__, words))

    def __missing__(self, word: str) -> bool:
        if len(self) >= MOST_WORDS:
            self.clear()
        # Within a word of letters and figures nothing begins but at a letter that follows no letter.
        self[word] = PLAIN.fullmatch(word) is None or self._heads.search(word) is not None
        return self[word]


def _stays_whole(head: str) -> bool:
    return all(MARKS.fullmatch(unicodedata.normalize("NFD", letter)[1:]) for letter in head)

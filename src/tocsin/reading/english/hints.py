"""Whether a stretch can hold a number or a time at all.

Most statements hold neither, and a word looked for costs a fraction of a grammar tried.
"""

import re
from collections.abc import Iterable

_FIGURE = re.compile(r"[\d½⅓⅔¼¾⅛]")


class Hints:
    """Words of which, or of figures, every expression of a grammar holds one."""

    def __init__(self, words: Iterable[str]) -> None:
        told = sorted(set(words), key=len)
        self._words = [
            word for place, word in enumerate(told) if not any(one in word for one in told[:place])
        ]

    def stand_in(self, text: str, start: int, end: int) -> bool:
        """Whether one stands in `text[start:end]`."""
        if _FIGURE.search(text, start, end):
            return True
        stretch = text[start:end].lower()
        return any(word in stretch for word in self._words)

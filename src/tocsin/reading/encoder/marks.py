"""What word pieces do not show: capitals, quotation marks that are open, where paragraphs begin.

An uncased encoder reads "Bill" and "bill" alike, and a chunk does not say that the quotation it begins in
was opened in the one before. Each piece gets three small numbers for this.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

CASES, QUOTES, PARAGRAPHS = 8, 4, 2
"""How many values each mark can take."""
_LOWER, _CAPITALS, _CAPITAL, _DIGIT, _WITHIN = 0, 1, 2, 3, 4
_OUT, _IN, _OPENS, _CLOSES = 0, 1, 2, 3
_OPENING = {"“": "”", "«": "»", "„": "“”", "‘": "’", '"': '"'}


def mark(text: str, spans: Sequence[tuple[int, int]]) -> Ints:
    """Case, quotation and paragraph of each piece: an array of shape (piece, 3)."""
    marks = np.zeros((len(spans), 3), np.int64)
    closing = ""
    before = 0
    for place, (start, end) in enumerate(spans):
        opens_paragraph = place == 0 or "\n" in text[before:start]
        if opens_paragraph:
            marks[place, 2] = 1
            closing = ""
        within = (
            not opens_paragraph and start == before and text[start].isalnum() and text[start - 1].isalnum()
        )
        marks[place, 0] = _case(text[start:end]) + (_WITHIN if within else 0)
        marks[place, 1], closing = _quote(text, start, closing)
        before = end
    return marks


def _case(word: str) -> int:
    if word[0].isupper():
        return _CAPITALS if len(word) > 1 and word.isupper() else _CAPITAL
    return _DIGIT if word[0].isdigit() else _LOWER


def _quote(text: str, start: int, closing: str) -> tuple[int, str]:
    """The piece's place in a quotation, and the mark that would close what is open after it."""
    sign = text[start]
    if closing and sign in closing and not (sign == "’" and text[start + 1 : start + 2].isalnum()):
        return _CLOSES, ""
    apostrophe = sign == "‘" and text[max(0, start - 1) : start].isalnum()
    if not closing and sign in _OPENING and not apostrophe:
        return _OPENS, _OPENING[sign]
    return (_IN if closing else _OUT), closing

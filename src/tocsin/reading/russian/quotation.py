"""What stands in quotation marks, and whether it is speech or a name, a title, a word held at a distance."""

import re

from tocsin.reading.interface import Stretch

_OPENING, _CLOSING = '«“„"', {"«": "»", "“": "”“", "„": "“”", '"': '"'}
FEWEST_WORDS = 4
_WORD = re.compile(r"\w+")
_ENDS = ".!?…,"


def find_quotations(text: str, start: int, end: int) -> list[Stretch]:
    """Quotations in a passage, marks included, outermost only; one that is never closed is none."""
    found: list[Stretch] = []
    place = start
    while place < end:
        sign = text[place]
        if sign in _OPENING and not (sign == '"' and place > start and text[place - 1].isalnum()):
            close = _close(text, place, end, sign)
            if close is not None:
                found.append((place, close + 1))
                place = close
            elif sign != "«":
                # Without a closing mark no later one of its kind can be told from an opening one.
                break
        place += 1
    return found


def _close(text: str, opened: int, end: int, sign: str) -> int | None:
    closing = _CLOSING[sign]
    depth = 0
    for place in range(opened + 1, end):
        here = text[place]
        if sign == "«" and here == "«":
            depth += 1
        elif here in closing:
            if depth == 0:
                return place
            depth -= 1
    return None


def is_speech(text: str, quotation: Stretch) -> bool:
    """Whether it is long enough, or ends as a sentence does."""
    inside = text[quotation[0] + 1 : quotation[1] - 1]
    return len(_WORD.findall(inside)) >= FEWEST_WORDS or inside.rstrip()[-1:] in tuple("!?…,")

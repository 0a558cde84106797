"""Every way a name may be written that a reader would still recognise, as one regular expression.

Letter case, composed and decomposed accents, any space between the parts, any apostrophe, `ё` for `е`,
and invisible characters inside a word. Inflected forms are not made here.
"""

import re
import unicodedata

HIDDEN = "\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f"
"""What may stand inside a word unseen, or over a letter of it."""
INVISIBLE = "[\u00ad\u200b-\u200f\u2060\ufeff]*"
GAP = r"[\s\u00a0\u202f]+"
APOSTROPHES = "'’‘ʼ`"
HYPHENS = "-‐‑–"
# A name ends where the letters end: `Timur's`, `timur_2` and `Timur-led` are mentions, `Timurid` is not.
NOT_AFTER_LETTER = r"(?<![^\W\d_])"
NOT_BEFORE_LETTER = r"(?![^\W\d_])"


def expression(name: str) -> str:
    """The regular expression, without groups, that finds `name` as a whole word or words."""
    composed = unicodedata.normalize("NFC", name)
    parts = (INVISIBLE.join(letter_expression(letter) for letter in part) for part in composed.split())
    return NOT_AFTER_LETTER + GAP.join(parts) + NOT_BEFORE_LETTER


def letter_expression(letter: str) -> str:
    """The regular expression, without groups, that finds one letter as it may be written."""
    if letter in APOSTROPHES:
        return f"[{APOSTROPHES}]"
    if letter in HYPHENS:
        return f"[{HYPHENS}]"
    decomposed = unicodedata.normalize("NFD", letter)
    spellings = {letter, decomposed}
    if letter in "ёЁ":
        spellings |= {"е", "Е"}
    if len(spellings) == 1:
        return re.escape(letter)
    return (
        "(?:" + "|".join(re.escape(spelling) for spelling in sorted(spellings, key=len, reverse=True)) + ")"
    )

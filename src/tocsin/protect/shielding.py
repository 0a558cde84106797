"""Which full names of public people may keep a word that is a private person's name as well."""

import re
from collections.abc import Collection

from tocsin.protect.pseudonym import normal

FEWEST, MOST = 2, 4
"""Words of a full name."""
# Capital first, then letters; initials; a hyphen or an apostrophe inside, but no possessive.
NAME_WORD = re.compile(r"(?=[^\W\d_])(?!\w*['’]s\b)[^\W\d_a-zа-яё][^\W\d_]*(?:['’-][^\W\d_]+)*\.?")


def shields(name: str, private: Collection[str]) -> bool:
    """Whether the full name of a public person may keep a private name that stands in it.

    What is called a public name often comes from reading, which also calls "Sergei's boss" or "Teacher
    Sergei" a speaker. So it must look like a full name, and a private name may stand in it only as a given
    name does: alone, and not at the end.
    """
    words = name.split()
    if not FEWEST <= len(words) <= MOST or not all(NAME_WORD.fullmatch(word) for word in words):
        return False
    folded = f" {normal(name)} "
    inside = {one for one in private if f" {one} " in folded}
    return not any(len(one.split()) > 1 or folded.endswith(f" {one} ") for one in inside)

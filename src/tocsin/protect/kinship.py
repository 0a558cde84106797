"""What a real name tells, so that a pseudonym may tell the same: culture, gender, script and generation."""

import re

from tocsin.protect.names import Kin, birth_years, listed_kin, lists, script_of
from tocsin.protect.naming import cyrillic_of, is_first_name, short_for
from tocsin.records.reading import ProtectedMention

FEMALE = re.compile(r"(?:вна|ична|ова|ева|ёва|ина|ына|ская|цкая|vna|ova|eva|ina|skaya|skaia)$")
MALE = re.compile(r"(?:вич|ыч|ов|ев|ёв|ин|ын|ский|цкий|vich|ov|ev|yov|sky|skiy|skii)$")
"""Endings of Russian patronymics and surnames."""
AGE_AFTER = re.compile(
    r"(?:['’]s)?(?:,| \(|,? (?:who is|is|aged?|turned|который|которая))? ?(?:an? |aged |— )?"
    r"(?P<age>\d{2})(?:[- ]year[- ]old|-летн\w+| (?:лет|года?)(?!\w)|[,.)]|$)"
)
AGE_BEFORE = re.compile(r"(?P<age>\d{2})(?:[- ]year[- ]old|-летн\w+)(?: [\w-]+){0,3},? $")
AROUND = 60
"""Characters before a mention in which an age may stand."""


def kin(name: str, language: str) -> Kin:
    """What the name tells; where nothing of it is known, the language of the text and no gender.

    A person in an English text may well be Russian, so the name is asked before the text is.
    """
    words = name.split()
    for found in (listed_kin(word) for word in words):
        if found is not None:
            return found
    script = script_of(name)
    for word in words:
        genders = {one.gender for full in _fulls(word) if (one := listed_kin(full)) is not None}
        if len(genders) == 1:
            return Kin("ru", genders.pop(), script)
    for word in words[-2:] if len(words) > 1 else ():
        for gender, endings in (("female", FEMALE), ("male", MALE)):
            if endings.search(word.casefold()):
                return Kin("ru", gender, script)
    culture = "ru" if script == "cyrillic" else language.split("-")[0]
    return Kin(culture if Kin(culture, "either", script) in lists() else "en", "either", script)


def _fulls(word: str) -> set[str]:
    """The full names, in Cyrillic, for which a word may stand: *Nadia* for *надежда*."""
    if not is_first_name(word):
        return set()
    return {full for cyrillic in cyrillic_of(word) for full in (cyrillic, *short_for(cyrillic))}


def usual_years(name: str) -> tuple[int, int] | None:
    """Between which birth years the first name was usual; `None` where nothing is known of it."""
    for word in name.split():
        for one in (word.casefold(), *sorted(_fulls(word))):
            if one in birth_years():
                return birth_years()[one]
    return None


def find_birth_year(text: str, mention: ProtectedMention, year: int) -> int | None:
    """The year of birth, give or take one, that the words around a mention tell; `None` where they tell none.

    Args:
        text: The text.
        mention: Where it names the person.
        year: The year in which it was written.
    """
    found = AGE_AFTER.match(text, mention.end) or AGE_BEFORE.search(
        text[max(0, mention.start - AROUND) : mention.start]
    )
    return year - int(found["age"]) if found else None

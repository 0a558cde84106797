"""What a Russian word can be in its sentence: whose subject, in which case, a name or a preposition."""

import re
from collections.abc import Sequence

from tocsin.reading.russian.morphology import NAMES, Analysis
from tocsin.reading.russian.words import Word

PROPER = NAMES | {"Geox", "Orgn", "Trad"}
_EITHER = re.compile(r"(?:ко|ян|дзе|швили|ич|ук|юк|их|ых)$")
_SURNAME = re.compile(r"..(?:[оеё]ва?|[иы]на?|[сц]к(?:ий|ая|ой)|ко|ян|дзе|швили|[оеу]ич|[уюч]ук|[иы]х)$")


def readings(word: Word, *, opens: bool = False) -> tuple[Analysis, ...]:
    """The readings worth trying: a capital inside a sentence makes a name, where the form can be one."""
    found = word.analyses
    if word.capital and not opens:
        proper = tuple(one for one in found if one.marks & PROPER)
        return proper or found
    return found


def is_foreign(word: Word) -> bool:
    """Whether it is a name in Latin letters."""
    return word.is_word and word.capital and word.text[0].isascii()


def is_preposition(word: Word) -> bool:
    """Whether it is a preposition: short ones can be letters' names too."""
    return word.has("PREP") and (word.pos == "PREP" or len(word.text) <= 2)


def is_surname(word: Word) -> bool:
    """Whether it looks like a surname in the nominative, known to the dictionary or not."""
    return word.capital and _SURNAME.search(word.lower) is not None


def _gender_fits(verb: Word, noun: Word) -> bool:
    genders = {one.gender for one in verb.analyses if one.pos == "VERB" and "past" in one.marks}
    if not genders or _EITHER.search(noun.lower):
        return True
    return ("femn" if noun.lower.endswith(("а", "я")) else "masc") in genders


def can_be(word: Word, cases: Sequence[str], *, opens: bool = False) -> bool:
    """Whether the form can be a noun, pronoun, adjective or participle in one of the cases."""
    return any(
        one.case in cases and one.pos in ("NOUN", "NPRO", "ADJF", "PRTF", "NUMR")
        for one in readings(word, opens=opens)
    )


def agrees(verb: Word, noun: Word, *, opens: bool) -> bool:
    """Whether the noun can be the subject of the verb."""
    if is_foreign(noun) or (not opens and is_surname(noun) and _gender_fits(verb, noun)):
        return True
    subjects = [
        one
        for one in readings(noun, opens=opens)
        if one.case == "nomn" and one.pos in ("NOUN", "NPRO", "ADJF", "PRTF", "NUMR")
    ]
    return any(_fits(act, one) for act in verb.analyses for one in subjects)


def _fits(act: Analysis, noun: Analysis) -> bool:
    if act.pos not in ("VERB", "ADJS", "PRTS"):
        return False
    person = next((p for p in ("1per", "2per") if p in act.marks), "3per")
    of_noun = next((p for p in ("1per", "2per") if p in noun.marks), "3per")
    if act.marks & {"past"} or act.pos != "VERB":
        if act.number == "plur":
            return noun.number == "plur" or noun.lemma == "кто"
        return noun.number == "sing" and (
            not noun.gender
            or noun.gender == act.gender
            or bool(noun.marks & {"ms-f", "GNdr", "Ms-f"})
            or (act.gender == "femn" and "anim" in noun.marks and not noun.marks & NAMES)
            or (noun.pos == "NPRO" and not noun.gender)
        )
    return person == of_noun and (not act.number or act.number == noun.number)

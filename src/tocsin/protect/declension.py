"""The six cases of a Russian name, made by rule from its nominative.

More forms than grammar allows are harmless for finding a name, so where a first name and a surname of the
same ending differ (*Марина* → *Мариной*, *Иванова* → *Ивановой*) both ways are given.

Source: Zaliznyak, *Grammatical dictionary of Russian* (1977), classes for personal names.
"""

from enum import StrEnum
from functools import lru_cache

HUSHING = "гкхжшчщ"
SOFTENING = "жшчщц"
VOWELS = "аеёиоуыэюя"
INDECLINABLE = ("о", "и", "у", "ю", "э", "ых", "их", "ко")


class Case(StrEnum):
    """Grammatical case."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    INSTRUMENTAL = "instrumental"
    PREPOSITIONAL = "prepositional"
    VOCATIVE = "vocative"


OBLIQUE = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
ADJECTIVAL = ("ов", "ев", "ёв", "ин", "ын", "кий", "гий", "хий", "ый", "ой")
FLEETING = {"лев": "льв", "павел": "павл", "пётр": "петр", "петр": "петр", "любовь": "любов"}


@lru_cache(maxsize=4096)
def decline(name: str) -> dict[str, Case]:
    """Form → first case it stands in, for one word in lower case; the nominative first."""
    word = name.casefold()
    found: dict[str, Case] = {word: Case.NOMINATIVE}
    for endings in _paradigms(word):
        for case, forms in zip(OBLIQUE, endings, strict=True):
            for form in forms.split("/"):
                found.setdefault(form, case)
    if word.endswith(("а", "я")) and not word.endswith("ия") and len(word) > 3:
        found.setdefault(word[:-1] + ("ь" if word.endswith("я") else ""), Case.VOCATIVE)
    return found


def inflect(name: str, case: Case) -> str:
    """The name, capital kept, in that case; as it is where it does not decline."""
    if case in (Case.NOMINATIVE, Case.VOCATIVE):
        return name
    words = []
    for word in name.split():
        paradigms = _paradigms(word.casefold())
        # A first name in -ин or -ий declines as a noun, which stands last; a surname as an adjective.
        chosen = paradigms[-1 if word.casefold().endswith(ADJECTIVAL) else 0] if paradigms else ()
        form = chosen[OBLIQUE.index(case)].split("/")[0] if chosen else word
        words.append(form[:1].upper() + form[1:])
    return " ".join(words)


def _paradigms(word: str) -> list[tuple[str, ...]]:
    stem, last = word[:-1], word[-1:]
    if word in FLEETING:
        return [_feminine_soft(FLEETING[word]) if last == "ь" else _hard(FLEETING[word])]
    if len(word) < 2 or word.endswith(INDECLINABLE):
        return []
    if word.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return [tuple(word + one for one in ("а", "у", "а", "ым", "е")), _hard(word)]
    if word.endswith(("ова", "ева", "ёва", "ина", "ына")):
        return [_first(stem), tuple(stem + one for one in ("ой", "ой", "у", "ой", "ой"))]
    if word.endswith("ая"):
        return [tuple(word[:-2] + one for one in ("ой", "ой", "ую", "ой", "ой"))]
    if word.endswith(("кий", "гий", "хий", "ый", "ой")) and len(word) > 4:
        soft = "им" if word[-3] in HUSHING else "ым"
        adjective = tuple(word[:-2] + one for one in ("ого", "ому", "ого", soft, "ом"))
        return [adjective, _soft(stem, "и")]
    if last == "й":
        return [_soft(stem, "и" if word.endswith("ий") else "е")]
    if last == "ь":
        return [_soft(stem, "е"), _feminine_soft(stem)]
    if last in "ая":
        return [_first(stem) if last == "а" else _first_soft(stem)]
    if word.endswith("ец") and len(word) > 3:
        return [_hard(word[:-2] + "ц"), _hard(word)]
    return [_hard(word)] if last not in VOWELS else []


def _hard(stem: str) -> tuple[str, ...]:
    return (stem + "а", stem + "у", stem + "а", stem + ("ем" if stem[-1] in SOFTENING else "ом"), stem + "е")


def _soft(stem: str, prepositional: str) -> tuple[str, ...]:
    return (stem + "я", stem + "ю", stem + "я", f"{stem}ем/{stem}ём", stem + prepositional)


def _feminine_soft(stem: str) -> tuple[str, ...]:
    return (stem + "и", stem + "и", stem + "ь", f"{stem}ью/{stem}овью", stem + "и")


def _first(stem: str) -> tuple[str, ...]:
    genitive = stem + ("и" if stem[-1] in HUSHING else "ы")
    soft = stem[-1] in SOFTENING
    return (genitive, stem + "е", stem + "у", f"{stem}ей" if soft else f"{stem}ой/{stem}ою", stem + "е")


def _first_soft(stem: str) -> tuple[str, ...]:
    dative = stem + ("и" if stem.endswith("и") else "е")
    return (stem + "и", dative, stem + "ю", f"{stem}ей/{stem}ёй/{stem}ею", dative)

"""What each Russian word can be: lemma, part of speech, case, number, gender, from a dictionary.

A form such as «Путина» has several readings; all are kept, and whoever asks says which one fits.

Source: M. Korobov, "Morphological Analyzer and Generator for Russian and Ukrainian Languages" (2015).
"""

from functools import cache, lru_cache
from typing import NamedTuple

from pymorphy3 import MorphAnalyzer

LONGEST = 40
"""Letters; what is longer is no word, and guessing at it costs time."""
REMEMBERED = 1 << 16
NAMES = frozenset({"Name", "Surn", "Patr"})


class Analysis(NamedTuple):
    """One reading of a form."""

    lemma: str
    pos: str
    case: str
    number: str
    gender: str
    marks: frozenset[str]
    """All grammemes: `Name`, `Surn`, `Geox`, `past`, `anim` and the rest."""
    p: float


@cache
def _analyser() -> MorphAnalyzer:
    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=REMEMBERED)
def analyses(word: str) -> tuple[Analysis, ...]:
    """Every reading of a form, likeliest first; nothing for what is no Cyrillic word."""
    if len(word) > LONGEST or not is_cyrillic(word):
        return ()
    return tuple(
        Analysis(
            lemma=one.normal_form.replace("ё", "е"),
            pos=str(one.tag.POS or ""),
            case=_case(one.tag.case),
            number=str(one.tag.number or ""),
            gender=str(one.tag.gender or ""),
            marks=frozenset(one.tag.grammemes),
            p=float(one.score),
        )
        for one in _analyser().parse(word)
    )


@lru_cache(maxsize=REMEMBERED)
def is_known(word: str) -> bool:
    """Whether the dictionary has the form, in lower case; what it has not it guesses by endings."""
    return len(word) <= LONGEST and bool(_analyser().word_is_known(word))


def is_cyrillic(word: str) -> bool:
    """Whether the first letter is Cyrillic."""
    return bool(word) and "\u0400" <= word[0] <= "\u04ff"


def _case(case: object) -> str:
    """The case, with the second genitive, accusative and locative as the first."""
    return {"gen2": "gent", "gen1": "gent", "acc2": "accs", "loc2": "loct", "loc1": "loct"}.get(
        str(case or ""), str(case or "")
    )


def lemmas(word: str) -> frozenset[str]:
    """Every lemma the form can belong to, with е for ё."""
    return _lemmas(word.lower())


@lru_cache(maxsize=REMEMBERED)
def _lemmas(word: str) -> frozenset[str]:
    return frozenset(one.lemma for one in analyses(word)) | {word.replace("ё", "е")}


@lru_cache(maxsize=REMEMBERED)
def nominative(word: str, gender: str, kind: str) -> str:
    """A name in the nominative singular: «Клочкову» as a woman's surname is «Клочкова».

    Args:
        word: the form as written.
        gender: `masc`, `femn`, or empty where it is not known.
        kind: `Name`, `Surn` or `Patr`.
    """
    if len(word) > LONGEST or not is_cyrillic(word):
        return word
    fitting = [
        one
        for one in _analyser().parse(word)
        if kind in one.tag and "sing" in one.tag and (not gender or gender in one.tag or "GNdr" in one.tag)
    ]
    if not fitting or any("nomn" in one.tag for one in fitting):
        return word
    turned = fitting[0].inflect({"nomn", "sing"})
    if turned is None:
        return word
    plain = str(turned.word)
    plain = plain if "ё" in word or "ё" not in plain else plain.replace("ё", "е")
    return "-".join(part[:1].upper() + part[1:] for part in plain.split("-"))

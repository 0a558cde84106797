"""One key for every way a name is written in Latin or Cyrillic letters, whoever transliterated it.

*Fyodor*, *Fedor*, *Fiodor*, *Fjodor* and *Фёдор* are one man. Listing what each system of transliteration
would print misses the ones nobody thought of; so letters are folded to what the systems agree on, and two
spellings are the same name where their keys are the same.

Worked example. `keys("Фёдор")`, `keys("Fjodor")` and `keys("FYODOR")` all hold `fedor`.

Source: the tables of ISO 9:1995, BGN/PCGN 1947, ALA-LC 1997, ICAO Doc 9303-3 and DIN 1460, compared letter
by letter.
"""

import re
import unicodedata
from functools import lru_cache

LETTERS = {
    **dict(zip("абвгдезиклмнопрстуфхыэ", "abvgdeziklmnoprstufhie", strict=True)),
    **{"ё": "e", "ж": "Z", "й": "i", "ц": "C", "ч": "Q", "ш": "S", "щ": "S", "ю": "iu", "я": "ia"},
    **{"ь": "", "ъ": "", "і": "i", "ї": "i", "є": "e", "ґ": "g", "ў": "u"},
}
GROUPS = (
    # Longest first: `shch` must be seen before `sh`.
    *(("schtsch", "S"), ("shch", "S"), ("chtch", "S"), ("tsch", "Q"), ("tch", "Q"), ("sch", "S")),
    *(("sh", "S"), ("zh", "Z"), ("kh", "h"), ("ch", "Q"), ("ph", "f"), ("ts", "C"), ("tz", "C"), ("ck", "k")),
    *(("iya", "ia"), ("yu", "iu"), ("ju", "iu"), ("iu", "iu"), ("ya", "ia"), ("ja", "ia"), ("ia", "ia")),
    *(("iyo", "e"), ("yo", "e"), ("jo", "e"), ("io", "e"), ("ye", "e"), ("je", "e"), ("ie", "e")),
    *(("x", "ks"), ("w", "v"), ("y", "i"), ("j", "i"), ("q", "k"), ("c", "k")),
)
CARONS = {"ž": "zh", "š": "sh", "č": "ch", "ŝ": "shch", "û": "yu", "â": "ya", "ë": "yo", "ö": "yo", "ç": "s"}
OTHERWISE = (
    ("sch", "zh"),
    ("ch", "kh"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("x", "kh"),
    ("cz", "ch"),
    ("j", "zh"),
)
"""Groups that some systems read another way: German `sch` and `ch`, French `ou` and `j`, Polish `cz`."""
LOOKALIKES = dict(zip("аеорсухкмтвнігё", "aeopcyxkmtbhire", strict=True))
"""Cyrillic letters that pass for Latin ones."""
DIGITS = str.maketrans("013457", "oieast")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[a-z\u00c0-\u024f]", re.IGNORECASE)
_GROUP = re.compile("|".join(re.escape(group) for group, _ in GROUPS))
_AS_SOUND = dict(GROUPS)
_TWICE = re.compile(r"(.)\1+")
_HUSHED_YO = re.compile("(?<=[жчшщ])[ёе](?=[вн])")


def plain_letters(text: str) -> str:
    """The text with invisible characters, stress marks and full-width forms taken off."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(one for one in composed if unicodedata.category(one) not in ("Cf", "Mn"))


@lru_cache(maxsize=65536)
def keys(word: str) -> frozenset[str]:
    """Every key of one word; the plainest reading and those of systems that differ."""
    folded = (word if word.isascii() else plain_letters(word)).casefold()
    if any(one.isdigit() for one in folded):
        folded = folded.translate(DIGITS)
    if not CYRILLIC.search(folded):
        return frozenset(_latin_keys(folded)) - {""}
    if not LATIN.search(folded):
        return frozenset({_cyrillic_key(folded), _cyrillic_key(_HUSHED_YO.sub("о", folded))}) - {""}
    # Letters of two scripts in one word are a disguise: read it both ways.
    latin = "".join(LOOKALIKES.get(one, one) for one in folded)
    mirrored = {latin: cyrillic for cyrillic, latin in LOOKALIKES.items() if cyrillic != "ё"}
    cyrillic = "".join(mirrored.get(one, one) for one in folded)
    found = {_cyrillic_key(cyrillic), _cyrillic_key(folded)}
    return frozenset(found.union(_latin_keys(latin))) - {""}


def key(word: str) -> str:
    """The plainest key of one word."""
    return min(keys(word), default="")


def _latin_keys(word: str) -> set[str]:
    spelt = word if word.isascii() else "".join(CARONS.get(one, one) for one in word)
    readings = {spelt}
    for group, other in OTHERWISE:
        readings |= {one.replace(group, other) for one in readings if group in one}
    return {_settled(_GROUP.sub(_sound, _bare(one))) for one in readings}


def _sound(group: re.Match[str]) -> str:
    return _AS_SOUND[group.group()]


def _bare(word: str) -> str:
    if word.isascii():
        return word if word.isalpha() else "".join(filter(str.isalpha, word))
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(one for one in decomposed if one.isalpha() and not unicodedata.combining(one))


def _cyrillic_key(word: str) -> str:
    sounds = "".join(LETTERS.get(one, one if one.isalpha() else "") for one in word)
    return _settled(sounds.replace("io", "e").replace("ie", "e"))


def _settled(sounds: str) -> str:
    """Doubled letters are written once, since systems and people differ on them."""
    return _TWICE.sub(r"\1", sounds)

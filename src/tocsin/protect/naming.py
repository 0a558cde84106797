"""What one private person may be called: full name, parts, cases, short names, names in other languages."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tocsin.protect.declension import Case, decline
from tocsin.protect.names import everyday_words, lists, script_of
from tocsin.protect.sounding import key, keys

PATRONYMIC = ("вич", "вна", "ична", "vich", "vna", "ovich", "evich")
FEWEST_LETTERS = 2
SURE_LETTERS = 6
"""A Latin spelling of an oblique case counts from this length on: shorter ones are other people's names."""


class Called(NamedTuple):
    """One thing a person may be called by."""

    name: str
    """The person, as the case knows them."""
    how: str
    """`name`, `case`, `spelling` or `short name`."""
    case: Case
    """The case the form stands in, where it is Russian."""
    part: int
    """Which word of the name it stands for."""


class Callings(NamedTuple):
    """Key of a word → what it may stand for, one table a script: oblique cases are told apart in Cyrillic."""

    cyrillic: dict[str, list[Called]]
    latin: dict[str, list[Called]]


def callings(names: list[str]) -> Callings:
    """Everything by which these people may be called in one word."""
    found = Callings({}, {})
    for name in names:
        for part, word in enumerate(name.split()):
            if len(word.strip(".")) >= FEWEST_LETTERS and not (word.islower() and len(name.split()) > 1):
                _add(found, name, part, word)
    return found


def _add(found: Callings, name: str, part: int, word: str) -> None:
    own = script_of(word)
    for sound in keys(word):
        _put(
            found.latin, sound, Called(name, "name" if own == "latin" else "spelling", Case.NOMINATIVE, part)
        )
    for full in cyrillic_of(word):
        _decline(found, full, Called(name, "name", Case.NOMINATIVE, part))
        if not word.casefold().endswith(PATRONYMIC):
            for short in short_names(full):
                _decline(found, short, Called(name, "short name", Case.NOMINATIVE, part))
            for foreign in (*_table("latin").get(full, ()), *_table("latin").get(word.casefold(), ())):
                for sound in keys(foreign):
                    _put(found.latin, sound, Called(name, "short name", Case.NOMINATIVE, part))


def _decline(found: Callings, nominative: str, as_: Called) -> None:
    for form, case in decline(nominative).items():
        how = as_.how if case is Case.NOMINATIVE or as_.how == "short name" else "case"
        for sound in keys(form):
            _put(found.cyrillic, sound, as_._replace(how=how, case=case))
            plain = case is Case.NOMINATIVE
            if plain or (as_.how == "name" and case is not Case.VOCATIVE and len(sound) >= SURE_LETTERS):
                _put(
                    found.latin,
                    sound,
                    as_._replace(how="short name" if as_.how == "short name" else "spelling"),
                )


def _put(table: dict[str, list[Called]], sound: str, called: Called) -> None:
    held = table.setdefault(sound, [])
    if not any(one.name == called.name and one.part == called.part for one in held):
        held.append(called)


def cyrillic_of(word: str) -> tuple[str, ...]:
    """The word in Cyrillic and lower case: itself, first names that sound so, or a spelling by sound."""
    if script_of(word) == "cyrillic":
        return (word.casefold().strip("."),)
    known = tuple(name for sound in keys(word) for name in _by_sound().get(sound, ()))
    return known or (_spelt(key(word)),)


def is_first_name(word: str) -> bool:
    """Whether the word is a first name, or a short one, in whatever letters."""
    if script_of(word) == "cyrillic":
        return any(form in _first_names() for form in (word.casefold(), word.casefold().replace("ё", "е")))
    return any(sound in _by_sound() for sound in keys(word)) or word.casefold() in _first_names()


@cache
def _first_names() -> frozenset[str]:
    listed = {name.casefold() for names in lists().values() for name in names}
    return frozenset(listed | {name for pair in _table("cyrillic").items() for name in (pair[0], *pair[1])})


@cache
def short_names(full: str) -> tuple[str, ...]:
    """What friends call them; for a short name that has one full form only, that."""
    table = _table("cyrillic")
    plain = {name.replace("ё", "е"): shorts for name, shorts in table.items()}
    if shorts := table.get(full) or plain.get(full.replace("ё", "е")):
        return tuple(shorts)
    fulls = [name for name, shorts in table.items() if full in shorts]
    return tuple(fulls) if len(fulls) == 1 else ()


@cache
def short_for(short: str) -> tuple[str, ...]:
    """The full names that a short one may stand for, in Cyrillic and lower case."""
    plain = short.replace("ё", "е")
    return tuple(
        name
        for name, shorts in _table("cyrillic").items()
        if plain in {one.replace("ё", "е") for one in shorts}
    )


@cache
def ambiguous() -> frozenset[str]:
    """Every form of a name that is an everyday word too, in lower case."""
    words = {*everyday_words(), *(one for listed in _table("words").values() for one in listed)}
    return frozenset(words | {form for word in words for form in decline(word)})


@cache
def _by_sound() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    table = _table("cyrillic")
    for name in [*table, *(short for shorts in table.values() for short in shorts)]:
        found[key(name)] = (
            (*found.get(key(name), ()), name) if name not in found.get(key(name), ()) else found[key(name)]
        )
    for full, others in _table("latin").items():
        if script_of(full) == "cyrillic":
            for other in others:
                found.setdefault(key(other), (full,))
    return found


SOUNDS = (
    *(("iu", "ю"), ("ia", "ия"), ("Z", "ж"), ("C", "ц"), ("Q", "ч"), ("S", "ш"), ("ks", "кс"), ("w", "в")),
    *zip("abvgdeziklmnoprstufhjqxyc", "абвгдезиклмнопрстуфхйккык", strict=True),
)


def _spelt(sounds: str) -> str:
    """Cyrillic letters for a key; good enough to be declined, since it is compared by key again."""
    for sound, letters in SOUNDS:
        sounds = sounds.replace(sound, letters)
    # A key has dropped the й of an adjective, by which the surname declines.
    return sounds + "й" if sounds.endswith(("ски", "цки")) else sounds


@cache
def _table(part: str) -> dict[str, list[str]]:
    table = tomllib.loads(files("tocsin.protect").joinpath("diminutives.toml").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = table[part]
    return found

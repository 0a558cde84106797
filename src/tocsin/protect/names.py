"""The first names from which pseudonyms are drawn, and what they tell of a real one."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

CYRILLIC_FROM, CYRILLIC_TO = "\u0400", "\u04ff"


class Kin(NamedTuple):
    """What a first name tells: the culture, the gender and the script it is written in."""

    culture: str
    """`ru`, `en`; the key of a list."""
    gender: str
    """`female`, `male` or `either`."""
    script: str
    """`latin` or `cyrillic`."""


@cache
def lists() -> dict[Kin, tuple[str, ...]]:
    """Every list of first names that the package carries."""
    table = _table()
    return {
        Kin(culture, gender, script): tuple(names)
        for culture, genders in table.items()
        if culture != "words"
        for gender, scripts in genders.items()
        for script, names in scripts.items()
    }


@cache
def everyday_words() -> frozenset[str]:
    """Names that are words too, in lower case."""
    return frozenset(word for words in _table()["words"].values() for word in words)


def script_of(name: str) -> str:
    """The script a name is written in."""
    cyrillic = any(CYRILLIC_FROM <= letter <= CYRILLIC_TO for letter in name)
    return "cyrillic" if cyrillic else "latin"


def kin(name: str, language: str) -> Kin:
    """What the name tells; where it is in no list, the language of the text and no gender.

    A person in an English text may well be Russian, so the name is asked before the text is.
    """
    first = name.split()[0].casefold() if name.split() else ""
    for found, names in lists().items():
        if first in {known.casefold() for known in names}:
            return found
    script = script_of(name)
    culture = "ru" if script == "cyrillic" else language.split("-")[0]
    return Kin(culture if Kin(culture, "either", script) in lists() else "en", "either", script)


@cache
def _table() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads(files("tocsin.protect").joinpath("names.toml").read_text(encoding="utf-8"))

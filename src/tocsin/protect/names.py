"""The first names from which pseudonyms are drawn, and what they tell of a real one."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

SCRIPTS = ("latin", "cyrillic")
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
        Kin(culture, gender, script): tuple(rows[script])
        for culture, genders in table.items()
        if culture != "words"
        for gender, rows in genders.items()
        for script in SCRIPTS
    }


@cache
def birth_years() -> dict[str, tuple[int, int]]:
    """First name, folded → the first and the last birth year of those who usually bear it."""
    found: dict[str, tuple[int, int]] = {}
    for culture, genders in _table().items():
        for rows in genders.values() if culture != "words" else ():
            for script in SCRIPTS:
                for name, (first, last) in zip(rows[script], rows["years"], strict=False):
                    found[name.casefold()] = (first, last)
    return found


@cache
def everyday_words() -> frozenset[str]:
    """Names that are words too, in lower case."""
    return frozenset(word for words in _table()["words"].values() for word in words)


def script_of(name: str) -> str:
    """The script a name is written in."""
    cyrillic = any(CYRILLIC_FROM <= letter <= CYRILLIC_TO for letter in name)
    return "cyrillic" if cyrillic else "latin"


def listed_kin(name: str) -> Kin | None:
    """What one first name of the lists tells; `None` for any other word."""
    folded = name.casefold()
    return next((kin for kin, names in _folded().items() if folded in names), None)


@cache
def _folded() -> dict[Kin, frozenset[str]]:
    return {kin: frozenset(name.casefold() for name in names) for kin, names in lists().items()}


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("tocsin.protect").joinpath("names.toml").read_text(encoding="utf-8"))

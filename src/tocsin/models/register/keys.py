"""What rows are compared by: names without the accidents of writing, addresses as one number, blocking keys.

A *key* is the same for a name in its own letters and in either transliteration. It is no help against typos;
those are left to a measure of likeness.
"""

import re
from functools import cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.dates import changed_days
from tocsin.models.register.made import Register, tables_of
from tocsin.models.register.people import Table
from tocsin.models.register.writing import words
from tocsin.records.record import encode
from tocsin.records.register import Country

FOLDED = str.maketrans({"š": "s", "č": "c", "ž": "z", "y": "i", "j": "i", "w": "v"})
HISS = re.compile(r"(?<=[scz])h")
INITIALS = 2
"""Letters of a surname that make a blocking key."""
PLACE_PARTS = (("region", 4), ("town", 5), ("street", 8), ("house", 8), ("flat", 7))
"""Parts of an address, and the bits that each needs."""


def folded(name: str) -> str:
    """A name without the accidents of writing."""
    return HISS.sub("", name.lower().translate(FOLDED))


class Keys(msgspec.Struct, frozen=True):
    """Key of every word that can stand in a file, by the word's code."""

    surname: NDArray[np.int32]
    initials: NDArray[np.int32]
    given: NDArray[np.int32]
    patronymic: NDArray[np.int32]


def keys(country: Country) -> Keys:
    """The keys of a country's words."""
    return _keys(encode(country))


@cache
def _keys(written: bytes) -> Keys:
    country = msgspec.json.decode(written, type=Country)
    said = words(country)
    # Brother and sister bear one surname: the feminine ending goes.
    surnames = [folded(name).removesuffix(folded(country.feminine)) for name in said.surnames]
    return Keys(
        _numbered(surnames),
        _numbered([name[:INITIALS] for name in surnames]),
        _numbered([folded(name) for name in said.given]),
        _numbered([folded(name) for name in said.patronymics]),
    )


def _numbered(names: list[str]) -> NDArray[np.int32]:
    return np.unique(names, return_inverse=True)[1].astype(np.int32)


def rows(register: Register, agencies: tuple[str, ...] | None = None) -> Table:
    """All rows of these files, of all where none are named, one after the other, with their keys.

    Raises:
        GuardError: they are not those that the generator made.
    """
    held = tables_of(register).files
    files = [table for name, table in held.items() if agencies is None or name in agencies]
    numbers = [n for n, name in enumerate(held) if agencies is None or name in agencies]
    whole: Table = {name: np.concatenate([one[name] for one in files]) for name in files[0]}
    whole["agency"] = np.repeat(np.array(numbers, np.uint8), [len(one["person"]) for one in files])
    found = keys(register.country)
    place = np.zeros(len(whole["person"]), np.int64)
    for name, n_bits in PLACE_PARTS:
        place = (place << n_bits) | whole[name].astype(np.int64)
    whole["place"] = place
    whole["year"] = changed_days().year[whole["birth"]]
    whole["surname_key"] = found.surname[whole["surname"]]
    whole["initials"] = found.initials[whole["surname"]]
    whole["given_key"] = found.given[whole["given"]]
    unnamed = whole["patronymic"] < 0
    whole["patronymic_key"] = np.where(
        unnamed, -1, found.patronymic[np.where(unnamed, 0, whole["patronymic"])]
    )
    return whole

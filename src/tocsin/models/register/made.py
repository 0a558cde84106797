"""A register: people and files that were made here and nowhere else.

Whoever links or calls up is given a `Register`, and a `Register` cannot be filled: it makes its own tables
from a seed. No function of this package turns a file, a stream or a table of somebody else's into one.

Python keeps nobody from writing to an object all the same. So a register is not believed either: whoever
takes people or rows out of one takes them through `tables_of`, which compares every byte with what the
generator makes of the seed, and hands on what it compared.
"""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from tocsin.errors import GuardError
from tocsin.models.register.agencies import keep_files
from tocsin.models.register.invented import verify_invented
from tocsin.models.register.people import Columns, Table, populate
from tocsin.records.identity import digest
from tocsin.records.record import encode
from tocsin.records.register import Country, Setting

MOST_PEOPLE = 20_000_000
"""Nobody is made beyond: a manifest may not ask for more memory than a machine has."""
_MADE: dict[str, str] = {}
"""Recipe → digest of what the generator made of it, in this process."""


class Tables(NamedTuple):
    """People and files that are the generator's."""

    people: Columns
    files: Mapping[str, Columns]


class Register:
    """Invented people and what the agencies hold of them; not to be written to."""

    __slots__ = ("__weakref__", "_country", "_files", "_n_people", "_people", "_seed", "_setting")

    def __init__(
        self, setting: Setting, country: Country, seed: int, n_people: int, threads: int = 1
    ) -> None:
        """Makes the people and the files.

        Raises:
            GuardError: the country is not an invented one, or too many people are asked for.
        """
        self._setting, self._country, self._seed, self._n_people = setting, country, seed, n_people
        made = _made(setting, country, seed, n_people, threads)
        self._people, self._files = made
        _MADE.setdefault(_recipe(setting, country, seed, n_people), _digest_of(made))

    @property
    def setting(self) -> Setting:
        """What it was made of."""
        return self._setting

    @property
    def country(self) -> Country:
        """Its invented country."""
        return self._country

    @property
    def seed(self) -> int:
        """What its random numbers follow from."""
        return self._seed

    @property
    def n_people(self) -> int:
        """How many people."""
        return self._n_people

    @property
    def people(self) -> Columns:
        """The people, columns of shape (person,)."""
        return self._people

    @property
    def files(self) -> Mapping[str, Columns]:
        """Agency → its file, columns of shape (row,)."""
        return self._files

    @property
    def n_rows(self) -> int:
        """Rows of all files together."""
        return sum(len(table["person"]) for table in self.files.values())


def tables_of(register: Register) -> Tables:
    """People and files of a register, once they are found to be what the generator makes of its seed.

    What is compared is what is returned, so that nothing can change hands in between.

    Raises:
        GuardError: they are other tables, or no register at all.
    """
    if type(register) is not Register:
        raise _refused("register", f"a register of this package, not {type(register).__name__}")
    held = Tables(
        _plain(register.people), MappingProxyType({k: _plain(v) for k, v in register.files.items()})
    )
    parts = register.setting, register.country, register.seed, register.n_people
    verify_invented(register.setting, register.country)
    recipe = _recipe(*parts)
    if recipe not in _MADE:
        _MADE[recipe] = _digest_of(_made(*parts, 1))
    if _digest_of(held) != _MADE[recipe]:
        raise _refused("register", "the people that the generator makes of its seed")
    return held


def _made(setting: Setting, country: Country, seed: int, n_people: int, threads: int) -> Tables:
    verify_invented(setting, country)
    if n_people > MOST_PEOPLE:
        raise _refused("register", f"at most {MOST_PEOPLE:,} people")
    people = _sealed(populate(setting, country, seed, n_people, threads))
    files = keep_files(setting, country, people, seed, threads)
    return Tables(people, MappingProxyType({name: _sealed(table) for name, table in files.items()}))


def _recipe(setting: Setting, country: Country, seed: int, n_people: int) -> str:
    return digest(b"\0".join((encode(setting), encode(country), str(seed).encode(), str(n_people).encode())))


def _digest_of(tables: Tables) -> str:
    found = hashlib.sha256()
    for name, table in {"": tables.people, **tables.files}.items():
        for column, values in table.items():
            found.update(f"{name}.{column} {values.dtype.str} {values.shape}\n".encode())
            found.update(np.ascontiguousarray(values).view(np.uint8).data)
    return found.hexdigest()


def _plain(table: Columns) -> Columns:
    """The columns as plain arrays of numbers, whatever was put in their place."""
    found = {name: np.asarray(column) for name, column in table.items()}
    for name, column in found.items():
        if column.dtype.kind not in "biuf":
            raise _refused(f"register: {name}", "numbers that the generator makes")
    return MappingProxyType(found)


def _sealed(table: Table) -> Columns:
    """The table, not to be written to: views of arrays that nobody else holds."""
    for column in table.values():
        column.setflags(write=False)
    return MappingProxyType({name: column.view() for name, column in table.items()})


def _refused(where: str, expected: str) -> GuardError:
    return GuardError(
        where, expected, "another", "making one from a seed: the register takes in no people from outside"
    )

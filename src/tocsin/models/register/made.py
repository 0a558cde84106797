"""A register: people and files that were made here and nowhere else.

Whoever links or calls up is given a `Register`, and a `Register` cannot be filled: it makes its own tables
from a seed. No function of this package turns a file, a stream or a table of somebody else's into one.
"""

import numpy as np

from tocsin.models.register.agencies import keep_files
from tocsin.models.register.invented import verify_invented
from tocsin.models.register.people import Table, populate
from tocsin.records.register import Country, Setting


class Register:
    """Invented people and what the agencies hold of them."""

    __slots__ = ("country", "files", "n_people", "people", "seed", "setting")

    def __init__(
        self, setting: Setting, country: Country, seed: int, n_people: int, threads: int = 1
    ) -> None:
        """Makes the people and the files.

        Raises:
            GuardError: the country is not an invented one.
        """
        verify_invented(setting, country)
        self.setting, self.country, self.seed, self.n_people = setting, country, seed, n_people
        self.people = _sealed(populate(setting, country, seed, n_people, threads))
        made = keep_files(setting, country, self.people, seed, threads)
        self.files = {name: _sealed(table) for name, table in made.items()}

    @property
    def n_rows(self) -> int:
        """Rows of all files together."""
        return sum(len(table["person"]) for table in self.files.values())


def _sealed(table: Table) -> Table:
    """The table, not to be written to."""
    for column in table.values():
        column.setflags(write=False)
    return {name: np.asarray(column) for name, column in table.items()}

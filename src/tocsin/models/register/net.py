"""What the single register knows of each entry: whom it takes it for, what it shows, and whom it would hit.

Three registers are compared. *Alone* is the military office's own file, a row an entry. *Joined* is the
single register. *Perfect* knows everybody as they are.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tocsin.models.register.keys import rows as rows_of
from tocsin.models.register.made import Register, tables_of
from tocsin.models.register.people import Columns
from tocsin.models.register.rules import (
    Which,
    in_reserve,
    let_off,
    liable,
    of_age,
    shown_exempt,
)
from tocsin.records.register import Version

BEST_ADDRESS = ("address", "tax", "health", "military")
"""Whose address a summons goes to, the first that has one."""


class Net(NamedTuple):
    """The entries that a register would summon; all (entry,)."""

    owner: NDArray[np.int32]
    """The person at whose address the summons arrives, by the truth: mostly the one whom it is about."""
    reachable: Which
    """Whether the address that it would be sent to is the person's."""
    watched: Which
    """Whether the border knows the entry."""
    checked: Which
    """Whether a traffic check knows the entry."""
    mixed: Which
    """Whether a row of somebody else is in the entry."""
    others: NDArray[np.int32]
    """That somebody, or -1."""

    def only(self, which: NDArray[Any]) -> "Net":
        """Some of the entries."""
        return Net(
            self.owner[which],
            self.reachable[which],
            self.watched[which],
            self.checked[which],
            self.mixed[which],
            self.others[which],
        )


def perfect(register: Register, version: Version) -> Net:
    """What a register would summon that knows everybody as they are.

    Raises:
        GuardError: the register's people are not those that the generator made.
    """
    tables_of(register)
    owner = np.flatnonzero(liable(register, version)).astype(np.int32)
    yes = np.ones(len(owner), np.bool_)
    return Net(owner, yes, yes, yes, ~yes, np.full(len(owner), -1, np.int32))


def alone(register: Register, version: Version) -> Net:
    """What the military office would summon from its own file: every row is an entry.

    Raises:
        GuardError: the register's people are not those that the generator made.
    """
    n = len(register.files["military"]["person"])
    return cast(register, np.arange(n, dtype=np.int32), version, ("military",))


def cast(
    register: Register,
    entry: NDArray[np.int32],
    version: Version,
    agencies: tuple[str, ...] | None = None,
) -> Net:
    """What the single register of some agencies would summon.

    Whoever has no row at the military office is summoned to be entered there, if the age is right.

    Args:
        register: The people and the files; the rows are taken out of it here, and from nowhere else.
        entry: (row,) which entry each row of these files is in.
        version: The rules.
        agencies: Whose files were joined; all where none are named.

    Raises:
        GuardError: the register's tables are not those that the generator made.
    """
    names, own = list(register.files), rows_of(register, agencies)
    found, inverse = np.unique(entry, return_inverse=True)
    n, entry = len(found), inverse.astype(np.int32)
    base = _first(entry, _rank(own["agency"], names, ("military", "tax", "address")), n)
    about = own["person"][base]
    wanted = _wanted(register, entry, own, base, version)
    mail = _first(entry, _rank(own["agency"], names, BEST_ADDRESS), n)
    owner = own["person"][mail]
    home = own["street"][mail] == register.people["street"][owner]
    other = own["person"] != owner[entry]
    others = np.full(n, -1, np.int32)
    others[entry[other]] = own["person"][other]
    # Who is called for somebody else's service is called for the papers of another, whoever lives there.
    mixed = (others >= 0) | (about != owner)
    watched, checked = (_has(entry, own["agency"], names, one, n) for one in ("border", "driving"))
    return Net(owner, home, watched, checked, mixed, others).only(wanted)


def _wanted(
    register: Register, entry: NDArray[np.int32], own: Columns, base: NDArray[np.int64], version: Version
) -> Which:
    """Which entries the register would summon, by what they show."""
    people, about = register.people, own["person"][base]
    shows = np.zeros(len(base), np.uint8)
    np.bitwise_or.at(shows, entry, own["shows"])
    military = own["agency"][base] == list(register.files).index("military")
    known = {"man": own["man"][base], "age": people["age"][about]}
    # The military office knows who served; health reaches it as an exemption, and late.
    served = in_reserve(register.setting, people, version)[about]
    return np.asarray(
        of_age(known, version)
        & ~shown_exempt(shows, version)
        & (~military | served)
        & ~let_off(register, version)[about]
    )


def _rank(agency: NDArray[Any], names: list[str], first: tuple[str, ...]) -> NDArray[np.int64]:
    """Order of preference of rows by their agency."""
    order = [*first, *(one for one in names if one not in first)]
    return np.array([order.index(one) for one in names])[agency.astype(np.int64)]


def _first(entry: NDArray[Any], rank: NDArray[np.int64], n: int) -> NDArray[np.int64]:
    """The preferred row of each entry."""
    order = np.lexsort((rank, entry))
    return order[np.searchsorted(entry[order], np.arange(n))]


def _has(entry: NDArray[Any], agency: NDArray[Any], names: list[str], one: str, n: int) -> Which:
    has = np.zeros(n, np.bool_)
    if one in names:
        has[entry[agency == names.index(one)]] = True
    return has

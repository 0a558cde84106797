"""Who is known for an office or expertise, so that a text may name them without saying so."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tocsin.catalogue.tables import decode_table, load_table
from tocsin.errors import CatalogueError
from tocsin.records.case import KnownPeople
from tocsin.records.record import Record
from tocsin.records.source import Genre, Source

SHIPPED = Path(__file__).with_name("people.toml")


class KnownGroup(Record):
    """A table of `people.toml`."""

    role: str
    """What they are known for."""
    source: str
    """Where that is recorded."""
    date: date
    """When it was looked up."""
    names: tuple[tuple[str, ...], ...]
    """One entry a person: the name in every spelling that texts use."""


def load_known(path: Path = SHIPPED) -> tuple[str, ...]:
    """Every spelling of every known name, each once, in order.

    Raises:
        CatalogueError: a name is one word, which too many people share.
    """
    spellings: dict[str, None] = {}
    for title, table in load_table(path).items():
        group = decode_table(table, KnownGroup, f"{path}: {title}")
        for person in group.names:
            for name in person:
                if " " not in name:
                    where = f"{path}: {title}"
                    raise CatalogueError(where, "given name and surname", repr(name), "the name in full")
                spellings[name] = None
    return tuple(spellings)


def known_to_all(sources: Iterable[Source]) -> KnownPeople:
    """Whom every reader knows, whatever the case: the shipped list, and what the sources are called."""
    return KnownPeople(known=(*load_known(), *house_names(sources)))


def house_names(sources: Iterable[Source]) -> tuple[str, ...]:
    """What editions and bodies among the sources are called, which may read like somebody's name.

    A channel is left out: it may bear the name of whoever writes it, who may be anybody.
    """
    houses = (one for one in sources if one.genre is not Genre.CHANNEL)
    names = (name for one in houses for name in (one.title, *one.aliases))
    return tuple(dict.fromkeys(name for name in names if " " in name))

"""How names are pronounced: the shipped list, and what a case adds to it."""

from collections.abc import Mapping
from pathlib import Path

from tocsin.catalogue.tables import decode_table, load_table
from tocsin.errors import CatalogueError
from tocsin.records.case import Case
from tocsin.records.record import Record

SHIPPED = Path(__file__).with_name("pronunciations.toml")


class Pronunciations(Record):
    """`pronunciations.toml`."""

    alphabet: str
    """Every phoneme there is."""
    names: dict[str, str]
    """Name, one word → its phonemes."""


def load_pronunciations(case: Case) -> Mapping[str, str]:
    """Name → phonemes, the case's own before the shipped ones.

    Raises:
        CatalogueError: a name is not one word, or is written with something that is no phoneme.
    """
    shipped = decode_table(load_table(SHIPPED), Pronunciations, str(SHIPPED))
    for where, names in ((str(SHIPPED), shipped.names), ("case.toml: pronunciations", case.pronunciations)):
        for name, phonemes in names.items():
            if not name.isalpha():
                raise CatalogueError(where, "one word of letters", repr(name), "an entry for each word of it")
            if not phonemes or (unknown := sorted(set(phonemes) - set(shipped.alphabet))):
                found = f"{unknown[0]!r} in {name}" if phonemes else f"nothing for {name}"
                raise CatalogueError(
                    where, "phonemes of the list at its head", found, f"those of {SHIPPED.name}"
                )
    return {**shipped.names, **case.pronunciations}

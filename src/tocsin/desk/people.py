"""Whom a case protects, with what its texts tell of their age, and who else is called by name in it."""

import re
from collections.abc import Iterator

from tocsin.protect.kinship import find_birth_year
from tocsin.protect.pseudonym import Person
from tocsin.records.capture import Memento
from tocsin.records.case import Case, Naming
from tocsin.store.store import Store

CAPITALISED = re.compile(r"(?<![^\W\d_])[A-ZА-ЯЁ][a-zа-яё]{2,}(?![^\W\d_])")


def find_people(store: Store, case: Case) -> Iterator[Person]:
    """Every private person, once a mention, and those whom the case names itself."""
    mementos = {one.id: one for one in store.mementos()}
    for memento, mention in store.protected():
        shown = mementos[memento]
        born = find_birth_year(shown.text, mention, _written_in(shown))
        yield Person(mention.name, shown.language, born)
    for name in case.people.private:
        yield Person(name, "und")


def find_names(store: Store, case: Case) -> set[str]:
    """Every word of the texts that may be a name, where people are given other names."""
    if case.naming is not Naming.NAMES:
        return set()
    return {word for one in store.mementos() for word in CAPITALISED.findall(one.text)}


def _written_in(memento: Memento) -> int:
    return (memento.published_at or memento.captured_at).year

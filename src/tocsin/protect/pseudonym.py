"""Gives every private person of a case a pseudonym that holds for the whole case.

A *tag* is the keyed hash of a person's name. It orders people without telling anything about them, and
it lets a case remember who already has which pseudonym without writing the name down. Whoever holds the
key can try names against the tags; whoever holds the tags alone cannot.

Numbers are given in the order of the tags, not of the story: with keyed order, `Interviewee 1` is no
hint at who spoke first. A person who comes later gets the next number, and nobody else's changes.

Source: RFC 2104 (HMAC); GDPR recital 28 and article 4(5) for pseudonymisation.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from tocsin.protect.names import kin, lists
from tocsin.protect.naming import Callings, callings
from tocsin.protect.sounding import keys
from tocsin.records.case import Naming

NEUTRAL = "Interviewee"
PURPOSE = b"tocsin pseudonym\x00"


class Person(NamedTuple):
    """A private person as the case knows them."""

    name: str
    """As fully as any text has it, in the nominative."""
    lang: str = "en"
    """Language of the text."""


def normal(name: str) -> str:
    """The name as it is compared: composed, folded, single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def tag(name: str, key: bytes) -> str:
    """The keyed hash under which a person is remembered."""
    return hmac.new(key, PURPOSE + normal(name).encode(), hashlib.sha256).hexdigest()


def assign(
    people: Sequence[Person],
    key: bytes,
    naming: Naming,
    avoid: Collection[str] = (),
    issued: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Name → pseudonym for everyone in `people`.

    Args:
        people: Private people; the same name twice is one person.
        key: The key of the case.
        naming: Neutral numbers or other first names.
        avoid: Real names that no pseudonym may share a word with: public people of the case.
        issued: Tag → pseudonym from earlier runs. These stand, unless a real person of that name has
            since come into the case.
    """
    earlier = dict(issued or {})
    by_tag: dict[str, list[Person]] = {}
    for person in people:
        if normal(person.name).startswith(NEUTRAL.casefold()):
            # A text of somebody who has already renamed their people, a briefing for example.
            continue
        by_tag.setdefault(tag(person.name, key), []).append(person)
    taken = set(earlier.values())
    real = [*(person.name for person in people), *avoid]
    forbidden = _words(real)
    heard = callings(real)
    for mark in sorted(by_tag):
        if mark not in earlier or _words([earlier[mark]]) & forbidden or _sounds(earlier[mark], heard):
            free = _free(by_tag[mark][0], naming, {*taken, *forbidden}, heard)
            earlier[mark] = free[int(mark, 16) % len(free)] if free else _next_number(taken)
            taken.add(earlier[mark])
    return {person.name: earlier[mark] for mark, group in by_tag.items() for person in group}


def remember(mapping: Mapping[str, str], key: bytes, issued: Mapping[str, str]) -> dict[str, str]:
    """The tags to keep for the next run: those of before and those of `mapping`."""
    return {**issued, **{tag(name, key): pseudonym for name, pseudonym in mapping.items()}}


def _free(person: Person, naming: Naming, taken: Collection[str], heard: Callings) -> list[str]:
    """First names of the same culture and gender that nobody real is called by, in any spelling."""
    if naming is not Naming.NAMES:
        return []
    pool = lists()[kin(person.name, person.lang)]
    return [name for name in pool if not {name, normal(name)} & {*taken} and not _sounds(name, heard)]


def _sounds(pseudonym: str, heard: Callings) -> bool:
    """Whether a reader could take the pseudonym for the name of somebody real."""
    if pseudonym.startswith(NEUTRAL):
        return False
    return any(
        sound in heard.latin or sound in heard.cyrillic for word in pseudonym.split() for sound in keys(word)
    )


def _next_number(taken: Collection[str]) -> str:
    given = [int(name.split()[-1]) for name in taken if name.startswith(NEUTRAL + " ")]
    return f"{NEUTRAL} {max(given, default=0) + 1}"


def _words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in normal(name).split()}

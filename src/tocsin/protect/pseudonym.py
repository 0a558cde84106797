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

from tocsin.protect.declension import decline
from tocsin.protect.kinship import kin, usual_years
from tocsin.protect.names import birth_years, lists
from tocsin.protect.naming import Callings, callings, cyrillic_of
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
    born: int | None = None
    """Year of birth, give or take a few, where a text tells an age."""


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
    met: Collection[str] = (),
) -> dict[str, str]:
    """Name → pseudonym for everyone in `people`.

    Args:
        people: Private people; the same name twice is one person.
        key: The key of the case.
        naming: Neutral numbers or other first names.
        avoid: Real names that no pseudonym may share a word with: public people of the case.
        issued: Tag → pseudonym from earlier runs. These stand, unless a real person of that name has
            since come into the case.
        met: Other names that stand in the texts: no new pseudonym is taken from them, and none given up.
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
    elsewhere = frozenset(sound for word in _words(met) for sound in keys(word))
    for mark in sorted(by_tag):
        if mark not in earlier or _words([earlier[mark]]) & forbidden or _sounds(earlier[mark], heard):
            free = _free(_joined(by_tag[mark]), naming, {*taken, *forbidden}, heard, elsewhere)
            earlier[mark] = free[int(mark, 16) % len(free)] if free else _next_number(taken)
            taken.add(earlier[mark])
    return {person.name: earlier[mark] for mark, group in by_tag.items() for person in group}


def remember(mapping: Mapping[str, str], key: bytes, issued: Mapping[str, str]) -> dict[str, str]:
    """The tags to keep for the next run: those of before and those of `mapping`."""
    return {**issued, **{tag(name, key): pseudonym for name, pseudonym in mapping.items()}}


def _joined(group: Sequence[Person]) -> Person:
    """One person out of what several texts tell of them, whatever their order."""
    born = min((one.born for one in group if one.born is not None), default=None)
    return min(group, key=lambda one: (one.lang, one.name))._replace(born=born)


def _free(
    person: Person, naming: Naming, taken: Collection[str], heard: Callings, elsewhere: Collection[str]
) -> list[str]:
    """First names of the same culture, gender and generation that nobody real is called by, in any spelling.

    Where all names of the generation are taken, those of the others; where those are too, none.
    """
    if naming is not Naming.NAMES:
        return []
    pool = lists()[kin(person.name, person.lang)]
    free = [
        name
        for name in pool
        if not {name, normal(name)} & {*taken} and not _sounds(name, heard) and not _met(name, elsewhere)
    ]
    return [name for name in free if _of_age(name, person)] or free


def _met(pseudonym: str, elsewhere: Collection[str]) -> bool:
    """Whether a word of the texts is that name in some case and some script."""
    forms = {form for full in cyrillic_of(pseudonym) for form in decline(full)}
    return any(sound in elsewhere for word in (pseudonym, *forms) for sound in keys(word))


def _of_age(pseudonym: str, person: Person) -> bool:
    """Whether somebody born when the person was may well be called so.

    Where no text tells an age, the real name tells in which years its bearers are usually born: the years of
    the pseudonym must hold the middle of them.
    """
    usual = usual_years(person.name)
    born = person.born if person.born is not None else (sum(usual) // 2 if usual else None)
    first, last = birth_years().get(pseudonym.casefold(), (0, 0))
    return born is None or first <= born <= last


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

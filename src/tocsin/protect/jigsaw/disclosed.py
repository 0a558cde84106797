"""Remembers what each briefing told of whom, so that pieces which add up between briefings are seen.

The file is only ever appended to, one line a person and a briefing, under keyed tags: it names nobody.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from tocsin.errors import ProtectError
from tocsin.protect.jigsaw.crowd import find_trait
from tocsin.protect.jigsaw.details import Detail, Told
from tocsin.protect.key import OWNER_ONLY
from tocsin.records.population import Population
from tocsin.records.record import Record, encode

FILE = "disclosed.jsonl"


class Disclosed(Record):
    """What one briefing told of one person."""

    person: str
    """Their keyed tag; whoever is known only through them stands behind a stroke: `…/boyfriend`."""
    briefing: str
    """The briefing or draft that told it."""
    traits: tuple[str, ...]
    """Ids of the traits."""


def with_earlier(told: Told, person: str, earlier: Iterable[Disclosed], population: Population) -> Told:
    """What is told now and what was told before of the person of that tag, where it was told first.

    A trait that has since left the population table is passed over: nothing can be counted by it.
    """
    known = {one.trait.id for one in told.details}
    more: dict[str, Detail] = {}
    for one in earlier:
        for trait in one.traits if one.person == person else ():
            found = find_trait(population, trait) if trait not in known else None
            if found is not None:
                more.setdefault(trait, Detail(trait=found, words=found.title, text_id=one.briefing))
    return msgspec.structs.replace(told, details=(*told.details, *more.values()))


def append(path: Path, told: Iterable[Disclosed]) -> None:
    """Adds lines at the end.

    Raises:
        ProtectError: it cannot be written.
    """
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, OWNER_ONLY)
        with os.fdopen(handle, "ab") as out:
            out.writelines(encode(one) + b"\n" for one in told)
    except OSError as error:
        raise ProtectError(
            str(path), "room to remember what was told", error.strerror or "none", "its rights"
        ) from error


def load(path: Path) -> list[Disclosed]:
    """What was told so far, in order; a last line that a killed run left half is passed over.

    Raises:
        ProtectError: it cannot be read.
    """
    try:
        lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
        return [msgspec.json.decode(line, type=Disclosed) for line in lines]
    except (OSError, msgspec.DecodeError) as error:
        raise ProtectError(str(path), "what was told so far", str(error), "a backup") from error

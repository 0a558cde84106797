"""Remembers what each briefing told of whom, so that pieces which add up between briefings are seen.

The file is only ever appended to, one line a person and a briefing, under keyed tags: it names nobody.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from tocsin.errors import ProtectError
from tocsin.protect.key import OWNER_ONLY
from tocsin.records.record import Record, encode

FILE = "disclosed.jsonl"


class Disclosed(Record):
    """What one briefing told of one person."""

    person: str
    """Their keyed tag."""
    briefing: str
    """The file that told it."""
    traits: tuple[str, ...]
    """Ids of the traits."""


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

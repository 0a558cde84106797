"""Sealed captures of a case: put in without the vault, and handed out, still sealed, to whoever has it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from tocsin.archive import ledger
from tocsin.archive.archive import Archive
from tocsin.archive.entry import Entry
from tocsin.capture.sealing import find_sealed
from tocsin.desk.desk import opened
from tocsin.errors import UsageError
from tocsin.protect.sealing import load_recipient
from tocsin.records.capture import Sealed
from tocsin.records.issue import Issue


class Kept(NamedTuple):
    """What sealing did."""

    captures: tuple[str, ...]
    """Ids of the new captures."""
    n_unchanged: int
    """Files whose bytes are sealed in the case already."""
    issues: tuple[Issue, ...]
    """Not stored in the case, since they name files."""
    recipient: str
    """The public key that all were sealed to."""


def seal(folder: Path, targets: Sequence[str], now: datetime) -> Kept:
    """Seals files into the case.

    Raises:
        ProtectError: the case has no sealing key.
    """
    recipient = load_recipient(folder)
    issues: list[Issue] = []
    captures: list[str] = []
    n_unchanged = 0
    with opened(folder) as desk:
        # The same bytes never seal to the same bytes twice, so the archive cannot tell by itself.
        known = {one.sealed.digest for one in _entries(desk.archive) if one.sealed is not None}
        for item in find_sealed(targets, recipient, now):
            if isinstance(item, Issue):
                issues.append(item)
            elif item.sealed is not None and item.sealed.digest in known:
                n_unchanged += 1
            elif item.sealed is not None:
                known.add(item.sealed.digest)
                kept = desk.archive.append(item)
                desk.store.put(desk.known_of(kept, None))
                captures.append(kept.id)
    return Kept(tuple(captures), n_unchanged, tuple(issues), recipient)


def load_sealed(folder: Path, name: str) -> tuple[bytes, Sealed]:
    """The sealed bytes of a capture, and what the ledger says was sealed.

    Raises:
        ArchiveError: there is no such capture.
        DamageError: its bytes are not those that were kept.
        UsageError: it is not sealed.
    """
    with Archive.open(folder / "archive", read_only=True) as archive:
        entry = archive.entry(name)
        if entry.sealed is None:
            raise UsageError(name, "a sealed capture", "one that lies in the clear", "`tocsin export`")
        return archive.payload(entry.capture), entry.sealed


def _entries(archive: Archive) -> list[Entry]:
    return [*ledger.entries(archive.folder / ledger.NAME)]

"""What a killed run left at the end of the archive is set aside, never thrown away.

A run is killed between the WARC block and its ledger line, or in the middle of either. What lies after the
last whole ledger line, and after the block it speaks of, was never acknowledged.
"""

import os
from pathlib import Path

from tocsin.archive import ledger
from tocsin.archive.durable import sync_folder
from tocsin.archive.entry import Entry
from tocsin.archive.verify import PATTERN
from tocsin.errors import DamageError
from tocsin.records.record import Record

TORN = "torn"


class Settled(Record):
    """The archive's end after repair."""

    last: Entry | None
    """The last acknowledged entry."""
    repaired: tuple[str, ...] = ()
    """What was set aside, a sentence each."""


def settle(folder: Path) -> Settled:
    """Bring the end of the archive to its last acknowledged entry.

    Raises:
        DamageError: an acknowledged entry or its block is not whole; nothing is touched then.
    """
    book = folder / ledger.NAME
    tail = ledger.load_tail(book)
    end = tail.last.block_start + tail.last.n_block if tail.last else 0
    name = tail.last.capture.warc_file if tail.last else ""
    if tail.last is not None:
        _verify_reaches(folder / name, end, tail.last)
    said = []
    for path in sorted(folder.glob(PATTERN)):
        keep = end if path.name == name else 0
        if path.name >= name and path.stat().st_size > keep:
            said.append(_set_aside(path, keep))
        if path.name > name:
            path.unlink()
    if tail.torn:
        said.append(_set_aside(book, tail.size))
    sync_folder(folder)
    return Settled(last=tail.last, repaired=tuple(said))


def _verify_reaches(path: Path, end: int, last: Entry) -> None:
    size = path.stat().st_size if path.exists() else 0
    if size < end:
        raise DamageError(
            f"{path.name}, byte {size}, {last.capture.id}",
            f"{end} bytes",
            f"{size}",
            "a copy from a backup: the file was cut short after its captures were acknowledged",
        )


def _set_aside(path: Path, keep: int) -> str:
    """Move what follows `keep` to the torn folder; synced there before it is cut here."""
    with path.open("rb") as file:
        file.seek(keep)
        rest = file.read()
    aside = path.parent / TORN
    aside.mkdir(exist_ok=True)
    target = aside / f"{path.name}.{keep}.{len(list(aside.iterdir()))}"
    with target.open("wb") as file:
        file.write(rest)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(aside)
    with path.open("r+b") as file:
        file.truncate(keep)
        os.fsync(file.fileno())
    return f"{path.name}: {len(rest)} bytes of an unfinished capture were set aside in {TORN}/{target.name}"

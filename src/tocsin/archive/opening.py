"""Making an archive, and being its only writer."""

from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from tocsin.archive import checkpoint, ledger, merkle
from tocsin.archive.durable import sync_folder, unwritable
from tocsin.errors import ArchiveError


def make(folder: Path, randomness: Callable[[int], bytes]) -> None:
    """Make an empty archive with its key and first checkpoint, or leave the one that is there.

    Raises:
        ArchiveError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / ledger.NAME).exists():
            return
        # The ledger comes last: a run that is killed before it has made no archive yet.
        signer = checkpoint.make_key(folder, randomness(checkpoint.SEED_BYTES))
        checkpoint.save(folder, signer.sign(0, merkle.EMPTY))
        (folder / ledger.NAME).touch()
        sync_folder(folder)
    except OSError as error:
        raise unwritable(folder, error) from error


def lock(folder: Path) -> FileLock:
    """The right to write, until it is released or the run ends in whatever way.

    Raises:
        ArchiveError: another run holds it.
    """
    held = FileLock(folder / "writer.lock")
    try:
        held.acquire(timeout=0)
    except Timeout as error:
        raise ArchiveError(
            str(folder), "to be the only writer", "another run that is writing", "again when it has ended"
        ) from error
    except OSError as error:
        raise unwritable(folder, error) from error
    return held

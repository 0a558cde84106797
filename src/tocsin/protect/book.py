"""What a case remembers of its pseudonyms: tag → pseudonym, and no name.

The book is what keeps a number with its person when others join. It holds keyed tags, so that reading it
without the key tells how many people were renamed and nothing else. The encrypted vault, which keeps real
names for those who must be able to ask again, is a different thing.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from tocsin.errors import ProtectError
from tocsin.protect.key import OWNER_ONLY


def load_book(path: Path) -> dict[str, str]:
    """Tag → pseudonym; empty where there is no book yet.

    Raises:
        ProtectError: the file cannot be read, or is not a book.
    """
    if not path.exists():
        return {}
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except OSError as error:
        raise ProtectError(
            str(path), "the book of pseudonyms", error.strerror or "no access", "chmod 600"
        ) from error
    except msgspec.DecodeError as error:
        raise ProtectError(
            str(path),
            "the book of pseudonyms",
            str(error),
            "restoring it, or moving it away to number people anew",
        ) from error


def save_book(path: Path, issued: Mapping[str, str]) -> None:
    """Writes the book whole or not at all, readable by its owner only.

    Raises:
        ProtectError: it cannot be written.
    """
    draft = path.with_name(path.name + ".new")
    written = msgspec.json.format(msgspec.json.encode(dict(sorted(issued.items()))), indent=1)
    try:
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(handle, "wb") as out:
            out.write(written + b"\n")
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError as error:
        raise ProtectError(
            str(path),
            "room for the book of pseudonyms",
            error.strerror or "no access",
            "a folder you may write to",
        ) from error

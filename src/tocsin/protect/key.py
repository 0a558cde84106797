"""The key of a case: made once, readable by its owner only.

Without the key a pseudonym cannot be traced back; with it, names can be tried one by one. It is never
archived, never exported and never printed. Losing it costs continuity, not safety: a new key gives
people new numbers.
"""

import os
from collections.abc import Callable
from pathlib import Path

from tocsin.errors import ProtectError

KEY_BYTES = 32
OWNER_ONLY = 0o600
OTHERS = 0o077


def load_key(path: Path) -> bytes:
    """The key kept in the file.

    Raises:
        ProtectError: the file cannot be read, others may read it, or it does not hold a key.
    """
    try:
        mode = path.stat().st_mode
        written = path.read_text(encoding="ascii").strip()
        key = bytes.fromhex(written)
    except OSError as error:
        raise ProtectError(
            str(path), "a key file", error.strerror or "no file", "restoring it from a backup"
        ) from error
    except ValueError as error:
        raise _damaged(path, "other text") from error
    if mode & OTHERS:
        raise ProtectError(
            str(path), "a file only its owner can read", f"mode {mode & 0o777:o}", f"chmod 600 {path}"
        )
    if len(key) != KEY_BYTES:
        raise _damaged(path, f"{len(key)} bytes")
    return key


def load_or_make_key(path: Path, randomness: Callable[[int], bytes]) -> bytes:
    """The key of the case; where there is none yet, a new one is made and kept with mode 0600.

    Args:
        path: Where the key lives.
        randomness: Gives that many unpredictable bytes, such as `secrets.token_bytes`.

    Raises:
        ProtectError: the file can neither be read nor made.
    """
    if path.exists():
        return load_key(path)
    key = randomness(KEY_BYTES)
    draft = path.with_name(path.name + ".new")
    try:
        draft.unlink(missing_ok=True)
        # The mode is set on opening: between a write and a chmod, others could look.
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(key.hex() + "\n")
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError as error:
        raise ProtectError(
            str(path),
            "room for the key of the case",
            error.strerror or "no access",
            "a folder you may write to",
        ) from error
    return key


def _damaged(path: Path, found: str) -> ProtectError:
    return ProtectError(
        str(path),
        f"{KEY_BYTES * 2} hexadecimal digits",
        found,
        "restoring the file, or moving it away for a new key",
    )

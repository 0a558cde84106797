"""Seals what the archive keeps of protected people, so that the case can add to it and cannot read it.

A *sealing key* is a pair. The public half lies in the case, and whatever is sealed goes to it. The secret
half lies in the vault, which only the command line opens. So this module encrypts and never decrypts.

Whoever can write into the case folder could put a public half of their own there. What is sealed from then on
would be theirs to read, and not ours: compare the line that `tocsin add --sealed` prints.

Source: the age file format, version 1 (C2SP), X25519 recipients.
"""

import os
from pathlib import Path

import pyrage

from tocsin.errors import ProtectError

FILE = "sealing.pub"
"""The public half, one line as age writes it."""
MEDIA_TYPE = "application/x-age"


def load_recipient(folder: Path) -> str:
    """The public half of the case's sealing key.

    Raises:
        ProtectError: the case has none, or the file holds something else.
    """
    path = folder / FILE
    try:
        line = path.read_text("ascii").strip()
    except FileNotFoundError as error:
        raise _unusable(path, "none") from error
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(path, str(error)) from error
    _parse(line, path)
    return line


def write_recipient(folder: Path, recipient: str) -> None:
    """Puts the public half into the case, whole or not at all.

    Raises:
        ProtectError: it cannot be written.
    """
    path = folder / FILE
    draft = path.with_name(path.name + ".new")
    try:
        with draft.open("w", encoding="ascii") as out:
            out.write(recipient + "\n")
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError as error:
        raise ProtectError(
            str(path), "room for the public key", error.strerror or str(error), "a folder you may write to"
        ) from error


def seal(data: bytes, recipient: str) -> bytes:
    """The bytes in the age format: the secret half of that key alone opens them.

    Raises:
        ProtectError: `recipient` is no public key.
    """
    return bytes(pyrage.encrypt(data, [_parse(recipient, Path(FILE))]))


def _parse(line: str, path: Path) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(line)
    except pyrage.RecipientError as error:
        raise _unusable(path, f"something else ({error})") from error


def _unusable(path: Path, found: str) -> ProtectError:
    return ProtectError(str(path), "the public half of a sealing key", found, "`tocsin vault sealing-key`")

"""Answers on disk by the digest of their exact question: the same question is paid for once.

They hold pieces of texts, names included, so only their owner may read them.
"""

import os
from pathlib import Path

import msgspec

from tocsin.errors import ReadingError
from tocsin.records.identity import digest
from tocsin.records.record import decode, encode
from tocsin.records.second_reader import Completion


class Answers:
    """A folder of answers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, question: bytes) -> Completion | None:
        """The answer that was kept; `None` when there is none, or it is damaged."""
        try:
            return decode(self._path(question).read_bytes(), Completion)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def keep(self, question: bytes, answer: Completion) -> None:
        """Keeps an answer, whole or not at all.

        Raises:
            ReadingError: the folder cannot be written.
        """
        path = self._path(question)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(encode(answer))
            part.replace(path)
        except OSError as error:
            raise ReadingError(
                str(self._folder), "a folder for answers", error.strerror or str(error), "another place"
            ) from error

    def _path(self, question: bytes) -> Path:
        name = digest(question).rpartition(":")[2]
        return self._folder / name[:2] / f"{name}.json"

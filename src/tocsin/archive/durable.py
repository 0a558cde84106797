"""A file that only grows, whose growth survives a power cut once it has been synced."""

import os
from pathlib import Path

from tocsin.errors import ArchiveError


class AppendFile:
    """One open file, written at its end."""

    def __init__(self, path: Path) -> None:
        fresh = not path.exists()
        try:
            self._fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        except OSError as error:
            raise unwritable(path, error) from error
        self.path = path
        self.size = os.fstat(self._fd).st_size
        if fresh:
            sync_folder(path.parent)

    def append(self, data: bytes) -> None:
        """Write at the end; on any failure the file is left as it was."""
        written = 0
        try:
            while written < len(data):
                written += os.write(self._fd, data[written:])
        except OSError as error:
            raise unwritable(self.path, error) from error
        finally:
            if written < len(data):
                self.cut(self.size)
        self.size += written

    def cut(self, size: int) -> None:
        """Take back what was written after `size`."""
        os.ftruncate(self._fd, size)
        self.size = size

    def sync(self) -> None:
        """Return when the disk holds everything written."""
        try:
            os.fsync(self._fd)
        except OSError as error:
            raise unwritable(self.path, error) from error

    def close(self) -> None:
        """Close the file."""
        os.close(self._fd)


def sync_folder(folder: Path) -> None:
    """Return when the disk knows the folder's files by name."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def unwritable(path: Path, error: OSError) -> ArchiveError:
    """The error for a file that the system does not let us write."""
    return ArchiveError(
        str(path), "a place to write", error.strerror or str(error), "free space or write permission there"
    )

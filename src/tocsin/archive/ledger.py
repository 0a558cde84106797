"""The ledger file: lines that are only ever added, and the torn end that a killed run may leave."""

from collections.abc import Iterator
from pathlib import Path

from tocsin.archive.entry import Entry, parse
from tocsin.errors import DamageError
from tocsin.records.record import Record

NAME = "ledger.jsonl"
_STEP = 1 << 16


class Tail(Record):
    """How the ledger ends."""

    size: int
    """Bytes up to the end of the last whole line."""
    last: Entry | None
    """Entry of the last whole line; `None` in an empty ledger."""
    torn: bytes = b""
    """What follows it: the start of a line that was never finished."""


def lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Every line with its offset, without its line break, a last unfinished one too."""
    offset = 0
    with path.open("rb") as file:
        for line in file:
            yield offset, line.removesuffix(b"\n")
            offset += len(line)


def entries(path: Path) -> Iterator[Entry]:
    """Every entry in order.

    Raises:
        DamageError: a line is not what was written.
    """
    for number, (offset, line) in enumerate(lines(path), start=1):
        try:
            yield parse(line)
        except ValueError as error:
            raise damaged_line(path, number, offset, str(error)) from error


def load_tail(path: Path) -> Tail:
    """How the ledger ends, read from its end so that a long one opens as fast as a short one.

    Raises:
        DamageError: the last line is not what was written.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        start, read = size, b""
        while start and read.count(b"\n") < 2:
            start = max(0, start - _STEP)
            file.seek(start)
            read = file.read(size - start)
    whole, line_break, torn = read.rpartition(b"\n")
    _verify_torn(path, torn, size - len(torn))
    if not line_break:
        return Tail(size=0, last=None, torn=torn)
    last_line = whole.rpartition(b"\n")[2]
    end = size - len(torn)
    try:
        return Tail(size=end, last=parse(last_line), torn=torn)
    except ValueError as error:
        offset = end - len(last_line) - 1
        raise damaged_line(path, None, offset, str(error)) from error


def damaged_line(path: Path, number: int | None, offset: int, reason: str) -> DamageError:
    """The error for a line that is not what was written."""
    where = f"{path.name}, {'last line' if number is None else f'line {number}'}, byte {offset}"
    return DamageError(
        where, "the line as it was written", reason, "`tocsin verify`, then a copy from a backup"
    )


def _verify_torn(path: Path, torn: bytes, offset: int) -> None:
    """A torn line is a start. A whole line without a proper line break was changed, not torn."""
    for candidate in (torn, torn[:-1]):
        try:
            parse(candidate)
        except ValueError:
            continue
        raise damaged_line(path, None, offset, "a whole line whose line break is missing")

"""Every byte of the archive against the ledger, and the reason where they differ.

The ledger says for every block where it starts, how long it is and what its digest is; blocks lie end to
end. So one pass at the speed of the disk finds any changed, missing or added byte, and gives the leaves that
the checkpoint is held to.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from tocsin.archive import ledger
from tocsin.archive.blocks import Blocks, Damage
from tocsin.archive.entry import Entry, leaf_of, parse_with_leaf
from tocsin.archive.seal import find_fault

PATTERN = "tocsin-*.warc.gz"


def find_damage(folder: Path, walk: "Walk | None" = None) -> Iterator[Damage]:
    """Everything that differs, in the order of the ledger.

    Args:
        walk: what is to hold what the ledger was found to say, so that nobody need read it again.
    """
    ledger_file = folder / ledger.NAME
    walk = walk or Walk(ledger_file)
    with Blocks(folder) as blocks:
        for number, (offset, line) in enumerate(ledger.lines(ledger_file)):
            entry, damages = walk.step(number, offset, line)
            for damage in damages:
                blocks.note(damage)
            if entry is not None:
                blocks.check(entry)
            yield from blocks.due()
        yield from blocks.rest()
    if ledger_file.stat().st_size and not _ends_whole(ledger_file):
        size = ledger_file.stat().st_size
        yield Damage(record="ledger", file=ledger_file.name, offset=size, reason="no last line break")
    if walk.is_whole:
        yield from _strangers(folder, walk.ends)
    for name, reason in find_fault(folder, walk.leaves):
        yield Damage(record="checkpoint", file=name, offset=0, reason=reason)


class Walk:
    """What the lines of the ledger say of each other and of where blocks lie."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._index: int | None = 0
        self._fresh: int | None = 0
        self.ends: dict[str, int | None] = {}
        """Where the last block of each file ends; `None` where a damaged line hides it."""
        self.is_whole = True
        """Whether every line could be read."""
        self.leaves: list[bytes] = []
        """Leaf hashes as the lines give them."""

    def step(self, number: int, offset: int, line: bytes) -> tuple[Entry | None, list[Damage]]:
        """The entry of the next line, and what does not fit the lines before."""
        where = f"ledger line {number + 1}"
        try:
            entry, leaf_hash = parse_with_leaf(line)
        except ValueError as error:
            # Which block the line spoke of is not known, so neither is where the next one should start.
            self.ends, self._fresh, self.is_whole = dict.fromkeys(self.ends), None, False
            self._index = None
            self.leaves += leaf_of(line)
            return None, [Damage(record=where, file=self._path.name, offset=offset, reason=str(error))]
        self.leaves.append(leaf_hash)
        capture, found = entry.capture, []
        if self._index is not None and capture.ledger_index != self._index:
            reason = f"expected the entry of leaf {self._index}, found {capture.ledger_index}"
            found.append(Damage(record=where, file=self._path.name, offset=offset, reason=reason))
        self._index = capture.ledger_index + 1
        start = entry.block_start
        found += _gap(entry, start, self.ends.get(capture.warc_file, self._fresh))
        self._fresh = 0
        self.ends[capture.warc_file] = start + entry.n_block
        return entry, found


def _gap(entry: Entry, start: int, expected: int | None) -> list[Damage]:
    capture = entry.capture
    if expected is None or expected == start:
        return []
    reason = f"bytes {expected} to {start} belong to no entry of the ledger"
    return [Damage(record=capture.id, file=capture.warc_file, offset=expected, reason=reason)]


def _strangers(folder: Path, ends: dict[str, int | None]) -> Iterator[Damage]:
    for path in sorted(folder.glob(PATTERN)):
        end = ends.get(path.name, 0)
        if end is not None and path.stat().st_size > end:
            yield Damage(
                record="none",
                file=path.name,
                offset=end,
                reason="bytes here belong to no entry of the ledger",
            )


def _ends_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, io.SEEK_END)
        return file.read(1) == b"\n"

"""Where in the archive each payload lies: an index over the ledger, built when it is first asked.

Only names and places are held, and a line is read again when it is wanted, so that a large archive can be
added to in little memory.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from tocsin.archive import ledger, warc
from tocsin.archive.entry import Carrier, Entry, parse, verify_line
from tocsin.errors import DamageError
from tocsin.records.capture import Capture


class _Name(msgspec.Struct):
    """The two names of a capture."""

    id: str
    payload_digest: str


class _Glance(msgspec.Struct):
    """What the index needs of an entry; the rest is passed over unread."""

    capture: _Name
    revisit_of: str | None = None


class Shelf:
    """Captures by id, and the first capture of every payload by digest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: dict[str, int] | None = None
        self._firsts: dict[str, str] = {}
        self._fresh: dict[str, Entry] = {}
        self._damage: DamageError | None = None

    def verify_ledger(self) -> None:
        """Check every line before anything is built on the ledger.

        Raises:
            DamageError: a line is not what was written.
        """
        self._known()
        if self._damage is not None:
            raise self._damage

    def entry(self, capture_id: str) -> Entry | None:
        """What the ledger keeps of the capture of that id."""
        if capture_id in self._fresh:
            return self._fresh[capture_id]
        place = self._known().get(capture_id)
        if place is None:
            return None
        with (self._folder / ledger.NAME).open("rb") as file:
            file.seek(place)
            line = file.readline().removesuffix(b"\n")
        try:
            return parse(line)
        except ValueError as error:
            raise ledger.damaged_line(self._folder / ledger.NAME, None, place, str(error)) from error

    def by_id(self, capture_id: str) -> Capture | None:
        """The capture of that id, if the ledger has it."""
        entry = self.entry(capture_id)
        return None if entry is None else entry.capture

    def by_digest(self, payload_digest: str) -> Capture | None:
        """The capture whose record holds the payload of that digest."""
        self._known()
        first = self._firsts.get(payload_digest)
        return None if first is None else self.by_id(first)

    def carrier(self, capture_id: str) -> Carrier:
        """What the carrier told of a capture."""
        entry = self.entry(capture_id)
        return Carrier() if entry is None else entry.carrier

    def load(self, capture: Capture) -> bytes:
        """The payload bytes, from the record that holds them.

        Raises:
            DamageError: there is no readable record at that place.
        """
        holder = self.by_digest(capture.payload_digest) or capture
        path = self._folder / holder.warc_file
        try:
            with path.open("rb") as file:
                file.seek(holder.warc_offset)
                record = warc.load_record(file)
                return b"" if record is None else warc.body_of(record)
        except (OSError, ValueError) as error:
            raise DamageError(
                f"{holder.warc_file}, byte {holder.warc_offset}, {holder.id}",
                "a WARC record",
                str(error),
                "`tocsin verify`, then a copy from a backup",
            ) from error

    def add(self, entry: Entry) -> None:
        """Note an entry whose line is still to be written."""
        self._known()
        self._fresh[entry.capture.id] = entry
        if entry.revisit_of is None:
            self._firsts.setdefault(entry.capture.payload_digest, entry.capture.id)

    def settle(self, entries: Sequence[Entry], lines: Sequence[bytes], start: int) -> None:
        """Note that the entries have been written, their lines one after another from `start` on."""
        known = self._known()
        for entry, line in zip(entries, lines, strict=True):
            known[entry.capture.id] = start
            start += len(line)
            del self._fresh[entry.capture.id]

    def forget(self, entries: Sequence[Entry]) -> None:
        """Drop entries that were taken back."""
        for entry in entries:
            self._fresh.pop(entry.capture.id, None)
            self._known().pop(entry.capture.id, None)
            if self._firsts.get(entry.capture.payload_digest) == entry.capture.id:
                del self._firsts[entry.capture.payload_digest]

    def _known(self) -> dict[str, int]:
        if self._places is None:
            self._places = {}
            path = self._folder / ledger.NAME
            for number, (offset, line) in enumerate(ledger.lines(path), start=1):
                try:
                    found = msgspec.json.decode(verify_line(line), type=_Glance)
                except (ValueError, msgspec.MsgspecError) as error:
                    # One damaged line must not keep the other captures from being read.
                    self._damage = self._damage or ledger.damaged_line(path, number, offset, str(error))
                    continue
                self._places[found.capture.id] = offset
                if found.revisit_of is None:
                    self._firsts.setdefault(found.capture.payload_digest, found.capture.id)
        return self._places

"""Where in the archive each payload lies: an index over the ledger, built when it is first asked."""

from collections.abc import Iterable
from pathlib import Path

from tocsin.archive import ledger, warc
from tocsin.archive.entry import Carrier, Entry, parse
from tocsin.errors import DamageError
from tocsin.records.capture import Capture


class Shelf:
    """Captures by id, and the first capture of every payload by digest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entries: dict[str, Entry] | None = None
        self._firsts: dict[str, Entry] = {}
        self._damage: DamageError | None = None

    def verify_ledger(self) -> None:
        """Check every line before anything is built on the ledger.

        Raises:
            DamageError: a line is not what was written.
        """
        self._known()
        if self._damage is not None:
            raise self._damage

    def by_id(self, capture_id: str) -> Capture | None:
        """The capture of that id, if the ledger has it."""
        entry = self._known().get(capture_id)
        return None if entry is None else entry.capture

    def entry(self, capture_id: str) -> Entry | None:
        """What the ledger keeps of the capture of that id."""
        return self._known().get(capture_id)

    def by_digest(self, payload_digest: str) -> Capture | None:
        """The capture whose record holds the payload of that digest."""
        self._known()
        entry = self._firsts.get(payload_digest)
        return None if entry is None else entry.capture

    def carrier(self, capture_id: str) -> Carrier:
        """What the carrier told of a capture."""
        entry = self._known().get(capture_id)
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
        """Note an entry that has just been written."""
        self._known()[entry.capture.id] = entry
        self._note(entry)

    def forget(self, entries: Iterable[Entry]) -> None:
        """Drop entries that were taken back."""
        for entry in entries:
            self._known().pop(entry.capture.id, None)
            first = self._firsts.get(entry.capture.payload_digest)
            if first is not None and first.capture.id == entry.capture.id:
                del self._firsts[entry.capture.payload_digest]

    def _known(self) -> dict[str, Entry]:
        if self._entries is None:
            self._entries = {}
            path = self._folder / ledger.NAME
            for number, (offset, line) in enumerate(ledger.lines(path), start=1):
                try:
                    entry = parse(line)
                except ValueError as error:
                    # One damaged line must not keep the other captures from being read.
                    self._damage = self._damage or ledger.damaged_line(path, number, offset, str(error))
                    continue
                self._entries[entry.capture.id] = entry
                self._note(entry)
        return self._entries

    def _note(self, entry: Entry) -> None:
        if entry.revisit_of is None:
            self._firsts.setdefault(entry.capture.payload_digest, entry)

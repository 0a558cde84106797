"""The archive of a case: append a payload, get it back, and say whether anything has changed.

A capture is acknowledged when both its WARC block and its ledger line are on the disk, in that order. A run
that is killed between the two leaves bytes which no ledger line speaks of; the next opening sets them
aside and says so. Nothing that was acknowledged is ever rewritten.

Source: ISO 28500:2017 for the files; RFC 9162, section 2.1, for the tree over the ledger.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock

from tocsin.archive import ledger, merkle, warc
from tocsin.archive.blocks import Damage
from tocsin.archive.durable import AppendFile, unwritable
from tocsin.archive.entry import Entry, leaf, render
from tocsin.archive.opening import lock, make
from tocsin.archive.pieces import load_heads
from tocsin.archive.placing import Place, altered, entered, name_of, place
from tocsin.archive.repair import settle
from tocsin.archive.seal import Seal
from tocsin.archive.shelf import Shelf
from tocsin.archive.verify import PATTERN, find_damage
from tocsin.errors import ArchiveError, DamageError
from tocsin.records.capture import Capture, Payload
from tocsin.records.identity import digest

ROLL_BYTES = 1_000_000_000
SOFTWARE = "tocsin"


class Archive:
    """One folder of WARC files and their ledger; a single writer, any number of readers."""

    def __init__(self, folder: Path, held: FileLock | None, roll_bytes: int) -> None:
        self.folder = folder
        self.repaired: tuple[str, ...] = ()
        """What opening had to set aside, a sentence each."""
        self._lock = held
        self._roll_bytes = roll_bytes
        self._shelf = Shelf(folder)
        self._refusal: ArchiveError | None = None
        self._seal: Seal | None = None
        self._ledger: AppendFile | None = None
        self._warc: AppendFile | None = None
        self._last: Entry | None = None

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        create: bool = False,
        read_only: bool = False,
        roll_bytes: int = ROLL_BYTES,
        randomness: Callable[[int], bytes] = secrets.token_bytes,
    ) -> Self:
        """The archive in `folder`, ready to append unless it is opened to be read only.

        A damaged archive still opens, so that it can be read and verified; appending to it is refused.

        Raises:
            ArchiveError: there is no archive, it cannot be written, or another run is writing it.
        """
        if create:
            make(folder, randomness)
        if not (folder / ledger.NAME).is_file():
            raise ArchiveError(
                str(folder), f"an archive with a {ledger.NAME}", "none", "a case folder made by `tocsin new`"
            )
        archive = cls(folder, None if read_only else lock(folder), roll_bytes)
        if not read_only:
            archive._settle()
        return archive

    def append(self, payload: Payload, unchanged: Capture | None = None) -> Capture:
        """Keep one payload; when this returns it is on the disk.

        Args:
            unchanged: the capture that the server says nothing has changed since, for an answer 304.

        Raises:
            ArchiveError: the disk is full or cannot be written; the archive is as it was before.
            DamageError: the end of the archive is damaged, and nothing may be built on it.
        """
        return self.append_all((payload,), unchanged)[0]

    def append_all(self, payloads: Iterable[Payload], unchanged: Capture | None = None) -> list[Capture]:
        """Keep several payloads with one wait for the disk: all of them, or none."""
        lines, seal = self._writable()
        sealed_before = seal.state()
        warc_before, lines_before, last_before = self._warc, lines.size, self._last
        size_before = self._warc.size if self._warc is not None else 0
        captures: list[Capture] = []
        entries: list[Entry] = []
        try:
            for payload in payloads:
                known = self._shelf.by_id(name_of(payload))
                captures.append(known or self._store(payload, entries, unchanged))
            if entries:
                self._current_warc().sync()
                written = [render(entry) for entry in entries]
                lines.append(b"".join(written))
                lines.sync()
                seal.sign(written)
                self._shelf.settle(entries, written, lines_before)
            entries.clear()
            if warc_before is not None and warc_before is not self._warc:
                warc_before.close()
        finally:
            # Also on Ctrl-C: whatever was not acknowledged is taken back.
            if entries:
                # The checkpoint first: a ledger longer than its checkpoint is whole, a shorter one is not.
                seal.take_back(sealed_before)
                lines.cut(lines_before)
                self._take_back(warc_before, size_before)
                self._last = last_before
                self._shelf.forget(entries)
        return captures

    def payload(self, capture: Capture) -> bytes:
        """The bytes of a capture.

        Raises:
            DamageError: they are not those that the digest was taken of.
        """
        body = self._shelf.load(capture)
        if digest(body) != capture.payload_digest:
            raise altered(capture, f"payload {digest(body)}")
        return body

    def entry(self, name: str) -> Entry:
        """What the ledger keeps of the capture of that id.

        Raises:
            ArchiveError: there is none.
        """
        found = self._shelf.entry(name)
        if found is None:
            raise ArchiveError(
                name, "the id of a capture in this case", "none of that name", "`tocsin timemap`"
            )
        return found

    def restore(self, capture: Capture) -> Payload:
        """The payload as it was appended, with its HTTP headers and what its carrier told."""
        heads = load_heads(self.folder, self.entry(capture.id))
        carrier = self._shelf.carrier(capture.id)
        return Payload(
            address=capture.address,
            media_type=capture.media_type,
            body=self.payload(capture),
            captured_at=capture.captured_at,
            status=capture.status,
            headers=heads.response,
            request_headers=heads.request,
            source_id=capture.source_id,
            title=carrier.title,
            author=carrier.author,
            published_at=carrier.published_at,
            origin=capture.origin,
            provenance=carrier.provenance,
            sealed=self.entry(capture.id).sealed,
        )

    @property
    def n_captures(self) -> int:
        """How many captures there are, by the last line of the ledger."""
        last = self._last or ledger.load_tail(self.folder / ledger.NAME).last
        return last.capture.ledger_index + 1 if last else 0

    def captures(self) -> Iterator[Capture]:
        """Every capture in the order of the ledger."""
        return (entry.capture for entry in ledger.entries(self.folder / ledger.NAME))

    def leaves(self) -> list[bytes]:
        """Leaf hashes in order, for proofs."""
        return [leaf(line) for _, line in ledger.lines(self.folder / ledger.NAME)]

    def root(self) -> str:
        """Merkle root over the ledger, as `sha256:` and hexadecimal digits."""
        return "sha256:" + merkle.root(self.leaves()).hex()

    def find_damage(self) -> Iterator[Damage]:
        """Everything that is not what the ledger says it was."""
        return find_damage(self.folder)

    def verify(self) -> None:
        """Check every byte.

        Raises:
            DamageError: something differs; the message names the first.
        """
        for damage in self.find_damage():
            raise DamageError(
                f"{damage.file}, byte {damage.offset}, {damage.record}",
                "the archive unaltered since capture",
                damage.reason,
                "a copy from a backup",
            )

    def close(self) -> None:
        """Close the files and let the next writer in."""
        for file in (self._warc, self._ledger):
            if file is not None:
                file.close()
        self._warc = self._ledger = None
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _settle(self) -> None:
        try:
            settled = settle(self.folder)
            self._seal = Seal.open(self.folder)
            n_lines = settled.last.capture.ledger_index + 1 if settled.last else 0
            signed = self._seal.settle(n_lines)
        except ArchiveError as error:
            self._refusal = error
            return
        except OSError as error:
            self.close()
            raise unwritable(self.folder, error) from error
        self._last, self.repaired = settled.last, (*settled.repaired, *signed)
        self._ledger = AppendFile(self.folder / ledger.NAME)
        if self._last is not None:
            self._warc = AppendFile(self.folder / self._last.capture.warc_file)

    def _writable(self) -> tuple[AppendFile, Seal]:
        if self._refusal is not None:
            raise self._refusal
        if self._ledger is None or self._seal is None:
            raise ArchiveError(
                str(self.folder), "an archive opened for writing", "one opened to be read", "opening it again"
            )
        self._shelf.verify_ledger()
        self._seal.verify()
        return self._ledger, self._seal

    def _store(self, payload: Payload, entries: list[Entry], unchanged: Capture | None) -> Capture:
        payload_digest, name = digest(payload.body), name_of(payload)
        first = self._shelf.by_digest(payload_digest) if payload.body else unchanged
        file, info = self._warc_for(payload)
        asked = warc.render_request(payload, name)
        answer = warc.render_capture(payload, name, payload_digest, first)
        block = info + asked + answer
        at = Place(
            file=file.path.name,
            offset=file.size + len(info) + len(asked),
            leaf=self._last.capture.ledger_index + 1 if self._last else 0,
        )
        capture = place(payload, payload_digest, at)
        entry = entered(payload, capture, block, file.size, first)
        # Noted before it is written, so that an interruption takes it back.
        entries.append(entry)
        file.append(block)
        self._shelf.add(entry)
        self._last = entry
        return capture

    def _warc_for(self, payload: Payload) -> tuple[AppendFile, bytes]:
        """The file for the next block, and the record that opens it where it is new."""
        if self._warc is None or self._warc.size >= self._roll_bytes:
            number = int(self._warc.path.name[7:12]) + 1 if self._warc else 1
            if self._warc is not None:
                self._warc.sync()
            self._warc = AppendFile(self.folder / f"tocsin-{number:05d}.warc.gz")
        if self._warc.size:
            return self._warc, b""
        return self._warc, warc.render_info(self._warc.path.name, SOFTWARE, payload.captured_at)

    def _current_warc(self) -> AppendFile:
        if self._warc is None:
            raise ArchiveError(str(self.folder), "an open archive file", "none", "opening the archive again")
        return self._warc

    def _take_back(self, before: AppendFile | None, size: int) -> None:
        """Undo unacknowledged blocks; files opened for them are removed."""
        kept = "" if before is None else before.path.name
        if before is not None:
            before.cut(size)
        if self._warc is not None and self._warc is not before:
            self._warc.close()
        for path in self.folder.glob(PATTERN):
            if path.name > kept:
                path.unlink()
        self._warc = before

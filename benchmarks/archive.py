"""Captures kept and read back beside warcio, and how fast a large case opens and verifies."""

import hashlib
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import msgspec

from benchmarks import Row
from tocsin.archive.archive import Archive
from tocsin.catalogue.templates import new_case
from tocsin.desk.desk import opened
from tocsin.records.capture import Payload
from tocsin.store.store import Store

try:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter
except ImportError:  # pragma: no cover - a development dependency
    WARCWriter = None

N_PAGES = 1_000
N_LARGE = 100_000
CHUNK_BYTES = 1_000_000
HOUR = timedelta(hours=1)
# As many different words as a page has, so that it packs no better than a page does.
WORDS = [f"word{number * 7919 % 10_007}" for number in range(4_000)]


def _pages(n: int, n_words: int = 3_000) -> list[Payload]:
    rng = random.Random(2)
    start = datetime(2023, 1, 1, tzinfo=UTC)
    return [
        Payload(
            address=f"https://news.example/{number}",
            media_type="text/html",
            body=f"{number} {' '.join(rng.choices(WORDS, k=n_words))} {rng.random()}".encode(),
            captured_at=start + timedelta(seconds=number),
            headers=(("Content-Type", "text/html"),),
        )
        for number in range(n)
    ]


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _write_warcio(path: Path, pages: list[Payload]) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="1.1")
        for page in pages:
            head = StatusAndHeaders("200 OK", list(page.headers), protocol="HTTP/1.1")
            record = writer.create_warc_record(
                page.address, "response", BytesIO(page.body), http_headers=head
            )
            writer.write_record(record)


def _load_warcio(path: Path) -> None:
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            record.content_stream().read()


def _load_ours(folder: Path) -> None:
    with Archive.open(folder, read_only=True) as archive:
        for capture in archive.captures():
            archive.payload(capture)


def _append_each(folder: Path, pages: list[Payload]) -> None:
    with Archive.open(folder, create=True) as archive:
        for page in pages:
            archive.append(page)


def _append_all(folder: Path, pages: list[Payload]) -> None:
    with Archive.open(folder, create=True) as archive:
        archive.append_all(pages)


def rows() -> Iterator[Row]:
    """Writing, reading, unchanged pages, and a case of a hundred thousand captures."""
    with tempfile.TemporaryDirectory() as place:
        yield from _beside_warcio(Path(place))
        yield _unchanged(Path(place) / "unchanged")
        yield from _large(Path(place) / "large")


def _beside_warcio(place: Path) -> Iterator[Row]:
    pages = _pages(N_PAGES)
    megabytes = sum(len(page.body) for page in pages) / 1e6
    each = _seconds(lambda: _append_each(place / "each", pages))
    together = _seconds(lambda: _append_all(place / "all", pages))
    loaded = _seconds(lambda: _load_ours(place / "all"))
    write: dict[str, float | None] = {"warcio": None}
    read: dict[str, float | None] = {"warcio": None}
    if WARCWriter is not None:
        write["warcio"] = N_PAGES / _seconds(lambda: _write_warcio(place / "peer.warc.gz", pages))
        read["warcio"] = megabytes / _seconds(lambda: _load_warcio(place / "peer.warc.gz"))
    size = f"{N_PAGES} pages, {megabytes:.0f} MB"
    synced = "ours waits for the disk three times a capture; warcio never does"
    yield Row(f"append one by one, {size}", N_PAGES / each, "captures/s", write, synced)
    yield Row(f"append together, {size}", N_PAGES / together, "captures/s", write, "one wait for the disk")
    yield Row(f"read back, {size}", megabytes / loaded, "MB/s", read, "ours also checks every SHA-256")


def _unchanged(folder: Path) -> Row:
    """Everything that a capture adds: its record, its line in the ledger, and the new checkpoint."""
    first = _pages(1, 12_000)[0]
    with Archive.open(folder, create=True) as archive:
        archive.append(first)
        before = _bytes(folder)
        for number in range(1, 100):
            archive.append(msgspec.structs.replace(first, captured_at=first.captured_at + number * HOUR))
        grown = (_bytes(folder) - before) / 99 / before
    size = f"{len(first.body) / 1e3:.0f} kB"
    return Row(
        f"growth per capture of an unchanged page of {size}",
        100 * grown,
        "%",
        {},
        "ledger and checkpoint too",
    )


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())


def _large(folder: Path) -> Iterator[Row]:
    case = folder.parent / "case"
    new_case(case, "blank", datetime(2023, 1, 1, tzinfo=UTC).date())
    place = case / "archive"
    pages = _pages(N_LARGE, 60)
    with Archive.open(place, create=True) as archive:
        captures = archive.append_all(pages)
    stored = _bytes(place) / 1e6
    with Store.open(f"sqlite:///{case / 'tocsin.db'}") as store:
        filled = _seconds(lambda: store.put(captures))
    yield Row(f"store {N_LARGE} captures", N_LARGE / filled, "rows/s", {}, "SQLite, one transaction")

    def open_case() -> None:
        with opened(case) as desk:
            assert desk.archive.n_captures == N_LARGE

    yield Row(f"open a case of {N_LARGE} captures", _seconds(open_case), "s", {}, "settings, archive, store")
    with Archive.open(place) as archive:
        first = _seconds(lambda: archive.append(_pages(1, 60)[0]))
        yield Row(
            f"first append to {N_LARGE} captures", first, "s", {}, "checks the ledger against its checkpoint"
        )
    yield _verified(place, f"{N_LARGE} small captures, {stored:.0f} MB")
    whole = folder.parent / "all"
    yield _verified(whole, f"{N_PAGES} pages, {_bytes(whole) / 1e6:.0f} MB")


def _verified(folder: Path, size: str) -> Row:
    """By processor time, so that what else the machine does is left out; the files are in memory for all."""
    megabytes = _bytes(folder) / 1e6
    with Archive.open(folder, read_only=True) as archive:
        peers: dict[str, float | None] = {
            "reading the same files": megabytes / _cpu_seconds(lambda: _read(folder)),
            "reading and hashing them": megabytes / _cpu_seconds(lambda: _hash(folder)),
        }
        ours = megabytes / _cpu_seconds(archive.verify)
    return Row(f"verify {size}", ours, "MB/s", peers, "by processor time")


def _cpu_seconds(work: Callable[[], object]) -> float:
    """The best of three."""
    spent = []
    for _ in range(3):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return min(spent)


def _chunks(folder: Path) -> Iterator[bytes]:
    for path in folder.iterdir():
        with path.open("rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                yield chunk


def _read(folder: Path) -> None:
    for _ in _chunks(folder):
        pass


def _hash(folder: Path) -> None:
    hashed = hashlib.sha256()
    for chunk in _chunks(folder):
        hashed.update(chunk)

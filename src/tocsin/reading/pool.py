"""Reads many documents on all cores, in order, each reading given as soon as those before it are.

Starting a process costs seconds, since each loads its own parsers; so few documents are read here, and
workers start when enough wait. A worker that dies (memory, a fault in native code) takes no other document
with it: what it held is read again one document at a time, and the one that kills again becomes an issue.
Order makes a run restartable: who stops reads on after the last reading given.

Source: Python's `concurrent.futures`, process pools with the "forkserver" start method.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from enum import Enum
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from tocsin.errors import ReadingError
from tocsin.records.issue import Stage, issue
from tocsin.records.reading import Document, Reading

STARTS_AT_CHARACTERS = 300_000
"""Text that must wait before workers are worth their start."""
STARTS_AT_DOCUMENTS = 8
CHUNK_CHARACTERS = 40_000
"""Text sent to a worker at once: less spends its time on sending, more lets cores idle at the end."""
CHUNK_DOCUMENTS = 64
AHEAD_PER_JOB = 3
"""Chunks under way for each worker, so that none waits for the slowest."""


class Nothing(Enum):
    """Said by a stream of documents instead of one."""

    YET = "yet"
    """No document is at hand: what waits should be read now, before asking for more."""


class ReadsOne(Protocol):
    """What a worker needs: a reader."""

    def read(self, document: Document, *, detail: bool = False) -> Reading:
        """Everything the document says."""


Make = Callable[[], ReadsOne]
"""Builds a reader; it is sent to every worker, so it must be picklable."""
Chunk = tuple[Document, ...]


class When(NamedTuple):
    """How many processes, and from how much waiting text on they are started."""

    jobs: int
    characters: int = STARTS_AT_CHARACTERS
    documents: int = STARTS_AT_DOCUMENTS


def read_many(
    make: Make, documents: Iterable[Document | Nothing], when: When, *, detail: bool = False
) -> Iterator[Reading]:
    """One reading for each document, in order.

    Args:
        make: builds the reader, here and in each worker.
        documents: may say `Nothing.YET`, so that a slow stream is answered before more is asked for.
        when: processes, and when they are worth it.
        detail: as for a reader.

    Raises:
        ReadingError: no worker can be started.
    """
    here = make()
    backlog: list[Document] = []
    size = 0
    with _Workers(make, when.jobs, detail=detail) as workers:
        for item in documents:
            if isinstance(item, Nothing):
                yield from _all(workers, here, backlog, detail=detail)
                size = 0
                continue
            if when.jobs == 1:
                yield read_one(here, item, detail=detail)
                continue
            backlog.append(item)
            size += len(item.text)
            if workers.running or (size >= when.characters and len(backlog) >= when.documents):
                yield from workers.send(backlog)
        yield from _all(workers, here, backlog, detail=detail)


def remembered(
    documents: Iterable[Document | Nothing], held: deque[Document]
) -> Iterator[Document | Nothing]:
    """The same stream; each document is put at the end of `held`, for who needs it beside its reading."""
    for item in documents:
        if not isinstance(item, Nothing):
            held.append(item)
        yield item


def read_one(reader: ReadsOne, document: Document, *, detail: bool = False) -> Reading:
    """The reading of a document; one that is too much for this machine is an issue."""
    try:
        return reader.read(document, detail=detail)
    except (MemoryError, RecursionError) as error:
        return unread(document, f"expected a text that fits this machine, found {type(error).__name__}")


def unread(document: Document, reason: str) -> Reading:
    """No reading, and why."""
    return Reading(
        id=document.id, lang=document.lang or "und", issues=(issue(Stage.READING, document.id, reason),)
    )


def _all(workers: "_Workers", here: ReadsOne, backlog: list[Document], *, detail: bool) -> Iterator[Reading]:
    """Everything under way and everything waiting, before more is asked for."""
    if workers.running:
        yield from workers.send(backlog, whole=True)
        yield from workers.finish()
    for document in backlog:
        yield read_one(here, document, detail=detail)
    backlog.clear()


class _Workers:
    """Processes that read chunks, and the chunks under way in order."""

    def __init__(self, make: Make, jobs: int, *, detail: bool) -> None:
        self._make = make
        self._jobs = jobs
        self._detail = detail
        self._pool: ProcessPoolExecutor | None = None
        self._under_way: deque[tuple[Chunk, Future[list[Reading]]]] = deque()

    @property
    def running(self) -> bool:
        """Whether processes have been started."""
        return self._pool is not None

    def send(self, backlog: list[Document], *, whole: bool = False) -> Iterator[Reading]:
        """Hand over full chunks of the backlog, `whole` the last part too; gives readings that are due."""
        self._started()
        for chunk in _taken(backlog, whole=whole):
            self._submit(chunk)
            while len(self._under_way) >= AHEAD_PER_JOB * self._jobs:
                yield from self._next()

    def finish(self) -> Iterator[Reading]:
        """The readings of all chunks under way."""
        while self._under_way:
            yield from self._next()

    def _next(self) -> Sequence[Reading]:
        chunk, reading = self._under_way.popleft()
        try:
            return reading.result()
        except BrokenProcessPool:
            return self._again(chunk)

    def _again(self, chunk: Chunk) -> list[Reading]:
        """Read the chunk one document at a time with nothing else under way, then send the rest anew."""
        waiting = [held for held, _ in self._under_way]
        self._under_way.clear()
        found = [self._alone(document) for document in chunk]
        for held in waiting:
            self._submit(held)
        return found

    def _alone(self, document: Document) -> Reading:
        try:
            (reading,) = self._fresh().submit(_read, (document,), detail=self._detail).result()
        except BrokenProcessPool:
            return unread(
                document, "expected a text that can be read, found one that ends the reading process"
            )
        return reading

    def _submit(self, chunk: Chunk) -> None:
        try:
            sent = self._started().submit(_read, chunk, detail=self._detail)
        except BrokenProcessPool:
            sent = self._fresh().submit(_read, chunk, detail=self._detail)
        self._under_way.append((chunk, sent))

    def _started(self) -> ProcessPoolExecutor:
        return self._pool or self._fresh()

    def _fresh(self) -> ProcessPoolExecutor:
        """A pool whose workers live.

        Raises:
            ReadingError: they do not start.
        """
        self._close()
        pool = ProcessPoolExecutor(self._jobs, _context(), _begin, (self._make,))
        self._pool = pool
        try:
            pool.submit(_ready).result()
        except BrokenProcessPool as error:
            raise ReadingError(
                "worker processes", "them to start", "that they end at once", "--jobs 1"
            ) from error
        return pool

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()


def _taken(backlog: list[Document], *, whole: bool) -> Iterator[Chunk]:
    """Full chunks from the front of the backlog, which loses them; the last part when `whole`."""
    held, backlog[:] = deque(backlog), []
    chunk: list[Document] = []
    size = 0
    while held:
        chunk.append(held.popleft())
        size += len(chunk[-1].text)
        if size >= CHUNK_CHARACTERS or len(chunk) >= CHUNK_DOCUMENTS:
            yield tuple(chunk)
            chunk, size = [], 0
    if whole and chunk:
        yield tuple(chunk)
    else:
        backlog[:] = chunk


def cores() -> int:
    """How many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context() -> BaseContext:
    """A clean server that forks workers where there is one: it holds no thread and no lock of ours."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["tocsin.reading.reader"])
    return context


_reader: list[ReadsOne] = []
"""The worker's own reader; empty in every other process."""


def _begin(make: Make) -> None:
    # Ctrl-C reaches every process of the terminal; the parent stops the workers in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _reader[:] = [make()]


def _ready() -> bool:
    return bool(_reader)


def _read(chunk: Chunk, *, detail: bool) -> list[Reading]:
    return [read_one(_reader[0], document, detail=detail) for document in chunk]

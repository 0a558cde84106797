"""Reads many documents on all cores, in order, each reading given as soon as those before it are.

Starting a process costs seconds, since each loads its own parsers; so few documents are read here, and
workers start when enough wait. Order makes a run restartable: who stops reads on after the last reading
given.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from enum import Enum
from types import TracebackType
from typing import NamedTuple, Self

from tocsin.reading.workers import Asked, Chunk, Make, ReadsOne, Workers, read_one
from tocsin.records.reading import Document, Reading

STARTS_AT_CHARACTERS = 300_000
"""Text that must wait before workers are worth their start, which takes each two seconds of a processor: what
is about the subject throughout repays that from some 80,000 characters on, a stream of everything from some
two million."""
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
    with _Line(make, when.jobs, detail=detail) as workers:
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


def _all(workers: "_Line", here: ReadsOne, backlog: list[Document], *, detail: bool) -> Iterator[Reading]:
    """Everything under way and everything waiting, before more is asked for."""
    if workers.running:
        yield from workers.send(backlog, whole=True)
        yield from workers.finish()
    for document in backlog:
        yield read_one(here, document, detail=detail)
    backlog.clear()


class _Line:
    """The chunks under way, in order, and the processes that read them once there are some."""

    def __init__(self, make: Make, jobs: int, *, detail: bool) -> None:
        self._make = make
        self._jobs = jobs
        self._detail = detail
        self._workers: Workers | None = None
        self._under_way: deque[Future[list[Reading]]] = deque()

    @property
    def running(self) -> bool:
        """Whether processes have been started."""
        return self._workers is not None

    def send(self, backlog: list[Document], *, whole: bool = False) -> Iterator[Reading]:
        """Hand over full chunks of the backlog, `whole` the last part too; gives readings that are due."""
        self._workers = self._workers or Workers(self._make, self._jobs)
        for chunk in _taken(backlog, whole=whole):
            self._under_way.append(self._workers.submit(Asked(chunk, self._detail)))
            while len(self._under_way) >= AHEAD_PER_JOB * self._jobs:
                yield from self._under_way.popleft().result()

    def finish(self) -> Iterator[Reading]:
        """The readings of all chunks under way."""
        while self._under_way:
            yield from self._under_way.popleft().result()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._workers is not None:
            self._workers.close()
            self._workers = None


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

"""Processes that read, each at the other end of a pipe of its own.

Nothing is shared between them, neither queue nor lock, so that one that is killed at any moment can leave
nothing behind that another waits for. (Python 3.11's process pool may wait for ever for a process that
is gone: seen here, and told in https://github.com/python/cpython/issues/94777.) A process ends when its pipe
does, so none outlives the one that asked for it, however that ended.

Source: Python's `multiprocessing`, pipes and the "spawn" start method, which forks no threads and no locks.
"""

import signal
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from threading import Lock
from typing import NamedTuple, Protocol

from tocsin.errors import ReadingError
from tocsin.reading.unread import unread
from tocsin.records.reading import Document, Reading

STARTS_WITHIN_SECONDS = 300.0
"""A process loads its parsers in two seconds; a machine that swaps takes long, and does get there."""
ENDS_WITHIN_SECONDS = 5.0

CONTEXT = get_context("spawn")


class ReadsOne(Protocol):
    """What a worker needs: a reader."""

    def read(self, document: Document, *, detail: bool = False) -> Reading:
        """Everything the document says."""


Make = Callable[[], ReadsOne]
"""Builds a reader; it is sent to every worker, so it must be picklable."""
Chunk = tuple[Document, ...]


class Asked(NamedTuple):
    """What a worker is sent."""

    chunk: Chunk
    detail: bool


class Workers:
    """Processes that read chunks, as many at once as there are jobs.

    A process that ends takes nothing with it: what it held is read again one document at a time, and the
    one that ends the next process too becomes an issue. The others go on meanwhile.

    Args:
        make: builds the reader of each.
    """

    def __init__(self, make: Make, jobs: int) -> None:
        self._threads = ThreadPoolExecutor(jobs)
        # One lock: the list that Python keeps of its children is not made for two threads at once.
        changing = Lock()
        self._all = [_Worker(make, changing) for _ in range(jobs)]
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._all:
            self._idle.put(worker)

    def submit(self, asked: Asked) -> Future[list[Reading]]:
        """The readings of a chunk, in order, once a worker has made them.

        Raises (from the future):
            ReadingError: no worker can be started.
        """
        return self._threads.submit(self._read, asked)

    def close(self) -> None:
        """Ends every process, what is under way too."""
        for worker in self._all:
            worker.dismiss()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._all:
            worker.end()

    def _read(self, asked: Asked) -> list[Reading]:
        worker = self._idle.get()
        try:
            return worker.read(asked)
        finally:
            self._idle.put(worker)


class _Worker:
    """One process and the pipe to it, renewed when it dies; asked by one thread at a time."""

    def __init__(self, make: Make, changing: Lock) -> None:
        self._make, self._changing = make, changing
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._dismissed = False

    def read(self, asked: Asked) -> list[Reading]:
        found = self._answer(asked)
        return [self._alone(one, asked.detail) for one in asked.chunk] if found is None else found

    def dismiss(self) -> None:
        """Kills the process, so that whoever waits for it waits no longer; no other is started."""
        with self._changing:
            self._dismissed = True
            if self._process is not None:
                self._process.kill()

    def end(self) -> None:
        """Waits for the end of a process that was killed or is gone."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if self._process is not None:
            self._process.kill()
            self._process.join(ENDS_WITHIN_SECONDS)
            self._process = None

    def _alone(self, document: Document, detail: bool) -> Reading:
        found = self._answer(Asked((document,), detail))
        if found is None:
            said = "expected a text that can be read, found one that ends the reading process"
            return unread(document, said)
        return found[0]

    def _answer(self, asked: Asked) -> list[Reading] | None:
        """What the process answers; `None` where it ends first."""
        pipe = self._pipe or self._started()
        try:
            pipe.send(asked)
            found = pipe.recv()
        except (EOFError, OSError):
            self.end()
            if self._dismissed:
                raise _not_started() from None
            return None
        if isinstance(found, Exception):
            raise found
        return found  # type: ignore[no-any-return]

    def _started(self) -> Connection:
        """The pipe to a process that is ready.

        Raises:
            ReadingError: it ends before, or is not ready in time.
        """
        ours, theirs = CONTEXT.Pipe()
        with self._changing:
            if self._dismissed:
                raise _not_started()
            self._process = CONTEXT.Process(target=serve, args=(theirs, self._make), daemon=True)
            self._pipe = ours
            self._process.start()
        theirs.close()
        try:
            ready = ours.poll(STARTS_WITHIN_SECONDS) and ours.recv()
        except (EOFError, OSError):
            ready = False
        if not ready:
            self.end()
            raise _not_started()
        return ours


def serve(pipe: Connection, make: Make) -> None:
    """A worker's life: it is ready, answers what it is asked, and ends with the pipe."""
    # Ctrl-C reaches every process of the terminal; the one that asks ends the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reader = make()
    try:
        pipe.send(True)
        while True:
            asked: Asked = pipe.recv()
            pipe.send(_made(reader, asked))
    except (EOFError, OSError):
        return


def _made(reader: ReadsOne, asked: Asked) -> list[Reading] | Exception:
    try:
        return [read_one(reader, document, detail=asked.detail) for document in asked.chunk]
    except Exception as error:  # noqa: BLE001 - a fault of ours is raised where somebody sees it
        return error


def read_one(reader: ReadsOne, document: Document, *, detail: bool = False) -> Reading:
    """The reading of a document; one that is too much for this machine is an issue."""
    try:
        return reader.read(document, detail=detail)
    except (MemoryError, RecursionError) as error:
        return unread(document, f"expected a text that fits this machine, found {type(error).__name__}")


def _not_started() -> ReadingError:
    return ReadingError("worker processes", "them to start", "that they end at once", "--jobs 1")

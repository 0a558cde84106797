"""Makes many payloads readable in a process of its own.

A page can be large, strange, or made to break a parser. What it costs in memory is given back when the
process is renewed, and what ends the process ends no import. Starting it takes a second, so few pages are
read here.

Source: Python's `concurrent.futures`, process pools with the "forkserver" start method.
"""

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import NamedTuple, Self

from tocsin.capture.extract.extract import attempt
from tocsin.records.capture import Capture, Memento, Payload
from tocsin.records.issue import Issue, Stage, issue

STARTS_AT = 12
"""Payloads at once that are worth a process."""
RENEWED_AFTER = 2_000
"""Payloads that one process reads: extractors keep some memory of each."""


class Task(NamedTuple):
    """One thing to be read."""

    payload: Payload
    capture: Capture


class Under(NamedTuple):
    """What is being read."""

    tasks: Sequence[Task]
    found: "Future[list[Memento | Issue]] | None"
    """`None` where it is to be read here."""


class Texts:
    """Reads payloads, elsewhere once there are enough of them."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._n_sent = 0

    def ask(self, tasks: Sequence[Task]) -> Under:
        """Begins to read; `answers` waits for the end of it."""
        if not tasks or (self._pool is None and len(tasks) < STARTS_AT):
            return Under(tasks, None)
        if self._pool is None or self._n_sent + len(tasks) > RENEWED_AFTER:
            self._renew()
        self._n_sent += len(tasks)
        return Under(tasks, self._submit(tasks))

    def answers(self, under: Under) -> Iterator[Memento | Issue]:
        """What each showed, or why it cannot be read, in order."""
        if under.found is None:
            yield from _read(under.tasks)
            return
        try:
            yield from under.found.result()
        except BrokenProcessPool:
            for task in under.tasks:
                yield self._alone(task)

    def _alone(self, task: Task) -> Memento | Issue:
        """Reads one payload with nothing beside it, so that only the one that kills is lost."""
        self._renew()
        try:
            return self._submit((task,)).result()[0]
        except BrokenProcessPool:
            said = "expected a page that can be read, found one that ends the reading process; it is kept"
            where = task.payload.address
            return issue(Stage.CAPTURE, where, f"{where}: {said}", task.capture.captured_at)

    def _submit(self, tasks: Sequence[Task]) -> "Future[list[Memento | Issue]]":
        pool = self._pool or self._renew()
        try:
            return pool.submit(_read, tasks)
        except BrokenProcessPool:
            return self._renew().submit(_read, tasks)

    def _renew(self) -> ProcessPoolExecutor:
        self.close()
        self._pool, self._n_sent = ProcessPoolExecutor(1, _context(), _heed_no_ctrl_c), 0
        return self._pool

    def close(self) -> None:
        """Ends the process when it has read what it was given."""
        if self._pool is not None:
            self._pool.shutdown(wait=True)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _read(tasks: Sequence[Task]) -> list[Memento | Issue]:
    return [attempt(task.payload, task.capture) for task in tasks]


def _heed_no_ctrl_c() -> None:
    # Ctrl-C reaches every process of the terminal; the parent ends the worker in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _context() -> BaseContext:
    """A clean server that forks workers where there is one: it holds no thread and no lock of ours."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["tocsin.capture.extract.extract"])
    return context

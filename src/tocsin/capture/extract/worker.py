"""Makes many payloads readable in a process of its own, one after another.

A page can be large, strange, or made to break a parser. What it costs in memory is given back when the
process is renewed, and what ends the process ends no import. It holds one page at a time, is given bytes and
gives back plain values that are checked when they are decoded, so that a page which took it over could lie
about its own text and do nothing else here. Starting it takes a second, so few pages are read here.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Timer
from types import TracebackType
from typing import NamedTuple, Self

import msgspec

from tocsin.capture.extract.extract import attempt
from tocsin.capture.extract.frames import READY, Answer, Task, Told, parse_answer, receive, send
from tocsin.capture.limits import Limits
from tocsin.errors import CaptureError
from tocsin.records.capture import Memento
from tocsin.records.issue import Issue, Stage, issue

COMMAND = (sys.executable, "-m", "tocsin.capture.extract.reading")
THRIFT = {"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "65536"}
"""One thread for its arithmetic, since each reserves room; what a large page took goes back at once
(glibc's allocator; others do not look at it)."""
STARTS_AT = 12
"""Payloads at once that are worth a process."""
RENEWED_AFTER = 2_000
"""Payloads that one process reads: extractors keep some memory of each."""
RENEWED_BEYOND_BYTES = 180_000_000
"""Resident memory, once a page is done, that ends a process."""
TRIES = 2
"""A process may also have been ended by what it read before, or by the machine."""


class Under(NamedTuple):
    """What is being read."""

    tasks: Sequence[Task]
    found: "Future[list[Memento | Issue]] | None"
    """`None` where it is to be read here."""


class Texts:
    """Reads payloads, elsewhere once there are enough of them.

    Args:
        command: what starts the reading process.
    """

    def __init__(self, limits: Limits | None = None, command: Sequence[str] = COMMAND) -> None:
        self._limits, self._command = limits or Limits(), command
        self._line: ThreadPoolExecutor | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._n_read = 0

    def ask(self, tasks: Sequence[Task]) -> Under:
        """Begins to read; `answers` waits for the end of it."""
        if self._line is None:
            if len(tasks) < STARTS_AT:
                return Under(tasks, None)
            self._line = ThreadPoolExecutor(1)
        return Under(tasks, self._line.submit(self._read_all, tasks))

    def answers(self, under: Under) -> Iterator[Memento | Issue]:
        """What each showed, or why it cannot be read, in order."""
        if under.found is None:
            yield from (attempt(task.payload, task.capture) for task in under.tasks)
        else:
            yield from under.found.result()

    def _read_all(self, tasks: Sequence[Task]) -> list[Memento | Issue]:
        return [self._read(task) for task in tasks]

    def _read(self, task: Task) -> Memento | Issue:
        for _ in range(TRIES):
            answer = self._asked(task)
            if answer is not None:
                return answer.found.memento if isinstance(answer.found, Told) else answer.found.trouble
        seconds, where = self._limits.page_seconds, task.payload.address
        said = f"expected a page that can be read, found one that ends its reader or takes over {seconds:g} s"
        return issue(Stage.CAPTURE, where, f"{where}: {said}; it is kept", task.capture.captured_at)

    def _asked(self, task: Task) -> Answer | None:
        """What the process answers; `None` where it ends first, or has to be ended."""
        process = self._process or self._start()
        clock = Timer(self._limits.page_seconds, process.kill)
        clock.start()
        try:
            answer = _exchanged(process, task)
        finally:
            clock.cancel()
        self._n_read += 1
        if answer is None:
            process.kill()
        if answer is None or self._n_read >= RENEWED_AFTER or answer.resident_bytes > RENEWED_BEYOND_BYTES:
            self._end()
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        """A process that waits for its first page.

        Raises:
            CaptureError: it does not start, and so would read no page at all.
        """
        self._n_read = 0
        self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [*self._command, str(self._limits.page_memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | THRIFT,
        )
        if self._process.stdout is None or receive(self._process.stdout) != READY:
            self._end()
            raise CaptureError(COMMAND[-1], "a process that starts", "one that ended", "`tocsin add` again")
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            # It ends when nothing more can come.
            self._process.communicate()
            self._process = None

    def close(self) -> None:
        """Ends the process when it has read what it was given."""
        if self._line is not None:
            self._line.shutdown(wait=True, cancel_futures=True)
            self._line = None
        self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _exchanged(process: subprocess.Popen[bytes], task: Task) -> Answer | None:
    if process.stdin is None or process.stdout is None:
        return None
    try:
        send(process.stdin, msgspec.msgpack.encode(task))
        said = receive(process.stdout)
        return None if said is None else parse_answer(said)
    except (OSError, msgspec.DecodeError):
        return None

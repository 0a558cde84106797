"""Answers an import's tasks in a process of its own: tasks on standard input, answers on standard output."""

import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import msgspec

from tocsin.capture.extract.frames import READY, Answer, Task, Told, Untold, parse_task, receive, send
from tocsin.records.capture import Memento
from tocsin.records.issue import Issue

STATM = Path("/proc/self/statm")


def serve(read: Callable[[Task], Memento | Issue], n_bytes: int) -> None:
    """Answers task after task until no more come, within so many bytes of address space."""
    # Ctrl-C reaches every process of the terminal; the import ends us in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    bound = n_bytes if hard == resource.RLIM_INFINITY else min(n_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with _own_output() as out:
        send(out, READY)
        while (message := receive(sys.stdin.buffer)) is not None:
            found = read(parse_task(message))
            said = Told(memento=found) if isinstance(found, Memento) else Untold(trouble=found)
            send(out, msgspec.msgpack.encode(Answer(found=said, resident_bytes=_resident_bytes())))


def _own_output() -> BinaryIO:
    """Standard output for answers alone: what a library prints goes where errors go."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return out


def _resident_bytes() -> int:
    if not STATM.exists():
        return 0
    return int(STATM.read_text().split()[1]) * resource.getpagesize()
